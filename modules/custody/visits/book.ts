import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import { recordOverrides } from '#kernel/audit'
import type { Tx } from '#platform/db'
import { type Doubt, heed, refuse } from '#platform/http'
import type { GivenReason, OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import type * as contract from './contract.ts'
import { prisonersWhere, termMonthsOf, tiesWhere, type VisitedPrisoner, visitorsWhere } from './facts.ts'
import { type Obstacle, obstacles, obstaclesOf, quotaOf, ruleFor, slotsOf, type VisitKind } from './judge.ts'
import { rulesOf } from './rules.ts'
import { sessionsWhere } from './settings.ts'
import { getVisitForChange } from './visits.ts'

/** A visit that is asked for, by whatever way. */
export interface Wanted {
  readonly imprisonmentId: string
  readonly visitorIds: readonly string[]
  readonly sessionId: string
  readonly onDate: string
  readonly slotAt: string
  /** The moment at which it is judged where the prisoner is; null for now or later. */
  readonly at: string | null
}

/** A visit weighed against everything known, under the locks of its day and prisoner: what is said here holds until the end. */
export interface Weighed {
  readonly prisoner: VisitedPrisoner
  readonly kind: VisitKind
  readonly rule: contract.Rule | undefined
  readonly ties: OutputOf<typeof contract.getVisitDeskPeople>['ties']
  readonly codes: readonly Obstacle[]
}

/**
 * One at a time: days first and then prisoners, each in order, so that two desks never wait for each other. Without a day only for the
 * prisoner, where nothing of the day is taken.
 */
export async function lockFor(
  tx: Tx,
  prisonId: number,
  wanted: readonly { readonly onDate: string | null; readonly imprisonmentId: string }[],
): Promise<void> {
  const pairs = wanted.map(({ onDate, imprisonmentId }) => ({ onDate, imprisonmentId }))
  await sql`select pg_advisory_xact_lock(7214052, hashtext(${prisonId} || '/' || d)) from (
      select distinct w."onDate" as d from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as w("onDate" text)
       where w."onDate" is not null order by 1) days`.execute(tx)
  await sql`select pg_advisory_xact_lock(7214051, hashtext(i)) from (
      select distinct w."imprisonmentId" as i from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as w("imprisonmentId" text) order by 1) stays`.execute(
    tx,
  )
}

/** @throws not-found, custody-visits.no-slot */
export async function weigh(tx: Tx, wanted: Wanted, prisonId: number): Promise<Weighed> {
  const [prisoner] = await prisonersWhere(
    tx,
    sql`i.id = ${wanted.imprisonmentId}::uuid`,
    prisonId,
    wanted.onDate,
    wanted.at,
  )
  if (prisoner === undefined) throw refuse('not-found')
  const [session] = await sessionsWhere(
    tx,
    sql`s.id = ${wanted.sessionId}::uuid and s.prison_id = ${prisonId}`,
  )
  const weekday = new Date(wanted.onDate).getUTCDay() || 7
  if (
    session === undefined ||
    session.weekday !== weekday ||
    wanted.onDate < session.fromOn ||
    (session.untilOn !== null && wanted.onDate > session.untilOn) ||
    !slotsOf(session).includes(wanted.slotAt)
  )
    throw refuse('custody-visits.no-slot')
  const ties = await tiesWhere(tx, sql`t.imprisonment_id = ${wanted.imprisonmentId}::uuid`)
  const visitors = await visitorsWhere(
    tx,
    sql`v.id = any (${[...wanted.visitorIds]}::uuid[])`,
    prisonId,
    wanted.onDate,
  )
  const kind = session.kind
  const termMonths = kind === 'family-room' ? await termMonthsOf(tx, wanted.imprisonmentId) : null
  const rule = ruleFor(await rulesOf(tx, prisonId), kind, { ...prisoner, termMonths }, wanted.onDate)
  const { rows: full } = await sql<{ taken: number }>`
    select count(*)::integer as taken from custody.visit where session_id = ${wanted.sessionId}::uuid and on_date = ${wanted.onDate}::date
       and slot_at = ${wanted.slotAt}::time and window_no is not null and state in ('booked', 'waiting', 'running', 'ended')`.execute(
    tx,
  )
  const codes = obstaclesOf({
    on: wanted.onDate,
    kind,
    visitorIds: wanted.visitorIds,
    held: prisoner.held,
    // Where somebody is now says nothing of another day.
    out: prisoner.out !== null && (wanted.at !== null || wanted.onDate === (await today(tx))),
    isolation: prisoner.isolation,
    stopped: prisoner.stop !== null,
    ties,
    banned: new Set(visitors.filter((one) => one.ban !== null).map((one) => one.id)),
    rule,
    visited: prisoner.counted[kind].map((visit) => visit.onDate),
    slotFull: full[0]!.taken >= session.windows,
    keptApart: prisoner.closedSessions.includes(session.id),
  })
  return { prisoner, kind, rule, ties, codes }
}

/** What a doubt is put with, so that the officer reads the numbers. */
function doubtOf(code: Obstacle, wanted: Wanted, weighed: Weighed): Doubt {
  const { rule, prisoner, kind } = weighed
  const days = prisoner.counted[kind].map((visit) => visit.onDate)
  return {
    code: `custody-visits.${code}`,
    params:
      rule === undefined
        ? {}
        : {
            visits: rule.visits ?? 0,
            per: rule.per,
            persons: rule.persons,
            used: quotaOf(rule, days, wanted.onDate).used,
          },
    about: [code, wanted.imprisonmentId, wanted.onDate, [...wanted.visitorIds].sort()],
  }
}

/** Writes a visit that was weighed. `state` is where it begins. */
export async function write(
  tx: Tx,
  wanted: Wanted & { readonly id?: string; readonly tokenCode?: string | null },
  weighed: Weighed,
  given: {
    readonly state: 'booked' | 'waiting'
    readonly at: string | null
    readonly reasons: readonly GivenReason[]
  },
): Promise<string> {
  const { jurisdiction } = standing(tx)
  const { prisonId } = weighed.prisoner
  // A clock at the desk may run ahead; nobody came in the future.
  const { rows } = await sql<{ id: string }>`
    insert into custody.visit (id, jurisdiction, prison_id, imprisonment_id, session_id, kind, on_date, slot_at, rule_id, state, walk_in,
      token_code, overrides, checked_in_at)
    values (coalesce(${wanted.id ?? null}::uuid, gen_random_uuid()), ${jurisdiction}, ${prisonId}, ${wanted.imprisonmentId}::uuid, ${wanted.sessionId}::uuid, ${weighed.kind},
      ${wanted.onDate}::date, ${wanted.slotAt}::time, ${weighed.rule!.id}::uuid, ${given.state}, ${given.state === 'waiting'},
      ${wanted.tokenCode ?? null}, ${JSON.stringify(given.reasons)}::jsonb, least(${given.at}::timestamptz, clock_timestamp())) returning id`.execute(
    tx,
  )
  const id = rows[0]!.id
  const relations = new Map(weighed.ties.map((tie) => [tie.visitorId, tie.relation]))
  for (const visitorId of new Set(wanted.visitorIds))
    await sql`insert into custody.visit_person (visit_id, visitor_id, jurisdiction, prison_id, relation)
      values (${id}::uuid, ${visitorId}::uuid, ${jurisdiction}, ${prisonId}, ${relations.get(visitorId) ?? 'other'})`.execute(
      tx,
    )
  await recordOverrides(tx, { name: 'custody.visit', id }, given.reasons)
  return id
}

/** Whether this prisoner has a visit in that slot already, whoever comes. */
export async function bookedAlready(tx: Tx, wanted: Wanted): Promise<boolean> {
  const { rows } = await sql`
    select 1 from custody.visit where imprisonment_id = ${wanted.imprisonmentId}::uuid and on_date = ${wanted.onDate}::date
       and slot_at = ${wanted.slotAt}::time and state in ('booked', 'waiting', 'running')`.execute(tx)
  return rows.length > 0
}

/** Books ahead. @throws the obstacles as refusals, `warnings` for those an officer may pass with a reason */
export async function book(
  tx: Tx,
  given: ParsedInputOf<typeof contract.bookVisit>,
): Promise<OutputOf<typeof contract.bookVisit>> {
  if (given.onDate < (await today(tx))) throw refuse('custody-visits.past')
  const { rows } = await sql<{ prison_id: number }>`
    select prison_id from custody.imprisonment where id = ${given.id}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  const prisonId = rows[0].prison_id
  const wanted: Wanted = {
    imprisonmentId: given.id,
    visitorIds: [...new Set(given.visitorIds)],
    sessionId: given.sessionId,
    onDate: given.onDate,
    slotAt: given.slotAt,
    at: null,
  }
  await lockFor(tx, prisonId, [wanted])
  const weighed = await weigh(tx, wanted, prisonId)
  const overriding = may(tx, 'custody:override-visit')
  const stands = weighed.codes.find((code) => obstacles[code] === 'firm' || !overriding)
  if (stands !== undefined) throw refuse(`custody-visits.${stands}`, doubtOf(stands, wanted, weighed).params)
  if (await bookedAlready(tx, wanted)) throw refuse('custody-visits.booked-already')
  const reasons = heed(
    weighed.codes.map((code) => doubtOf(code, wanted, weighed)),
    given.overrides,
  )
  return { visitId: await write(tx, wanted, weighed, { state: 'booked', at: null, reasons }) }
}

/** @throws not-found, custody-visits.not-open */
export async function cancel(tx: Tx, given: { visitId: string; why: string }): Promise<{ cancelled: true }> {
  const visit = await getVisitForChange(tx, given.visitId)
  if (visit.state !== 'booked' && visit.state !== 'waiting') throw refuse('custody-visits.not-open')
  await sql`update custody.visit set state = 'cancelled', ended_why = ${given.why}, ended_at = clock_timestamp()
    where id = ${given.visitId}::uuid`.execute(tx)
  return { cancelled: true }
}

/** How many days ahead are offered for booking. */
const daysAhead = 14

/** @throws not-found */
export async function slotsFor(
  tx: Tx,
  given: ParsedInputOf<typeof contract.listSlots>,
): Promise<OutputOf<typeof contract.listSlots>> {
  const { rows } = await sql<{ prison_id: number }>`
    select prison_id from custody.imprisonment where id = ${given.id}::uuid and state = 'in'`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  const prisonId = rows[0].prison_id
  const first = await today(tx)
  const [prisoner] = await prisonersWhere(tx, sql`i.id = ${given.id}::uuid`, prisonId, first)
  const sessions = await sessionsWhere(
    tx,
    sql`s.prison_id = ${prisonId} and s.kind = ${given.kind} and (s.until_on is null or s.until_on >= ${first}::date)
      and (s.for_sex is null or s.for_sex = ${prisoner?.sex ?? null})`,
  )
  const days = Array.from({ length: daysAhead }, (_, at) =>
    new Date(Date.parse(first) + at * 86_400_000).toISOString().slice(0, 10),
  )
  const { rows: taken } = await sql<{ session_id: string; on_date: string; slot_at: string; taken: number }>`
    select session_id, on_date, to_char(slot_at, 'HH24:MI') as slot_at, count(*)::integer as taken from custody.visit
     where prison_id = ${prisonId} and on_date between ${first}::date and ${days.at(-1)}::date and window_no is not null
       and state in ('booked', 'waiting', 'running', 'ended') group by 1, 2, 3`.execute(tx)
  const takenAt = new Map(taken.map((row) => [`${row.session_id}/${row.on_date}/${row.slot_at}`, row.taken]))
  return {
    days: days.flatMap((onDate) =>
      sessions
        .filter(
          (session) =>
            session.weekday === (new Date(onDate).getUTCDay() || 7) &&
            session.fromOn <= onDate &&
            (session.untilOn === null || session.untilOn >= onDate),
        )
        .map((session) => ({
          onDate,
          sessionId: session.id,
          place: session.place,
          slots: slotsOf(session).map((at) => ({
            at,
            left: session.windows - (takenAt.get(`${session.id}/${onDate}/${at}`) ?? 0),
          })),
        })),
    ),
  }
}
