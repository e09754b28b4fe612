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

/** Remembers closeness by text: a register has few distinct words and millions of pairs. */
export class ClosenessMemory {
  #known = new Map<string, Map<string, Closeness>>()

  of(a: NameToken, b: NameToken): Closeness {
    if (a.text === b.text) return SAME
    const [low, high] = a.text < b.text ? [a, b] : [b, a]
    let row = this.#known.get(low.text)
    if (!row) {
      row = new Map()
      this.#known.set(low.text, row)
    }
    let value = row.get(high.text)
    if (value === undefined) {
      value = closeness(low, high)
      row.set(high.text, value)
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

/**
 * Best one-to-one assignment of words, order-free. Names have at most a few words, so taking the closest pair again
 * and again is exact enough, and it does not depend on which record comes first.
 */
export function compareNames(a: NameToken[], b: NameToken[], memory: ClosenessMemory): NameEvidence {
  if (a.length === 0 || b.length === 0) return NOTHING
  if (a.length === 1 && b.length === 1) {
    const close = memory.of(a[0]!, b[0]!)
    return close === DIFFERENT ? NONE : { level: 2 + close, shared: [sharedKey(a[0]!, b[0]!)] }
  }
  const usedA = new Set<number>()
  const usedB = new Set<number>()
  const shared: string[] = []
  let worst: Closeness = SAME
  for (const wanted of [SAME, SOUND, SLIP] as const)
    for (let i = 0; i < a.length; i++)
      for (let j = 0; j < b.length && !usedA.has(i); j++)
        if (!usedB.has(j) && memory.of(a[i]!, b[j]!) === wanted) {
          usedA.add(i)
          usedB.add(j)
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
