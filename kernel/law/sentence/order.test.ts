import { describe, expect, it } from 'vitest'
import { computeSentenceTwice } from '../second/compute-twice.ts'
import { explained, granted, one, type Sentence } from './testing.ts'

const passed = (id: string, term: Sentence['term'], more: Partial<Sentence> = {}) =>
  one('2025-01-30', term, { id, relation: 'CONCURRENT', ...more })
type Remissions = Parameters<typeof computeSentenceTwice>[0]['remissions']
const both = (a: Sentence, b: Sentence, remissions: Remissions = []) => [
  computeSentenceTwice({ sentences: [a, b], remissions }),
  computeSentenceTwice({ sentences: [b, a], remissions }),
]

describe('the order in which things are written does not matter:', () => {
  it('payments of a fine are taken as they were made', () => {
    const fine = (payments: { on: string; amount: number }[]) => ({
      sentences: [
        passed(
          'A',
          { years: 1 },
          {
            sentencedOn: '2024-12-01',
            fine: { amount: 40_000, defaultTerm: { months: 4 }, payments },
          },
        ),
      ],
    })
    const early = { on: '2025-12-10', amount: 20_000 }
    const late = { on: '2026-03-15', amount: 10_000 }
    expect(computeSentenceTwice(fine([late, early])).dueRelease).toBe('2026-01-30')
    expect(computeSentenceTwice(fine([early, late])).dueRelease).toBe('2026-01-30')
  })

  it('default terms are served by day of sentence, then by name', () => {
    const month = passed('A', { years: 1 }, { fine: { amount: 100, defaultTerm: { months: 1 } } })
    const days = passed('B', { years: 1 }, { fine: { amount: 100, defaultTerm: { days: 5 } } })
    for (const result of both(month, days)) expect(result.dueRelease).toBe('2026-03-05')
    const earlier = { ...days, id: 'C', sentencedOn: '2025-01-29', term: { years: 1, days: 1 } }
    for (const result of both(month, earlier)) expect(result.dueRelease).toBe('2026-03-03')
  })

  it('of two that end together the longer reckoning is shown', () => {
    const plain = passed('A', { years: 1 })
    const longer = passed('B', { years: 1, days: 10 }, { setOff: granted('2025-01-20', '2025-01-29') })
    const [one, other] = both(plain, longer)
    expect(one).toEqual(other)
    expect(one).toMatchObject({ setOffDays: 10, grossExpiry: '2026-02-08', dueRelease: '2026-01-29' })
  })

  it('months forfeited against days remitted go forwards, and never past the court’s own date', () => {
    const remissions = [
      { kind: 'IG', amount: { days: 60 } },
      { kind: 'FORFEITURE', amount: { months: 1 } },
    ]
    expect(computeSentenceTwice({ sentences: [passed('A', { years: 1 })], remissions })).toMatchObject({
      remissionMonths: -1,
      remissionDays: 60,
      // 30 Jan 2026 and a month is 1 March (there is no 30 February); less 60 days, 31 December.
      dueRelease: '2025-12-30',
    })
  })
})

/** Concurrent sentences; what is shown must not hang on which the clerk wrote first. */
describe('CrPC s.35: of two concurrent sentences that release on one day', () => {
  const all = (years: number) => [{ kind: 'ALL', amount: { years } }]
  const barred = { remissionBar: 'NAB' }

  it('PPR 1978 r.140: the later release governs, though without its fifteen years life would end sooner', () => {
    const life = passed('A', 'LIFE')
    const fourteen = passed('B', { years: 14 }, barred)
    for (const result of both(life, fourteen, all(24))) {
      expect(result).toMatchObject({ substantiveExpiry: '2026-01-29', dueRelease: '2040-01-29' })
    }
  })

  it('PPR 1978 r.140: a life held to its fifteen years is shown before a term that ends with them, since its case goes to Government', () => {
    const life = passed('A', 'LIFE')
    const fifteen = passed('B', { years: 15 }, barred)
    for (const result of both(life, fifteen, all(24))) {
      expect(result).toMatchObject({
        dueRelease: '2040-01-29',
        rule140SubmissionDue: '2040-01-30',
        flags: ['LIFE_FLOOR_15Y_GOVERNS'],
      })
    }
  })

  it('PPR 1978 r.140: of life and twenty-five years the life is shown, with its fifteen', () => {
    for (const result of both(passed('A', 'LIFE'), passed('B', { years: 25 }))) {
      expect(result).toMatchObject({ dueRelease: '2050-01-29', lifeFloorDate: '2040-01-30' })
    }
  })

  it('the one that remission shortened is shown before one that set-off shortened', () => {
    const remitted = passed('A', { years: 1 })
    // To 28 February 2026, less 60 days of custody: 30 December, as a year less 30 days of remission.
    const setOff = granted('2024-12-01', '2025-01-29')
    const credited = passed('B', { months: 11, days: 61 }, { ...barred, setOff })
    for (const result of both(remitted, credited, [{ kind: 'IG', amount: { days: 30 } }])) {
      expect(result).toMatchObject({
        expiryBeforeRemission: '2026-01-29',
        remissionDays: 30,
        dueRelease: '2025-12-30',
      })
    }
  })

  it('CrPC s.382-B: both served already, the longer term is shown, then the longer custody', () => {
    const custody = (from: string) => ({ setOff: granted(from, '2025-01-29') })
    const three = passed('A', { months: 3 }, custody('2024-07-14'))
    const four = passed('B', { months: 4 }, custody('2024-08-23'))
    for (const result of both(three, four)) {
      expect(result).toMatchObject({ setOffDays: 160, grossExpiry: '2025-05-29', dueRelease: '2025-01-30' })
    }
    for (const result of both(three, { ...three, ...custody('2024-08-23'), id: 'B' })) {
      expect(result).toMatchObject({ setOffDays: 200, dueRelease: '2025-01-30', flags: ['TIME_SERVED'] })
    }
  })

  it('both served already, remission is shown though the other is barred from it', () => {
    const served = { setOff: granted('2024-08-23', '2025-01-29') }
    const open = passed('A', { months: 3 }, served)
    const closed = passed('B', { months: 3 }, { ...served, ...barred })
    for (const result of both(open, closed, [{ kind: 'IG', amount: { days: 3 } }])) {
      expect(result).toMatchObject({ remissionMonths: 0, remissionDays: 3 })
    }
    const mixed = [
      { kind: 'IG', amount: { months: 2 } },
      { kind: 'FORFEITURE', amount: { days: 3 } },
    ]
    for (const result of both(open, closed, mixed)) {
      expect(result).toMatchObject({ remissionMonths: 2, remissionDays: -3 })
    }
  })

  it('alike in every figure, the first written is named', () => {
    const sentences = [passed('A', { years: 1 }), passed('B', { years: 1 })]
    expect(explained({ sentences }).step('LATEST_GOVERNS')?.value).toBe('A')
    expect(explained({ sentences: sentences.reverse() }).step('LATEST_GOVERNS')?.value).toBe('B')
  })
})
