import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  blockingKeys,
  decide,
  type LinkRecord,
  linkRecords,
  pairScorer,
  personParameters,
  preparePerson,
  scorePair,
} from './index.ts'

const rows: Record<string, string>[] = parse(
  readFileSync(new URL('fixtures/pk-sample.csv', import.meta.url), 'utf8'),
  { columns: true },
)
const sample: LinkRecord[] = rows.map((row) => ({
  id: row.record_id!,
  name: row.name!,
  fatherName: row.father_name!,
  alias: row.alias!,
  cnic: row.cnic!,
  sex: row.sex!,
  birthDate: row.dob!,
  ...(row.age && { age: Number(row.age) }),
  statedOn: row.event_date!,
  province: row.province!,
  district: row.district!,
  locality: row.locality!,
  phone: row.phone!,
}))

const ramzan: LinkRecord = {
  id: 'a',
  name: 'Haji Muhammad Ramzan Khattak',
  fatherName: 'Sher Gul',
  cnic: '17301-7394621-3',
  sex: 'M',
  birthDate: '1984-06-11',
  province: 'KP',
  district: 'Kohat',
  locality: 'Tehkal Bala',
}
const ramzanInUrdu: LinkRecord = {
  id: 'b',
  name: 'رمضان خٹک',
  fatherName: 'شیر گل',
  cnic: '۱۷۳۰۱۷۳۹۴۶۲۱۳',
  sex: 'مرد',
  age: 30,
  statedOn: '2014-09-01',
  province: 'KP',
  district: 'Kohat',
}
const brother: LinkRecord = {
  id: 'c',
  name: 'Muhammad Wakeel Khattak',
  fatherName: 'Sher Gul',
  cnic: '17301-8811460-5',
  sex: 'M',
  birthDate: '1987-02-20',
  province: 'KP',
  district: 'Kohat',
  locality: 'Tehkal Bala',
}
const namesake: LinkRecord = {
  id: 'd',
  name: 'Ramzan Khattak',
  fatherName: 'Sher Gul',
  cnic: '35202-4476193-7',
  sex: 'M',
  birthDate: '1991-12-03',
  province: 'Punjab',
  district: 'Lahore',
  locality: 'Satellite Town',
}

describe('scoring two records', () => {
  it('knows one man in two scripts and explains itself field by field', () => {
    const score = scorePair(ramzan, ramzanInUrdu)
    expect(decide(score)).toBe('link')
    expect(score.evidence[0]).toMatchObject({ field: 'cnic', level: 'same' })
    expect(score.evidence.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['name', 'father', 'cnic', 'birth', 'place', 'sex']),
    )
    expect(score.evidence.map(({ field }) => field)).not.toContain('phone')
  })

  it('keeps brothers at one address apart', () => {
    expect(decide(scorePair(ramzan, brother))).toBe('separate')
  })

  it('keeps namesakes with the same father apart', () => {
    expect(decide(scorePair(ramzan, namesake))).toBe('separate')
  })

  it('adds up: the fields’ bits are the total', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sample), fc.constantFrom(...sample), (a, b) => {
        const score = scorePair(a, b)
        expect(score.evidence.reduce((sum, { bits }) => sum + bits, 0)).toBeCloseTo(score.bits, 9)
        expect(score.probability).toBeGreaterThanOrEqual(0)
        expect(score.probability).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('does not depend on which record comes first', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sample), fc.constantFrom(...sample), (a, b) => {
        expect(scorePair(a, b)).toEqual(scorePair(b, a))
      }),
    )
  })

  it('scores prepared records as it scores raw ones', () => {
    expect(pairScorer()(preparePerson(ramzan), preparePerson(ramzanInUrdu))).toEqual(
      scorePair(ramzan, ramzanInUrdu),
    )
  })

  it('gives a rare name more bits than a common one', () => {
    const nameBits = (name: string) =>
      scorePair({ id: 'x', name }, { id: 'y', name }).evidence.find(({ field }) => field === 'name')!.bits
    expect(nameBits('Gulfaraz')).toBeGreaterThan(nameBits('Raheem') + 2)
  })

  it('treats Muhammad as weightless', () => {
    const level = (a: string, b: string) =>
      scorePair({ id: 'x', name: a }, { id: 'y', name: b }).evidence[0]!.level
    expect(level('Muhammad Aslam', 'Aslam')).toBe('one word, the same')
    expect(level('Muhammad Aslam', 'Muhammad Akram')).toBe('no word agrees')
  })

  it('asks for more evidence in a larger register', () => {
    const alone = scorePair(ramzan, { ...ramzanInUrdu, cnic: '' })
    const among = scorePair(ramzan, { ...ramzanInUrdu, cnic: '' }, personParameters, 10_000_000)
    expect(among.probability).toBeLessThan(alone.probability)
    expect(among.bits).toBe(alone.bits)
  })

  it('never links over a hard conflict, and says which', () => {
    const verified = { cnic: true }
    const one = { ...ramzan, verified }
    const other = { ...ramzanInUrdu, cnic: '17301-7394621-5', verified }
    const score = scorePair(one, other)
    expect(score.conflict).toBe('different verified CNIC')
    expect(decide(score)).not.toBe('link')
    expect(scorePair(one, { ...other, verified: {} }).conflict).toBeUndefined()
    expect(
      scorePair(
        { ...ramzan, custody: [{ prison: 'KOH', from: '2024-01-01' }] },
        { ...ramzanInUrdu, custody: [{ prison: 'LHR', from: '2024-02-01', to: '2024-03-01' }] },
      ).conflict,
    ).toBe('in two prisons at once')
    expect(
      scorePair(
        { ...ramzan, custody: [{ prison: 'KOH', from: '2024-01-01', to: '2024-02-01' }] },
        { ...ramzanInUrdu, custody: [{ prison: 'LHR', from: '2024-02-01' }] },
      ).conflict,
    ).toBeUndefined()
    expect(
      scorePair(
        { ...ramzan, verified: { sex: true } },
        { ...ramzanInUrdu, sex: 'F', verified: { sex: true } },
      ).conflict,
    ).toBe('opposite verified sex')
  })
})

describe('blocking keys', () => {
  it('meet for two spellings in two scripts', () => {
    const other = new Set(blockingKeys(ramzanInUrdu))
    expect(blockingKeys(ramzan).filter((key) => other.has(key)).length).toBeGreaterThan(3)
  })

  it('meet when one half of the CNIC is mistyped', () => {
    const wrong = new Set(blockingKeys({ id: 'x', name: '', cnic: '17301-7394621-9' }))
    expect(blockingKeys({ id: 'y', name: '', cnic: '17301-7394621-3' }).some((key) => wrong.has(key))).toBe(
      true,
    )
  })

  it('are none for a record that says nothing', () => {
    expect(blockingKeys({ id: 'x', name: '' })).toEqual([])
  })
})

describe('linking a file', () => {
  const ids = (clusters: string[][]) => clusters.map((cluster) => cluster.join(' ')).sort()

  it('joins one man’s records and leaves brother and namesake out', () => {
    const { clusters, pairs } = linkRecords([namesake, ramzanInUrdu, brother, ramzan])
    expect(clusters).toEqual([['a', 'b']])
    expect(pairs).toHaveLength(1)
    expect(pairs[0]).toMatchObject({ a: 'a', b: 'b' })
  })

  it('gives the same outcome whatever the order of records', () => {
    const part = sample.slice(0, 150)
    const expected = linkRecords(part)
    expect(expected.pairs.length).toBeGreaterThan(20)
    fc.assert(
      fc.property(fc.shuffledSubarray(part, { minLength: part.length }), (shuffled) => {
        const result = linkRecords(shuffled)
        expect(result.pairs).toEqual(expected.pairs)
        expect(ids(result.clusters)).toEqual(ids(expected.clusters))
      }),
      { numRuns: 10 },
    )
  })

  it('never joins what a cannot-link separates, not even through a third record', () => {
    const third = { ...ramzan, id: 'e' }
    const { clusters } = linkRecords([ramzan, ramzanInUrdu, third], personParameters, {
      cannotLinks: [['a', 'b']],
    })
    expect(clusters.some((cluster) => cluster.includes('a') && cluster.includes('b'))).toBe(false)
    expect(clusters).toHaveLength(1)
  })

  it('joins a confirmed link and reports one that a cannot-link forbids', () => {
    const confirmed = linkRecords([ramzan, namesake], personParameters, { confirmedLinks: [['d', 'a']] })
    expect(confirmed.clusters).toEqual([['a', 'd']])
    const refused = linkRecords([ramzan, namesake], personParameters, {
      confirmedLinks: [['d', 'a']],
      cannotLinks: [['a', 'd']],
    })
    expect(refused.clusters).toEqual([])
    expect(refused.refusedLinks).toEqual([{ a: 'a', b: 'd' }])
  })

  it('keeps cannot-links through any sequence of confirmed links', () => {
    const copies = Array.from({ length: 7 }, (_, at) => ({ ...ramzan, id: `r${at}` }))
    const id = fc.constantFrom(...copies.map((copy) => copy.id))
    const pairs = fc.array(
      fc.tuple(id, id).filter(([a, b]) => a !== b),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(pairs, pairs, (cannotLinks, confirmedLinks) => {
        const { clusters } = linkRecords(copies, personParameters, { cannotLinks, confirmedLinks })
        for (const cluster of clusters)
          for (const [a, b] of cannotLinks) expect(cluster.includes(a) && cluster.includes(b)).toBe(false)
      }),
    )
  })

  it('reports blocks too large to compare', () => {
    const crowd = Array.from({ length: 12 }, (_, at) => ({ id: `r${at}`, name: 'Aslam', district: 'Kohat' }))
    const { blocking } = linkRecords(crowd, { ...personParameters, blocking: { maxBlock: 10 } })
    expect(blocking.skipped).toEqual([{ key: 'nd:slm:kohat', records: 12 }])
    expect(blocking.candidates).toBe(0)
  })

  it('refuses repeated ids and parameters of another model', () => {
    expect(() => linkRecords([ramzan, ramzan])).toThrow('record ids must be unique')
    expect(() => linkRecords([ramzan], { ...personParameters, model: 'febrl' })).toThrow('not "person"')
    expect(() => linkRecords([ramzan], { ...personParameters, fields: {} })).toThrow('lack a weight')
  })

  it('has nothing to say about an empty file', () => {
    expect(linkRecords([])).toMatchObject({ pairs: [], clusters: [] })
  })
})
