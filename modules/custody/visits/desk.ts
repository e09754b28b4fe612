import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import { recordOverrides } from '#kernel/audit'
import type { Tx } from '#platform/db'
import { Refusal, refuse } from '#platform/http'
import type { GivenReason, OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { dayOf } from '../pakistan-day.ts'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import { bookedAlready, lockFor, type Wanted, type Weighed, weigh, write } from './book.ts'
import type * as contract from './contract.ts'
import { atTheDoor, prisonersWhere, tiesWhere, visitorsWhere } from './facts.ts'
import { afterStep, type Obstacle, obstacles, periodOf, type VisitState, type VisitStep } from './judge.ts'
import { rulesOf } from './rules.ts'
import { sessionsWhere } from './settings.ts'
import { visitsWhere } from './visits.ts'

/**
 * The visits of today and who comes to them, whole or what changed since a desk was told the whole: what it asks for again and again.
 *
 * @throws not-found
 */
export async function deskOf(
  tx: Tx,
  query: ParsedInputOf<typeof contract.getVisitDesk>,
): Promise<OutputOf<typeof contract.getVisitDesk>> {
  const { prisons, ...prison } = await prisonOf(tx, query.prisonId)
  const on = await today(tx)
  const weekday = new Date(on).getUTCDay() || 7
  // Before the visits are read: what is committed between the two is told again and not missed.
  const { upTo, after } = await markOf(tx, prison.id, on, query.since)
  const { rows: refused } = await sql<{ count: number }>`
    select count(*)::integer as count from custody.visit_refusal where prison_id = ${prison.id}
       and refused_at >= (${on}::date::timestamp at time zone 'Asia/Karachi')`.execute(tx)
  const told = sql`v.prison_id = ${prison.id} and v.on_date = ${on}::date and ${after === null ? sql`true` : sql`v.changed_in >= ${after}::text::xid8`}`
  const coming = sql`select c.visitor_id from custody.visit v join custody.visit_person c on c.visit_id = v.id where ${told}`
  // Who is banned or let in again is told without a visit that changed.
  const banned = sql`select b.visitor_id from custody.visit_ban b
     where (b.prison_id = ${prison.id} or b.prison_id is null) and b.lifted_at is null and exists (
       select 1 from custody.visit_person c join custody.visit v on v.id = c.visit_id
        where c.visitor_id = b.visitor_id and v.prison_id = ${prison.id} and v.on_date = ${on}::date)`
  return {
    prison,
    prisons,
    on,
    upTo,
    changesOnly: after !== null,
    sessions: await sessionsWhere(
      tx,
      sql`s.prison_id = ${prison.id} and s.weekday = ${weekday} and s.from_on <= ${on}::date and (s.until_on is null or s.until_on >= ${on}::date)`,
    ),
    rules: await rulesOf(tx, prison.id),
    visitors: await visitorsWhere(
      tx,
      after === null ? sql`v.id in (${coming})` : sql`v.id in (${coming} union ${banned})`,
      prison.id,
      on,
    ),
    visits: (await visitsWhere(tx, told)).rows,
    refusedToday: refused[0]!.count,
  }
}

/**
 * Up to where a day is told now: all that was ever written of the prison's visits, but not past the oldest transaction still running,
 * whose visits nobody sees yet. No further than the prison's own, for a number that grew with every transaction would tell a desk that
 * somebody wrote something anywhere, as when a doctor at night writes of the ill.
 *
 * And after which transaction, where the day was told before; null to tell it whole, also on a new day, and on a restored database, which
 * counts its transactions anew.
 */
async function markOf(
  tx: Tx,
  prisonId: number,
  on: string,
  since: string | undefined,
): Promise<{ upTo: string; after: string | null }> {
  const { rows } = await sql<{ mark: string }>`
    select least(
      pg_snapshot_xmin(pg_current_snapshot())::text::numeric,
      coalesce((select v.changed_in::text::numeric + 1 from custody.visit v where v.prison_id = ${prisonId}
                 order by v.changed_in desc limit 1), 0))::text as mark`.execute(tx)
  const { mark } = rows[0]!
  const [day, before] = since?.split('/') ?? []
  const known = day === on && before !== undefined && BigInt(before) <= BigInt(mark)
  return { upTo: `${on}/${mark}`, after: known ? before : null }
}

/** Everybody held with their limits, and who is on their lists: asked for now and then, for thousands; or of one. @throws not-found */
export async function deskPeople(
  tx: Tx,
  query: ParsedInputOf<typeof contract.getVisitDeskPeople>,
): Promise<OutputOf<typeof contract.getVisitDeskPeople>> {
  const prison = await prisonOf(tx, query.prisonId)
  const on = await today(tx)
  const { imprisonmentId } = query
  const asked = imprisonmentId === undefined ? sql`true` : sql`i.id = ${imprisonmentId}::uuid`
  const prisoners = await prisonersWhere(
    tx,
    sql`i.prison_id = ${prison.id} and i.state = 'in' and ${asked}`,
    prison.id,
    on,
  )
  const listed = sql`${imprisonmentId === undefined ? sql`true` : sql`t.imprisonment_id = ${imprisonmentId}::uuid`}
    and exists (select 1 from custody.imprisonment i where i.id = t.imprisonment_id and i.state = 'in')`
  return {
    prisoners: prisoners.map(({ held: _, prisonId: __, counted: ___, ...prisoner }) => prisoner),
    visitors: await visitorsWhere(
      tx,
      sql`v.id in (select t.visitor_id from custody.visitor_tie t where t.prison_id = ${prison.id} and ${listed})`,
      prison.id,
      on,
    ),
    ties: await tiesWhere(tx, sql`t.prison_id = ${prison.id} and ${listed}`),
  }
}

type Act = contract.DeskAct
type Results = OutputOf<typeof contract.sendDeskActs>['results']
type Result = Results[number]

interface Contradicted {
  readonly codes: readonly string[]
  readonly conflict: contract.Conflict
}

/**
 * Takes what was done at a desk. What was taken before is answered as it was then; what cannot be, because the record says otherwise,
 * is kept as it was done and put before an officer. Nothing that happened is lost, and nothing happens twice.
 */
export async function takeActs(
  tx: Tx,
  given: ParsedInputOf<typeof contract.sendDeskActs>,
): Promise<{ results: Results }> {
  const prison = await prisonOf(tx, undefined)
  const { rows: own } = await sql<{ id: string }>`
    select id from custody.imprisonment where prison_id = ${prison.id} and id = any (${given.acts.map((act) => act.imprisonmentId)}::uuid[])`.execute(
    tx,
  )
  const ours = new Set(own.map((row) => row.id))
  await lockFor(
    tx,
    prison.id,
    given.acts
      .filter((act) => ours.has(act.imprisonmentId))
      .map((act) => ({
        onDate: takesItsTurn.has(act.kind) ? dayOf(act.doneAt) : null,
        imprisonmentId: act.imprisonmentId,
      })),
  )
  // After the locks: whoever held them may have taken the same acts.
  const { rows: before } = await sql<{
    id: string
    outcome: 'done' | 'conflict'
    conflict: contract.Conflict | null
  }>`
    select id, outcome, conflict from custody.visit_act where prison_id = ${prison.id} and id = any (${given.acts.map((act) => act.id)}::uuid[])`.execute(
    tx,
  )
  const known = new Map<string, Result>(
    before.map((row) => [
      row.id,
      { id: row.id, outcome: row.outcome, codes: row.conflict === null ? [] : [...row.conflict.codes] },
    ]),
  )
  const results: Results = []
  for (const act of given.acts) {
    const taken = known.get(act.id)
    if (taken !== undefined) {
      results.push(taken)
      continue
    }
    // Of nobody in this prison: the desk need not send it again.
    if (!ours.has(act.imprisonmentId)) {
      results.push({ id: act.id, outcome: 'unknown', codes: [] })
      continue
    }
    const against = await carryOut(tx, act, prison.id)
    await keepAct(tx, act, prison.id, against)
    const result: Result = {
      id: act.id,
      outcome: against === null ? 'done' : 'conflict',
      codes: [...(against?.codes ?? [])],
    }
    known.set(act.id, result)
    results.push(result)
  }
  return { results }
}

async function keepAct(tx: Tx, act: Act, prisonId: number, against: Contradicted | null): Promise<void> {
  await sql`insert into custody.visit_act (id, jurisdiction, prison_id, imprisonment_id, visit_id, kind, body, done_at, outcome, conflict)
    values (${act.id}::uuid, ${standing(tx).jurisdiction}, ${prisonId}, ${act.imprisonmentId}::uuid, ${act.visitId}::uuid, ${act.kind},
      ${JSON.stringify(act)}::jsonb, least(${act.doneAt}::timestamptz, clock_timestamp()), ${against === null ? 'done' : 'conflict'},
      ${against === null ? null : JSON.stringify(against.conflict)}::jsonb)`.execute(tx)
}

/** What takes a window or a number of the day; the rest waits for its prisoner alone. */
const takesItsTurn: ReadonlySet<Act['kind']> = new Set(['walk-in', 'check-in'])

/** Null when it is done; otherwise what contradicts it. */
async function carryOut(tx: Tx, act: Act, prisonId: number): Promise<Contradicted | null> {
  if (act.kind === 'walk-in') return walkIn(tx, act, prisonId)
  const { rows } = await sql<{ state: VisitState; imprisonment_id: string }>`
    select state, imprisonment_id from custody.visit where id = ${act.visitId}::uuid and prison_id = ${prisonId} for update`.execute(
    tx,
  )
  const visit = rows[0]
  if (act.kind === 'refuse' && visit === undefined) {
    await keepRefusal(tx, act, prisonId, null)
    return null
  }
  if (visit === undefined || visit.imprisonment_id !== act.imprisonmentId)
    return contradicted(['custody-visits.follows'], { visitState: null })
  const next = afterStep(visit.state, act.kind)
  if (next === undefined) {
    // Another desk was first and did the same: nothing is contradicted.
    if (reached(visit.state, act.kind)) return null
    return contradicted(['custody-visits.not-that-way'], { visitState: visit.state })
  }
  if (act.kind === 'check-in') {
    const codes = await barredAtTheDoor(tx, act, prisonId)
    if (codes.length > 0) return contradicted(codes, { visitState: visit.state })
  }
  await step(tx, act, next)
  if (act.kind === 'refuse') await keepRefusal(tx, act, prisonId, act.visitId)
  return null
}

/** What may have come between booking and the door: a ban, a stop, the prisoner away or gone. */
async function barredAtTheDoor(tx: Tx, act: Act, prisonId: number): Promise<string[]> {
  const on = dayOf(act.doneAt)
  const prisoner = await atTheDoor(tx, act.imprisonmentId, { prisonId, on, at: act.doneAt })
  const { rows } = await sql<{ kind: string; overrides: GivenReason[] }>`
    select kind, overrides from custody.visit where id = ${act.visitId}::uuid`.execute(tx)
  const visitors = await visitorsWhere(
    tx,
    sql`v.id in (select c.visitor_id from custody.visit_person c where c.visit_id = ${act.visitId}::uuid)`,
    prisonId,
    on,
  )
  const stopped = prisoner.stopped && rows[0]?.kind !== 'legal'
  const codes: Obstacle[] = [
    ...(prisoner.held ? [] : ['released' as const]),
    ...(visitors.some((one) => one.ban !== null) ? ['banned' as const] : []),
    ...(prisoner.out ? ['out' as const] : []),
    ...(stopped ? ['stopped' as const] : []),
  ]
  const allowed = [...passed(tx, act, codes), ...(rows[0]?.overrides ?? [])].map((one) => one.code)
  return codes.map((code) => `custody-visits.${code}`).filter((code) => !allowed.includes(code))
}

const outcomeOf: Record<VisitStep, VisitState> = {
  'check-in': 'waiting',
  start: 'running',
  end: 'ended',
  miss: 'missed',
  refuse: 'refused',
}
const reached = (state: VisitState, kind: VisitStep) => outcomeOf[kind] === state

async function step(tx: Tx, act: Act, next: VisitState): Promise<void> {
  const at = sql`least(${act.doneAt}::timestamptz, clock_timestamp())`
  await sql`update custody.visit set state = ${next},
      token_code = coalesce(token_code, ${act.tokenCode}),
      checked_in_at = case when ${next} = 'waiting' then ${at} else checked_in_at end,
      started_at = case when ${next} = 'running' then ${at} else started_at end,
      ended_at = case when ${next} in ('ended', 'missed', 'refused') then ${at} else ended_at end,
      ended_why = coalesce(${act.note}, ended_why)
    where id = ${act.visitId}::uuid`.execute(tx)
}

async function keepRefusal(tx: Tx, act: Act, prisonId: number, visitId: string | null): Promise<void> {
  const visitors = act.visitorIds.length === 0 ? [null] : act.visitorIds
  for (const visitorId of visitors)
    await sql`insert into custody.visit_refusal (jurisdiction, prison_id, imprisonment_id, visitor_id, visit_id, reason, note, refused_at)
      values (${standing(tx).jurisdiction}, ${prisonId}, ${act.imprisonmentId}::uuid, ${visitorId}::uuid, ${visitId}::uuid, ${act.refusal},
        ${act.note}, least(${act.doneAt}::timestamptz, clock_timestamp()))`.execute(tx)
}

const wantedOf = (act: Act): Wanted => ({
  imprisonmentId: act.imprisonmentId,
  visitorIds: [...new Set(act.visitorIds)],
  sessionId: act.sessionId ?? '',
  onDate: dayOf(act.doneAt),
  slotAt: act.slotAt ?? '',
  at: act.doneAt,
})

/** What an officer passed with a reason, of what stands against a visit. */
function passed(tx: Tx, act: Act, codes: readonly Obstacle[]): GivenReason[] {
  if (!may(tx, 'custody:override-visit')) return []
  return codes
    .filter((code) => obstacles[code] === 'with-reason')
    .flatMap((code) => act.reasons.filter((one) => one.code === `custody-visits.${code}`).slice(0, 1))
}

async function walkIn(tx: Tx, act: Act, prisonId: number): Promise<Contradicted | null> {
  const wanted = wantedOf(act)
  let weighed: Weighed
  try {
    weighed = await weigh(tx, wanted, prisonId)
  } catch (error) {
    if (error instanceof Refusal) return contradicted([error.code], {})
    throw error
  }
  const reasons = passed(tx, act, weighed.codes)
  const open = weighed.codes
    .map((code) => `custody-visits.${code}`)
    .filter((code) => !reasons.some((one) => one.code === code))
  if (open.length === 0 && (await bookedAlready(tx, wanted))) open.push('custody-visits.booked-already')
  if (open.length > 0)
    return contradicted(open, {
      counted: inPeriod(weighed, wanted.onDate),
      allowed: weighed.rule?.visits ?? null,
      per: weighed.rule?.per ?? null,
    })
  await write(tx, { ...wanted, id: act.visitId, tokenCode: act.tokenCode }, weighed, {
    state: 'waiting',
    at: act.doneAt,
    reasons,
  })
  return null
}

/** The visits that used the quota up, of the period in which the day lies. */
function inPeriod({ rule, prisoner, kind }: Weighed, on: string): contract.Conflict['counted'] {
  if (rule === undefined) return []
  const { from, to } = periodOf(rule.per, on)
  return prisoner.counted[kind].filter((visit) => visit.onDate >= from && visit.onDate < to)
}

function contradicted(codes: readonly string[], here: Partial<contract.Conflict>): Contradicted {
  return {
    codes,
    conflict: { codes: [...codes], visitState: null, counted: [], allowed: null, per: null, ...here },
  }
}

/** Acts that wait for an officer, each with what was done later in the same visit. @throws not-found */
export async function conflictsOf(
  tx: Tx,
  asked: number | undefined,
): Promise<OutputOf<typeof contract.listVisitConflicts>> {
  const prison = await prisonOf(tx, asked)
  const { rows } = await sql<{
    id: string
    kind: contract.OpenConflict['kind']
    visit_id: string
    body: Act
    done_at: string
    received_at: string
    conflict: contract.Conflict
    imprisonment_id: string
    number: number
    year: number
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
    who: { en: string; ur: string }[]
  }>`select a.id, a.kind, a.visit_id, a.body, a.done_at, a.received_at, a.conflict, a.imprisonment_id, i.number, i.year, p.name_en, p.name_ur,
       p.father_en, p.father_ur, coalesce((select jsonb_agg(jsonb_build_object('en', v.name_en, 'ur', v.name_ur) order by v.name_en)
         from custody.visitor v where v.id in (select w::uuid from jsonb_array_elements_text(a.body -> 'visitorIds') w)), '[]'::jsonb) as who
       from custody.visit_act a
       join custody.imprisonment i on i.id = a.imprisonment_id
       join people.record p on p.id = i.record_id
      where a.prison_id = ${prison.id} and a.outcome = 'conflict' and a.settled is null order by a.done_at, a.id limit 500`.execute(
    tx,
  )
  const walkIns = new Set(rows.filter((row) => row.kind === 'walk-in').map((row) => row.visit_id))
  return {
    rows: rows
      .filter((row) => row.kind === 'walk-in' || !walkIns.has(row.visit_id))
      .map((row) => ({
        id: row.id,
        kind: row.kind,
        doneAt: row.done_at,
        receivedAt: row.received_at,
        slotAt: row.body.slotAt,
        tokenCode: row.body.tokenCode,
        note: row.body.note,
        imprisonmentId: row.imprisonment_id,
        number: `${row.number}/${row.year}`,
        name: bothOf(row.name_en, row.name_ur),
        father:
          row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
        visitors: row.who,
        followed:
          row.kind === 'walk-in'
            ? rows
                .filter((other) => other.visit_id === row.visit_id && other.id !== row.id)
                .map((other) => ({ kind: other.kind, doneAt: other.done_at }))
            : [],
        conflict: row.conflict,
      })),
  }
}

/**
 * An officer settles what the record contradicts: a visit that did take place is recorded with the reason, even where no window was
 * free, and all that was done in it after; or what the desk wrote is set aside. @throws not-found, custody-visits.settled-already, cannot-record
 */
export async function settle(
  tx: Tx,
  given: ParsedInputOf<typeof contract.settleConflict>,
): Promise<OutputOf<typeof contract.settleConflict>> {
  const { rows } = await sql<{ body: Act; prison_id: number; settled: string | null; outcome: string }>`
    select body, prison_id, settled, outcome from custody.visit_act where id = ${given.actId}::uuid for update`.execute(
    tx,
  )
  const found = rows[0]
  if (found === undefined || found.outcome !== 'conflict') throw refuse('not-found')
  if (found.settled !== null) throw refuse('custody-visits.settled-already')
  const { body: act, prison_id: prisonId } = found
  const { rows: later } = await sql<{ body: Act; id: string }>`
    select id, body from custody.visit_act where visit_id = ${act.visitId}::uuid and outcome = 'conflict' and settled is null
       and id <> ${given.actId}::uuid order by done_at, id for update`.execute(tx)
  let visitId: string | null = null
  if (given.how === 'recorded') {
    if (act.kind !== 'walk-in') throw refuse('custody-visits.cannot-record')
    await lockFor(tx, prisonId, [{ onDate: dayOf(act.doneAt), imprisonmentId: act.imprisonmentId }])
    visitId = await recordAnyway(tx, act, prisonId, given.why)
    for (const { body } of later) await carryOut(tx, body, prisonId)
  }
  await sql`update custody.visit_act set settled = ${given.how}, settled_why = ${given.why}, settled_by = ${standing(tx).accountId}::uuid,
      settled_at = clock_timestamp()
    where id = ${given.actId}::uuid or id = any (${act.kind === 'walk-in' ? later.map((row) => row.id) : []}::uuid[])`.execute(
    tx,
  )
  return { visitId }
}

/** @throws custody-visits.cannot-record where there is no such slot or rule at all */
async function recordAnyway(tx: Tx, act: Act, prisonId: number, why: string): Promise<string> {
  const wanted = wantedOf(act)
  const weighed = await weigh(tx, wanted, prisonId)
  if (weighed.rule === undefined || (await bookedAlready(tx, wanted)))
    throw refuse('custody-visits.cannot-record')
  const id = await write(tx, { ...wanted, id: act.visitId, tokenCode: act.tokenCode }, weighed, {
    state: 'waiting',
    at: act.doneAt,
    reasons: weighed.codes.map((code) => ({ code: `custody-visits.${code}`, reason: why })),
  })
  await recordOverrides(tx, { name: 'custody.visit_act', id: act.id }, [
    { code: 'custody-visits.settled', reason: why },
  ])
  return id
}

/** On the home page: what desks did and the record contradicts. */
export async function countConflicts(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where received_at < clock_timestamp() - interval '1 day'))::integer as overdue
      from custody.visit_act a where outcome = 'conflict' and settled is null and prison_id = any (access.units())
       and (kind = 'walk-in' or not exists (select 1 from custody.visit_act w where w.visit_id = a.visit_id and w.kind = 'walk-in'
         and w.outcome = 'conflict' and w.settled is null))`.execute(tx)
  return rows[0]!
}
