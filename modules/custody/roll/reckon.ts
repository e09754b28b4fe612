/**
 * The reckoning of a count: who is missing, who is where they are not expected, and what is still to be counted. Pure and browser-safe:
 * the phone reckons without a connection exactly as the server does when the count is closed.
 */

export interface Expected {
  readonly imprisonmentId: string
  /** Where the person has their place; null for whoever waits for one. */
  readonly barrackId: string | null
  /** On record outside when the count began: at court, in hospital, on leave. */
  readonly out: string | null
}

export const markKinds = ['present', 'absent', 'stranger', 'counted'] as const

export interface Mark {
  readonly id: string
  readonly barrackId: string | null
  readonly imprisonmentId: string | null
  readonly mark: (typeof markKinds)[number]
  /** Heads, where the officer counted a barrack to its end. */
  readonly counted: number | null
  readonly note: string | null
  readonly markedAt: string
}

export interface BarrackReckoning {
  readonly barrackId: string | null
  /** To be found inside. */
  readonly expected: number
  readonly out: number
  readonly present: number
  /** Heads as counted; null until the officer says the barrack is done. */
  readonly counted: number | null
  readonly missing: readonly string[]
  /** Seen here and expected elsewhere, or nowhere inside. */
  readonly extra: readonly string[]
  readonly unmarked: readonly string[]
  readonly strangers: readonly string[]
  /** The heads are not as many as those marked and named. */
  readonly headsDiffer: boolean
}

export interface Reckoning {
  readonly barracks: readonly BarrackReckoning[]
  readonly expected: number
  readonly present: number
  readonly missing: readonly string[]
  readonly extra: readonly string[]
  readonly strangers: number
  readonly toCount: number
  readonly agrees: boolean
}

/** @param moved those of whom a movement was written after the count began: explained, whether seen or not */
export function reckon(
  people: readonly Expected[],
  marks: readonly Mark[],
  moved: ReadonlySet<string> = new Set(),
): Reckoning {
  const byId = new Map(marks.map((mark) => [mark.id, mark]))
  const inOrder = [...byId.values()].sort((a, b) =>
    a.markedAt === b.markedAt ? (a.id < b.id ? -1 : 1) : a.markedAt < b.markedAt ? -1 : 1,
  )
  const last = new Map<string, Mark>()
  const heads = new Map<string | null, number>()
  const strangers = new Map<string | null, string[]>()
  for (const mark of inOrder) {
    if (mark.mark === 'counted') heads.set(mark.barrackId, mark.counted ?? 0)
    else if (mark.mark === 'stranger')
      strangers.set(mark.barrackId, [...(strangers.get(mark.barrackId) ?? []), mark.note ?? ''])
    else last.set(`${mark.barrackId ?? ''}/${mark.imprisonmentId}`, mark)
  }
  const seenIn = new Map<string, Set<string | null>>()
  for (const mark of last.values())
    if (mark.mark === 'present' && mark.imprisonmentId !== null)
      seenIn.set(mark.imprisonmentId, (seenIn.get(mark.imprisonmentId) ?? new Set()).add(mark.barrackId))
  // Once through all who were seen, not once for each barrack: a phone reckons anew with each mark.
  const seenBy = new Map<string | null, string[]>()
  for (const [id, where] of seenIn)
    for (const barrackId of where) {
      const there = seenBy.get(barrackId)
      if (there === undefined) seenBy.set(barrackId, [id])
      else there.push(id)
    }

  const expectedOf = Map.groupBy(people, (person) => person.barrackId)
  const homeOf = new Map(people.map((person) => [person.imprisonmentId, person]))
  const ids = new Set<string | null>([...expectedOf.keys(), ...inOrder.map((mark) => mark.barrackId)])
  const barracks = [...ids].map((barrackId): BarrackReckoning => {
    const here = expectedOf.get(barrackId) ?? []
    const inside = here.filter((person) => person.out === null)
    const counted = heads.get(barrackId) ?? null
    const missing: string[] = []
    const unmarked: string[] = []
    for (const { imprisonmentId } of inside) {
      if (seenIn.has(imprisonmentId) || moved.has(imprisonmentId)) continue
      const mark = last.get(`${barrackId ?? ''}/${imprisonmentId}`)
      if (counted !== null || mark?.mark === 'absent') missing.push(imprisonmentId)
      else unmarked.push(imprisonmentId)
    }
    const seen = seenBy.get(barrackId) ?? []
    const extra = seen.filter((id) => {
      const home = homeOf.get(id)
      if (home?.barrackId !== barrackId) return true
      return home.out !== null && !moved.has(id)
    })
    const unknown = strangers.get(barrackId) ?? []
    return {
      barrackId,
      expected: inside.length,
      out: here.length - inside.length,
      present: seen.length,
      counted,
      missing,
      extra,
      unmarked,
      strangers: unknown,
      headsDiffer: counted !== null && counted !== seen.length + unknown.length,
    }
  })
  const missing = barracks.flatMap((one) => one.missing)
  const extra = [...new Set(barracks.flatMap((one) => one.extra))]
  const unknown = barracks.reduce((total, one) => total + one.strangers.length, 0)
  const toCount = barracks.filter((one) => one.counted === null && one.expected > 0).length
  return {
    barracks,
    expected: barracks.reduce((total, one) => total + one.expected, 0),
    present: seenIn.size,
    missing,
    extra,
    strangers: unknown,
    toCount,
    agrees:
      missing.length === 0 &&
      extra.length === 0 &&
      unknown === 0 &&
      toCount === 0 &&
      barracks.every((one) => !one.headsDiffer),
  }
}
