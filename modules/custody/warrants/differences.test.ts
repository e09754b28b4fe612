import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Decisive, Read } from './contract.ts'
import { differencesOf } from './differences.ts'

const day = fc
  .integer({ min: 0, max: 2_000 })
  .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10))
const sections = fc.uniqueArray(fc.constantFrom('302', '324', '34', '379', '381-A', '392', '411', '506'), {
  minLength: 1,
  maxLength: 4,
})
const read = fc
  .record({
    kind: fc.constantFrom('remand' as const, 'conviction' as const),
    firNumber: fc.integer({ min: 1, max: 900 }),
    firYear: fc.integer({ min: 2018, max: 2026 }),
    stationId: fc.integer({ min: 1, max: 60 }),
    courtId: fc.integer({ min: 61, max: 99 }),
    sections,
    issuedOn: day,
    nextProduction: day,
    years: fc.integer({ min: 1, max: 14 }),
    months: fc.integer({ min: 0, max: 11 }),
  })
  .map(
    ({ years, months, sections: named, ...rest }): Read => ({
      ...rest,
      person: 'same',
      sections: `${named.join('/')} PPC`,
      term: { years, months },
    }),
  )

/** One slip in each decisive field. */
const slips: Readonly<Record<Decisive, (read: Read) => Read>> = {
  person: (one) => ({ ...one, person: 'another' }),
  kind: (one) => ({ ...one, kind: one.kind === 'remand' ? 'conviction' : 'remand' }),
  fir: (one) => ({ ...one, firNumber: (one.firNumber ?? 0) + 1 }),
  station: (one) => ({ ...one, stationId: (one.stationId ?? 0) + 100 }),
  court: (one) => ({ ...one, courtId: (one.courtId ?? 0) + 100 }),
  sections: (one) => ({ ...one, sections: one.sections.replace(' PPC', '/109 PPC') }),
  issuedOn: (one) => ({ ...one, issuedOn: '2019-05-05' }),
  nextProduction: (one) => ({ ...one, nextProduction: '2019-05-05' }),
  term: (one) => ({ ...one, term: 'LIFE' }),
}

test('a reading agrees with itself, in whichever order and script its sections and term are written', () => {
  fc.assert(
    fc.property(read, fc.boolean(), (one, commas) => {
      const term = one.term
      const turned: Read = {
        ...one,
        sections: `${one.sections
          .replace(' PPC', '')
          .split('/')
          .reverse()
          .join(commas ? ', ' : '/')} PPC`,
        ...(typeof term === 'object'
          ? { term: { months: (term.years ?? 0) * 12 + (term.months ?? 0) } }
          : {}),
      }
      expect(differencesOf(one, turned)).toEqual([])
      expect(differencesOf(turned, one)).toEqual([])
    }),
  )
})

test('every slip in a decisive field is named, from whichever side one looks', () => {
  fc.assert(
    fc.property(read, fc.subarray(Object.keys(slips) as Decisive[], { minLength: 1 }), (one, made) => {
      const wrong = made.reduce((so, field) => slips[field](so), one)
      const found = differencesOf(one, wrong)
      expect(differencesOf(wrong, one)).toEqual(found)
      // Of what a warrant of its kind does not have nothing is asked; once the kinds differ one of the two has it.
      const asked = made.filter(
        (field) =>
          made.includes('kind') ||
          (field === 'nextProduction'
            ? one.kind === 'remand'
            : field === 'term'
              ? one.kind === 'conviction'
              : true),
      )
      for (const field of asked) expect(found).toContain(field)
      if (!made.includes('kind')) expect(found).toEqual(expect.arrayContaining(asked))
      if (!made.includes('kind')) expect(found).toHaveLength(asked.length)
    }),
  )
})
