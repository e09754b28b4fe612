import { describe, expect, it } from 'vitest'
import type { InputsOf } from '../rule-schemas.ts'
import { computeSentenceTwice } from '../second/compute-twice.ts'

type Sentence = InputsOf<'sentence'>['sentences'][number]
const passed = (id: string, term: Sentence['term'], more: Partial<Sentence> = {}): Sentence => ({
  id,
  sentencedOn: '2025-01-30',
  term,
  relation: 'CONCURRENT',
  setOff: { order: 'REFUSED' },
  ...more,
})
const both = (a: Sentence, b: Sentence) => [
  computeSentenceTwice({ sentences: [a, b] }),
  computeSentenceTwice({ sentences: [b, a] }),
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
    const setOff = { order: 'GRANTED' as const, custody: [{ from: '2025-01-20', to: '2025-01-29' }] }
    const longer = passed('B', { years: 1, days: 10 }, { setOff })
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
