import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { requireSecondPerson, standing } from '#kernel/access'
import { getParty, setPartyState, tellCase } from '#kernel/cases'
import { emit } from '#kernel/events'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { codeHash } from './asked-by-others.ts'
import type { Ground, Verdict } from './codes.ts'
import { BailOrdered, ReleaseOrdered } from './events.ts'
import { refuseAhead, todayOf } from './open-day.ts'
import { decidePetitions } from './petitions.ts'
import { findPrisonOf } from './prisons.ts'

export interface NewBailOrder {
  readonly partyId: string
  readonly section: string
  readonly onDate: string
  readonly result: 'granted' | 'refused' | 'cancelled'
  readonly reasons?: string | undefined
  readonly suretyAmount?: number | undefined
}

/** Records an order on bail. Nobody goes free by it until the surety is accepted. @throws courts.not-an-accused, courts.date-ahead */
export async function recordBail(tx: Tx, input: NewBailOrder): Promise<{ bailOrderId: string }> {
  const { unitId, jurisdiction } = standing(tx)
  const party = await getParty(tx, input.partyId)
  if (party.role !== 'accused') throw refuse('courts.not-an-accused')
  await refuseAhead(tx, input.onDate)
  const { rows } = await sql<{ id: string }>`
    insert into courts.bail_order (jurisdiction, case_id, party_id, court_id, section, on_date, result, reasons, surety_amount)
    values (${jurisdiction}, ${party.caseId}::uuid, ${party.id}::uuid, ${unitId}, ${input.section}, ${input.onDate}, ${input.result},
      ${input.reasons ?? null}, ${input.suretyAmount ?? null}) returning id`.execute(tx)
  await tellCase(tx, {
    caseId: party.caseId,
    partyId: party.id,
    kind: `courts.bail-${input.result}`,
    agency: 'court',
    params: { section: input.section },
  })
  const bailOrderId = rows[0]!.id
  await decidePetitions(tx, { ...input, id: bailOrderId })
  await emit(tx, BailOrdered, { bailOrderId, caseId: party.caseId, partyId: party.id })
  return { bailOrderId }
}

/**
 * Records that the surety was accepted: a prisoner's release order is drafted, anyone else is on bail from now on.
 * @throws courts.bail-not-granted, courts.surety-accepted, courts.date-ahead, courts.release-exists, not-found
 */
export async function acceptSurety(
  tx: Tx,
  input: { bailOrderId: string; onDate: string },
  call: { readonly sessionId: string | null },
): Promise<{ releaseOrderId: string | null }> {
  await refuseAhead(tx, input.onDate)
  const { rows } = await sql<{
    partyId: string
    caseId: string
    result: string
    accepted: string | null
    onDate: string
  }>`
    select party_id as "partyId", case_id as "caseId", result, surety_accepted_on as accepted, on_date as "onDate"
    from courts.bail_order where id = ${input.bailOrderId}::uuid and court_id = ${standing(tx).unitId} for update`.execute(
    tx,
  )
  const order = rows[0]
  if (order === undefined) throw refuse('not-found')
  if (order.result !== 'granted') throw refuse('courts.bail-not-granted')
  if (order.accepted !== null) throw refuse('courts.surety-accepted')
  if (input.onDate < order.onDate) throw refuse('courts.surety-before-order', { day: order.onDate })
  await sql`update courts.bail_order set surety_accepted_on = ${input.onDate} where id = ${input.bailOrderId}::uuid`.execute(
    tx,
  )
  await tellCase(tx, {
    caseId: order.caseId,
    partyId: order.partyId,
    kind: 'courts.surety-accepted',
    agency: 'court',
  })
  const party = await getParty(tx, order.partyId)
  if (party.custody !== 'prison') {
    await setPartyState(tx, party.id, { custody: 'bail' })
    return { releaseOrderId: null }
  }
  const { orderId } = await draftRelease(
    tx,
    { partyId: party.id, ground: 'bail', bailOrderId: input.bailOrderId },
    call,
  )
  return { releaseOrderId: orderId }
}

export interface NewReleaseOrder {
  readonly partyId: string
  readonly ground: Ground
  readonly bailOrderId?: string | undefined
}

/**
 * Drafts an order to the prison to release an accused in this one case (robkar).
 * @throws courts.not-in-prison, courts.release-ground-missing, courts.release-exists, not-found
 */
export async function draftRelease(
  tx: Tx,
  input: NewReleaseOrder,
  call: { readonly sessionId: string | null },
): Promise<{ orderId: string }> {
  const { grantId, accountId } = standing(tx)
  const party = await getParty(tx, input.partyId)
  if (!(await hasGround(tx, input, party.outcome))) throw refuse('courts.release-ground-missing')
  return {
    orderId: await insertDraft(tx, party, input, { by: accountId, under: grantId, session: call.sessionId }),
  }
}

async function hasGround(tx: Tx, input: NewReleaseOrder, outcome: string | null): Promise<boolean> {
  if (input.ground === 'acquittal' || input.ground === 'compromise') return outcome === 'acquitted'
  if (input.ground === 'discharge') return outcome === 'discharged'
  if (input.ground === 'sentence-suspended' && outcome !== 'convicted') return false
  const { rows } = await sql<{ id: string }>`
    select id from courts.bail_order b where b.party_id = ${input.partyId}::uuid and b.result = 'granted'
      and b.surety_accepted_on is not null
      and not exists (select 1 from courts.bail_order later where later.party_id = b.party_id and later.result = 'cancelled'
        and (later.on_date, later.created_at) > (b.on_date, b.created_at))
      and (${input.bailOrderId ?? null}::uuid is null or b.id = ${input.bailOrderId ?? null}::uuid) limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

interface Drafter {
  readonly by: string
  readonly under: string | null
  readonly session: string | null
}

async function insertDraft(
  tx: Tx,
  party: { readonly id: string; readonly caseId: string; readonly custody: string },
  input: { ground: Ground; bailOrderId?: string | undefined },
  drafter: Drafter,
): Promise<string> {
  const { unitId, jurisdiction } = standing(tx)
  const prisonId = party.custody === 'prison' ? await findPrisonOf(tx, party.id) : null
  if (prisonId === null) throw refuse('courts.not-in-prison')
  const { rows } = await sql<{ id: string }>`
    insert into courts.release_order (jurisdiction, case_id, party_id, court_id, prison_id, ground, bail_order_id, drafted_by, drafted_under,
      drafted_session)
    values (${jurisdiction}, ${party.caseId}::uuid, ${party.id}::uuid, ${unitId}, ${prisonId}, ${input.ground},
      ${input.bailOrderId ?? null}::uuid, ${drafter.by}::uuid, ${drafter.under}::uuid, ${drafter.session}::uuid)
    on conflict (party_id) where state in ('draft', 'issued', 'verified') do nothing returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('courts.release-exists')
  return rows[0].id
}

/**
 * The release order that follows from a judgment. It counts as drafted by whoever drafted the judgment, who was told so: the
 * judge who has just signed the one may sign the other, and still two persons stand behind it.
 */
export async function draftAfterJudgment(
  tx: Tx,
  judgment: {
    readonly partyId: string
    readonly verdict: Verdict
    readonly draftedBy: string
    readonly draftedUnder: string | null
    readonly draftedSession: string | null
  },
): Promise<string> {
  const party = await getParty(tx, judgment.partyId)
  const ground: Ground =
    judgment.verdict === 'discharged'
      ? 'discharge'
      : judgment.verdict === 'compounded-345'
        ? 'compromise'
        : 'acquittal'
  return insertDraft(
    tx,
    party,
    { ground },
    { by: judgment.draftedBy, under: judgment.draftedUnder, session: judgment.draftedSession },
  )
}

/** No letter or digit that is taken for another on a printed page. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 12

function newCode(): string {
  const letters = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}

interface OrderRow {
  id: string
  caseId: string
  partyId: string
  courtId: number
  prisonId: number
  ground: Ground
  state: 'draft' | 'issued' | 'verified' | 'used' | 'cancelled'
  draftedBy: string
  draftedUnder: string | null
  draftedSession: string | null
}

async function lockOrder(tx: Tx, id: string): Promise<OrderRow> {
  const { rows } = await sql<OrderRow>`
    select id, case_id as "caseId", party_id as "partyId", court_id as "courtId", prison_id as "prisonId", ground, state,
      drafted_by as "draftedBy", drafted_under as "draftedUnder", drafted_session as "draftedSession"
    from courts.release_order where id = ${id}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].courtId !== standing(tx).unitId) throw refuse('courts.not-own-court')
  return rows[0]
}

/**
 * Signs a release order and numbers it. The code it answers with is printed on the order and kept nowhere: the prison checks it
 * against the hash before it opens the gate.
 * @throws courts.release-not-draft, courts.release-ground-missing, access.same-person, access.same-session, access.delegate, not-found
 */
export async function signRelease(
  tx: Tx,
  input: { orderId: string },
  call: { readonly sessionId: string | null },
): Promise<{ number: number; year: number; issuedOn: string; code: string }> {
  const order = await lockOrder(tx, input.orderId)
  if (order.state !== 'draft') throw refuse('courts.release-not-draft')
  await requireSecondPerson(tx, call, {
    by: order.draftedBy,
    under: order.draftedUnder,
    session: order.draftedSession,
  })
  const { outcome } = await getParty(tx, order.partyId)
  // Bail may have been cancelled since the order was drafted.
  if (!(await hasGround(tx, order, outcome))) throw refuse('courts.release-ground-missing')
  const issuedOn = await todayOf(tx)
  const year = Number(issuedOn.slice(0, 4))
  // Orders of an earlier register may be in the table already: the first count goes on from them.
  const { rows } = await sql<{ number: number }>`
    insert into courts.release_counter as k (court_id, year, last, jurisdiction) values (${order.courtId}, ${year}, (select coalesce(max(o.number), 0) + 1 from courts.release_order o
        where o.court_id = ${order.courtId} and o.year = ${year}), ${standing(tx).jurisdiction})
    on conflict (court_id, year) do update set last = k.last + 1 returning last as number`.execute(tx)
  const number = rows[0]!.number
  const code = newCode()
  await sql`update courts.release_order set state = 'issued', number = ${number}, year = ${year}, issued_on = ${issuedOn},
      code_hash = ${codeHash({ courtId: order.courtId, year, number }, code)}, signed_by = ${standing(tx).accountId}::uuid,
      signed_at = clock_timestamp()
    where id = ${order.id}::uuid`.execute(tx)
  await tellCase(tx, {
    caseId: order.caseId,
    partyId: order.partyId,
    kind: 'courts.release-ordered',
    agency: 'court',
    params: { number: `${number}/${year}` },
  })
  await emit(tx, ReleaseOrdered, {
    orderId: order.id,
    caseId: order.caseId,
    partyId: order.partyId,
    prisonId: order.prisonId,
  })
  return { number, year, issuedOn, code }
}

/**
 * Takes an order back before anyone was released by it, also when its print was lost or its code locked.
 * @throws courts.release-used, not-found
 */
export async function cancelRelease(
  tx: Tx,
  input: { orderId: string; reason: string },
): Promise<{ state: 'cancelled' }> {
  const order = await lockOrder(tx, input.orderId)
  if (order.state === 'used' || order.state === 'cancelled') throw refuse('courts.release-used')
  await sql`update courts.release_order set state = 'cancelled', cancel_reason = ${input.reason} where id = ${order.id}::uuid`.execute(
    tx,
  )
  if (order.state !== 'draft')
    await tellCase(tx, {
      caseId: order.caseId,
      partyId: order.partyId,
      kind: 'courts.release-cancelled',
      agency: 'court',
      params: { reason: input.reason },
    })
  return { state: 'cancelled' }
}
