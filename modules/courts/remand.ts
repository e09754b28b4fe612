import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import { admitPrison, chargesOf, getCaseHead, getParty, setPartyState, tellCase } from '#kernel/cases'
import { emit } from '#kernel/events'
import { findOpenOffer, offer } from '#kernel/handover'
import { prove, type ResultOf, type StoredProof } from '#kernel/law'
import { applicationsFor, decideApplication, type RemandApplication } from '#modules/policing'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { remandOrdersOf } from './asked-by-others.ts'
import { RemandOrdered } from './events.ts'
import { listOrJoin } from './hearings.ts'
import { refuseAhead, refuseClosedDay } from './open-day.ts'
import { personOf } from './person-of.ts'
import { findPrisonOf, refuseUnsuitablePrison } from './prisons.ts'
import { remandSheet } from './remand-sheet.ts'
import { remandWarrantHandover } from './remand-warrant.ts'

export interface NewRemandOrder {
  readonly id?: string | undefined
  readonly partyId: string
  readonly applicationId?: string | undefined
  readonly orderedOn: string
  /** Reasons of the order; police custody is never ordered without (CrPC s.167(3)). */
  readonly reasons?: string | undefined
  readonly order:
    | { readonly kind: 'police'; readonly fromOn: string; readonly toOn: string }
    | { readonly kind: 'judicial'; readonly nextDate: string; readonly prisonId: number }
  /** Why the judge goes beyond a ceiling. Only a judge may; it stays visible with the order. */
  readonly overrideReason?: string | undefined
}

export interface RemandCount {
  readonly law: 'crpc-167' | 'ata-21e' | 'peca-30a'
  /** Days of police custody ordered, and what the law leaves. */
  readonly used: number
  readonly left: number
  readonly ceiling: number
  readonly exceeded: boolean
  readonly proof: StoredProof
}

/**
 * Orders police custody or commits to prison. Above the law's ceiling the order is refused with the section, unless a judge gives
 * reasons, which stay with the order for everyone who reads it. Sent again under the same identifier it changes nothing.
 * @throws courts.remand-over-ceiling, courts.remand-order-too-long, courts.judicial-over-ceiling, courts.court-closed,
 *   courts.no-such-prison, courts.prison-unsuitable, courts.held-elsewhere, courts.woman-not-to-police, courts.reasons-needed,
 *   courts.not-an-accused, courts.already-decided, courts.date-ahead, not-found
 */
export async function orderRemand(
  tx: Tx,
  input: NewRemandOrder,
): Promise<{ orderId: string; handoverId: string | null }> {
  const { unitId, jurisdiction } = standing(tx)
  const party = await getParty(tx, input.partyId)
  const before = await findOwnOrder(tx, input)
  if (before !== null) return { orderId: before, handoverId: await openWarrantOf(tx, party.id) }
  if (party.role !== 'accused') throw refuse('courts.not-an-accused')
  if (party.outcome !== null) throw refuse('courts.already-decided')
  await refuseAhead(tx, input.orderedOn)
  const { order } = input
  const override = may(tx, 'courts:exceed-ceiling') ? input.overrideReason : undefined
  const proof =
    order.kind === 'police'
      ? await provePolice(tx, party.caseId, party.id, { ...input, ...order }, override)
      : await proveJudicial(tx, party, input.orderedOn, order, override)
  const documentId = await remandSheet(tx, input, override)
  const { rows } = await sql<{ id: string }>`
    insert into courts.remand_order (id, jurisdiction, case_id, party_id, court_id, kind, ordered_on, from_on, to_on, next_date,
      prison_id, application_id, document_id, reasons, override_reason, proof)
    values (coalesce(${input.id ?? null}::uuid, gen_random_uuid()), ${jurisdiction}, ${party.caseId}::uuid, ${party.id}::uuid, ${unitId},
      ${order.kind}, ${input.orderedOn}, ${order.kind === 'police' ? order.fromOn : input.orderedOn},
      ${order.kind === 'police' ? order.toOn : null}, ${order.kind === 'judicial' ? order.nextDate : null},
      ${order.kind === 'judicial' ? order.prisonId : null}, ${input.applicationId ?? null}::uuid, ${documentId}::uuid,
      ${input.reasons ?? null}, ${override ?? null}, ${JSON.stringify(proof)}::jsonb)
    returning id`.execute(tx)
  const orderId = rows[0]!.id
  if (input.applicationId !== undefined) {
    const application = await ownApplication(tx, input.applicationId, party.id)
    await decideApplication(tx, application.id, application.asked === order.kind ? 'granted' : 'refused')
  }
  let handoverId: string | null = null
  if (order.kind === 'police') await setPartyState(tx, party.id, { custody: 'police' })
  else {
    handoverId = await commitToPrison(tx, party, order.prisonId, orderId, [documentId])
    // The day of production stands on the court's list and so on the prison's.
    await listOrJoin(tx, {
      caseId: party.caseId,
      onDate: order.nextDate,
      purpose: 'remand',
      produce: [party.id],
    })
  }
  await tellCase(tx, {
    caseId: party.caseId,
    partyId: party.id,
    kind: `courts.${order.kind}-remand-${override === undefined ? 'ordered' : 'beyond-ceiling'}`,
    agency: 'court',
    params: order.kind === 'police' ? { from: order.fromOn, to: order.toOn } : { next: order.nextDate },
  })
  await emit(tx, RemandOrdered, { orderId, caseId: party.caseId, partyId: party.id })
  return { orderId, handoverId }
}

/**
 * Refuses an application and sets the person free: without an order of remand nobody is kept (CrPC s.61, Const. Art.10).
 * @throws not-found, policing.application-decided
 */
export async function refuseRemand(
  tx: Tx,
  input: { applicationId: string; reasons: string },
): Promise<{ partyId: string }> {
  const { caseId, partyId } = await decideApplication(tx, input.applicationId, 'refused')
  await setPartyState(tx, partyId, { custody: 'released' })
  await tellCase(tx, {
    caseId,
    partyId,
    kind: 'courts.remand-refused',
    agency: 'court',
    params: { reasons: input.reasons },
  })
  return { partyId }
}

async function findOwnOrder(tx: Tx, input: NewRemandOrder): Promise<string | null> {
  if (input.id === undefined) return null
  const { rows } = await sql<{ id: string }>`select id from courts.remand_order
    where id = ${input.id}::uuid and party_id = ${input.partyId}::uuid`.execute(tx)
  return rows[0]?.id ?? null
}

/** @throws not-found when the application is another person's, another court's or answered */
async function ownApplication(tx: Tx, applicationId: string, partyId: string): Promise<RemandApplication> {
  const found = (await applicationsFor(tx, standing(tx).unitId)).find(
    (one) => one.id === applicationId && one.partyId === partyId,
  )
  if (found === undefined) throw refuse('not-found')
  return found
}

async function openWarrantOf(tx: Tx, partyId: string): Promise<string | null> {
  const open = await findOpenOffer(tx, remandWarrantHandover.kind, { kind: 'party', id: partyId })
  return open?.id ?? null
}

/** Sends someone to a prison with a warrant, unless that prison holds or expects them already. */
export async function commitToPrison(
  tx: Tx,
  party: { readonly id: string; readonly caseId: string; readonly custody: string },
  prisonId: number,
  orderId: string,
  documents: readonly string[] = [],
): Promise<string | null> {
  await admitPrison(tx, party.id, prisonId)
  if (party.custody === 'prison') return null
  const open = await openWarrantOf(tx, party.id)
  if (open !== null) return open
  const made = await offer(tx, {
    kind: remandWarrantHandover,
    subject: { kind: 'party', id: party.id },
    to: prisonId,
    payload: { orderId, caseId: party.caseId, partyId: party.id },
    caseId: party.caseId,
    documents,
  })
  return made.id
}

async function lawOf(tx: Tx, caseId: string, partyId: string): Promise<RemandCount['law']> {
  const { flags } = await getCaseHead(tx, caseId)
  const acts = (await chargesOf(tx, caseId, partyId)).map(({ act }) => act)
  if (flags.includes('ata') || acts.includes('ATA')) return 'ata-21e'
  return flags.includes('peca') || acts.includes('PECA') ? 'peca-30a' : 'crpc-167'
}

/** Police custody of an accused so far, with a further spell if one is asked for. */
export async function countPoliceRemand(
  tx: Tx,
  caseId: string,
  partyId: string,
  asked?: { readonly fromOn: string; readonly toOn: string },
): Promise<RemandCount> {
  const { jurisdiction } = standing(tx)
  const head = await getCaseHead(tx, caseId)
  const law = await lawOf(tx, caseId, partyId)
  const ordered = (await remandOrdersOf(tx, partyId)).flatMap((order) =>
    order.kind === 'police' && order.toOn !== null ? [{ from: order.fromOn, to: order.toOn }] : [],
  )
  const police = asked === undefined ? ordered : [...ordered, { from: asked.fromOn, to: asked.toOn }]
  const proof = prove(jurisdiction, 'remand', { law, police, firDate: head.firOn })
  const { policeDaysUsed, policeDaysLeft, exceeded } = proof.result as ResultOf<'remand'>
  const none = prove(jurisdiction, 'remand', { law, police: [], firDate: head.firOn })
  const ceiling = (none.result as ResultOf<'remand'>).policeDaysLeft
  return { law, used: policeDaysUsed, left: policeDaysLeft, ceiling, exceeded, proof }
}

async function provePolice(
  tx: Tx,
  caseId: string,
  partyId: string,
  order: { fromOn: string; toOn: string; orderedOn: string; reasons?: string | undefined },
  override: string | undefined,
): Promise<StoredProof> {
  if (order.reasons === undefined) throw refuse('courts.reasons-needed')
  if (order.fromOn < order.orderedOn) throw refuse('courts.custody-before-order', { day: order.orderedOn })
  if ((await womanAndPolice(tx, caseId, partyId)) !== 'allowed' && override === undefined)
    throw refuse('courts.woman-not-to-police')
  const before = await countPoliceRemand(tx, caseId, partyId)
  const counted = await countPoliceRemand(tx, caseId, partyId, order)
  const section = counted.proof.steps[0]?.section ?? ''
  if (counted.exceeded && override === undefined)
    throw refuse('courts.remand-over-ceiling', {
      used: before.used,
      left: before.left,
      ceiling: before.ceiling,
      section,
    })
  // Looked at alone: an earlier order that was too long must not stand in the way of this one.
  const alone = prove(standing(tx).jurisdiction, 'remand', {
    law: counted.law,
    police: [{ from: order.fromOn, to: order.toOn }],
  })
  const tooLong = alone.steps.find(({ code }) => code === 'SINGLE_ORDER_TOO_LONG')
  if (tooLong !== undefined && override === undefined)
    throw refuse('courts.remand-order-too-long', { section: tooLong.section })
  return counted.proof
}

/** A woman goes to police custody only in qatl or dacoity, with reasons in writing (CrPC s.167(5)). */
export async function womanAndPolice(
  tx: Tx,
  caseId: string,
  partyId: string,
): Promise<'allowed' | 'refer' | 'barred'> {
  if ((await personOf(tx, partyId)).sex !== 'F') return 'allowed'
  const charges = await chargesOf(tx, caseId, partyId)
  if (charges.length === 0) return 'barred'
  const proof = prove(standing(tx).jurisdiction, 'female-police-custody', {
    female: true,
    offences: charges.map((charge) => `${charge.act} ${charge.section}`),
  })
  const { policeCustodyPermitted, flags } = proof.result as ResultOf<'female-police-custody'>
  if (policeCustodyPermitted) return 'allowed'
  return flags.length > 0 ? 'refer' : 'barred'
}

async function proveJudicial(
  tx: Tx,
  party: { readonly id: string; readonly caseId: string; readonly custody: string },
  orderedOn: string,
  order: { nextDate: string; prisonId: number },
  override: string | undefined,
): Promise<StoredProof> {
  const { jurisdiction } = standing(tx)
  if (party.custody === 'prison') {
    const held = await findPrisonOf(tx, party.id)
    if (held !== null && held !== order.prisonId) throw refuse('courts.held-elsewhere')
  } else await refuseUnsuitablePrison(tx, party.id, order.prisonId, override)
  if (order.nextDate <= orderedOn) throw refuse('courts.next-date-not-after')
  refuseClosedDay(jurisdiction, order.nextDate)
  const orders = await remandOrdersOf(tx, party.id)
  const proof = prove(jurisdiction, 'remand', {
    law: await lawOf(tx, party.caseId, party.id),
    police: orders.flatMap((each) =>
      each.kind === 'police' && each.toOn !== null ? [{ from: each.fromOn, to: each.toOn }] : [],
    ),
    judicial: { orderedOn, nextDate: order.nextDate },
  })
  if (proof.flags.includes('JUDICIAL_REMAND_OVER_15_DAYS_S344') && override === undefined)
    throw refuse('courts.judicial-over-ceiling', { section: 'CrPC s.344' })
  return proof
}
