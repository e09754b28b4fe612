import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysInMonth, findAsOnDate, readDate } from './dates.ts'
import { inUrduDigits } from './testing.ts'

const today = '2026-11-01'
const read = (text: string) => readDate(text, { today })
const inArabicDigits = (text: string): string =>
  text.replace(/\d/g, (d) => String.fromCharCode(0x660 + Number(d)))

describe('a date in a register', () => {
  it.each([
    '12/03/2024',
    '12-03-24',
    '12.03.2024',
    '12.3.24',
    '12 Mar 2024',
    '12-Mar-24',
    '12Mar2024',
    '12/Mar/2024',
    '12th March, 2024',
    'March 12, 2024',
    'Tue, 12 Mar 2024',
    '2024-03-12',
    '2024/3/12',
    '2024-03-12 00:00:00',
    '2024-03-12T00:00:00.000Z',
    '12/3/2024 10:30 AM',
    '45363',
    '45363.5',
    '12032024',
    '20240312',
    '12 03 2024',
    '12 . 03 . 2024',
    '12\\03\\2024',
    '12//03/2024',
    'dt. 12.3.24',
    '12-03-2024(A/N)',
    '12/03/2024 (re-admitted)',
    '\u200f12/03/2024\u200e',
    '\u00a012/03/2024\u00a0',
    '۱۲؍۳؍۲۰۲۴',
    '١٢/٠٣/٢٠٢٤',
    'مورخہ۱۲۔۰۳۔۲۰۲۴',
    'بتاریخ 12.03.2024',
    '12 مارچ 2024',
    '۱۲ مارچ ۲۰۲۴ء',
    '12-مارچ-2024',
  ])('reads %s as 12 March 2024', (text) => {
    expect(read(text).iso).toBe('2024-03-12')
  })

  it.each([
    ['31/02/2025', 'no-such-day'],
    ['29/02/2023', 'no-such-day'],
    ['45/13/2024', 'no-such-month'],
    ['00/00/0000', 'no-such-month'],
    ['12/03/0024', 'year-out-of-range'],
    ['12/03/20240', 'year-out-of-range'],
    ['1.1.1', 'year-out-of-range'],
    ['12.3.24 & 15.4.24', 'several-dates'],
    ['9 رمضان 1445', 'islamic-calendar'],
    ['not known', 'blank'],
    ['نامعلوم', 'blank'],
    ['-', 'blank'],
    ['', 'blank'],
    ['Mar 2024', 'not-a-date'],
    ['2024', 'not-a-date'],
    ['0', 'not-a-date'],
    ['99999', 'not-a-date'],
    ['pending', 'not-a-date'],
  ])('does not make a date of %s (%s)', (text, fault) => {
    expect(read(text)).toEqual({ iso: null, fault })
  })

  it('refuses month before day rather than swap it, unless a person said that the column is so', () => {
    expect(read('03/25/2024')).toEqual({ iso: null, fault: 'no-such-month' })
    expect(readDate('03/25/2024', { today, order: 'month-first' }).iso).toBe('2024-03-25')
    expect(readDate('03/04/2024', { today, order: 'month-first' }).iso).toBe('2024-03-04')
  })

  it('places a two-digit year by the day it is read and says so', () => {
    expect(read('12/12/31')).toEqual({ iso: '2031-12-12', assumed: 'century' })
    expect(read('12/12/45')).toEqual({ iso: '1945-12-12', assumed: 'century' })
    expect(readDate('12/12/31', { today, yearsAhead: 0 }).iso).toBe('1931-12-12')
    expect(readDate('12/12/05', { today: '2098-01-01' }).iso).toBe('2105-12-12')
  })

  it('reads every day of the calendar in every notation and digit script, and no day that does not exist', () => {
    const notation = fc.constantFrom(
      (y: string, m: string, d: string) => `${d}/${m}/${y}`,
      (y: string, m: string, d: string) => `${Number(d)}.${Number(m)}.${y}`,
      (y: string, m: string, d: string) => `${d}-${m}-${y}`,
      (y: string, m: string, d: string) => `${y}-${m}-${d}`,
      (y: string, m: string, d: string) => `${d}${m}${y}`,
    )
    const script = fc.constantFrom((t: string) => t, inUrduDigits, inArabicDigits)
    fc.assert(
      fc.property(
        fc.integer({ min: 1950, max: 2030 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        notation,
        script,
        (y, m, d, write, digits) => {
          const [mm, dd] = [String(m).padStart(2, '0'), String(d).padStart(2, '0')]
          const reading = read(digits(write(String(y), mm, dd)))
          expect(reading.iso).toBe(d <= daysInMonth(y, m) ? `${y}-${mm}-${dd}` : null)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('finds the day a title stands for', () => {
    expect(findAsOnDate(['CENTRAL PRISON - REGISTER OF PRISONERS as on 01-11-2026'], { today })).toBe(
      '2026-11-01',
    )
    expect(findAsOnDate(['فہرست اسیران مورخہ ۰۱۔۱۱۔۲۰۲۶'], { today })).toBe('2026-11-01')
    expect(findAsOnDate(['District Jail', 'Position as on 1st November 2026'], { today })).toBe('2026-11-01')
    expect(findAsOnDate(['Register of prisoners'], { today })).toBeNull()
  })
})
