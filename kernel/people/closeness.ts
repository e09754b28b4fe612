import { editDistance } from './names/distance.ts'
import { type NameToken, parsePersonName } from './names/index.ts'

export type WordWhy = 'name' | 'sound' | 'part'

export interface WordFit {
  readonly closeness: number
  readonly why: WordWhy
}

/** How near two words are, letter by letter: 1 is the same, a slip in a word of five 0.8. */
function letters(a: string, b: string): number {
  const longer = Math.max(a.length, b.length)
  return longer === 0 ? 0 : 1 - editDistance(a, b, 3) / longer
}

/** Beyond this two words are not the same one with slips. */
const near = 0.6

/**
 * How well a word of a record answers a word that was asked, 0 to 1, and why. Two words may share a skeleton by chance (Salma,
 * Ismail): their vowels say how likely that is. The sound stands for the letters where the scripts differ.
 */
export function wordCloseness(asked: NameToken, word: NameToken): WordFit {
  if (asked.text === word.text) return { closeness: 1, why: 'name' }
  const alike = Math.max(letters(asked.text, word.text), letters(asked.sound, word.sound))
  const begins =
    asked.text.length >= 2 && word.text.startsWith(asked.text)
      ? 0.6 + (0.3 * asked.text.length) / word.text.length
      : 0
  const sounds = asked.skeleton === word.skeleton ? 0.6 + 0.35 * alike : alike >= near ? 0.95 * alike : 0
  return begins > sounds ? { closeness: begins, why: 'part' } : { closeness: sounds, why: 'sound' }
}

/** Whether two words are the same letter by letter, which leaves no doubt that the word was meant. */
export const sameLetters: typeof wordCloseness = (asked, word) => ({
  closeness: asked.text === word.text ? 1 : 0,
  why: 'name',
})

/** Readings of single words: the same few thousand come in every search, and reading one takes longer than comparing it. */
const read = new Map<string, NameToken | undefined>()
const mostRead = 20_000

function readWord(word: string): NameToken | undefined {
  if (read.has(word)) return read.get(word)
  const token = parsePersonName(word).tokens[0]
  if (read.size < mostRead) read.set(word, token)
  return token
}

/**
 * The words of a normalised name, with those run together that were asked as one: Abdul Qadir, Allah Ditta, Nasir ud Din.
 * Muhammad says nothing beside another name.
 */
export function wordsOfName(form: string, asked: readonly NameToken[]): NameToken[] {
  const written = form.split(' ')
  const spans = written.flatMap((word, at) => {
    const begins = asked.some(({ text }) => text.length > word.length && text.startsWith(word))
    return begins ? [word, ...[2, 3].map((length) => written.slice(at, at + length).join(''))] : [word]
  })
  const tokens = spans.map(readWord).filter((token) => token !== undefined)
  const weighty = tokens.filter((token) => token.kind !== 'muhammad')
  return weighty.length > 0 ? weighty : tokens
}

/** Every word of a normalised name as it was written, Muhammad and all. */
export function wordsAsWritten(form: string): NameToken[] {
  return form
    .split(' ')
    .map(readWord)
    .filter((token) => token !== undefined)
}

/**
 * How much of a whole name is what was asked, and of what was asked the name: 1 is the same word for word, compounds run together
 * or not. Of two names with one slip, the one that says nothing else is nearer.
 */
export function overlap(
  have: readonly NameToken[],
  asked: readonly NameToken[],
  compare: typeof wordCloseness = wordCloseness,
): number {
  const joined = (tokens: readonly NameToken[]): string => tokens.map(({ text }) => text).join('')
  if (joined(have) === joined(asked)) return 1
  const same = asked.reduce((sum, token) => sum + closestWord(token, have, compare).closeness, 0)
  return (2 * same) / Math.max(1, have.length + asked.length)
}

/** The best answer among a record's words. */
export function closestWord(
  asked: NameToken,
  words: readonly NameToken[],
  compare: typeof wordCloseness = wordCloseness,
): WordFit {
  let best: WordFit = { closeness: 0, why: 'sound' }
  for (const word of words) {
    const one = compare(asked, word)
    if (one.closeness > best.closeness) best = one
  }
  return best
}

/** The same within one search, where hundreds of records say the same few words: each two are compared once. */
export function rememberingCloseness(): typeof wordCloseness {
  const known = new Map<NameToken, Map<NameToken, WordFit>>()
  return (asked, word) => {
    const fits = known.get(asked) ?? new Map<NameToken, WordFit>()
    known.set(asked, fits)
    const fit = fits.get(word) ?? wordCloseness(asked, word)
    fits.set(word, fit)
    return fit
  }
}

/** What was made of a text once is not made again. */
export function remembering<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const made = known.get(text) ?? make(text)
    known.set(text, made)
    return made
  }
}
