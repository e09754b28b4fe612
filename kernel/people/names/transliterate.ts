import { detectScript, foldLetters, wordsOf } from './letters.ts'
import { parsePersonName } from './parse.ts'
import { romaniseLetters } from './sound.ts'
import { nameEntries } from './variants.ts'

export interface Transliteration {
  text: string
  /** False when a word was spelled letter by letter (to Roman) or left out of the table (to Urdu). */
  known: boolean
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** Roman reading of an Urdu name: the table's spelling where known, else letter by letter as a reading aid. */
export function romaniseName(text: string): Transliteration {
  let known = true
  const words = parsePersonName(text).tokens.map((token) => {
    if (token.kind === 'muhammad') return 'Muhammad'
    const entry = nameEntries[token.entries[0] ?? -1]
    if (entry) return entry.roman
    if (detectScript(token.text) === 'arabic') {
      known = false
      return capital(romaniseLetters(token.text))
    }
    return capital(token.text)
  })
  return { text: words.join(' '), known }
}

/** Urdu spelling of a Roman name, only when the table knows every word; undefined is better than an invented name. */
export function urduName(text: string): string | undefined {
  if (detectScript(text) === 'arabic') return wordsOf(foldLetters(text)).join(' ')
  const words: string[] = []
  for (const token of parsePersonName(text).tokens) {
    const urdu = token.kind === 'muhammad' ? 'محمد' : nameEntries[token.entries[0] ?? -1]?.urdu
    if (urdu === undefined) return undefined
    words.push(urdu)
  }
  return words.length > 0 ? words.join(' ') : undefined
}
