import { digitsToAscii } from './letters.ts'

export type CnicProblem = 'empty' | 'not-13-digits' | 'first-digit' | 'filler'
export type CnicReading = { ok: true; cnic: string } | { ok: false; problem: CnicProblem; digits: string }

/** Every digit follows the one before by the same step, as in 1234567, 9876543 and 0000000. */
function isRun(digits: string): boolean {
  const step = (Number(digits[1]) - Number(digits[0]) + 10) % 10
  for (let at = 2; at < digits.length; at++)
    if ((Number(digits[at]) - Number(digits[at - 1]) + 10) % 10 !== step) return false
  return true
}

/** Numbers typed to get past a form: one digit repeated, a run up or down, a short pattern repeated. */
function isFiller(digits: string): boolean {
  if (/^(\d)\1+$/.test(digits)) return true
  for (const length of [2, 3, 4, 5]) {
    const pattern = digits.slice(0, length)
    if (pattern.repeat(13).slice(0, 13) === digits) return true
  }
  if (isRun(digits)) return true
  // 12345-1234567-1: both groups counted up. A real serial may be a run; a real locality with it hardly is.
  if (isRun(digits.slice(0, 5)) && isRun(digits.slice(5, 12))) return true
  return /^\d{5}(\d)\1{7}$/.test(digits)
}

/**
 * Reads a CNIC in any digit script, with or without dashes or spaces. There is no published check digit: form, first
 * digit (1–8) and filler values are all that can be told from the number itself.
 */
export function parseCnic(text: string): CnicReading {
  const typed = digitsToAscii(text).replace(/[\s\-–—‑_./]|[\u200B-\u200F\u202A-\u202E\u2066-\u2069]/g, '')
  if (typed === '') return { ok: false, problem: 'empty', digits: '' }
  if (!/^\d{13}$/.test(typed)) return { ok: false, problem: 'not-13-digits', digits: typed }
  if (isFiller(typed)) return { ok: false, problem: 'filler', digits: typed }
  if (!/^[1-8]/.test(typed)) return { ok: false, problem: 'first-digit', digits: typed }
  return { ok: true, cnic: typed }
}

/** 35202-1234567-1. Throws RangeError on anything but 13 digits, which only unparsed input can be. */
export function formatCnic(cnic: string): string {
  if (!/^\d{13}$/.test(cnic)) throw new RangeError('a CNIC has 13 digits')
  return `${cnic.slice(0, 5)}-${cnic.slice(5, 12)}-${cnic.slice(12)}`
}

/** The last digit is odd for men and even for women. Press knowledge, not law: a warning, never a refusal. */
export function cnicSexParity(cnic: string, sex: 'M' | 'F'): 'agrees' | 'differs' {
  return (Number(cnic.at(-1)) % 2 === 1) === (sex === 'M') ? 'agrees' : 'differs'
}

const PROVINCES: Record<string, CnicProvince> = {
  1: 'khyber-pakhtunkhwa',
  2: 'former-fata',
  3: 'punjab',
  4: 'sindh',
  5: 'balochistan',
  6: 'islamabad',
  7: 'gilgit-baltistan',
  8: 'azad-kashmir',
}
export type CnicProvince =
  | 'khyber-pakhtunkhwa'
  | 'former-fata'
  | 'punjab'
  | 'sindh'
  | 'balochistan'
  | 'islamabad'
  | 'gilgit-baltistan'
  | 'azad-kashmir'

/** Where the number was first issued, which is not where its holder lives. */
export function cnicProvince(cnic: string): CnicProvince | undefined {
  return PROVINCES[cnic[0] ?? '']
}
