/** Letter-level folding shared by every name key. Pure and safe in the browser. */

export type Script = 'latin' | 'arabic' | 'mixed' | 'none'

const LATIN = /\p{Script=Latin}/u
const ARABIC = /\p{Script=Arabic}/u

export function detectScript(text: string): Script {
  const latin = LATIN.test(text)
  const arabic = ARABIC.test(text)
  if (latin && arabic) return 'mixed'
  if (arabic) return 'arabic'
  return latin ? 'latin' : 'none'
}

/** Arabic-Indic (٠–٩) and Urdu (۰–۹) digits become ASCII; everything else is left alone. */
export function digitsToAscii(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
}

/**
 * One Urdu letter for each letter that keyboards and registers write differently. Sindhi and Pashto letters
 * become the Urdu letter a clerk of another province would use, aspirates written out with do-chashmi he.
 */
const LETTER: Record<string, string> = {
  ك: 'ک',
  ڪ: 'ک',
  ګ: 'گ',
  ڳ: 'گ',
  ي: 'ی',
  ى: 'ی',
  ې: 'ی',
  ۍ: 'ی',
  ئ: 'ی',
  ێ: 'ی',
  ۓ: 'ے',
  ه: 'ہ',
  ة: 'ہ',
  ۃ: 'ہ',
  ۀ: 'ہ',
  ۂ: 'ہ',
  ە: 'ہ',
  أ: 'ا',
  إ: 'ا',
  ٱ: 'ا',
  آ: 'ا',
  ؤ: 'و',
  ۆ: 'و',
  ء: '',
  ړ: 'ڑ',
  ڙ: 'ڑ',
  ټ: 'ٹ',
  ٽ: 'ٹ',
  ٺ: 'ٹھ',
  ٿ: 'تھ',
  ډ: 'ڈ',
  ڊ: 'ڈ',
  ڏ: 'ڈ',
  ڍ: 'ڈھ',
  ڌ: 'دھ',
  ڀ: 'بھ',
  ٻ: 'ب',
  ڦ: 'پھ',
  ڇ: 'چھ',
  ڄ: 'ج',
  ڃ: 'ج',
  ڻ: 'ن',
  ڱ: 'ن',
  ڼ: 'ن',
  ښ: 'ش',
  ږ: 'ژ',
  څ: 'س',
  ځ: 'ز',
}

/** Vowel marks, joiners, kashida, direction signs, variation selectors: seen or not, they name nobody. */
const INVISIBLE = /[\p{Mn}\p{Me}\p{Cf}\u0640]/gu

/**
 * Compatibility-composed, lower case, without marks, joiners and kashida, one form per letter, ASCII digits.
 * Do-chashmi he (ھ) survives because it alone tells an aspirate (بھٹو) from a sounded he (شہباز).
 */
export function foldLetters(text: string): string {
  // Blessings written as one sign (ﷺ) would otherwise unfold into words.
  const plain = text
    .replace(/[\u{FDFA}\u{FDFB}]/gu, ' ')
    .normalize('NFKC')
    .toLowerCase()
  const bare = digitsToAscii(plain.normalize('NFD').replace(INVISIBLE, '').normalize('NFC'))
  return bare.replace(/[\u0600-\u06FF]/g, (letter) => LETTER[letter] ?? letter)
}

/** Marks that stand inside a Roman name without dividing it: Sana'ullah, Ra’ees. */
const APOSTROPHES = /['’‘`´ʼʿʾʹ]/g

/** The words of already folded text. */
export function wordsOf(folded: string): string[] {
  return folded.replace(APOSTROPHES, '').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}
