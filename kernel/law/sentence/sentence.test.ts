import { describe, expect, it } from 'vitest'
import { sentence } from './sentence.ts'
import { granted, type Inputs, one, type Sentence } from './testing.ts'

const due = (...sentences: Sentence[]) => sentence({ sentences }).dueRelease

describe('the worked examples of the custody specification', () => {
  it('1-3: terms end on the day before the corresponding date', () => {
    expect(due(one('2024-03-10', { years: 3 }))).toBe('2027-03-09')
    expect(due(one('2025-01-31', { months: 1 }))).toBe('2025-02-28')
    expect(due(one('2024-02-29', { years: 1 }))).toBe('2025-02-28')
  })

  it('4-5: set-off is taken when granted, and flagged when the order is silent', () => {
    const term = { years: 5 }
    const setOff = granted('2024-02-01', '2024-06-14')
    expect(sentence({ sentences: [one('2024-06-15', term, { setOff })] })).toMatchObject({
      setOffDays: 135,
      dueRelease: '2029-01-30',
      flags: [],
    })
    const silent = sentence({
      sentences: [one('2024-06-15', term, { setOff: { ...setOff, order: 'SILENT' } })],
    })
    expect(silent).toMatchObject({
      setOffDays: 0,
      dueRelease: '2029-06-14',
      flags: ['SETOFF_ORDER_MISSING_S382B'],
      ifSetOffGranted: { setOffDays: 135, dueRelease: '2029-01-30' },
    })
  })

  it('6-7: set-off separately for each concurrent term, once for consecutive ones', () => {
    const setOff = granted('2023-01-20', '2023-11-19')
    const seven = one('2023-11-20', { years: 7 }, { setOff })
    const three = one('2023-11-20', { years: 3 }, { id: 'B', setOff })
    expect(sentence({ sentences: [seven, { ...three, relation: 'CONCURRENT' }] })).toMatchObject({
      setOffDays: 304,
      dueRelease: '2030-01-19',
    })
    expect(sentence({ sentences: [seven, { ...three, relation: 'CONSECUTIVE' }] })).toMatchObject({
      setOffDays: 304,
      dueRelease: '2033-01-19',
    })
  })

  it('8: a later trial begins when the earlier sentence expires', () => {
    const later = one('2023-09-12', { years: 2 }, { id: 'B', relation: 'UNSPECIFIED', sameTrial: false })
    expect(sentence({ sentences: [one('2022-05-05', { years: 4 }), later] })).toMatchObject({
      dueRelease: '2028-05-04',
      flags: ['RUNNING_NOT_DIRECTED_S397'],
    })
  })

  it('9: four lives one after another are referred', () => {
    const setOff = granted('1989-09-01', '1991-02-28')
    const lives = ['A', 'B', 'C', 'D'].map((id) =>
      one('1991-03-01', 'LIFE', { id, setOff, relation: id === 'A' ? 'FIRST' : 'CONSECUTIVE' }),
    )
    const result = sentence({ sentences: lives })
    expect(result).toMatchObject({
      setOffDays: 546,
      dueRelease: '2089-08-31',
      flags: ['RULE140_MULTIPLE_LIFE_TERMS_REFER'],
    })
    expect(result).not.toHaveProperty('lifeFloorDate')
  })

  it('10-11: default of fine follows, less the part that payment bears', () => {
    const fine = { amount: 50_000, defaultTerm: { months: 6 } }
    expect(due(one('2024-08-01', { years: 2 }, { fine }))).toBe('2027-01-31')
    const paid = { ...fine, payments: [{ on: '2026-09-10', amount: 20_000 }] }
    expect(due(one('2024-08-01', { years: 2 }, { fine: paid }))).toBe('2026-11-19')
  })

  it('12: months of remission first, then days', () => {
    const setOff = granted('2019-03-01', '2020-01-14')
    expect(
      sentence({
        sentences: [one('2020-01-15', { years: 10 }, { setOff })],
        remissions: [{ kind: 'ALL', amount: { months: 8, days: 150 } }],
      }),
    ).toMatchObject({ setOffDays: 320, dueRelease: '2028-02-01' })
  })

  it('14: the fifteen years govern a life term', () => {
    const setOff = granted('2014-07-01', '2015-06-30')
    expect(
      sentence({
        sentences: [one('2015-07-01', 'LIFE', { setOff })],
        remissions: [{ kind: 'ALL', amount: { years: 11, months: 2 } }],
      }),
    ).toMatchObject({
      substantiveExpiry: '2028-05-01',
      dueRelease: '2029-06-30',
      rule140SubmissionDue: '2029-07-01',
      flags: ['LIFE_FLOOR_15Y_GOVERNS'],
    })
  })

  it('15: a barred sentence takes no remission', () => {
    expect(
      sentence({
        sentences: [one('2023-02-01', { years: 9 }, { remissionBar: 'CNSA_S9A' })],
        remissions: [{ kind: 'GOVT_SPECIAL', amount: { days: 90 } }],
      }),
    ).toMatchObject({ dueRelease: '2032-01-31', remissionDays: 0, remissionMonths: 0 })
  })

  it('16: days out are added, the days of release and return being custody', () => {
    expect(
      sentence({
        sentences: [one('2021-04-01', { years: 4 })],
        out: [{ released: '2021-10-01', returned: '2022-04-20', kind: 'BAIL_S426' }],
      }).dueRelease,
    ).toBe('2025-10-17')
  })

  it('24: custody that covers the term releases on the day of sentence', () => {
    const setOff = granted('2024-12-01', '2025-05-09')
    expect(sentence({ sentences: [one('2025-05-10', { months: 3 }, { setOff })] })).toMatchObject({
      dueRelease: '2025-05-10',
      flags: ['TIME_SERVED'],
    })
  })
})

describe('a sentence', () => {
  it('after an earlier one has expired begins on its own day', () => {
    const later = one('2022-03-01', { years: 1 }, { id: 'B', relation: 'CONSECUTIVE', sameTrial: false })
    expect(sentence({ sentences: [one('2020-01-01', { years: 1 }), later] })).toMatchObject({
      dueRelease: '2023-02-28',
      grossExpiry: '2023-02-28',
      flags: [],
    })
  })

  it('passed on the very day that the earlier one has expired begins that day', () => {
    const later = one('2021-01-01', { years: 1 }, { id: 'B', relation: 'CONSECUTIVE' })
    expect(due(one('2020-01-01', { years: 1 }), later)).toBe('2021-12-31')
  })

  it('is held to follow the earlier one while that one was lengthened by days out', () => {
    const later = one('2021-03-01', { years: 1 }, { id: 'B', relation: 'CONSECUTIVE' })
    const out = [{ released: '2020-02-01', returned: '2020-12-01', kind: 'ESCAPE' }]
    // 2020-01-01 to 2020-12-31, with 303 days out, runs to October 2021: B follows it.
    expect(sentence({ sentences: [one('2020-01-01', { years: 1 }), later], out })).toMatchObject({
      grossExpiry: '2021-12-31',
      dueRelease: '2022-10-30',
    })
  })

  it('is referred when set-off may already have ended the earlier one', () => {
    const setOff = granted('2019-03-01', '2019-12-31')
    const later = one('2020-08-01', { years: 1 }, { id: 'B', relation: 'CONSECUTIVE', sameTrial: false })
    expect(sentence({ sentences: [one('2020-01-01', { years: 1 }, { setOff }), later] }).flags).toEqual([
      'EARLIER_TERM_MAY_HAVE_EXPIRED_REFER',
    ])
  })

  it('given second with no word on how it runs is taken to follow, and flagged', () => {
    for (const relation of [undefined, 'FIRST', 'UNSPECIFIED'] as const) {
      const second = one('2020-01-01', { years: 1 }, { id: 'B', ...(relation ? { relation } : {}) })
      expect(sentence({ sentences: [one('2020-01-01', { years: 1 }), second] })).toMatchObject({
        dueRelease: '2021-12-31',
        flags: ['RUNNING_NOT_DIRECTED_S35'],
      })
    }
  })

  it('consecutive after concurrent ones follows the last to end, and says that it is a question', () => {
    const sentences = [
      one('2020-01-01', { years: 10 }),
      one('2020-01-01', { years: 5 }, { id: 'B', relation: 'CONCURRENT' }),
      one('2020-01-01', { years: 2 }, { id: 'C', relation: 'CONSECUTIVE' }),
    ]
    expect(sentence({ sentences })).toMatchObject({
      dueRelease: '2031-12-31',
      flags: ['CONSECUTIVE_TO_WHICH_SENTENCE_REFER'],
    })
  })

  it('later in the chain gets no credit for days already served under the earlier one', () => {
    const sentences = [
      one('2020-01-01', { years: 4 }),
      one(
        '2021-01-01',
        { years: 2 },
        {
          id: 'B',
          relation: 'CONSECUTIVE',
          sameTrial: false,
          setOff: granted('2020-06-01', '2020-12-31'),
        },
      ),
    ]
    expect(sentence({ sentences })).toMatchObject({
      setOffDays: 0,
      dueRelease: '2025-12-31',
      flags: ['SETOFF_OVERLAPS_SERVED_SENTENCE_REFER'],
    })
  })

  it('mixed with a barred one in a run takes no remission, and is referred', () => {
    const sentences = [
      one('2020-01-01', { years: 4 }),
      one('2020-01-01', { years: 2 }, { id: 'B', relation: 'CONSECUTIVE', remissionBar: 'ATA_S21F' }),
    ]
    expect(sentence({ sentences, remissions: [{ kind: 'IG', amount: { days: 60 } }] })).toMatchObject({
      dueRelease: '2025-12-31',
      remissionDays: 0,
      flags: ['REMISSION_BARRED_IN_PART_REFER'],
    })
  })

  it('governs only if its release is latest: a longer unbarred term may end before a barred one', () => {
    const sentences = [
      one('2020-01-01', { years: 5 }),
      one('2020-01-01', { years: 4, months: 10 }, { id: 'B', relation: 'CONCURRENT', remissionBar: 'NAB' }),
    ]
    expect(sentence({ sentences, remissions: [{ kind: 'IG', amount: { days: 120 } }] })).toMatchObject({
      grossExpiry: '2024-10-31',
      dueRelease: '2024-10-31',
      remissionDays: 0,
      flags: [],
    })
  })

  it('gives back what forfeiture takes, but never more than the court imposed', () => {
    const sentences = [one('2020-01-01', { years: 5 })]
    const remissions = [
      { kind: 'IG', amount: { days: 60 } },
      { kind: 'FORFEITURE', amount: { days: 20 } },
      { kind: 'IG', amount: { days: 500 }, void: true },
    ]
    expect(sentence({ sentences, remissions })).toMatchObject({ remissionDays: 40, dueRelease: '2024-11-21' })
    const over = [...remissions, { kind: 'FORFEITURE', amount: { months: 4 } }]
    expect(sentence({ sentences, remissions: over })).toMatchObject({
      remissionMonths: 0,
      remissionDays: 0,
      dueRelease: '2024-12-31',
    })
  })

  it('is never released before the day of sentence, whatever the remission', () => {
    const sentences = [one('2020-01-15', { months: 2 })]
    expect(sentence({ sentences, remissions: [{ kind: 'ALL', amount: { years: 2 } }] })).toMatchObject({
      dueRelease: '2020-01-15',
      flags: [],
    })
  })

  it('of life, begun after another term, has its fifteen years from its own beginning', () => {
    const sentences = [
      one('2000-01-01', { years: 5 }),
      one('2000-01-01', 'LIFE', { id: 'B', relation: 'CONSECUTIVE' }),
    ]
    const remissions = [{ kind: 'ALL', amount: { years: 20 } }]
    expect(sentence({ sentences, remissions })).toMatchObject({
      grossExpiry: '2029-12-31',
      lifeFloorDate: '2020-01-01',
      dueRelease: '2019-12-31',
    })
  })

  it('of life does not count days out towards the fifteen years', () => {
    const out = [{ released: '2001-01-01', returned: '2001-01-12', kind: 'BAIL' }]
    expect(sentence({ sentences: [one('2000-01-01', 'LIFE')], out })).toMatchObject({
      lifeFloorDate: '2015-01-11',
      dueRelease: '2025-01-10',
    })
  })
})

describe('days out', () => {
  const sentences = [one('2020-01-01', { years: 1 })]
  it('after the sentence has expired add nothing', () => {
    const out = [{ released: '2020-12-31', returned: '2021-06-01', kind: 'ESCAPE' }]
    expect(sentence({ sentences, out }).dueRelease).toBe('2020-12-31')
  })
  it('that begin on the last but one day add their whole length', () => {
    const out = [{ released: '2020-12-30', returned: '2021-01-05', kind: 'ESCAPE' }]
    expect(sentence({ sentences, out }).dueRelease).toBe('2021-01-05')
  })
  it('before the sentence add nothing', () => {
    const out = [{ released: '2019-01-01', returned: '2020-01-03', kind: 'BAIL' }]
    expect(sentence({ sentences, out }).dueRelease).toBe('2021-01-02')
  })
  it('from one day to the next, or within a day, are none', () => {
    for (const returned of ['2020-03-01', '2020-03-02']) {
      const out = [{ released: '2020-03-01', returned, kind: 'PAROLE' }]
      expect(sentence({ sentences, out }).dueRelease).toBe('2020-12-31')
    }
  })
  it('that end before they begin are refused by name', () => {
    const out = [{ released: '2020-03-02', returned: '2020-03-01', kind: 'PAROLE' }]
    expect(() => sentence({ sentences, out })).toThrow(
      /inputs.out.0.returned \(2020-03-01\) is before 2020-03-02/,
    )
  })
})

describe('a fine', () => {
  const base = '2024-12-01'
  const fine = { amount: 40_000, defaultTerm: { months: 4 } }
  const dueWith = (payments: { on: string; amount: number }[]) =>
    due(one(base, { years: 1 }, { fine: { ...fine, payments } }))
  it('unpaid is served whole', () => expect(dueWith([])).toBe('2026-03-31'))
  it('paid before the default begins leaves nothing', () =>
    expect(dueWith([{ on: '2025-11-30', amount: 40_000 }])).toBe('2025-11-30'))
  it('paid on the first day of default ends it that day', () =>
    expect(dueWith([{ on: '2025-12-01', amount: 40_000 }])).toBe('2025-12-01'))
  it('paid in the middle of default ends it that day', () =>
    expect(dueWith([{ on: '2026-01-15', amount: 40_000 }])).toBe('2026-01-15'))
  it('paid in part twice leaves the days of what is unpaid', () =>
    expect(
      dueWith([
        { on: '2025-12-20', amount: 10_000 },
        { on: '2025-01-01', amount: 20_000 },
      ]),
    ).toBe('2025-12-31'))
  it('paid after release changes nothing', () =>
    expect(dueWith([{ on: '2027-01-01', amount: 40_000 }])).toBe('2026-03-31'))
  it('of nothing asks for nothing', () =>
    expect(due(one(base, { years: 1 }, { fine: { amount: 0, defaultTerm: { months: 4 } } }))).toBe(
      '2025-11-30',
    ))
  it('of each sentence is served in the order of the sentences, one after another', () => {
    const sentences = [
      one('2024-12-01', { years: 1 }, { id: 'A', fine: { amount: 100, defaultTerm: { days: 10 } } }),
      one(
        '2024-12-01',
        { months: 6 },
        {
          id: 'B',
          relation: 'CONCURRENT',
          fine: { amount: 100, defaultTerm: { days: 5 } },
        },
      ),
    ]
    expect(sentence({ sentences }).dueRelease).toBe('2025-12-15')
  })
})

describe('the explanation', () => {
  it('cites a section in every step and says what was asked of the court', () => {
    const steps: { code: string; section: string; value?: unknown }[] = []
    const inputs: Inputs = {
      sentences: [
        one('2020-01-01', 'LIFE', { setOff: granted('2019-12-01', '2019-12-31') }),
        one(
          '2020-01-01',
          { years: 2 },
          {
            id: 'B',
            relation: 'CONCURRENT',
            setOff: { order: 'SILENT', custody: [{ from: '2019-12-01', to: '2019-12-31' }] },
            fine: { amount: 1000, defaultTerm: { days: 30 }, payments: [{ on: '2020-02-01', amount: 500 }] },
          },
        ),
      ],
      remissions: [{ kind: 'ALL', amount: { years: 11 } }],
      out: [{ released: '2021-01-01', returned: '2021-02-01', kind: 'BAIL' }],
    }
    sentence(inputs, { steps: steps as never })
    expect(steps.map((step) => step.code)).toEqual([
      'TERM_BEGINS',
      'TERM_CONCURRENT',
      'LATEST_GOVERNS',
      'GROSS_EXPIRY',
      'DAYS_OUT_ADDED',
      'SETOFF_TAKEN',
      'REMISSION_TAKEN',
      'LIFE_FLOOR',
      'FINE_PART_PAID',
      'DUE_RELEASE',
      'IF_SETOFF_GRANTED',
    ])
    expect(steps.every((step) => step.section !== '')).toBe(true)
  })

  it('warns above fourteen years for one trial, and cuts nothing', () => {
    const steps: { code: string }[] = []
    const sentences = [
      one('2020-01-01', { years: 10 }),
      one('2020-01-01', { years: 10 }, { id: 'B', relation: 'CONSECUTIVE' }),
    ]
    expect(sentence({ sentences }, { steps: steps as never }).dueRelease).toBe('2039-12-31')
    expect(steps.map((step) => step.code)).toContain('S35_CEILING_WARNING')
  })
})
