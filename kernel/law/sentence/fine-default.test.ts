import { describe, expect, it } from 'vitest'
import type { Step } from '../explanation.ts'
import { fineDefaultCap } from './fine-default.ts'
import { sentence } from './sentence.ts'
import { explained, one, type Sentence } from './testing.ts'

type Payments = NonNullable<Sentence['fine']>['payments']

/** Two years to 31 July 2026, then six months (184 days) in default of 50,000. */
const fined = (payments: Payments, more: Partial<NonNullable<Sentence['fine']>> = {}) => {
  const fine = { amount: 50_000, defaultTerm: { months: 6 }, ...(payments ? { payments } : {}), ...more }
  return explained({ sentences: [one('2024-08-01', { years: 2 }, { fine })] })
}

describe('imprisonment in default of a fine:', () => {
  it('PPC s.64: unpaid, the whole default term is served', () => {
    const result = fined(undefined)
    expect(result.dueRelease).toBe('2027-01-31')
    expect(result.step('FINE_UNPAID')).toEqual({
      code: 'FINE_UNPAID',
      section: 'PPC s.64',
      text: {
        en: 'Sentence A: 184 of 184 days in default of the fine, from 1 Aug 2026 to 31 Jan 2027; no set-off and no remission apply to them.',
        ur: 'سزا \u2066A\u2069: عدم ادائیگیِ جرمانہ پر \u2066184\u2069 میں سے \u2066184\u2069 دن قید، \u20681 اگست 2026\u2069 تا \u206831 جنوری 2027\u2069؛ اس پر نہ منہائی ہے نہ معافی۔',
      },
      value: 184,
    })
  })

  it('PPC s.69: paid in part, the days that the unpaid part bears are served', () => {
    const result = fined([{ on: '2026-09-10', amount: 20_000 }])
    expect(result.dueRelease).toBe('2026-11-19')
    expect(result.step('FINE_PART_PAID')).toMatchObject({
      section: 'PPC s.69',
      value: 111,
      text: { en: expect.stringContaining('111 of 184 days') },
    })
  })

  it('PPC s.69: a payment that bears less than a day takes no day away', () => {
    const result = fined([{ on: '2025-01-01', amount: 1 }])
    expect(result).toMatchObject({ dueRelease: '2027-01-31' })
    expect(result.codes).toContain('FINE_UNPAID')
  })

  it('PPC s.68: paid before it begins, none is served', () => {
    const result = fined([{ on: '2026-07-31', amount: 50_000 }])
    expect(result.dueRelease).toBe('2026-07-31')
    expect(result.step('FINE_PAID')).toEqual({
      code: 'FINE_PAID',
      section: 'PPC s.68',
      text: {
        en: 'Sentence A: the fine is paid, no imprisonment in default.',
        ur: 'سزا \u2066A\u2069: جرمانہ ادا ہو چکا، عدم ادائیگی کی قید نہیں۔',
      },
      value: 0,
    })
  })

  it('PPC s.68: paid in full while it is served, it ends on that day', () => {
    const result = fined([{ on: '2026-09-10', amount: 60_000 }])
    expect(result.dueRelease).toBe('2026-09-10')
    expect(result.step('FINE_PAID')).toMatchObject({
      section: 'PPC s.68',
      value: 41,
      text: {
        en: expect.stringContaining('41 of 184 days in default of the fine, from 1 Aug 2026 to 10 Sep'),
      },
    })
  })

  it('PPC s.68: paid on its last day it is paid, on the day after it was served', () => {
    const last = fined([{ on: '2027-01-31', amount: 50_000 }])
    expect(last).toMatchObject({ dueRelease: '2027-01-31' })
    expect(last.codes).toContain('FINE_PAID')
    const dayAfter = fined([{ on: '2027-02-01', amount: 50_000 }])
    expect(dayAfter).toMatchObject({ dueRelease: '2027-01-31' })
    expect(dayAfter.codes).toContain('FINE_UNPAID')
  })

  it('PPC s.68: rupees with a fraction that add up to the fine pay it', () => {
    const third = { on: '2025-01-01', amount: 11_111.11 }
    const result = fined([third, third, third], { amount: 33_333.33 })
    expect(result.dueRelease).toBe('2026-07-31')
    expect(result.codes).toContain('FINE_PAID')
  })

  it('PPC s.64: none is served where the court ordered none, and the fine is not said to be paid', () => {
    const result = fined(undefined, { defaultTerm: {} })
    expect(result.dueRelease).toBe('2026-07-31')
    expect(result.step('FINE_UNPAID')).toEqual({
      code: 'FINE_UNPAID',
      section: 'PPC s.64',
      text: {
        en: 'Sentence A: the fine is not paid, and the court ordered no imprisonment in default.',
        ur: 'سزا \u2066A\u2069: جرمانہ ادا نہیں ہوا، مگر عدالت نے عدم ادائیگی پر قید کا حکم نہیں دیا۔',
      },
      value: 0,
    })
  })

  it('PPC s.68: of a fine of nothing there is nothing left to pay', () => {
    const result = fined(undefined, { amount: 0 })
    expect(result.dueRelease).toBe('2026-07-31')
    expect(result.step('FINE_PAID')).toMatchObject({ section: 'PPC s.68', value: 0 })
  })

  it('PPC s.64: of several fines each follows the last, and is explained with its own days', () => {
    const fine = (days: number) => ({ fine: { amount: 100, defaultTerm: { days } } })
    const sentences = [
      one('2024-12-02', { months: 6 }, { id: 'C', relation: 'CONCURRENT', ...fine(7) }),
      one('2024-12-01', { months: 6 }, { id: 'B', relation: 'CONCURRENT', ...fine(5) }),
      one('2024-12-01', { years: 1 }, { id: 'N', relation: 'CONCURRENT' }),
      one('2024-12-01', { months: 6 }, { id: 'A', relation: 'CONCURRENT', ...fine(10) }),
    ]
    const steps: Step[] = []
    expect(sentence({ sentences }, { steps }).dueRelease).toBe('2025-12-22')
    expect(steps.filter((step) => step.code === 'FINE_UNPAID').map((step) => step.text.en)).toEqual([
      expect.stringMatching(/^Sentence A: 10 of 10 days .* from 1 Dec 2025 to 10 Dec 2025;/),
      expect.stringMatching(/^Sentence B: 5 of 5 days .* from 11 Dec 2025 to 15 Dec 2025;/),
      expect.stringMatching(/^Sentence C: 7 of 7 days .* from 16 Dec 2025 to 22 Dec 2025;/),
    ])
  })

  it('is not spoken of where no fine was imposed', () => {
    const { codes } = explained({ sentences: [one('2024-08-01', { years: 2 })] })
    expect(codes.filter((code) => code.startsWith('FINE'))).toEqual([])
  })

  it('refuses a payment on a day that does not exist, by name', () => {
    const fine = { amount: 100, defaultTerm: { days: 5 }, payments: [{ on: '2025-02-29', amount: 1 }] }
    const sentences = [one('2024-08-01', { years: 2 }), one('2024-08-01', { years: 2 }, { id: 'B', fine })]
    expect(() => sentence({ sentences })).toThrow(/inputs\.sentences\.1\.fine\.payments\.0\.on/)
  })
})

describe('the longest imprisonment in default of a fine that may be ordered', () => {
  it('PPC s.65: is a quarter of the longest term', () => {
    const steps: Step[] = []
    expect(fineDefaultCap({ maxPunishmentMonths: 36 }, { steps })).toEqual({ capMonths: 9, flags: [] })
    expect(steps).toMatchObject([{ code: 'QUARTER_OF_LONGEST_TERM', section: 'PPC s.65', value: 9 }])
    expect(fineDefaultCap({ maxPunishmentMonths: 36, fineOnlyOffence: false }).capMonths).toBe(9)
  })

  it('PPC s.67: for an offence punishable with fine only is two, four or six months, simple', () => {
    const cap = (fineAmount: number) => fineDefaultCap({ fineOnlyOffence: true, fineAmount })
    expect(cap(50)).toEqual({ capMonths: 2, descriptionMustBe: 'SIMPLE', flags: [] })
    expect(cap(50.01).capMonths).toBe(4)
    expect(cap(100).capMonths).toBe(4)
    expect(cap(100.01).capMonths).toBe(6)
  })
})
