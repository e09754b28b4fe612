/**
 * The way to court and back: four points, and at each who was counted. Pure and browser-safe: the phone names the missing before
 * the server has answered.
 */

export const points = ['gate-out', 'court-in', 'court-out', 'gate-in'] as const
export type Point = (typeof points)[number]

/** There, or what became of them. Whoever is not there and nobody says why is missing. */
export const countStates = ['here', 'missing', 'hospital', 'by-court', 'other-vehicle'] as const
export type CountState = (typeof countStates)[number]

export interface Count {
  readonly point: Point
  readonly states: ReadonlyMap<string, CountState>
}

/** The point that comes next; undefined when the vehicle is back. */
export function nextPoint(counts: readonly Pick<Count, 'point'>[]): Point | undefined {
  return points[counts.length]
}

/**
 * Who is to be looked for at the next point: whoever left through the gate and of whom nobody said since that they went another
 * way. A person missing at the last point is looked for again.
 */
export function expectedAt(counts: readonly Count[], seated: readonly string[]): string[] {
  const last = counts.at(-1)
  if (last === undefined) return [...seated]
  return [...last.states].flatMap(([id, state]) => (state === 'here' || state === 'missing' ? [id] : []))
}

export interface Reckoned {
  readonly point: Point
  readonly expected: number
  readonly here: number
  /** Not there, and nobody says why. */
  readonly missing: readonly string[]
  /** Not there at the point before, and there again. */
  readonly found: readonly string[]
  /** Went another way, by the word of whoever counted. */
  readonly elsewhere: readonly { readonly id: string; readonly state: CountState }[]
}

/** Each point held against the one before. */
export function reckonWay(counts: readonly Count[]): Reckoned[] {
  return counts.map(({ point, states }, at) => {
    const before = counts[at - 1]
    const of = (wanted: (state: CountState) => boolean) =>
      [...states].filter(([, state]) => wanted(state)).map(([id]) => id)
    return {
      point,
      expected: states.size,
      here: of((state) => state === 'here').length,
      missing: of((state) => state === 'missing'),
      found: of((state) => state === 'here').filter((id) => before?.states.get(id) === 'missing'),
      elsewhere: [...states].flatMap(([id, state]) =>
        state === 'here' || state === 'missing' ? [] : [{ id, state }],
      ),
    }
  })
}
