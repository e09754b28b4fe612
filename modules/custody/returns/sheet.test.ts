import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fallenDue, lastEnded, periodNames, periodOf, plusDays } from './periods.ts'
import {
  categories,
  countIn,
  differencesOf,
  imbalance,
  kindsOfPerson,
  lines,
  type Sheet,
  together,
  whole,
} from './sheet.ts'

const days = fc
  .date({ min: new Date('2023-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('periods', () => {
  test('follow each other without a gap, and a day lies in exactly one of each name', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...periodNames), (day, name) => {
        const period = periodOf(name, day)
        expect(period.from <= day && day <= period.to).toBe(true)
        expect(periodOf(name, period.from)).toEqual(period)
        expect(periodOf(name, period.to)).toEqual(period)
        expect(periodOf(name, plusDays(period.to, 1)).from).toBe(plusDays(period.to, 1))
        expect(lastEnded(name, day).to).toBe(plusDays(period.from, -1))
      }),
      { numRuns: 2_000, seed: 20261122 },
    )
  })

  test('a fortnight is the 1st to the 15th, or from there to the month’s end', () => {
    expect(periodOf('fortnight', '2028-02-15')).toEqual({ from: '2028-02-01', to: '2028-02-15' })
    expect(periodOf('fortnight', '2028-02-16')).toEqual({ from: '2028-02-16', to: '2028-02-29' })
    expect(periodOf('quarter', '2026-11-22')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
  })

  test('nights on which nothing ran are made up for; a prison that begins owes the last period alone', () => {
    expect(fallenDue('month', '2026-11-22', null)).toEqual([{ from: '2026-10-01', to: '2026-10-31' }])
    expect(fallenDue('month', '2026-11-22', '2026-10-31')).toEqual([])
    expect(fallenDue('day', '2026-11-22', '2026-11-18').map(({ from }) => from)).toEqual([
      '2026-11-19',
      '2026-11-20',
      '2026-11-21',
    ])
    // The province shortened its period: the rest of the old one is owed too.
    expect(fallenDue('fortnight', '2026-11-22', '2026-09-30').map(({ to }) => to)).toEqual([
      '2026-10-15',
      '2026-10-31',
      '2026-11-15',
    ])
  })
})

const cells = fc.dictionary(
  fc.tuple(fc.constantFrom(...categories), fc.constantFrom(...kindsOfPerson)).map(([a, b]) => `${a}/${b}`),
  fc.integer({ min: 1, max: 400 }),
  { maxKeys: 6 },
)
const sheets: fc.Arbitrary<Sheet> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...lines), fc.constantFrom(null, 'a', 'b'), cells), {
    selector: ([line, part]) => `${line} ${part}`,
  })
  .map((found) => ({
    sections: ['balance'],
    bands: [3],
    hideBelow: 5,
    figures: { authorised: 10 },
    lines: found.map(([line, part, cells]) => ({
      line,
      part,
      cells,
      total: Object.values(cells).reduce((sum, count) => sum + count, 0),
    })),
  }))

describe('a sheet', () => {
  test('of several prisons is the sum of theirs, cell by cell, in whatever order they are added', () => {
    fc.assert(
      fc.property(fc.array(sheets, { maxLength: 5 }), (found) => {
        const sum = together(found)
        for (const line of lines)
          for (const category of categories)
            for (const kind of kindsOfPerson) {
              const of = { category, kinds: [kind] }
              expect(countIn(whole(sum, line), of)).toBe(
                found.reduce((total, sheet) => total + countIn(whole(sheet, line), of), 0),
              )
            }
        expect(imbalance(sum)).toBe(found.reduce((total, sheet) => total + imbalance(sheet), 0))
        expect(differencesOf(sum, together(found.toReversed()))).toEqual([])
        expect(sum.figures.authorised ?? 0).toBe(found.length * 10)
      }),
      { numRuns: 60, seed: 20261122 },
    )
  })

  test('differs where a cell moved although the total is the same', () => {
    const of = (cells: Record<string, number>): Sheet => ({
      sections: ['balance'],
      bands: [],
      hideBelow: 5,
      figures: {},
      lines: [{ line: 'closing', part: null, total: 5, cells }],
    })
    expect(differencesOf(of({ 'convict/M': 5 }), of({ 'convict/M': 5 }))).toEqual([])
    expect(differencesOf(of({ 'convict/M': 5 }), of({ 'convict/M': 4, 'under-trial/M': 1 }))).toEqual([
      { line: 'closing', part: null, was: 5, now: 5 },
    ])
  })
})
