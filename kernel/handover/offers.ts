import { sql } from 'kysely'
import { type Standing, standing } from '#kernel/access'
import { type EventKind, emit, eventKind } from '#kernel/events'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import {
  type AnyHandoverKind,
  type HandoverEffect,
  type HandoverKind,
  type HandoverOffer,
  type HandoverState,
  type HandoverSubject,
  kindOf,
  type Payload,
} from './define.ts'

type Told = { offerId: string; kind: string; subjectKind: string; subjectId: string }
export const HandoverOffered = eventKind<Told>('handover.Offered')
export const HandoverAccepted = eventKind<Told>('handover.Accepted')
export const HandoverRejected = eventKind<Told>('handover.Rejected')
export const HandoverDone = eventKind<Told>('handover.Done')
export const HandoverWithdrawn = eventKind<Told>('handover.Withdrawn')

export interface NewOffer<P extends Payload> {
  /** Made by the client for work done offline; otherwise by the database. */
  readonly id?: string | undefined
  readonly kind: HandoverKind<P>
  readonly subject: HandoverSubject
  /** Unit that receives. */
  readonly to: number
  /** Unit that offers; the actor's own unless said, and always one the actor acts for. */
  readonly from?: number | undefined
  /** Identifiers and numbers only. */
  readonly payload: P
  readonly caseId?: string | undefined
  readonly personId?: string | undefined
  /** Day (`yyyy-mm-dd`) by which it should be answered; the kind's own term unless said. */
  readonly dueOn?: string | undefined
  readonly documents?: readonly string[] | undefined
  /** An earlier offer of the same kind to another unit that this one replaces. */
  readonly follows?: string | undefined
}

/**
 * Offers a subject to another unit.
 * @throws refusals `handover.post-not-allowed`, `handover.other-side`, `handover.already-offered`
 */
export async function offer<P extends Payload>(tx: Tx, given: NewOffer<P>): Promise<HandoverOffer> {
  const actor = standing(tx)
  const { kind } = given
  const from = given.from ?? actor.unitId
  refuseUnlessParty(actor, from, kind.fromPosts)
  refuseNames(given.payload)
  const { rows } = await sql<{ id: string }>`
    insert into handover.offer (id, jurisdiction, kind, subject_kind, subject_id, case_id, person_id, payload, documents, follows,
        exclusive, from_unit, to_unit, due_on)
    select coalesce(${given.id ?? null}::uuid, gen_random_uuid()), u.jurisdiction, ${kind.kind}, ${given.subject.kind},
           ${given.subject.id}::uuid, ${given.caseId ?? null}::uuid, ${given.personId ?? null}::uuid,
           ${JSON.stringify(given.payload)}::jsonb, ${given.documents ?? []}::uuid[], ${given.follows ?? null}::uuid,
           ${kind.severalAtOnce !== true}, u.id, ${given.to}, coalesce(${given.dueOn ?? null}::date, workflow.today() + ${kind.answerWithinDays ?? 1}::integer)
      from units.unit u where u.id = ${from}
    on conflict (subject_id, subject_kind, kind) where exclusive and state in ('offered', 'accepted', 'rejected') do nothing
    returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('handover.already-offered')
  const made = await getOffer(tx, rows[0].id)
  await tell(tx, HandoverOffered, made)
  return made
}

/** A post may step in for a unit when it acts over it. */
function refuseUnlessParty(actor: Standing, unit: number, posts: readonly string[]): void {
  if (!actor.units.includes(unit)) throw refuse('handover.other-side')
  if (!posts.includes(actor.post)) throw refuse('handover.post-not-allowed', { post: actor.post })
}

/** Both offices, and whoever later gains a place in either, can read a payload: a name in it would pass every other guard. */
function refuseNames(payload: Payload): void {
  for (const [key, value] of Object.entries(payload)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one === 'string' && !/^[A-Za-z0-9._:/-]{0,100}$/.test(one))
        throw new Error(`The payload of a hand-over holds identifiers and numbers only: ${key}`)
    }
  }
}

/**
 * Accepts an offer. Of two who accept at once exactly one succeeds.
 * @throws refusals `not-found`, `handover.other-side`, `handover.post-not-allowed`, `handover.not-open` {state}
 */
export async function accept(tx: Tx, id: string): Promise<HandoverOffer> {
  const { held, kind } = await lockFor(tx, id, 'to', ['offered'])
  await sql`update handover.offer set state = 'accepted', since = clock_timestamp(), reason = null,
      due_on = greatest(due_on, workflow.today() + ${kind.completeWithinDays ?? 7}::integer) where id = ${held.id}::uuid`.execute(
    tx,
  )
  const accepted = await getOffer(tx, id)
  await run(kind.onAccept, tx, accepted)
  await tell(tx, HandoverAccepted, accepted)
  return kind.doneWhenAccepted === true ? finish(tx, accepted, kind) : accepted
}

/**
 * Rejects an offer; it goes back to whoever offered, who must offer again or withdraw.
 * @throws refusals as `accept`
 */
export async function reject(tx: Tx, id: string, reason: string): Promise<HandoverOffer> {
  const { held, kind } = await lockFor(tx, id, 'to', ['offered'])
  await sql`update handover.offer set state = 'rejected', since = clock_timestamp(), reason = ${reason},
      due_on = workflow.today() + ${kind.answerWithinDays ?? 1}::integer where id = ${held.id}::uuid`.execute(
    tx,
  )
  const rejected = await getOffer(tx, id)
  await run(kind.onReject, tx, rejected)
  await tell(tx, HandoverRejected, rejected)
  return rejected
}

/** Records that what was accepted has been carried out. @throws refusals as `accept` */
export async function complete(tx: Tx, id: string): Promise<HandoverOffer> {
  const offered = await getOffer(tx, id)
  const by = kindOf(offered.kind).completedBy ?? 'to'
  const side = by === 'either' ? (standing(tx).units.includes(offered.toUnit) ? 'to' : 'from') : by
  const { held, kind } = await lockFor(tx, id, side, ['accepted'])
  return finish(tx, held, kind)
}

async function finish(tx: Tx, held: HandoverOffer, kind: AnyHandoverKind): Promise<HandoverOffer> {
  await sql`update handover.offer set state = 'done', since = clock_timestamp() where id = ${held.id}::uuid`.execute(
    tx,
  )
  const done = await getOffer(tx, held.id)
  await run(kind.onComplete, tx, done)
  await tell(tx, HandoverDone, done)
  return done
}

/** Takes an offer back before it is accepted, or closes one that was rejected. @throws refusals as `accept` */
export async function withdraw(tx: Tx, id: string, reason: string): Promise<HandoverOffer> {
  const { held, kind } = await lockFor(tx, id, 'from', ['offered', 'rejected'])
  await sql`update handover.offer set state = 'withdrawn', since = clock_timestamp(), reason = ${reason} where id = ${held.id}::uuid`.execute(
    tx,
  )
  const withdrawn = await getOffer(tx, id)
  await run(kind.onWithdraw, tx, withdrawn)
  await tell(tx, HandoverWithdrawn, withdrawn)
  return withdrawn
}

/** Offers a rejected hand-over again to the same unit, mended. @throws refusals as `accept` */
export async function offerAgain(
  tx: Tx,
  id: string,
  changed: {
    readonly payload?: Payload
    readonly documents?: readonly string[]
    readonly dueOn?: string
  } = {},
): Promise<HandoverOffer> {
  const { held, kind } = await lockFor(tx, id, 'from', ['rejected'])
  if (changed.payload !== undefined) refuseNames(changed.payload)
  await sql`update handover.offer set state = 'offered', since = clock_timestamp(), reason = null, round = round + 1,
      payload = ${JSON.stringify(changed.payload ?? held.payload)}::jsonb, documents = ${changed.documents ?? held.documents}::uuid[],
      due_on = coalesce(${changed.dueOn ?? null}::date, workflow.today() + ${kind.answerWithinDays ?? 1}::integer)
    where id = ${held.id}::uuid`.execute(tx)
  const again = await getOffer(tx, id)
  await tell(tx, HandoverOffered, again)
  return again
}

async function lockFor(
  tx: Tx,
  id: string,
  side: 'from' | 'to',
  states: readonly HandoverState[],
): Promise<{ held: HandoverOffer; kind: AnyHandoverKind }> {
  const held = await getOffer(tx, id, 'lock')
  const kind = kindOf(held.kind)
  refuseUnlessParty(
    standing(tx),
    side === 'from' ? held.fromUnit : held.toUnit,
    side === 'from' ? kind.fromPosts : kind.toPosts,
  )
  if (!states.includes(held.state)) throw refuse('handover.not-open', { state: held.state })
  return { held, kind }
}

/** What an offer carries was given with its kind, so its effects may read it as theirs. */
async function run(effect: HandoverEffect<never> | undefined, tx: Tx, held: HandoverOffer): Promise<void> {
  await effect?.(tx, held as HandoverOffer<never>)
}

async function tell(tx: Tx, kind: EventKind<Told>, held: HandoverOffer): Promise<void> {
  await emit(tx, kind, {
    offerId: held.id,
    kind: held.kind,
    subjectKind: held.subject.kind,
    subjectId: held.subject.id,
  })
}

/** A hand-over as the table has it. */
export interface OfferRow {
  id: string
  jurisdiction: string
  kind: string
  subject_kind: string
  subject_id: string
  case_id: string | null
  person_id: string | null
  payload: Payload
  documents: string[]
  follows: string | null
  from_unit: number
  to_unit: number
  state: HandoverState
  round: number
  due_on: string
  since: string
  reason: string | null
}

/** @throws refusal `not-found` when there is none the actor's units are a party to */
export async function getOffer(tx: Tx, id: string, lock?: 'lock'): Promise<HandoverOffer> {
  const { rows } = await sql<OfferRow>`
    select id, jurisdiction, kind, subject_kind, subject_id, case_id, person_id, payload, documents::text[], follows, from_unit,
           to_unit, state, round, due_on, since, reason
      from handover.offer where id = ${id}::uuid ${lock === 'lock' ? sql`for update` : sql``}`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  return offerOf(row)
}

export function offerOf(row: OfferRow): HandoverOffer {
  return {
    id: row.id,
    kind: row.kind,
    jurisdiction: row.jurisdiction,
    subject: { kind: row.subject_kind, id: row.subject_id },
    caseId: row.case_id,
    personId: row.person_id,
    payload: row.payload,
    documents: row.documents,
    fromUnit: row.from_unit,
    toUnit: row.to_unit,
    state: row.state,
    round: row.round,
    dueOn: row.due_on,
    since: row.since,
    reason: row.reason,
    follows: row.follows,
  }
}

/** The open hand-over of a subject, if there is one the actor's units are a party to. */
export async function findOpenOffer(
  tx: Tx,
  kind: string,
  subject: HandoverSubject,
): Promise<HandoverOffer | null> {
  const { rows } = await sql<OfferRow>`
    select id, jurisdiction, kind, subject_kind, subject_id, case_id, person_id, payload, documents::text[], follows, from_unit,
           to_unit, state, round, due_on, since, reason
      from handover.offer
     where subject_id = ${subject.id}::uuid and subject_kind = ${subject.kind} and kind = ${kind}
       and state in ('offered', 'accepted', 'rejected') order by offered_at desc limit 1`.execute(tx)
  return rows[0] === undefined ? null : offerOf(rows[0])
}
