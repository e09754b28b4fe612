import type { Standing } from '../contract.ts'

/** A state on the way a case has come or is expected to go. */
export interface PathState {
  readonly code: string
  readonly place: 'done' | 'current' | 'ahead'
  /** When the case last came into it. */
  readonly at: string | undefined
}

/**
 * The way of a case as a step bar shows it: the states it passed (each once, without those it was sent back over), where it
 * stands, and the shortest way from there to an end.
 */
export function casePath(
  standing: Pick<Standing, 'state' | 'states' | 'steps' | 'transitions' | 'endedAt'>,
): PathState[] {
  const passed: { code: string; at: string }[] = []
  for (const step of standing.steps) {
    const again = passed.findIndex((one) => one.code === step.to)
    if (again >= 0) passed.splice(again)
    passed.push({ code: step.to, at: step.at })
  }
  const behind = passed.filter((one) => one.code !== standing.state)
  return [
    ...behind.map((one) => ({ ...one, place: 'done' as const })),
    {
      code: standing.state,
      at: passed.findLast((one) => one.code === standing.state)?.at,
      place: standing.endedAt === null ? ('current' as const) : ('done' as const),
    },
    ...wayToEnd(standing).map((code) => ({ code, place: 'ahead' as const, at: undefined })),
  ]
}

function wayToEnd({
  state,
  states,
  transitions,
}: Pick<Standing, 'state' | 'states' | 'transitions'>): string[] {
  const ends = new Set(states.filter((one) => one.kind === 'end').map((one) => one.code))
  const cameFrom = new Map<string, string | null>([[state, null]])
  for (const at of cameFrom.keys()) {
    if (ends.has(at)) {
      const way: string[] = []
      for (let here: string | null = at; here !== null && here !== state; here = cameFrom.get(here) ?? null)
        way.unshift(here)
      return way
    }
    for (const { from, to } of transitions) if (from.includes(at) && !cameFrom.has(to)) cameFrom.set(to, at)
  }
  return []
}
