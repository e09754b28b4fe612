import { jaroWinkler, withinOneEdit } from '../names/distance.ts'
import type { NameToken } from '../names/parse.ts'
import { nameEntries } from '../names/variants.ts'

/** How close two name words are: one name, alike in sound, a slip apart, or different. */
export type Closeness = 0 | 1 | 2 | 3
const SAME: Closeness = 0
const SOUND: Closeness = 1
export const SLIP: Closeness = 2
const DIFFERENT: Closeness = 3

const spellingsOf = (token: NameToken) => {
  const known = token.entries.flatMap((id) => nameEntries[id]!.spellings)
  return known.length > 0 ? known : [token.text, token.sound]
}

function closeness(a: NameToken, b: NameToken): Closeness {
  if (a.text === b.text || a.entries.some((entry) => b.entries.includes(entry))) return SAME
  const bothKnown = a.entries.length > 0 && b.entries.length > 0
  if (a.sound === b.sound) return bothKnown ? SOUND : SAME
  // Two names that the table knows apart are different names, however close their letters: Arshad, Rashid.
  if (bothKnown) return DIFFERENT
  if (a.skeleton === b.skeleton && a.skeleton.length > 1)
    return jaroWinkler(a.sound, b.sound) >= 0.75 ? SOUND : SLIP
  for (const left of spellingsOf(a))
    for (const right of spellingsOf(b))
      if (left.length >= 3 && right.length >= 3 && withinOneEdit(left, right)) return SLIP
  return a.sound.length >= 5 && b.sound.length >= 5 && jaroWinkler(a.sound, b.sound) >= 0.92
    ? SLIP
    : DIFFERENT
}

/** A word numbered by the memory of the run it belongs to. */
export type NumberedToken = NameToken & { index?: number }

/** More than any register's distinct words need; a server that runs for months starts over instead of growing. */
const MOST_REMEMBERED = 500_000

/**
 * Remembers closeness: a register has few distinct words and millions of pairs. Words numbered by `number` are looked up by
 * number, which is several times faster; others by their text.
 */
export class ClosenessMemory {
  #numberOf = new Map<string, number>()
  #byNumber: Map<number, Closeness>[] = []
  #byText = new Map<string, Closeness>()

  /** The same words with numbers of this memory; never hand them to another. */
  number(tokens: readonly NameToken[]): NumberedToken[] {
    return tokens.map((token) => {
      const index = this.#numberOf.get(token.text) ?? this.#numberOf.size
      if (index === this.#byNumber.length) {
        this.#numberOf.set(token.text, index)
        this.#byNumber.push(new Map())
      }
      return { ...token, index }
    })
  }

  of(a: NumberedToken, b: NumberedToken): Closeness {
    if (a.index !== undefined && b.index !== undefined) return this.#ofNumbered(a, b, a.index, b.index)
    if (a.text === b.text) return SAME
    const [low, high] = a.text < b.text ? [a, b] : [b, a]
    const key = `${low.text} ${high.text}`
    let value = this.#byText.get(key)
    if (value === undefined) {
      if (this.#byText.size >= MOST_REMEMBERED) this.#byText.clear()
      value = closeness(low, high)
      this.#byText.set(key, value)
    }
    return value
  }

  #ofNumbered(a: NameToken, b: NameToken, indexA: number, indexB: number): Closeness {
    if (indexA === indexB) return SAME
    const row = this.#byNumber[Math.min(indexA, indexB)]!
    const column = Math.max(indexA, indexB)
    let value = row.get(column)
    if (value === undefined) {
      value = a.text < b.text ? closeness(a, b) : closeness(b, a)
      row.set(column, value)
    }
    return value
  }
}

export const NAME_LEVELS = [
  'two or more words, all the same',
  'two or more words, all close',
  'one word, the same',
  'one word, alike in sound',
  'one word, a slip apart',
  'two or more words agree, one side says more',
  'one word agrees, one side says more',
  'one word close, one side says more',
  'one word agrees, others differ',
  'one word close, others differ',
  'no word agrees',
] as const

export interface NameEvidence {
  level: number
  /** Sound keys of the words that agree. */
  shared: string[]
}

const NOTHING: NameEvidence = { level: -1, shared: [] }
const NONE: NameEvidence = { level: NAME_LEVELS.length - 1, shared: [] }

/** The key of the two that the table knows, since a slip changes the other. */
const sharedKey = (a: NameToken, b: NameToken) =>
  a.entries.length >= b.entries.length ? a.skeleton : b.skeleton

const MOST_WORDS = 30

/**
 * Best one-to-one assignment of words, order-free. Names have at most a few words, so taking the closest pair again
 * and again is exact enough, and it does not depend on which record comes first.
 */
export function compareNames(a: NumberedToken[], b: NumberedToken[], memory: ClosenessMemory): NameEvidence {
  if (a.length === 0 || b.length === 0) return NOTHING
  if (a.length === 1 && b.length === 1) {
    const close = memory.of(a[0]!, b[0]!)
    return close === DIFFERENT ? NONE : { level: 2 + close, shared: [sharedKey(a[0]!, b[0]!)] }
  }
  // Bits of the words already assigned; a name has a handful of words, a page pasted into the field is cut.
  let usedA = 0
  let usedB = 0
  const countA = Math.min(a.length, MOST_WORDS)
  const countB = Math.min(b.length, MOST_WORDS)
  const shared: string[] = []
  let worst: Closeness = SAME
  for (const wanted of [SAME, SOUND, SLIP] as const)
    for (let i = 0; i < countA; i++)
      for (let j = 0; j < countB && (usedA & (1 << i)) === 0; j++)
        if ((usedB & (1 << j)) === 0 && memory.of(a[i]!, b[j]!) === wanted) {
          usedA |= 1 << i
          usedB |= 1 << j
          shared.push(sharedKey(a[i]!, b[j]!))
          worst = wanted
        }
  const agree = shared.length
  const all = agree === a.length && agree === b.length
  const covered = agree === a.length || agree === b.length
  let level = 10
  if (agree > 0) {
    if (all && agree > 1) level = worst === SAME ? 0 : 1
    else if (all) level = 2 + worst
    else if (covered && agree > 1) level = 5
    else if (covered) level = worst === SAME ? 6 : 7
    else level = worst === SAME ? 8 : 9
  }
  return { level, shared }
}
