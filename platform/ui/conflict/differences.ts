import { canonical } from '../../http/canonical.ts'

/**
 * Two people changed one record. What each field was when both opened it, what it is in my form, and what it has become: from the
 * three it follows who changed what. Pure, so that "nothing is overwritten in silence" can be proven for any values.
 */

/** A record as its fields, by a key each. A field that is not there and one left empty are the same. */
export type Fields = Readonly<Record<string, unknown>>
export type Side = 'mine' | 'theirs'

export interface Difference {
  readonly key: string
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
  /** Who changed it since it was opened. Where both did, nobody but a person can say which is right. */
  readonly changedBy: Side | 'both'
}

/** The fields in which my form and the record now differ. */
export function differences(base: Fields, mine: Fields, theirs: Fields): Difference[] {
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
  return keys
    .filter((key) => !same(mine[key], theirs[key]))
    .map((key) => ({
      key,
      base: base[key],
      mine: mine[key],
      theirs: theirs[key],
      changedBy: same(base[key], theirs[key]) ? 'mine' : same(base[key], mine[key]) ? 'theirs' : 'both',
    }))
}

/** What stands chosen at first: each change that only one of the two made. Where both did, nothing. */
export function firstChoice(found: readonly Difference[]): Record<string, Side> {
  return Object.fromEntries(
    found.flatMap(({ key, changedBy }) => (changedBy === 'both' ? [] : [[key, changedBy]])),
  )
}

/** My form with the chosen side of each difference; undefined while one is not chosen. */
export function settled(
  mine: Fields,
  found: readonly Difference[],
  choice: Readonly<Record<string, Side>>,
): Fields | undefined {
  const result: Record<string, unknown> = { ...mine }
  for (const { key, theirs } of found) {
    if (choice[key] === undefined) return undefined
    if (choice[key] === 'theirs') result[key] = theirs
  }
  return result
}

export function same(one: unknown, other: unknown): boolean {
  return written(one) === written(other)
}

/** Equal for equal values, whatever the order of an object's keys; empty is empty. */
function written(value: unknown): string {
  return value === undefined || value === null || value === '' ? '' : JSON.stringify(canonical(value))
}
