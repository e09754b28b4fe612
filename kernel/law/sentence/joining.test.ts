import { describe, expect, it } from 'vitest'
import { sentence } from './sentence.ts'
import { explained, granted, one } from './testing.ts'

describe('CrPC s.397: a sentence passed in a later trial', () => {
  const earlier = one('2020-01-01', { years: 1 })
  const later = (sentencedOn: string) =>
    explained({ sentences: [earlier, one(sentencedOn, { years: 1 }, { id: 'B', sameTrial: false })] })

  it('on the last day of the earlier one follows it, flagged since the court was silent', () => {
    expect(later('2020-12-31')).toMatchObject({
      codes: ['TERM_BEGINS', 'TERM_S397', 'GROSS_EXPIRY', 'DUE_RELEASE'],
      dueRelease: '2021-12-31',
      flags: ['RUNNING_NOT_DIRECTED_S397'],
    })
  })

  it('on the day after is not passed on one undergoing a sentence: it begins that day, and nothing is flagged', () => {
    const result = later('2021-01-01')
    expect(result).toMatchObject({ dueRelease: '2021-12-31', flags: [] })
    expect(result.codes).toEqual([
      'TERM_BEGINS',
      'TERM_AFTER_EXPIRY',
      'LATEST_GOVERNS',
      'GROSS_EXPIRY',
      'DUE_RELEASE',
    ])
    expect(result.step('TERM_AFTER_EXPIRY')?.text.en).toBe(
      'Sentence B, 1 year, passed on 1 Jan 2021, begins on its own day, the earlier sentences having expired: 1 Jan 2021 to 31 Dec 2021.',
    )
  })

  it('after two that ran together and expired is explained by its own dates', () => {
    const sentences = [
      earlier,
      one('2020-01-01', { months: 6 }, { id: 'B', relation: 'CONCURRENT' }),
      one('2022-03-01', { months: 3 }, { id: 'C', sameTrial: false }),
    ]
    expect(explained({ sentences }).step('TERM_AFTER_EXPIRY')?.value).toBe('2022-05-31')
  })
})

describe('CrPC s.382-B and s.397: whether the earlier sentence had ended when the later was passed', () => {
  // A year from 2020-01-01 less thirty days: it may have ended with 1 December.
  const earlier = one('2020-01-01', { years: 1 }, { setOff: granted('2019-12-02', '2019-12-31') })
  const flagsWith = (sentencedOn: string) =>
    explained({
      sentences: [
        earlier,
        one(sentencedOn, { years: 1 }, { id: 'B', relation: 'CONSECUTIVE', sameTrial: false }),
      ],
    }).flags

  it('is no question while set-off leaves a day of it', () => expect(flagsWith('2020-12-01')).toEqual([]))
  it('is referred from the day on which set-off may have ended it', () =>
    expect(flagsWith('2020-12-02')).toEqual(['EARLIER_TERM_MAY_HAVE_EXPIRED_REFER']))

  it('is no question between sentences of one judgment, though set-off exceeds the first', () => {
    const setOff = granted('2024-12-01', '2025-05-09')
    const sentences = [
      one('2025-05-10', { months: 3 }, { setOff }),
      one('2025-05-10', { years: 1 }, { id: 'B', relation: 'CONSECUTIVE', setOff }),
    ]
    // To 9 August 2026 less 160 days.
    expect(explained({ sentences })).toMatchObject({ setOffDays: 160, dueRelease: '2026-03-02', flags: [] })
  })
})

describe('CrPC s.35: a sentence consecutive to concurrent ones', () => {
  const secondOf = (years: number) =>
    explained({
      sentences: [
        one('2020-01-01', { years: 5 }),
        one('2020-01-01', { years }, { id: 'B', relation: 'CONCURRENT' }),
        one('2020-01-01', { years: 2 }, { id: 'C', relation: 'CONSECUTIVE' }),
      ],
    })

  it('is certain where the last named is the last to end', () =>
    expect(secondOf(10)).toMatchObject({ dueRelease: '2031-12-31', flags: [] }))

  it('is referred where they end together, since set-off may differ between them', () =>
    expect(secondOf(5)).toMatchObject({
      dueRelease: '2026-12-31',
      flags: ['CONSECUTIVE_TO_WHICH_SENTENCE_REFER'],
    }))
})

describe('CrPC s.382-B: custody claimed for a later sentence of a run', () => {
  const claimed = (setOff: NonNullable<Parameters<typeof one>[2]>['setOff']) =>
    explained({
      sentences: [
        one('2020-01-01', { years: 4 }),
        one('2021-01-01', { years: 2 }, { id: 'B', relation: 'CONSECUTIVE', sameTrial: false, setOff }),
      ],
    })

  it('counts where it lies before the run, and is no double claim', () =>
    expect(claimed(granted('2019-06-01', '2019-12-31'))).toMatchObject({ setOffDays: 214, flags: [] }))

  it('is referred where it touches the first day of the run', () =>
    expect(claimed(granted('2019-12-31', '2020-01-01'))).toMatchObject({
      setOffDays: 1,
      flags: ['SETOFF_OVERLAPS_SERVED_SENTENCE_REFER'],
    }))

  it('is no claim at all where the court refused it', () =>
    expect(claimed({ ...granted('2020-06-01', '2020-12-31'), order: 'REFUSED' })).toMatchObject({
      setOffDays: 0,
      flags: [],
    }))
})

describe('nobody is released before the last of the sentences in a run was passed:', () => {
  const remissions = [{ kind: 'GOVT_SPECIAL', amount: { years: 10 } }]
  const dueWith = (first: string, second: string) =>
    explained({
      sentences: [
        one(first, { years: 1 }),
        one(second, { years: 1 }, { id: 'B', relation: 'CONSECUTIVE', sameTrial: false }),
      ],
      remissions,
    }).dueRelease

  it('where the second was passed later', () =>
    expect(dueWith('2020-01-01', '2020-06-01')).toBe('2020-06-01'))
  it('where the second was passed earlier', () =>
    expect(dueWith('2020-06-01', '2020-01-01')).toBe('2020-06-01'))
})

describe('PPR 1978 r.35, r.206: days out of custody', () => {
  const sentences = [one('2020-01-01', { years: 1 })]
  const outFor = (...out: [string, string][]) =>
    explained({
      sentences,
      out: out.map(([released, returned]) => ({ released, returned, kind: 'BAIL' })),
    })

  it('are the days between those of release and return', () => {
    const result = outFor(['2020-03-01', '2020-03-03'])
    expect(result.dueRelease).toBe('2021-01-01')
    expect(result.step('DAYS_OUT_ADDED')).toMatchObject({
      value: 1,
      text: {
        en: 'Added for time out of custody: 1 day; the days of release and of return count as custody.',
      },
    })
  })

  it('count once however many papers name them', () => {
    const result = outFor(['2020-03-01', '2020-03-21'], ['2020-03-11', '2020-03-31'])
    expect(result).toMatchObject({ dueRelease: '2021-01-29' })
    expect(result.step('DAYS_OUT_ADDED')?.value).toBe(29)
  })

  it('that come to none are not explained', () =>
    expect(outFor(['2020-03-01', '2020-03-01'], ['2020-05-01', '2020-05-02']).codes).toEqual([
      'TERM_BEGINS',
      'GROSS_EXPIRY',
      'DUE_RELEASE',
    ]))

  it('that ended before the sentence neither lengthen nor shorten it', () =>
    expect(outFor(['2019-01-01', '2019-02-01'])).toMatchObject({ dueRelease: '2020-12-31' }))
})

describe('refused by name:', () => {
  it('a spell of custody that ends before it begins', () => {
    const second = one('2020-01-01', { years: 1 }, { id: 'B', setOff: granted('2019-12-02', '2019-12-01') })
    expect(() => sentence({ sentences: [one('2020-01-01', { years: 1 }), second] })).toThrow(
      /inputs\.sentences\.1\.setOff\.custody\.0\.to \(2019-12-01\) is before 2019-12-02/,
    )
  })
  it('a spell of custody of one day is taken', () => {
    const setOff = granted('2019-12-01', '2019-12-01')
    expect(explained({ sentences: [one('2020-01-01', { years: 1 }, { setOff })] }).setOffDays).toBe(1)
  })
  it('a day of sentence that does not exist', () => {
    expect(() => sentence({ sentences: [one('2023-02-29', { years: 1 })] })).toThrow(
      /inputs\.sentences\.0\.sentencedOn.*2023-02-29/,
    )
  })
  it('a day of release that does not exist', () => {
    const out = [{ released: '2020-02-30', returned: '2020-03-01', kind: 'BAIL' }]
    expect(() => sentence({ sentences: [one('2020-01-01', { years: 1 })], out })).toThrow(
      /inputs\.out\.0\.released/,
    )
  })
})
