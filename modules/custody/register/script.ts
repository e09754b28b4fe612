/**
 * Registers mix English and Urdu typed on many keyboards: Arabic and Urdu forms of one letter, three digit scripts,
 * invisible joiners and direction marks. Everything that compares register text goes through this file, so that two
 * spellings a clerk cannot tell apart on paper are not told apart here either.
 */

// Direction marks, joiners, soft hyphen and byte-order mark: they show nothing and must never decide anything.
const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u0640]/g
const SPACES = /[\s\u00A0\u2000-\u200A\u202F\u205F\u3000]+/g

const LETTER: Record<string, string> = {
  ي: 'ی',
  ى: 'ی',
  ې: 'ی',
  ك: 'ک',
  ڪ: 'ک',
  ه: 'ہ',
  ھ: 'ہ',
  ة: 'ہ',
  ۃ: 'ہ',
  ە: 'ہ',
  ۀ: 'ہ',
  ے: 'ی',
  ٱ: 'ا',
}
const LETTERS = new RegExp(`[${Object.keys(LETTER).join('')}]`, 'g')

/** The digits of the three scripts used in registers (0-9, ٠-٩, ۰-۹) written as 0-9. */
export function latinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
}

/** The text as it reads on paper: no invisible characters, one space between words, letters left as written. */
export function clean(text: string): string {
  return text.replace(INVISIBLE, '').replace(SPACES, ' ').trim().normalize('NFC')
}

const ASCII_ONLY = /^[ -~]*$/

/** For reading values: digits Latin, letter forms and case made one, vowel marks dropped, punctuation kept. */
export function soften(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase().replace(SPACES, ' ').trim()
  return latinDigits(text)
    .replace(INVISIBLE, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(LETTERS, (letter) => LETTER[letter] ?? letter)
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2044\u060D]/g, '/')
    .replace(/[،٬]/g, ',')
    .replace(/٫/g, '.')
    .replace(/۔/g, '.')
    .replace(/[؛]/g, ';')
    .replace(/[؟]/g, '?')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .toLowerCase()
    .replace(SPACES, ' ')
    .trim()
}

/** For comparing: as {@link soften}, apostrophes dropped and every other sign a space. `F/Name` and `f. name` are one. */
export function fold(text: string): string {
  return soften(text)
    .replace(/['`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

export function hasLetter(text: string): boolean {
  return /\p{L}/u.test(text)
}

export function isUrduScript(text: string): boolean {
  return /[\u0600-\u06FF\u0750-\u077F\uFB50-\uFDFF\uFE70-\uFEFF]/.test(text)
}

const NOTHING = new Set(
  [
    'n a',
    'na',
    'nil',
    'none',
    'null',
    'not known',
    'unknown',
    'not available',
    'not given',
    'not mentioned',
    'xxx',
  ]
    .concat(['نامعلوم', 'ندارد', 'معلوم نہیں', 'نا معلوم', 'درج نہیں', 'دستیاب نہیں'])
    .map(fold),
)

/** Empty, or only dashes, dots and question marks. */
export function isBlank(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text)
}

/** Blank, or words that say there is nothing: `nil`, `N/A`, `نامعلوم`. */
export function saysNothing(text: string): boolean {
  return isBlank(text) || NOTHING.has(fold(text))
}

const DITTO_WORDS = new Set(
  ['do', 'ditto', 'same', 'as above', 'same as above', 'ایضاً', 'ایضا', 'ايضاً', 'حسب بالا', 'مثل بالا'].map(
    fold,
  ),
)

/** A ditto mark: the value of the line above again. A lone dash is not one; clerks write it for "nothing". */
export function isDitto(text: string): boolean {
  const signs = text.replace(/[\s-]/g, '')
  return /^(?:["'〃”“″]{1,4}|\/{2}|,{2})$/.test(signs) || DITTO_WORDS.has(fold(text))
}

/** One letter added, lost or changed, or two neighbours swapped. */
export function oneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let endA = a.length
  let endB = b.length
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  const left = a.slice(start, endA)
  const right = b.slice(start, endB)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
