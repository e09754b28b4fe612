import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cnicProvince, cnicSexParity, formatCnic, parseCnic } from './cnic.ts'

describe('CNIC', () => {
  it('reads dashes, spaces, and Urdu and Arabic digits', () => {
    for (const text of [
      '35202-1739462-1',
      '3520217394621',
      ' 35202 1739462 1',
      '۳۵۲۰۲-۱۷۳۹۴۶۲-۱',
      '٣٥٢٠٢١٧٣٩٤٦٢١',
    ])
      expect(parseCnic(text)).toEqual({ ok: true, cnic: '3520217394621' })
  })

  it('says what is wrong with a number', () => {
    const problem = (text: string) => {
      const reading = parseCnic(text)
      return reading.ok ? 'none' : reading.problem
    }
    expect(problem('')).toBe('empty')
    expect(problem('35202-173946-1')).toBe('not-13-digits')
    expect(problem('35202-173946X-1')).toBe('not-13-digits')
    expect(problem('95202-1739462-1')).toBe('first-digit')
    expect(problem('05202-1739462-1')).toBe('first-digit')
  })

  it('refuses numbers typed to get past a form', () => {
    for (const text of [
      '0000000000000',
      '11111-1111111-1',
      '1234512345671',
      '1234567890123',
      '1212121212121',
      '35202-0000000-0',
      '9876543210987',
    ])
      expect([text, parseCnic(text).ok]).toEqual([text, false])
  })

  it('formats what it has parsed back to the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1e12, max: 9e12 - 1 }), (number) => {
        const reading = parseCnic(String(number))
        if (reading.ok) expect(parseCnic(formatCnic(reading.cnic))).toEqual(reading)
      }),
    )
    expect(formatCnic('3520217394621')).toBe('35202-1739462-1')
    expect(() => formatCnic('35202')).toThrow(RangeError)
  })

  it('compares the last digit with the sex', () => {
    expect(cnicSexParity('3520217394621', 'M')).toBe('agrees')
    expect(cnicSexParity('3520217394621', 'F')).toBe('differs')
    expect(cnicSexParity('3520217394622', 'F')).toBe('agrees')
  })

  it('knows the province of the first digit', () => {
    expect(cnicProvince('3520217394621')).toBe('punjab')
    expect(cnicProvince('4520217394621')).toBe('sindh')
    expect(cnicProvince('9520217394621')).toBeUndefined()
  })
})
