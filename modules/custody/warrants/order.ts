import { sql } from 'kysely'
import { getCaseHead, getParty } from '#kernel/cases'
import { findIssued, type IssuedPaper } from '#kernel/documents'
import { findOpenOffer } from '#kernel/handover'
import { getUnit } from '#kernel/units'
import { remandOrderOnPaper } from '#modules/courts'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import type { PaperWarrant } from '../admission/contract.ts'
import { bothOf } from '../prisoners/names.ts'
import { chargedInCase } from './bail-clock.ts'
import type * as contract from './contract.ts'

type Found = OutputOf<typeof contract.readOrderCode>

interface OrderBehind {
  readonly order: contract.Order
  readonly partyId: string
}

/** The order a genuine sheet sets out; null where it is not addressed to this prison or sets out no commitment. */
async function orderBehind(tx: Tx, paper: IssuedPaper): Promise<OrderBehind | null> {
  if (paper.documentId === null || paper.caseId === null || paper.status !== 'valid') return null
  const order = await remandOrderOnPaper(tx, paper.documentId, paper.caseId)
  if (order === null) return null
  const party = await getParty(tx, order.partyId)
  const head = await getCaseHead(tx, order.caseId)
  const court = await getUnit(tx, order.courtId)
  const { rows } = await sql<{ father_en: string | null; father_ur: string | null }>`
    select father_en, father_ur from people.record where id = ${party.recordId}::uuid`.execute(tx)
  const father = rows[0]
  return {
    partyId: party.id,
    order: {
      kind: 'remand',
      courtId: order.courtId,
      court: { en: court.nameEn, ur: court.nameUr },
      stationId: head.policeStation.id,
      station: { en: head.policeStation.nameEn, ur: head.policeStation.nameUr },
      firNumber: head.firNumber,
      firYear: head.firYear,
      offenceOn: head.offenceOn,
      sections: (await chargedInCase(tx, order.caseId, party.id, head.offenceOn)).sections,
      issuedOn: order.orderedOn,
      nextProduction: order.nextDate,
      accused: bothOf(party.nameEn, party.nameUr),
      father:
        father === undefined || (father.father_en === null && father.father_ur === null)
          ? null
          : bothOf(father.father_en, father.father_ur),
    },
  }
}

/**
 * What the code on a sheet leads to. Where the court has handed the person over through the system, or the warrant stands already,
 * that is said instead: nothing is typed a second time. @throws documents.no-such-code
 */
export async function readOrder(tx: Tx, { code }: { code: string }): Promise<Found> {
  const paper = await findIssued(tx, code)
  const behind = await orderBehind(tx, paper)
  const common = {
    number: paper.number,
    kind: paper.kind,
    issuer: paper.issuer,
    issuedAt: paper.issuedAt,
    status: paper.status,
  }
  if (behind === null) return { ...common, order: null, handoverId: null, standsUnder: null }
  const offer = await findOpenOffer(tx, 'courts.remand-warrant', { kind: 'party', id: behind.partyId })
  const { rows } = await sql<{ imprisonment_id: string }>`
    select imprisonment_id from custody.warrant where party_id = ${behind.partyId}::uuid and state = 'in-force' limit 1`.execute(
    tx,
  )
  return {
    ...common,
    order: behind.order,
    handoverId: offer?.state === 'offered' ? offer.id : null,
    standsUnder: rows[0]?.imprisonment_id ?? null,
  }
}

/** The verified order behind a paper, and which of its fields the form has as the order has them. */
export interface AsOrdered {
  readonly documentId: string
  readonly number: string
  readonly fields: readonly contract.Decisive[]
}

/** Asked again when the form is sent: what the browser says of an order proves nothing. @throws documents.no-such-code */
export async function comparedWithOrder(tx: Tx, paper: PaperWarrant): Promise<AsOrdered | null> {
  if (paper.orderCode === undefined) return null
  const issued = await findIssued(tx, paper.orderCode)
  const behind = await orderBehind(tx, issued)
  if (behind === null || issued.documentId === null) return null
  const { order } = behind
  const same: Partial<Record<contract.Decisive, boolean>> = {
    kind: paper.kind === order.kind,
    fir: paper.firNumber === order.firNumber && paper.firYear === order.firYear,
    station: paper.stationId === order.stationId,
    court: paper.courtId === order.courtId,
    sections: paper.sections === order.sections,
    issuedOn: paper.issuedOn === order.issuedOn,
    nextProduction: (paper.nextProduction ?? null) === order.nextProduction,
  }
  const fields = (Object.keys(same) as contract.Decisive[]).filter((field) => same[field] === true)
  return { documentId: issued.documentId, number: issued.number, fields }
}
