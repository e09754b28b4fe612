import { foldLetters, wordsOf } from './letters.ts'
import { parsePersonName } from './parse.ts'

/**
 * Version of every key below. Keys are stored in columns and indexes: any change to folding, tables or sound rules
 * that alters a key must raise this number, and rows with another number are to be rebuilt.
 */
export const NAME_KEY_VERSION = 1

/**
 * Search form of a name in its own script: one form per letter, no marks, joiners or kashida, ASCII digits, lower case,
 * single spaces. Idempotent. Nothing is dropped but punctuation: titles and Muhammad stay.
 */
export function normaliseName(text: string): string {
  return wordsOf(foldLetters(text).replace(/ھ/g, 'ہ').replace(/ے/g, 'ی')).join(' ')
}

export interface SearchKeys {
  norm: string
  /** One consonant key per name and alias word, equal for Urdu and Roman spellings; "mhmd" only if nothing else. */
  skeletonTokens: string[]
  /** Roman sound of the words, canonical where the variant table knows them; for trigram search across scripts. */
  phonetic: string
}

/** The keys to store beside a name. Deterministic; see NAME_KEY_VERSION. */
export function searchKeys(text: string): SearchKeys {
  const parsed = parsePersonName(text)
  const words = [...parsed.tokens, ...parsed.aliases.flat()]
  const weighty = words.filter((token) => token.kind !== 'muhammad')
  const kept = weighty.length > 0 ? weighty : words
  return {
    norm: normaliseName(text),
    skeletonTokens: [...new Set(kept.map((token) => token.skeleton))],
    phonetic: kept.map((token) => token.sound).join(' '),
  }
}
