import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { recordOverrides } from '#kernel/audit'
import { caseWorkflow, getCaseHead, partiesOf, tellCase } from '#kernel/cases'
import { emit } from '#kernel/events'
import { advance, completeTasks, currentState } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import { heed, refuse } from '#platform/http'
import type { GivenReason, Override } from '#platform/http/contract'
import { type AdjournmentReason, adjournmentReasons, type Outcome, type Purpose, type Side } from './codes.ts'
import { HearingHeld, HearingListed } from './events.ts'
import { doubtsOfDay, openDayFrom, refuseAhead, refuseClosedDay, todayOf } from './open-day.ts'

export interface NewHearing {
  readonly id?: string | undefined
  readonly caseId: string
  readonly onDate: string
  readonly purpose: Purpose
  readonly serial?: number | undefined
  /** Accused to be brought from prison; all who are held, unless said. */
  readonly produce?: readonly string[] | undefined
  readonly overrides?: readonly Override[] | undefined
}

/**
 * Fixes a case for a day before the actor's own court. Sent again under the same identifier it changes nothing.
 * @throws courts.date-past, courts.already-listed, courts.not-an-accused, not-found; warnings courts.closed-day
 */
export async function listHearing(tx: Tx, input: NewHearing): Promise<{ hearingId: string }> {
  const { jurisdiction } = standing(tx)
  await getCaseHead(tx, input.caseId)
  if (input.id !== undefined && (await findHearing(tx, input.id)) !== null) return { hearingId: input.id }
  if (input.onDate < (await todayOf(tx))) throw refuse('courts.date-past', { day: input.onDate })
  const given = heed(doubtsOfDay(jurisdiction, input.onDate, 'onDate'), input.overrides ?? [])
  const hearingId = await put(tx, input, { given })
  if (hearingId === null) throw refuse('courts.already-listed', { day: input.onDate })
  await completeTasks(
    tx,
    { kind: 'case', id: input.caseId },
    { outcome: 'listed', queue: 'list-first-hearing' },
  )
  await told(tx, hearingId, input)
  return { hearingId }
}

/** Puts a case on a day's list, or adds who is to be produced where it is there already. */
export async function listOrJoin(
  tx: Tx,
  input: NewHearing,
  given: readonly GivenReason[] = [],
): Promise<string> {
  const made = await put(tx, input, { given })
  if (made !== null) {
    await told(tx, made, input)
    return made
  }
  const produce = input.produce ?? (await heldOf(tx, input.caseId))
  const { rows } = await sql<{ id: string }>`
    update courts.hearing set produce = array(select distinct unnest(produce || ${produce}::uuid[]))
    where case_id = ${input.caseId}::uuid and court_id = ${standing(tx).unitId} and on_date = ${input.onDate} and state = 'listed'
    returning id`.execute(tx)
  return rows[0]!.id
}

async function put(
  tx: Tx,
  input: NewHearing,
  how: {
    readonly moved?: { readonly from: string; readonly serial: number | null }
    readonly given?: readonly GivenReason[]
  } = {},
): Promise<string | null> {
  const { unitId, jurisdiction } = standing(tx)
  const accused = (await partiesOf(tx, input.caseId)).filter(({ role }) => role === 'accused')
  const produce = input.produce ?? accused.filter(isBrought).map(({ id }) => id)
  if (produce.some((id) => !accused.some((party) => party.id === id))) throw refuse('courts.not-an-accused')
  const { rows } = await sql<{ id: string }>`
    insert into courts.hearing (id, jurisdiction, case_id, court_id, on_date, serial, purpose, produce, moved_from, overrides)
    values (coalesce(${input.id ?? null}::uuid, gen_random_uuid()), ${jurisdiction}, ${input.caseId}::uuid, ${unitId}, ${input.onDate},
      ${input.serial ?? how.moved?.serial ?? null}, ${input.purpose}, ${produce}::uuid[], ${how.moved?.from ?? null}::uuid,
      ${JSON.stringify(how.given ?? [])}::jsonb)
    on conflict (case_id, court_id, on_date) where state = 'listed' do nothing returning id`.execute(tx)
  const hearingId = rows[0]?.id ?? null
  if (hearingId !== null)
    await recordOverrides(tx, { name: 'courts.hearing', id: hearingId }, how.given ?? [])
  return hearingId
}

/** In custody and still on trial: whoever was judged is not brought to the hearings of the others. */
const isBrought = ({ custody, outcome }: { custody: string; outcome: string | null }) =>
  outcome === null && (custody === 'prison' || custody === 'police')

async function heldOf(tx: Tx, caseId: string): Promise<string[]> {
  return (await partiesOf(tx, caseId))
    .filter((party) => party.role === 'accused' && isBrought(party))
    .map(({ id }) => id)
}

async function told(tx: Tx, hearingId: string, input: NewHearing): Promise<void> {
  await tellCase(tx, {
    caseId: input.caseId,
    kind: 'courts.hearing-listed',
    agency: 'court',
    params: { on: input.onDate },
  })
  await emit(tx, HearingListed, { hearingId, caseId: input.caseId })
}

interface Row {
  id: string
  caseId: string
  courtId: number
  onDate: string
  purpose: Purpose
  serial: number | null
  produce: string[]
  state: 'listed' | 'held' | 'adjourned' | 'moved' | 'withdrawn'
}

const columns = sql`id, case_id as "caseId", court_id as "courtId", on_date as "onDate", purpose, serial, produce, state`

async function findHearing(tx: Tx, id: string): Promise<Row | null> {
  const { rows } = await sql<Row>`select ${columns} from courts.hearing where id = ${id}::uuid`.execute(tx)
  return rows[0] ?? null
}

export interface HearingOutcome {
  readonly hearingId: string
  readonly outcome: Outcome
  readonly reason?: AdjournmentReason | undefined
  readonly adjournedBy?: Side | undefined
  readonly note?: string | undefined
  /** The next date and what for; absent only when the court is done with the case. */
  readonly next?: { readonly onDate: string; readonly purpose: Purpose } | undefined
  readonly overrides?: readonly Override[] | undefined
}

/**
 * Records what came of a hearing and fixes the next date.
 * @throws courts.not-own-court, courts.outcome-recorded, courts.date-ahead, courts.next-date-needed, courts.next-date-not-after,
 *   not-found; warnings courts.closed-day
 */
export async function recordOutcome(
  tx: Tx,
  input: HearingOutcome,
): Promise<{ nextHearingId: string | null }> {
  const { unitId, jurisdiction, accountId } = standing(tx)
  const { rows } =
    await sql<Row>`select ${columns} from courts.hearing where id = ${input.hearingId}::uuid for update`.execute(
      tx,
    )
  const hearing = rows[0]
  if (hearing === undefined) throw refuse('not-found')
  if (hearing.courtId !== unitId) throw refuse('courts.not-own-court')
  if (hearing.state !== 'listed') throw refuse('courts.outcome-recorded')
  await refuseAhead(tx, hearing.onDate)
  if (input.next === undefined && input.outcome !== 'done-in-full') throw refuse('courts.next-date-needed')
  if (input.next !== undefined && input.next.onDate <= (await todayOf(tx)))
    throw refuse('courts.next-date-not-after')
  const given =
    input.next === undefined
      ? []
      : heed(doubtsOfDay(jurisdiction, input.next.onDate, 'next.onDate'), input.overrides ?? [])
  const held = input.outcome === 'done-in-full' || input.outcome === 'part-heard'
  const side =
    input.reason === undefined ? null : (input.adjournedBy ?? adjournmentReasons[input.reason].side)
  await sql`update courts.hearing set state = ${held ? 'held' : 'adjourned'}, outcome = ${input.outcome},
      adjournment_reason = ${input.reason ?? null}, adjourned_by = ${side}, note = ${input.note ?? null},
      next_date = ${input.next?.onDate ?? null}, held_by = ${accountId}::uuid, held_at = clock_timestamp()
    where id = ${hearing.id}::uuid`.execute(tx)
  const subject = { kind: 'case', id: hearing.caseId }
  if (held && hearing.purpose !== 'remand' && (await currentState(tx, subject)).state === 'filed') {
    const head = await getCaseHead(tx, hearing.caseId)
    await advance(tx, caseWorkflow, subject, 'try', { fir: `${head.firNumber}/${head.firYear}` })
  }
  await tellCase(tx, {
    caseId: hearing.caseId,
    kind: `courts.hearing-${held ? 'held' : 'adjourned'}${input.next === undefined ? '-concluded' : ''}`,
    agency: 'court',
    params: { on: hearing.onDate, next: input.next?.onDate ?? null },
  })
  await emit(tx, HearingHeld, { hearingId: hearing.id, caseId: hearing.caseId })
  if (input.next === undefined) return { nextHearingId: null }
  return { nextHearingId: await listOrJoin(tx, { caseId: hearing.caseId, ...input.next }, given) }
}

export interface DayMoved {
  readonly moved: number
  readonly toDate: string
  /** Accused in prison whose authority of fifteen days (s.344) ends before the new day: each needs a fresh order. */
  readonly remandsToExtend: readonly string[]
}

/**
 * Moves everything listed on a day, because the court will be closed: each case to an open day, with the reason on record.
 * @throws courts.date-past, courts.next-date-not-after, courts.court-closed, courts.nothing-listed
 */
export async function moveDay(
  tx: Tx,
  input: { fromDate: string; toDate?: string | undefined; reason: string },
): Promise<DayMoved> {
  const { unitId, jurisdiction } = standing(tx)
  if (input.fromDate < (await todayOf(tx))) throw refuse('courts.date-past', { day: input.fromDate })
  const { rows } = await sql<{ next: string }>`select (${input.fromDate}::date + 1)::text as next`.execute(tx)
  const toDate = input.toDate ?? openDayFrom(jurisdiction, rows[0]!.next)
  if (toDate <= input.fromDate) throw refuse('courts.next-date-not-after')
  refuseClosedDay(jurisdiction, toDate)
  const { rows: listed } = await sql<Row>`select ${columns} from courts.hearing
    where court_id = ${unitId} and on_date = ${input.fromDate} and state = 'listed' order by serial nulls last, created_at for update`.execute(
    tx,
  )
  if (listed.length === 0) throw refuse('courts.nothing-listed', { day: input.fromDate })
  for (const hearing of listed) {
    await sql`update courts.hearing set state = 'moved', next_date = ${toDate}, moved_reason = ${input.reason}
      where id = ${hearing.id}::uuid`.execute(tx)
    const again = {
      caseId: hearing.caseId,
      onDate: toDate,
      purpose: hearing.purpose,
      produce: hearing.produce,
    }
    const made = await put(tx, again, { moved: { from: hearing.id, serial: hearing.serial } })
    const hearingId = made ?? (await listOrJoin(tx, again))
    await tellCase(tx, {
      caseId: hearing.caseId,
      kind: 'courts.hearing-moved',
      agency: 'court',
      params: { from: input.fromDate, to: toDate, reason: input.reason },
    })
    await emit(tx, HearingListed, { hearingId, caseId: hearing.caseId })
  }
  const produced = listed.flatMap(({ produce }) => produce)
  const { rows: late } = await sql<{ party: string }>`
    select o.party_id as party from courts.remand_order o join cases.party p on p.id = o.party_id
    where o.party_id = any (${produced}::uuid[]) and o.kind = 'judicial' and p.outcome is null
    group by o.party_id having max(o.ordered_on) + 15 < ${toDate}::date`.execute(tx)
  return { moved: listed.length, toDate, remandsToExtend: late.map(({ party }) => party) }
}

/**
 * After a judgment was signed: whoever it is about is not brought from prison any more, and when it decided the case nothing stays
 * listed ahead, before whichever court. Today's hearing stays: it is the one at which judgment was given, and needs its outcome.
 */
export async function followJudgment(tx: Tx, judgment: { id: string; caseId: string }): Promise<void> {
  await sql`select courts.bring_no_more(${judgment.id}::uuid)`.execute(tx)
  const { rows } = await sql<{ onDate: string }>`
    select on_date as "onDate" from courts.withdraw_hearings(${judgment.id}::uuid) order by on_date`.execute(
    tx,
  )
  for (const { onDate } of rows)
    await tellCase(tx, {
      caseId: judgment.caseId,
      kind: 'courts.hearing-withdrawn',
      agency: 'court',
      params: { on: onDate },
    })
}
