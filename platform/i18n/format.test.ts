import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  daysBetween,
  formatCnic,
  formatDate,
  formatDistance,
  formatInstant,
  formatMoney,
  formatNumber,
  isolate,
  latinDigits,
  parseDate,
  parseNumber,
  today,
  weekday,
} from './format.ts'

describe('dates', () => {
  it('are written day, short month, year in both languages', () => {
    expect(formatDate('2026-03-12')).toBe('12 Mar 2026')
    expect(formatDate('2026-03-12', 'ur')).toBe('12 مارچ 2026')
    expect(formatDate('not recorded')).toBe('not recorded')
    expect(formatDate('2026-02-30')).toBe('2026-02-30')
  })

  it('know their weekday, also before 1970', () => {
    expect(weekday('2026-11-21')).toBe('Saturday')
    expect(weekday('1947-08-14', 'ur')).toBe('جمعرات')
  })

  it('show an instant as the clocks of Pakistan showed it', () => {
    expect(formatInstant('2026-03-11T20:30:00Z')).toBe('12 Mar 2026, 01:30')
    expect(formatInstant('2026-03-11T20:30:00Z', 'ur')).toBe('12 مارچ 2026، 01:30')
    expect(today('2026-03-11T18:59:59Z')).toBe('2026-03-11')
    expect(today('2026-03-11T19:00:00Z')).toBe('2026-03-12')
  })

  it.each([
    ['2026-03-12', 'today', 'آج'],
    ['2026-03-13', 'tomorrow', 'کل'],
    ['2026-03-11', 'yesterday', 'گزشتہ کل'],
    ['2026-03-21', 'in 9 days', '9 دن میں'],
    ['2026-03-03', '9 days ago', '9 دن پہلے'],
    ['2026-07-11', 'in 3 months', '3 ماہ میں'],
    ['2029-03-12', 'in 3 years', '3 سال میں'],
    ['2029-03-11', 'in 2 years', '2 سال میں'],
    ['2025-03-13', '11 months ago', '11 ماہ پہلے'],
  ])('from 12 March 2026, %s is %s', (date, en, ur) => {
    expect([formatDistance(date, 'en', '2026-03-12'), formatDistance(date, 'ur', '2026-03-12')]).toEqual([
      en,
      ur,
    ])
  })

  it('count days over leap years', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(daysBetween('2026-03-12', '2026-03-01')).toBe(-11)
    expect(daysBetween('2026-03-12', '?')).toBeNaN()
  })
})

describe('a typed date', () => {
  it.each([
    '12/03/2026',
    '12/3/2026',
    '12-3-2026',
    '12.03.2026',
    '12 3 2026',
    '12032026',
    '2026-03-12',
    '۱۲/۰۳/۲۰۲۶',
    '١٢-٣-٢٠٢٦',
    '12 Mar 2026',
    '12 march 2026',
    '12-Mar-2026',
    '12 مارچ 2026',
    '۱۲ مارچ، ۲۰۲۶',
    '\u206812/03/2026\u2069',
  ])('%s is 12 March 2026', (text) => {
    expect(parseDate(text)).toBe('2026-03-12')
  })

  it.each(['31/02/2026', '12/13/2026', '12/3/26', '120326', 'yesterday', '', '12 Foo 2026', '0/1/2026'])(
    '%s is not taken for a date',
    (text) => {
      expect(parseDate(text)).toBeUndefined()
    },
  )

  it('reads back every date it writes, in both languages', () => {
    const dates = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(dates, fc.constantFrom('en', 'ur'), (date, language) => {
        const iso = date.toISOString().slice(0, 10)
        expect(parseDate(formatDate(iso, language as 'en' | 'ur'))).toBe(iso)
        expect(parseDate(iso.split('-').reverse().join('/'))).toBe(iso)
      }),
    )
  })
})

describe('numbers', () => {
  it('are grouped in lakhs and crores', () => {
    expect([0, 999, 1000, 123456, 1234567, 123456789].map((n) => formatNumber(n))).toEqual([
      '0',
      '999',
      '1,000',
      '1,23,456',
      '12,34,567',
      '12,34,56,789',
    ])
    expect(formatNumber(-1234.5)).toBe('−1,234.5')
    expect(formatNumber(1234.5, 2)).toBe('1,234.50')
    expect([formatMoney(1234567), formatMoney(1234567, 'ur')]).toEqual(['Rs 12,34,567', '12,34,567 روپے'])
  })

  it('are read in three digit scripts, with commas or not', () => {
    expect(['12,34,567', '۱۲۳۴۵۶۷', '١٢٣٤٥٦٧', ' 1234567 '].map(parseNumber)).toEqual([
      1234567, 1234567, 1234567, 1234567,
    ])
    expect(['', '12a', '1.2.3'].map(parseNumber)).toEqual([undefined, undefined, undefined])
  })

  it('come back as they were written', () => {
    fc.assert(fc.property(fc.integer(), (n) => parseNumber(formatNumber(n)) === n))
  })

  it('turn only digits Latin', () => {
    expect(latinDigits('دفعہ ۳۰۲ اور ٣٤')).toBe('دفعہ 302 اور 34')
  })
})

it('groups a CNIC as far as it was typed', () => {
  expect(['35202', '352021', '۳۵۲۰۲۱۲۳۴۵۶۷۱', '35202-1234567-12', 'x'].map(formatCnic)).toEqual([
    '35202',
    '35202-1',
    '35202-1234567-1',
    '35202-1234567-1',
    '',
  ])
})

it('isolates a value with the first strong isolate and nothing with nothing', () => {
  expect(isolate('302')).toBe('\u2068302\u2069')
  expect(isolate('')).toBe('')
})
