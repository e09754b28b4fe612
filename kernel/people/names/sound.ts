/** Sound keys that come out alike for one name written in Urdu and in Roman letters. */

const URDU_CONSONANT: Record<string, string> = {
  ب: 'b',
  پ: 'p',
  ت: 't',
  ٹ: 't',
  ط: 't',
  ث: 's',
  س: 's',
  ص: 's',
  ج: 'j',
  چ: 'c',
  ح: 'h',
  ہ: 'h',
  خ: 'k',
  ک: 'k',
  ق: 'k',
  د: 'd',
  ڈ: 'd',
  ذ: 'z',
  ز: 'z',
  ض: 'z',
  ظ: 'z',
  ژ: 'z',
  ر: 'r',
  ڑ: 'r',
  ش: 'x',
  غ: 'g',
  گ: 'g',
  ف: 'f',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ں: 'n',
}

const ROMAN_PAIR: Record<string, string> = {
  kh: 'k',
  gh: 'g',
  sh: 'x',
  ch: 'c',
  ph: 'f',
  th: 't',
  dh: 'd',
  bh: 'b',
  jh: 'j',
  ck: 'k',
}

const ROMAN_CONSONANT: Record<string, string> = {
  b: 'b',
  c: 'k',
  d: 'd',
  f: 'f',
  g: 'g',
  h: 'h',
  j: 'j',
  k: 'k',
  l: 'l',
  m: 'm',
  n: 'n',
  p: 'p',
  q: 'k',
  r: 'r',
  s: 's',
  t: 't',
  x: 'ks',
  z: 'z',
}

const SUN_LETTERS = /ا?ل(?=[تثدذرزسشصضطظلن])/

/**
 * The consonants of one folded word, with kh/q/k, gh/g, the z, s and t groups each made one, vowels and w/y
 * dropped, doubled letters and a final he merged away: محسود, Mehsud and Mahsood are all "mhsd". A word with no
 * consonant (Aoi, یا) is "a", so that a key is never empty.
 */
export function skeleton(word: string): string {
  let key = ''
  // A final he is silent or not as the clerk pleases: Fatima, Fatimah, فاطمہ; Farah, فرح.
  const sounded = word.length > 1 ? word.replace(/(?<=[aeiouy])h$|[ہح]$/, '') : word
  for (let at = 0; at < sounded.length; at++) {
    const letter = sounded[at]!
    const pair = ROMAN_PAIR[sounded.slice(at, at + 2)]
    if (pair !== undefined) {
      key += pair
      at++
    } else key += URDU_CONSONANT[letter] ?? ROMAN_CONSONANT[letter] ?? (/\p{N}/u.test(letter) ? letter : '')
  }
  const merged = key.replace(/(.)\1+/g, '$1')
  return merged === '' ? 'a' : merged
}

/** "Zia" + "الحق" as one word; the article's lam is silent before a sun letter, as in Nasir-ud-din. */
export function joinArticle(head: string, tail: string): string {
  return head + tail.replace(/^الل(?=ہ)/, 'اللل').replace(SUN_LETTERS, 'ا')
}

const URDU_TO_ROMAN: Record<string, string> = {
  ا: 'a',
  ب: 'b',
  پ: 'p',
  ت: 't',
  ٹ: 't',
  ث: 's',
  ج: 'j',
  چ: 'ch',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ڈ: 'd',
  ذ: 'z',
  ر: 'r',
  ڑ: 'r',
  ز: 'z',
  ژ: 'zh',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'z',
  ط: 't',
  ظ: 'z',
  ع: 'a',
  غ: 'gh',
  ف: 'f',
  ق: 'q',
  ک: 'k',
  گ: 'g',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ں: 'n',
  و: 'o',
  ہ: 'h',
  ھ: 'h',
  ی: 'i',
  ے: 'e',
}

const isVowel = (letter: string | undefined) => letter !== undefined && /[aeiou]/.test(letter)

/**
 * Letter-by-letter Roman spelling of a folded Urdu word that no table knows. Unwritten short vowels are guessed as
 * "a" between consonants, so it is good for keys and as a reading aid, not as anyone's official spelling.
 */
export function romaniseLetters(word: string): string {
  let roman = ''
  for (let at = 0; at < word.length; at++) {
    const letter = word[at]!
    let next = URDU_TO_ROMAN[letter] ?? letter
    if (letter === 'و' && (at === 0 || word[at + 1] === 'ا' || word[at + 1] === 'ی')) next = 'w'
    if (letter === 'ی' && (at === 0 || word[at + 1] === 'ا' || word[at + 1] === 'و')) next = 'y'
    const previous = roman.at(-1)
    const bothConsonants = previous !== undefined && !isVowel(previous) && !isVowel(next[0])
    const last = at === word.length - 1
    if (bothConsonants && letter !== 'ھ' && (at === 1 || last) && !(last && word.length === 2)) roman += 'a'
    roman += next
  }
  return roman.replace(/aa+/g, 'a').replace(/(?<=.)ah$/, 'a')
}

/**
 * How a Roman name sounds, spelling habits removed (ee/i, oo/u, q/k, w/v, doubled letters): the text that a trigram
 * index compares. Vowels are kept, so it tells Arshad from Rashid where the skeleton cannot.
 */
export function soundOf(roman: string): string {
  return roman
    .replace(/ee|ie|ea/g, 'i')
    .replace(/oo|ou/g, 'u')
    .replace(/ay|ey|ai|ei/g, 'e')
    .replace(/au|aw(?=[^aeiou]|$)/g, 'o')
    .replace(/y(?![aeiou])/g, 'i')
    .replace(/kh|ck|q|c(?!h)/g, 'k')
    .replace(/gh/g, 'g')
    .replace(/ph/g, 'f')
    .replace(/([tdbj])h(?=[aeiou]|$)/g, '$1')
    .replace(/w/g, 'v')
    .replace(/x/g, 'ks')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=[aeiou])h$/, '')
}
