import { describe, expect, it } from 'vitest'
import { termInWords } from './term.ts'

describe('a term in words', () => {
  it('names each part that it has, one or many', () => {
    expect(termInWords({ years: 3, months: 1, days: 20 })).toEqual({
      en: '3 years 1 month 20 days',
      ur: '\u20663\u2069 سال \u20661\u2069 ماہ \u206620\u2069 دن',
    })
    expect(termInWords({ years: 1, months: 2, days: 1 }).en).toBe('1 year 2 months 1 day')
  })

  it('leaves out what it lacks', () => {
    expect(termInWords({ years: 0, months: 6 })).toEqual({ en: '6 months', ur: '\u20666\u2069 ماہ' })
  })

  it('PPC s.53: names imprisonment for life', () => {
    expect(termInWords('LIFE')).toEqual({ en: 'imprisonment for life', ur: 'عمر قید' })
  })

  it('of nothing is said to be nothing', () => {
    expect(termInWords({})).toEqual({ en: '0 days', ur: 'صفر دن' })
  })
})
