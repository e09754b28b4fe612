import { foldLetters, wordsOf } from './letters.ts'
import firstTable from './variants.json' with { type: 'json' }
import moreTable from './variants-more.json' with { type: 'json' }

export type NameClass = 'given' | 'family'

export interface NameEntry {
  id: number
  nameClass: NameClass
  urdu: string
  roman: string
  /** Folded spellings with words run together, Urdu and Roman, canonical ones first. */
  spellings: readonly string[]
}

const squash = (text: string) => wordsOf(foldLetters(text)).join('')

export const nameEntries: readonly NameEntry[] = [...firstTable.entries, ...moreTable.entries].map(
  (row, id) => ({
    id,
    nameClass: row.kind === 'surname' ? 'family' : 'given',
    urdu: row.urdu,
    roman: row.roman,
    spellings: [...new Set([row.urdu, row.roman, ...row.variants].map(squash))],
  }),
)

const bySpelling = new Map<string, number[]>()
for (const canonical of [true, false])
  for (const entry of nameEntries)
    for (const [place, spelling] of entry.spellings.entries())
      if (place < 2 === canonical) {
        const ids = bySpelling.get(spelling) ?? []
        if (!ids.includes(entry.id)) ids.push(entry.id)
        bySpelling.set(spelling, ids)
      }

/** Longest written form, in words, of any table name: Abdul Rehman, Bi Bi, Islam Din. */
export const LONGEST_PHRASE = 2

const phrases = new Set<string>()
for (const row of [...firstTable.entries, ...moreTable.entries])
  for (const form of [row.urdu, row.roman, ...row.variants]) {
    const words = wordsOf(foldLetters(form))
    if (words.length > 1) phrases.add(words.join(' '))
  }

/** Whether these words together are one name of the table. */
export const isPhrase = (words: readonly string[]) => phrases.has(words.join(' '))

/** Ids of the table names this spelling may stand for, those whose own spelling it is first. */
export function entriesOf(spelling: string): readonly number[] {
  return bySpelling.get(spelling) ?? NONE
}
const NONE: readonly number[] = []

/** Splits "kamranali" or "kamranxali" where both halves are table names; undefined when it is one name or unknown. */
export function splitJoined(word: string): [string, string] | undefined {
  if (word.length < 7 || bySpelling.has(word)) return undefined
  for (const gap of [0, 1])
    for (let at = word.length - 3; at >= 3; at--) {
      const head = word.slice(0, at)
      const tail = word.slice(at + gap)
      if (tail.length >= 3 && bySpelling.has(head) && bySpelling.has(tail)) return [head, tail]
    }
  return undefined
}
