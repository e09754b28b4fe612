import { describe, expect, it } from 'vitest'
import { readDay } from '../calendar/day.ts'
import { shown, uDay } from '../explanation.ts'
import { randomSentences, repeatable } from '../golden/random-sentences.ts'
import { lawWith } from '../packs/testing.ts'
import { explained, granted, one } from './testing.ts'

const PLAIN = ['TERM_BEGINS', 'GROSS_EXPIRY', 'DUE_RELEASE']
const text = (en: string) => ({ text: { en: expect.stringContaining(en) } })

describe('the explanation of a sentence', () => {
  it('PPC s.49: gives the first and last day of a term, and nothing that did not happen', () => {
    const result = explained({ sentences: [one('2024-03-10', { years: 3 })] })
    expect(result.codes).toEqual(PLAIN)
    expect(result.step('GROSS_EXPIRY')).toEqual({
      code: 'GROSS_EXPIRY',
      section: 'PPC s.49; CrPC s.35',
      text: {
        en: 'From 10 Mar 2024 the terms end on 9 Mar 2027.',
        ur: '\u206810 مارچ 2024\u2069 سے سزا \u20689 مارچ 2027\u2069 کو پوری ہوتی ہے۔',
      },
      value: '2027-03-09',
    })
    expect(result.step('DUE_RELEASE')).toMatchObject({
      section: 'PPR 1978 r.35',
      text: { en: 'The last day of custody under these sentences is 9 Mar 2027.' },
      value: '2027-03-09',
    })
  })

  it('names the same dates in English, in Urdu and in the result, whatever the facts', () => {
    const random = repeatable(382)
    for (let run = 0; run < 150; run++) {
      const inputs = randomSentences(random)
      const result = explained(inputs)
      const says = (code: string, day: string | undefined, value: unknown = day) => {
        const step = result.step(code)
        if (step === undefined || day === undefined) throw new Error(`no ${code}: ${JSON.stringify(inputs)}`)
        expect(step.value).toBe(value)
        expect(step.text.en).toContain(shown(readDay(day, code)))
        expect(step.text.ur).toContain(uDay(readDay(day, code)))
      }
      says('GROSS_EXPIRY', result.grossExpiry)
      says('DUE_RELEASE', result.dueRelease)
      const has = (code: string) => result.codes.includes(code)
      expect(has('SETOFF_TAKEN')).toBe(result.setOffDays > 0)
      if (has('SETOFF_TAKEN')) says('SETOFF_TAKEN', result.expiryBeforeRemission, result.setOffDays)
      expect(has('TIME_SERVED')).toBe(result.flags.includes('TIME_SERVED'))
      if (has('REMISSION_TAKEN')) says('REMISSION_TAKEN', result.substantiveExpiry)
      expect(has('LIFE_FLOOR')).toBe(result.lifeFloorDate !== undefined)
      if (has('LIFE_FLOOR')) says('LIFE_FLOOR', result.lifeFloorDate)
      expect(has('IF_SETOFF_GRANTED')).toBe(result.ifSetOffGranted !== undefined)
      if (has('IF_SETOFF_GRANTED')) says('IF_SETOFF_GRANTED', result.ifSetOffGranted?.dueRelease)
    }
  })
})

describe('CrPC s.382-B: set-off', () => {
  const setOff = granted('2024-02-01', '2024-06-14')
  const silent = { ...setOff, order: 'SILENT' as const }
  const term = { years: 5 }

  it('granted says how many days and to which day', () => {
    const result = explained({ sentences: [one('2024-06-15', term, { setOff })] })
    expect(result.codes).toEqual(['TERM_BEGINS', 'GROSS_EXPIRY', 'SETOFF_TAKEN', 'DUE_RELEASE'])
    expect(result.step('SETOFF_TAKEN')).toMatchObject({ section: 'CrPC s.382-B', value: 135 })
    expect(result.step('SETOFF_TAKEN')).toMatchObject(text('135 days; the last day becomes 30 Jan 2029.'))
    expect(result).not.toHaveProperty('ifSetOffGranted')
  })

  it('PLJ 1984 Cr.C. Lahore 407 (FB): not spoken of in the order is asked of the court, by the names of those orders', () => {
    const sentences = [
      one('2024-06-15', term, { setOff: silent }),
      one('2024-06-15', { years: 1 }, { id: 'B', relation: 'CONSECUTIVE' }),
      one('2024-06-15', { years: 1 }, { id: 'C', relation: 'CONSECUTIVE', setOff: silent }),
    ]
    const result = explained({ sentences })
    expect(result.codes).toEqual([
      'TERM_BEGINS',
      'TERM_CONSECUTIVE',
      'TERM_CONSECUTIVE',
      'GROSS_EXPIRY',
      'SETOFF_ORDER_MISSING',
      'DUE_RELEASE',
      'IF_SETOFF_GRANTED',
    ])
    expect(result.step('SETOFF_ORDER_MISSING')).toMatchObject({
      value: 'A, C',
      ...text('The order in A, C does'),
    })
    expect(result.step('IF_SETOFF_GRANTED')).toMatchObject(
      text('135 days would be taken off and the last day would be 30 Jan 2031.'),
    )
  })

  it('PLD 2009 SC 460: is worth nothing where no custody is recorded, and no second date is shown', () => {
    for (const order of [{ order: 'SILENT' as const }, { order: 'SILENT' as const, custody: [] }]) {
      const result = explained({ sentences: [one('2024-06-15', term, { setOff: order })] })
      expect(result).not.toHaveProperty('ifSetOffGranted')
      expect(result.codes).toEqual(['TERM_BEGINS', 'GROSS_EXPIRY', 'SETOFF_ORDER_MISSING', 'DUE_RELEASE'])
      expect(result.flags).toEqual(['SETOFF_ORDER_MISSING_S382B'])
    }
  })

  it('refused is no silence, whatever custody is recorded', () => {
    const result = explained({
      sentences: [one('2024-06-15', term, { setOff: { ...setOff, order: 'REFUSED' } })],
    })
    expect(result).not.toHaveProperty('ifSetOffGranted')
    expect(result).toMatchObject({ codes: PLAIN, flags: [] })
  })

  it('that the court might grant is reckoned under the same law as the sentence', () => {
    const rules = lawWith('life.years', { value: 30 })
    const result = explained({ sentences: [one('2024-06-15', 'LIFE', { setOff: silent })] }, { rules })
    expect(result).toMatchObject({
      dueRelease: '2054-06-14',
      ifSetOffGranted: { setOffDays: 135, dueRelease: '2054-01-30' },
    })
  })

  it('equal to the term is time served, and a day short of it is not', () => {
    const oneMonthWith = (from: string) =>
      explained({ sentences: [one('2025-06-01', { months: 1 }, { setOff: granted(from, '2025-05-31') })] })
    const equal = oneMonthWith('2025-05-02')
    expect(equal).toMatchObject({ setOffDays: 30, dueRelease: '2025-06-01', flags: ['TIME_SERVED'] })
    expect(equal.codes).toEqual(['TERM_BEGINS', 'GROSS_EXPIRY', 'SETOFF_TAKEN', 'TIME_SERVED', 'DUE_RELEASE'])
    expect(equal.step('TIME_SERVED')).toEqual({
      code: 'TIME_SERVED',
      section: 'CrPC s.382-B',
      text: {
        en: 'Custody before sentence covers the whole term: release on the day of sentence.',
        ur: 'سزا سے پہلے کی حراست پوری سزا کے برابر یا زائد ہے: سزا کے دن ہی رہائی۔',
      },
      value: '2025-06-01',
    })
    const short = oneMonthWith('2025-05-03')
    expect(short).toMatchObject({ setOffDays: 29, dueRelease: '2025-06-01', flags: [] })
    expect(short.codes).not.toContain('TIME_SERVED')
  })
})

describe('CrPC s.35(2): the ceiling of consecutive sentences of one trial', () => {
  const codesOf = (first: number, second: number, sameTrial?: boolean) =>
    explained({
      sentences: [
        one('2020-01-01', { years: first }),
        one(
          '2020-01-01',
          { years: second },
          { id: 'B', relation: 'CONSECUTIVE', ...(sameTrial === undefined ? {} : { sameTrial }) },
        ),
      ],
    }).codes

  it('is warned of above fourteen years and not at fourteen', () => {
    expect(codesOf(7, 8)).toContain('S35_CEILING_WARNING')
    expect(codesOf(7, 8, true)).toContain('S35_CEILING_WARNING')
    expect(codesOf(7, 7)).not.toContain('S35_CEILING_WARNING')
    expect(codesOf(1, 1)).not.toContain('S35_CEILING_WARNING')
  })

  it('is a number of the pack, not of the code', () => {
    const rules = lawWith('sentence.ceiling-years', { value: 10 })
    const sentences = [
      one('2020-01-01', { years: 7 }),
      one('2020-01-01', { years: 4 }, { id: 'B', relation: 'CONSECUTIVE' }),
    ]
    expect(explained({ sentences }, { rules }).codes).toContain('S35_CEILING_WARNING')
    expect(explained({ sentences }).codes).not.toContain('S35_CEILING_WARNING')
  })

  it('does not bind sentences of different trials, nor a single one', () => {
    expect(codesOf(7, 8, false)).not.toContain('S35_CEILING_WARNING')
    expect(explained({ sentences: [one('2020-01-01', { years: 20 })] }).codes).toEqual(PLAIN)
  })

  it('is warned of for the run that exceeds it, though another sentence is of another trial', () => {
    const sentences = [
      one('2020-01-01', { years: 7 }),
      one('2020-01-01', { years: 8 }, { id: 'B', relation: 'CONSECUTIVE' }),
      one('2020-01-01', { years: 1 }, { id: 'C', relation: 'CONCURRENT', sameTrial: false }),
    ]
    expect(explained({ sentences }).codes).toContain('S35_CEILING_WARNING')
  })

  it('is not warned of where one of the run is of another trial', () => {
    const sentences = [
      one('2020-01-01', { years: 7 }),
      one('2020-01-01', { years: 4 }, { id: 'B', relation: 'CONSECUTIVE' }),
      one('2020-01-01', { years: 4 }, { id: 'C', relation: 'CONSECUTIVE', sameTrial: false }),
    ]
    expect(explained({ sentences }).codes).not.toContain('S35_CEILING_WARNING')
  })
})

describe('PPR 1978 r.140: imprisonment for life', () => {
  it('once has its fifteen years, when the case goes to Government', () => {
    const setOff = granted('2014-07-01', '2015-06-30')
    const result = explained({ sentences: [one('2015-07-01', 'LIFE', { setOff })] })
    expect(result.codes).toEqual(['TERM_BEGINS', 'GROSS_EXPIRY', 'SETOFF_TAKEN', 'LIFE_FLOOR', 'DUE_RELEASE'])
    expect(result.step('LIFE_FLOOR')).toMatchObject({
      section: 'PPR 1978 r.140; CrPC s.401',
      value: '2029-07-01',
      ...text('at least 15 years: the first day after them is 1 Jul 2029'),
    })
    expect(result).toMatchObject({ rule140SubmissionDue: '2029-07-01', flags: [] })
  })

  it('governs by its fifteen years only where remission would end it sooner', () => {
    const flagsAfter = (years: number) =>
      explained({
        sentences: [one('2015-07-01', 'LIFE')],
        remissions: [{ kind: 'ALL', amount: { years } }],
      }).flags
    expect(flagsAfter(11)).toEqual(['LIFE_FLOOR_15Y_GOVERNS'])
    expect(flagsAfter(10)).toEqual([])
    expect(flagsAfter(9)).toEqual([])
  })

  it('more than once in a run has no fifteen years of its own: Government decides', () => {
    const lives = ['A', 'B'].map((id) =>
      one('1991-03-01', 'LIFE', { id, relation: id === 'A' ? 'FIRST' : 'CONSECUTIVE', sameTrial: false }),
    )
    const result = explained({ sentences: lives })
    expect(result).not.toHaveProperty('lifeFloorDate')
    expect(result.flags).toEqual(['RULE140_MULTIPLE_LIFE_TERMS_REFER'])
    expect(result.codes).toEqual([
      'TERM_BEGINS',
      'TERM_CONSECUTIVE',
      'GROSS_EXPIRY',
      'MULTIPLE_LIFE_TERMS',
      'DUE_RELEASE',
    ])
    expect(result.step('MULTIPLE_LIFE_TERMS')).toEqual({
      code: 'MULTIPLE_LIFE_TERMS',
      section: 'PPR 1978 r.140',
      text: {
        en: '2 life terms run one after another: how the fifteen years are reckoned is for Government. REFER.',
        ur: '\u20662\u2069 عمر قید یکے بعد دیگرے ہیں: پندرہ سال کا حساب حکومت طے کرے گی۔ رجوع کریں۔',
      },
      value: 2,
    })
  })
})

describe('PPR 1978 ch. 8: remission', () => {
  const year = [one('2024-03-31', { years: 1 })]
  const remitted = (...remissions: Parameters<typeof explained>[0]['remissions'] & object) =>
    explained({ sentences: year, remissions })

  it('is taken off months first, held to the end of a shorter month, then days', () => {
    // First day of freedom 31 March 2025; a month back is 28 February, the last day of custody the 27th.
    expect(remitted({ kind: 'IG', amount: { months: 1 } })).toMatchObject({
      dueRelease: '2025-02-27',
      remissionMonths: 1,
    })
    const both = remitted({ kind: 'IG', amount: { months: 1, days: 10 } })
    expect(both.dueRelease).toBe('2025-02-17')
    expect(both.step('REMISSION_TAKEN')).toMatchObject({
      value: '2025-02-17',
      ...text('brings the last day to 17 Feb 2025.'),
    })
  })

  it('of days alone is explained too', () =>
    expect(remitted({ kind: 'IG', amount: { days: 10 } }).codes).toEqual([
      'TERM_BEGINS',
      'GROSS_EXPIRY',
      'REMISSION_TAKEN',
      'DUE_RELEASE',
    ]))

  it('posted and voided, or forfeited whole, is not spoken of', () => {
    const ten = { kind: 'IG', amount: { days: 10 } }
    expect(remitted({ ...ten, void: true })).toMatchObject({ codes: PLAIN, dueRelease: '2025-03-30' })
    expect(remitted(ten, { ...ten, kind: 'FORFEITURE' })).toMatchObject({
      codes: PLAIN,
      dueRelease: '2025-03-30',
    })
  })

  it('taken back to the very day stands as posted', () => {
    const month = { kind: 'IG', amount: { months: 1 } }
    const days = { kind: 'FORFEITURE', amount: { days: 31 } }
    expect(remitted(month, days)).toMatchObject({
      remissionMonths: 1,
      remissionDays: -31,
      dueRelease: '2025-03-30',
    })
  })

  it('CNSA 1997 s.9-A: is not taken where barred, and the barred sentences are named', () => {
    const sentences = [
      one('2023-02-01', { years: 2 }),
      one('2023-02-01', { years: 2 }, { id: 'B', relation: 'CONSECUTIVE', remissionBar: 'CNSA_S9A' }),
      one('2023-02-01', { years: 2 }, { id: 'C', relation: 'CONSECUTIVE', remissionBar: 'ATA_S21F' }),
    ]
    const result = explained({ sentences, remissions: [{ kind: 'GOVT_SPECIAL', amount: { days: 90 } }] })
    expect(result).toMatchObject({ dueRelease: '2029-01-31', remissionDays: 0 })
    expect(result.codes).not.toContain('REMISSION_TAKEN')
    expect(result.step('REMISSION_BARRED')).toMatchObject({
      text: {
        en: 'No remission is taken: the law bars it for B, C.',
        ur: 'معافی منہا نہیں کی گئی: \u2066B, C\u2069 میں قانوناً ممنوع ہے۔',
      },
    })
  })

  it('is taken where the record says that no bar applies', () =>
    expect(
      explained({
        sentences: [one('2023-02-01', { years: 2 }, { remissionBar: null })],
        remissions: [{ kind: 'GOVT_SPECIAL', amount: { days: 90 } }],
      }),
    ).toMatchObject({ remissionDays: 90, dueRelease: '2024-11-02', flags: [] }))

  it('of one day is written as one day', () =>
    expect(remitted({ kind: 'IG', amount: { days: 1 } }).step('REMISSION_TAKEN')).toMatchObject(
      text('and 1 day (months first'),
    ))
})

describe('CrPC s.35, s.397: which run governs', () => {
  it('is said where there is more than one, by the names of its sentences', () => {
    const sentences = [
      one('2024-01-01', { years: 1 }),
      one('2024-01-01', { years: 1 }, { id: 'B', relation: 'CONCURRENT' }),
      one('2024-01-01', { years: 1 }, { id: 'C', relation: 'CONSECUTIVE' }),
    ]
    expect(explained({ sentences }).step('LATEST_GOVERNS')).toMatchObject({
      value: 'A, C',
      ...text('2 runs of sentences; the one that ends last governs: A, C.'),
    })
  })
})
