import type { OutputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'
import { type Asked, afterStep, kindFor, obstaclesOf, ruleFor, slotsOf, type VisitKind } from './judge.ts'

export type Day = OutputOf<typeof contract.getVisitDesk>

/** The day and everybody whom somebody may come to. */
export type Desk = Day & OutputOf<typeof contract.getVisitDeskPeople>

/** The day as it was told whole, with what was told to have changed since. */
export function withChanges(whole: Day, changes: Day | undefined): Day {
  if (changes === undefined) return whole
  if (!changes.changesOnly) return changes
  const visits = new Map(whole.visits.map((visit) => [visit.id, visit]))
  for (const visit of changes.visits) visits.set(visit.id, visit)
  // Everybody banned is among the changes: whoever is not among them may come.
  const visitors = new Map(
    whole.visitors.map((one) => [one.id, one.ban === null ? one : { ...one, ban: null }]),
  )
  for (const visitor of changes.visitors) visitors.set(visitor.id, visitor)
  return { ...changes, visits: [...visits.values()], visitors: [...visitors.values()] }
}

/** What the server has just said of a prisoner, over what was loaded of everybody. */
export function withFresh(desk: Desk, fresh: OutputOf<typeof contract.getVisitDeskPeople>): Desk {
  const prisoners = new Set(fresh.prisoners.map((one) => one.imprisonmentId))
  const visitors = new Set(fresh.visitors.map((one) => one.id))
  return {
    ...desk,
    prisoners: [...fresh.prisoners, ...desk.prisoners.filter((one) => !prisoners.has(one.imprisonmentId))],
    visitors: [...fresh.visitors, ...desk.visitors.filter((one) => !visitors.has(one.id))],
    ties: [...fresh.ties, ...desk.ties.filter((tie) => !prisoners.has(tie.imprisonmentId))],
  }
}

/**
 * The day as the desk knows it: what the server last said, and on top what was done here and the server has not shown yet. What the
 * server shows already changes nothing, so that an act may stand in both. `contradicted` are acts the server kept as conflicts.
 */
export function dayWith(
  desk: Desk,
  acts: readonly contract.DeskAct[],
  contradicted: ReadonlySet<string> = new Set(),
): contract.Visit[] {
  const visits = new Map(desk.visits.map((visit) => [visit.id, visit]))
  const inOrder = acts
    .filter((act) => !contradicted.has(act.id))
    .sort((a, b) => (a.doneAt < b.doneAt ? -1 : 1))
  for (const act of inOrder) {
    const visit = visits.get(act.visitId)
    if (act.kind === 'walk-in') {
      const made = visit === undefined ? walkedIn(desk, act) : undefined
      if (made !== undefined) visits.set(made.id, made)
      continue
    }
    const next = visit === undefined ? undefined : afterStep(visit.state, act.kind)
    if (visit === undefined || next === undefined) continue
    visits.set(visit.id, {
      ...visit,
      state: next,
      tokenCode: visit.tokenCode ?? act.tokenCode,
      checkedInAt: next === 'waiting' ? act.doneAt : visit.checkedInAt,
      startedAt: next === 'running' ? act.doneAt : visit.startedAt,
      endedAt: next === 'waiting' || next === 'running' ? visit.endedAt : act.doneAt,
    })
  }
  return [...visits.values()].sort((a, b) =>
    a.slotAt === b.slotAt
      ? (a.tokenNo ?? Number.MAX_SAFE_INTEGER) - (b.tokenNo ?? Number.MAX_SAFE_INTEGER)
      : a.slotAt < b.slotAt
        ? -1
        : 1,
  )
}

function walkedIn(desk: Desk, act: contract.DeskAct): contract.Visit | undefined {
  const session = desk.sessions.find((one) => one.id === act.sessionId)
  const prisoner = desk.prisoners.find((one) => one.imprisonmentId === act.imprisonmentId)
  if (session === undefined || prisoner === undefined || act.slotAt === null) return undefined
  const rule = ruleFor(desk.rules, session.kind, { ...prisoner, termMonths: null }, desk.on)
  const { imprisonmentId, number, name, father } = prisoner
  return {
    id: act.visitId,
    imprisonmentId,
    number,
    name,
    father,
    sessionId: session.id,
    place: session.place,
    kind: session.kind,
    onDate: desk.on,
    slotAt: act.slotAt,
    windowNo: null,
    state: 'waiting',
    walkIn: true,
    tokenNo: null,
    tokenCode: act.tokenCode,
    minutes: rule?.minutes ?? session.slotMinutes,
    visitors: act.visitorIds.flatMap((id) => {
      const person = desk.visitors.find((one) => one.id === id)
      const tie = desk.ties.find((one) => one.visitorId === id && one.imprisonmentId === imprisonmentId)
      return person === undefined || tie === undefined
        ? []
        : [{ id, name: person.name, relation: tie.relation }]
    }),
    overrides: act.reasons,
    checkedInAt: act.doneAt,
    startedAt: null,
    endedAt: null,
    endedWhy: null,
  }
}

const holdsItsPlace = (visit: contract.Visit) => !['cancelled', 'missed', 'refused'].includes(visit.state)

/** How many windows of a slot are free. */
export function freeIn(
  session: contract.VisitSession,
  at: string,
  visits: readonly contract.Visit[],
): number {
  return (
    session.windows -
    visits.filter((visit) => visit.sessionId === session.id && visit.slotAt === at && holdsItsPlace(visit))
      .length
  )
}

/** The days that count against the quota: today's as the desk knows them, which is later than what it knows of the prisoners. */
export function visitedDays(
  desk: Desk,
  prisoner: contract.DeskPrisoner,
  visits: readonly contract.Visit[],
): string[] {
  const own = visits.filter(
    (visit) =>
      visit.imprisonmentId === prisoner.imprisonmentId && visit.kind === 'ordinary' && holdsItsPlace(visit),
  )
  return [...prisoner.visited.filter((day) => day !== desk.on), ...own.map((visit) => visit.onDate)]
}

/** The slots of the day for a visit: those of its kind and for the prisoner's sex, with what is left. */
export function slotsToday(
  desk: Desk,
  kind: VisitKind,
  prisoner: contract.DeskPrisoner,
  visits: readonly contract.Visit[],
): { session: contract.VisitSession; at: string; left: number }[] {
  const own = visits.filter(
    (visit) =>
      visit.imprisonmentId === prisoner.imprisonmentId &&
      ['booked', 'waiting', 'running'].includes(visit.state),
  )
  return desk.sessions
    .filter(
      (session) => session.kind === kind && (session.forSex === null || session.forSex === prisoner.sex),
    )
    .flatMap((session) =>
      slotsOf(session)
        .filter((at) => !own.some((visit) => visit.slotAt === at))
        .map((at) => ({ session, at, left: freeIn(session, at, visits) })),
    )
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** What speaks against a walk-in, as far as this device knows. */
export function weighHere(
  desk: Desk,
  prisoner: contract.DeskPrisoner,
  visitorIds: readonly string[],
  slot: { session: contract.VisitSession; at: string; left: number } | undefined,
  visits: readonly contract.Visit[],
): ReturnType<typeof obstaclesOf> {
  const ties = desk.ties.filter((tie) => tie.imprisonmentId === prisoner.imprisonmentId)
  const found = kindFor(ties, visitorIds)
  const kind = found === 'mixed' ? 'ordinary' : found
  const asked: Asked = {
    on: desk.on,
    kind,
    visitorIds,
    held: true,
    out: prisoner.out !== null,
    isolation: prisoner.isolation,
    stopped: prisoner.stop !== null,
    ties,
    banned: new Set(desk.visitors.filter((one) => one.ban !== null).map((one) => one.id)),
    rule: ruleFor(desk.rules, kind, { ...prisoner, termMonths: null }, desk.on),
    visited: visitedDays(desk, prisoner, visits),
    slotFull: slot === undefined || slot.left <= 0,
    keptApart: slot !== undefined && prisoner.closedSessions.includes(slot.session.id),
  }
  return obstaclesOf(asked)
}
