/**
 * Who may be visited by whom, how often and when: pure, and asked alike by the server and by a desk that has lost its connection.
 */

export const visitKinds = ['ordinary', 'legal', 'family-room'] as const
export type VisitKind = (typeof visitKinds)[number]
export const periods = ['week', 'month', 'quarter'] as const

/** A row of the province's configuration; what is null says nothing and fits everyone. */
export interface VisitRule {
  readonly id: string
  readonly kind: VisitKind
  readonly category: string | null
  readonly class: string | null
  readonly sex: string | null
  readonly ages: 'adult' | 'juvenile' | null
  readonly overMonths: number | null
  readonly fromOn: string
  readonly visits: number | null
  readonly per: (typeof periods)[number]
  readonly persons: number
  readonly minutes: number
  /** Of the prison itself, and not of its whole province. */
  readonly own: boolean
  /** From its day there is no such rule any more. */
  readonly ended: boolean
}

/** What of a prisoner decides which rule holds. */
export interface Visited {
  readonly category: string
  readonly class: string
  readonly sex: string | null
  readonly juvenile: boolean | null
  /** Of the sentence, where it is asked for; null when it is not known. */
  readonly termMonths: number | null
}

/** The rule that says most about this prisoner, of two the prison's own, and of its versions the last; none where no row fits. */
export function ruleFor<R extends VisitRule>(
  rules: readonly R[],
  kind: VisitKind,
  prisoner: Visited,
  on: string,
): R | undefined {
  const fits = (rule: R) =>
    rule.kind === kind &&
    rule.fromOn <= on &&
    (rule.category === null || rule.category === prisoner.category) &&
    (rule.class === null || rule.class === prisoner.class) &&
    (rule.sex === null || rule.sex === prisoner.sex) &&
    (rule.ages === null || (rule.ages === 'juvenile') === (prisoner.juvenile ?? false)) &&
    (rule.overMonths === null || (prisoner.termMonths ?? 0) > rule.overMonths)
  const says = (rule: R) =>
    [rule.category, rule.class, rule.sex, rule.ages, rule.overMonths].filter((part) => part !== null).length
  const versionsOf = Map.groupBy(rules.filter(fits), (rule) =>
    JSON.stringify([rule.own, rule.category, rule.class, rule.sex, rule.ages, rule.overMonths]),
  )
  const latest = [...versionsOf.values()].map((versions) =>
    versions.reduce((best, rule) => (rule.fromOn >= best.fromOn ? rule : best)),
  )
  const before = (rule: R, best: R) =>
    says(rule) - says(best) || Number(rule.own) - Number(best.own) || (rule.fromOn >= best.fromOn ? 1 : -1)
  return latest
    .filter((rule) => !rule.ended)
    .reduce<R | undefined>(
      (best, rule) => (best === undefined || before(rule, best) > 0 ? rule : best),
      undefined,
    )
}

const dayMs = 86_400_000
const iso = (time: number) => new Date(time).toISOString().slice(0, 10)

/** The week (from Monday), month or quarter in which a day lies: from its first day to the first of the next. */
export function periodOf(per: VisitRule['per'], on: string): { readonly from: string; readonly to: string } {
  const at = new Date(on)
  if (per === 'week') {
    const monday = at.getTime() - ((at.getUTCDay() + 6) % 7) * dayMs
    return { from: iso(monday), to: iso(monday + 7 * dayMs) }
  }
  const months = per === 'month' ? 1 : 3
  const first = Math.floor(at.getUTCMonth() / months) * months
  return {
    from: iso(Date.UTC(at.getUTCFullYear(), first, 1)),
    to: iso(Date.UTC(at.getUTCFullYear(), first + months, 1)),
  }
}

/** How many of these days count against the rule on a day, and how many are left; null when as many as asked for are allowed. */
export function quotaOf(
  rule: Pick<VisitRule, 'visits' | 'per'>,
  days: readonly string[],
  on: string,
): { readonly used: number; readonly left: number | null } {
  const { from, to } = periodOf(rule.per, on)
  const used = days.filter((day) => day >= from && day < to).length
  return { used, left: rule.visits === null ? null : Math.max(0, rule.visits - used) }
}

/** Reasons for which somebody is turned away; also the codes of the refusal register. */
export const obstacles = {
  released: 'firm',
  banned: 'firm',
  'not-listed': 'firm',
  'not-vetted': 'firm',
  out: 'firm',
  mixed: 'firm',
  'no-rule': 'firm',
  'kept-apart': 'firm',
  'slot-full': 'firm',
  'quota-used': 'with-reason',
  stopped: 'with-reason',
  isolation: 'with-reason',
  'too-many': 'with-reason',
} as const satisfies Record<string, 'firm' | 'with-reason'>
export type Obstacle = keyof typeof obstacles

export interface Tie {
  readonly visitorId: string
  readonly relation: string
  readonly state: 'pending' | 'approved' | 'refused'
  readonly untilOn: string | null
}

/** A visit as it is asked for, with what is known of everybody in it. */
export interface Asked {
  readonly on: string
  readonly kind: VisitKind
  readonly visitorIds: readonly string[]
  readonly held: boolean
  readonly out: boolean
  readonly isolation: boolean
  readonly stopped: boolean
  readonly ties: readonly Tie[]
  readonly banned: ReadonlySet<string>
  readonly rule: VisitRule | undefined
  /** Days of visits of this kind that count. */
  readonly visited: readonly string[]
  readonly slotFull: boolean
  readonly keptApart: boolean
}

export function mayVisit(tie: Tie | undefined, on: string): 'yes' | 'not-listed' | 'not-vetted' {
  if (tie === undefined) return 'not-listed'
  return tie.state === 'approved' && (tie.untilOn === null || tie.untilOn >= on) ? 'yes' : 'not-vetted'
}

/** An advocate's visit is a legal one, outside the quota; an advocate and a family do not come together. */
export function kindFor(ties: readonly Tie[], visitorIds: readonly string[]): VisitKind | 'mixed' {
  const advocates = visitorIds.filter(
    (id) => ties.find((tie) => tie.visitorId === id)?.relation === 'advocate',
  ).length
  return advocates === 0 ? 'ordinary' : advocates === visitorIds.length ? 'legal' : 'mixed'
}

/** Everything that speaks against a visit; none means it may take place. */
export function obstaclesOf(asked: Asked): Obstacle[] {
  const { on, kind, rule } = asked
  const tieOf = (id: string) => asked.ties.find((tie) => tie.visitorId === id)
  const standing = asked.visitorIds.map((id) => mayVisit(tieOf(id), on))
  const legal = kind === 'legal'
  const against: Record<Obstacle, boolean> = {
    released: !asked.held,
    banned: asked.visitorIds.some((id) => asked.banned.has(id)),
    'not-listed': asked.visitorIds.length === 0 || standing.includes('not-listed'),
    'not-vetted': standing.includes('not-vetted'),
    out: asked.out,
    mixed: kindFor(asked.ties, asked.visitorIds) !== (legal ? 'legal' : 'ordinary'),
    'no-rule': rule === undefined,
    'kept-apart': asked.keptApart,
    'slot-full': asked.slotFull,
    'quota-used': rule !== undefined && quotaOf(rule, asked.visited, on).left === 0,
    // An advocate is never stopped: neither punishment nor a wish of the prison stands between a person and counsel.
    stopped: asked.stopped && !legal,
    isolation: asked.isolation,
    'too-many': rule !== undefined && asked.visitorIds.length > rule.persons,
  }
  return (Object.keys(obstacles) as Obstacle[]).filter((code) => against[code])
}

/** The slots of a session, from its first hour: `09:00`, `09:30` … */
export function slotsOf(session: {
  readonly fromTime: string
  readonly toTime: string
  readonly slotMinutes: number
}): string[] {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
  const slots: string[] = []
  for (
    let at = minutes(session.fromTime);
    at + session.slotMinutes <= minutes(session.toTime);
    at += session.slotMinutes
  )
    slots.push(`${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`)
  return slots
}

export const visitStates = [
  'booked',
  'waiting',
  'running',
  'ended',
  'cancelled',
  'missed',
  'refused',
] as const
export type VisitState = (typeof visitStates)[number]
export const steps = ['check-in', 'start', 'end', 'miss', 'refuse'] as const
export type VisitStep = (typeof steps)[number]

/** What each step at the desk leads to, from where it may be taken; the database holds the same. */
export const way = {
  booked: { 'check-in': 'waiting', miss: 'missed', refuse: 'refused' },
  waiting: { start: 'running', refuse: 'refused' },
  running: { end: 'ended' },
  ended: {},
  cancelled: {},
  missed: {},
  refused: {},
} as const satisfies Record<VisitState, Partial<Record<VisitStep, VisitState>>>

export function stepsFrom(state: VisitState): VisitStep[] {
  return Object.keys(way[state]) as VisitStep[]
}

export function afterStep(state: VisitState, step: VisitStep): VisitState | undefined {
  return (way[state] as Partial<Record<VisitStep, VisitState>>)[step]
}
