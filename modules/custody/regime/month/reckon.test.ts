import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bar, findingsOf, longerThan } from '../bars.ts'
import { rowFor } from '../education/earned.ts'
import { firstOfNextMonth, type Month, type MonthRule, reckonMonth } from './reckon.ts'

const rule: MonthRule = {
  conductDays: 3,
  labourDays: 2,
  fullWorkDays: 18,
  most: 5,
  goodConduct: [15, 15, 30],
}
const october: Month = {
  firstDay: '2026-10-01',
  postedOn: '2026-11-01',
  sentencedOn: '2025-03-10',
  findings: [],
  rigorous: true,
  atLarge: false,
  lastOffenceOn: null,
  worked: 20,
  excused: 0,
  due: '2028-02-01',
}

describe('a month of ordinary remission', () => {
  test('conduct and labour give the whole, and nothing needs a reason', () => {
    expect(reckonMonth(october, rule)).toEqual({
      conductDays: 3,
      labourDays: 2,
      days: 5,
      goodDays: 0,
      reasons: [],
    })
  })

  test('it begins on the first of the month after sentence', () => {
    expect(reckonMonth({ ...october, sentencedOn: '2026-09-30' }, rule).days).toBe(5)
    expect(reckonMonth({ ...october, sentencedOn: '2026-10-01' }, rule)).toMatchObject({
      days: 0,
      reasons: ['not-yet'],
    })
  })

  test('an offence found proved in the month takes the part for conduct, one before it does not', () => {
    expect(reckonMonth({ ...october, lastOffenceOn: '2026-10-31' }, rule)).toMatchObject({
      days: 2,
      reasons: ['offence'],
    })
    expect(reckonMonth({ ...october, lastOffenceOn: '2026-09-30' }, rule).days).toBe(5)
  })

  test('fewer days at work give their share; days without fault count, and no work at all is said', () => {
    expect(reckonMonth({ ...october, worked: 9 }, rule)).toMatchObject({
      labourDays: 1,
      reasons: ['fewer-days'],
    })
    expect(reckonMonth({ ...october, worked: 9, excused: 9 }, rule).days).toBe(5)
    expect(reckonMonth({ ...october, worked: 0 }, rule)).toMatchObject({ days: 3, reasons: ['not-at-work'] })
  })

  test('simple imprisonment earns only by work; where the papers do not say an officer decides', () => {
    expect(reckonMonth({ ...october, rigorous: false, worked: 0 }, rule)).toMatchObject({
      days: 0,
      reasons: ['simple'],
    })
    expect(reckonMonth({ ...october, rigorous: false }, rule).days).toBe(5)
    expect(reckonMonth({ ...october, rigorous: null, worked: 0 }, rule).reasons).toEqual(['kind-not-known'])
  })

  test('the last day never comes before the posting that brings it nearer', () => {
    expect(reckonMonth({ ...october, due: '2026-11-02' }, rule)).toMatchObject({
      days: 2,
      reasons: ['date-reached'],
    })
    expect(reckonMonth({ ...october, due: '2026-10-31' }, rule).days).toBe(0)
  })

  test('a whole year without an offence earns more in the month that completes it', () => {
    const completed = { ...october, sentencedOn: '2025-10-15' }
    expect(reckonMonth(completed, rule).goodDays).toBe(15)
    expect(reckonMonth({ ...completed, sentencedOn: '2023-10-15' }, rule).goodDays).toBe(30)
    // What the fourth year brings, the texts at hand do not say.
    expect(reckonMonth({ ...completed, sentencedOn: '2022-10-15' }, rule)).toMatchObject({
      days: 5,
      goodDays: 0,
      reasons: ['good-later'],
    })
    expect(reckonMonth({ ...completed, lastOffenceOn: '2025-11-01' }, rule).goodDays).toBe(0)
    expect(reckonMonth({ ...completed, lastOffenceOn: '2025-10-31' }, rule).goodDays).toBe(15)
    expect(reckonMonth({ ...completed, sentencedOn: '2025-09-30' }, rule).goodDays).toBe(0)
  })

  test('whatever the facts: never above the law’s most, never past the date, never less without a reason', () => {
    const day = (min: string, max: string) =>
      fc
        .date({ min: new Date(min), max: new Date(max), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10))
    const facts = fc.record({
      firstDay: fc.constant('2026-10-01'),
      postedOn: fc.constant('2026-11-01'),
      sentencedOn: day('2015-01-01', '2026-12-01'),
      findings: fc.constantFrom(
        [],
        [{ code: 'TERRORISM', standing: 'barred' as const, section: 's', text: { en: 'a', ur: 'ب' } }],
        [{ code: 'NARCOTICS', standing: 'refer' as const, section: 's', text: { en: 'a', ur: 'ب' } }],
      ),
      rigorous: fc.constantFrom(true, false, null),
      atLarge: fc.boolean(),
      lastOffenceOn: fc.option(day('2025-01-01', '2026-10-31')),
      worked: fc.integer({ min: 0, max: 62 }).map((halves) => halves / 2),
      excused: fc.integer({ min: 0, max: 31 }),
      due: fc.option(day('2026-09-01', '2027-06-01')),
    })
    const rules = fc.record({
      conductDays: fc.integer({ min: 0, max: 6 }),
      labourDays: fc.integer({ min: 0, max: 6 }),
      fullWorkDays: fc.integer({ min: 1, max: 31 }),
      most: fc.integer({ min: 1, max: 5 }),
      goodConduct: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(facts, rules, (of, by) => {
        const found = reckonMonth(of, by)
        expect(found.days).toBeGreaterThanOrEqual(0)
        expect(found.days).toBeLessThanOrEqual(by.most)
        expect(Number.isInteger(found.days)).toBe(true)
        if (found.days + found.goodDays > 0) {
          expect(of.findings).toEqual([])
          expect(of.sentencedOn < of.firstDay && !of.atLarge).toBe(true)
          if (of.due !== null) {
            const after = Date.parse(of.due) - (found.days + found.goodDays) * 86_400_000
            expect(after).toBeGreaterThanOrEqual(Date.parse(of.postedOn) - 86_400_000)
          }
        }
        if (found.days < Math.min(by.most, by.conductDays + by.labourDays))
          expect(found.reasons.length).toBeGreaterThan(0)
      }),
      { numRuns: 2_000, seed: 20261122 },
    )
  })
})

const bars: Bar[] = [
  {
    code: 'condemned',
    standing: 'barred',
    months: null,
    act: null,
    convictedAfter: null,
    section: 'PPR ch. 8',
    text: { en: '', ur: '' },
  },
  {
    code: 'short-term',
    standing: 'barred',
    months: 4,
    act: null,
    convictedAfter: null,
    section: 'PPR ch. 8',
    text: { en: '', ur: '' },
  },
  {
    code: 'NARCOTICS',
    standing: 'barred',
    months: null,
    act: 'CNSA',
    convictedAfter: '2022-09-06',
    section: 'CNSA s.9-A',
    text: { en: '', ur: '' },
  },
]
function facts(sentencedOn: string, offences: readonly (readonly [act: string, section: string])[]) {
  return {
    condemned: false,
    inputs: {
      sentences: [
        {
          id: '1',
          sentencedOn,
          term: { years: 3 },
          relation: 'FIRST' as const,
          sameTrial: false,
          setOff: { order: 'REFUSED' as const },
        },
      ],
      remissions: [],
    },
    offences: offences.map(([act, section]) => ({ act, section, on: sentencedOn, known: true })),
  }
}

describe('who earns none', () => {
  const codes = (...given: Parameters<typeof findingsOf>) =>
    findingsOf(...given).map(({ code, standing }) => `${code} ${standing}`)

  test('a term of four months is barred, one day more is not', () => {
    expect(codes(facts('2026-01-10', [['PPC', '379']]), '2026-05-09', bars)).toEqual(['short-term barred'])
    expect(codes(facts('2026-01-10', [['PPC', '379']]), '2026-05-10', bars)).toEqual([])
  })

  test('narcotics bar those convicted after 6 September 2022, not those convicted on it', () => {
    const of = (on: string) => codes(facts(on, [['CNSA', '9(c)']]), '2030-01-01', bars)
    expect(of('2022-09-06')).toEqual([])
    expect(of('2022-09-07')).toEqual(['NARCOTICS barred'])
  })

  test('a sentence partly under a law that bars is for an officer, as is a section nobody knows', () => {
    expect(
      codes(
        facts('2024-01-01', [
          ['CNSA', '9(c)'],
          ['PPC', '379'],
        ]),
        '2030-01-01',
        bars,
      ),
    ).toEqual(['NARCOTICS refer'])
    const unknown = facts('2024-01-01', [['PPC', '379']])
    expect(
      codes(
        { ...unknown, offences: unknown.offences.map((one) => ({ ...one, known: false })) },
        '2030-01-01',
        bars,
      ),
    ).toEqual(['section-unknown refer'])
  })
})

test('months are counted by corresponding dates; one that is absent is the first of the following month', () => {
  expect(longerThan('2026-01-31', '2026-02-28', 1)).toBe(false)
  expect(longerThan('2026-01-31', '2026-03-01', 1)).toBe(true)
  expect(firstOfNextMonth('2026-12-31')).toBe('2027-01-01')
})

test('the row of the law follows the length of the term: up to two years, up to six, up to ten, longer', () => {
  const law = [
    [0, 4],
    [24, 6],
    [72, 8],
    [120, 10],
  ].map(([termMonths, months]) => ({
    standing: 'fixed' as const,
    termMonths: termMonths!,
    months: months!,
    mostMonths: null,
    minMarks: 60,
    citation: 'r.215',
    note: { en: '', ur: '' },
  }))
  const months = (lastDay: string | null) => rowFor(law, '2020-01-01', lastDay)?.months
  expect(
    ['2021-12-31', '2022-01-01', '2025-12-31', '2026-01-01', '2029-12-31', '2030-01-01'].map(months),
  ).toEqual([4, 6, 6, 8, 8, 10])
  expect(months(null)).toBe(4)
})
