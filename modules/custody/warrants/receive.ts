import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { getCaseHead, setPartyState, tellCase } from '#kernel/cases'
import { accept, getOffer } from '#kernel/handover'
import { personCards } from '#kernel/people'
import { remandOrdersOf, sentencesOf } from '#modules/courts'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { PaperWarrant } from '../admission/contract.ts'
import { dayOf } from '../pakistan-day.ts'
import { chargedInCase, chargedOnPaper, startBailClock, terrorismOnPaper } from './bail-clock.ts'
import { comparedWithOrder } from './order.ts'
import { bindScans } from './scans.ts'

/** On whose imprisonment a warrant is received, and what the clock of bail must know of them. */
export interface Holder {
  readonly imprisonmentId: string
  readonly prisonId: number
  readonly number: string
  readonly admittedOn: string
  readonly sex: 'M' | 'F' | 'X' | null
  readonly birthDate: string | null
}

/** Who is held under an imprisonment, locked until the transaction ends. @throws not-found, custody.not-in */
export async function holderOf(tx: Tx, imprisonmentId: string): Promise<Holder & { personId: string }> {
  const { rows } = await sql<{
    prison_id: number
    number: number
    year: number
    person_id: string
    state: string
    day: string
  }>`select prison_id, number, year, person_id, state, (admitted_at at time zone 'Asia/Karachi')::date as day
     from custody.imprisonment where id = ${imprisonmentId}::uuid for update`.execute(tx)
  const held = rows[0]
  if (held === undefined) throw refuse('not-found')
  if (held.state !== 'in') throw refuse('custody.not-in')
  const card = (await personCards(tx, [held.person_id])).get(held.person_id)
  return {
    imprisonmentId,
    prisonId: held.prison_id,
    number: `${held.number}/${held.year}`,
    admittedOn: held.day,
    sex: card?.sex ?? null,
    birthDate: card?.birthDate ?? null,
    personId: held.person_id,
  }
}

export interface CourtWarrant {
  readonly offerId: string
  readonly state: string
  readonly caseId: string
  readonly partyId: string
  readonly courtId: number
  readonly orderId: string
  readonly kind: 'remand' | 'conviction'
  readonly issuedOn: string
  readonly nextDate: string | null
  readonly detainedSince: string
}

/** What a court handed over: the order behind the offer, and since when this accused has been in custody as orders tell. */
export async function readCourtWarrant(tx: Tx, offerId: string): Promise<CourtWarrant> {
  const offer = await getOffer(tx, offerId)
  if (offer.kind !== 'courts.remand-warrant') throw refuse('not-found')
  const { orderId, partyId, caseId } = offer.payload as { orderId: string; partyId: string; caseId: string }
  const orders = await remandOrdersOf(tx, partyId)
  const order = orders.find((one) => one.id === orderId)
  const offeredOn = dayOf(offer.since)
  const issuedOn = order?.orderedOn ?? (await sentencesOf(tx, partyId)).at(-1)?.sentencedOn ?? offeredOn
  const arrested = await firstArrest(tx, partyId)
  const began = [
    issuedOn,
    ...orders.map((one) => one.fromOn),
    ...(arrested === null ? [] : [arrested]),
  ].sort()
  return {
    offerId,
    state: offer.state,
    caseId,
    partyId,
    courtId: offer.fromUnit,
    orderId,
    kind: order === undefined ? 'conviction' : 'remand',
    issuedOn,
    nextDate: order?.nextDate ?? null,
    detainedSince: began[0]!,
  }
}

/**
 * Accepts what a court handed over and writes its warrant down on an imprisonment, with the clock of statutory bail. A renewed
 * remand in a case already held for moves the next production and starts nothing anew.
 */
export async function receiveCourtWarrant(tx: Tx, holder: Holder, warrant: CourtWarrant): Promise<string> {
  await accept(tx, warrant.offerId)
  const head = await getCaseHead(tx, warrant.caseId)
  const charged = await chargedInCase(tx, warrant.caseId, warrant.partyId, head.offenceOn)
  const { rows: renewed } = await sql<{ id: string }>`
    update custody.warrant set next_production = ${warrant.nextDate}, source_order = ${warrant.orderId}::uuid
     where imprisonment_id = ${holder.imprisonmentId}::uuid and party_id = ${warrant.partyId}::uuid and kind = ${warrant.kind}
       and state = 'in-force' returning id`.execute(tx)
  const id = renewed[0]?.id ?? randomUUID()
  if (renewed[0] === undefined) {
    await sql`insert into custody.warrant (id, jurisdiction, prison_id, imprisonment_id, kind, source, source_order, case_id, party_id,
        court_id, station_id, fir_number, fir_year, offence_on, sections, max_punishment, issued_on, detained_since, next_production)
      values (${id}::uuid, ${standing(tx).jurisdiction}, ${holder.prisonId}, ${holder.imprisonmentId}::uuid, ${warrant.kind}, 'court',
        ${warrant.orderId}::uuid, ${warrant.caseId}::uuid, ${warrant.partyId}::uuid, ${warrant.courtId}, ${head.policeStation.id},
        ${head.firNumber}, ${head.firYear}, ${head.offenceOn}, ${charged.sections}, ${charged.max?.toString() ?? null},
        ${warrant.issuedOn}, ${warrant.detainedSince}, ${warrant.nextDate})`.execute(tx)
    if (warrant.kind === 'remand')
      await startBailClock(tx, {
        warrantId: id,
        imprisonmentId: holder.imprisonmentId,
        prisonId: holder.prisonId,
        charged,
        terrorism: head.flags.includes('ata'),
        detainedSince: warrant.detainedSince,
        offenceOn: head.offenceOn,
        sex: holder.sex,
        birthDate: holder.birthDate,
      })
  }
  await setPartyState(tx, warrant.partyId, { custody: 'prison' })
  await tellCase(tx, {
    caseId: warrant.caseId,
    partyId: warrant.partyId,
    kind: renewed[0] === undefined ? 'custody.admitted' : 'custody.remand-renewed',
    agency: 'prison',
    params: { number: holder.number },
  })
  return id
}

/** Writes a warrant on paper down as typed, with the clock its sections and dates give. */
export async function receivePaperWarrant(tx: Tx, holder: Holder, paper: PaperWarrant): Promise<string> {
  const id = randomUUID()
  const offenceOn = paper.offenceOn ?? paper.issuedOn
  const charged = chargedOnPaper(paper.sections, offenceOn)
  const detainedSince = paper.detainedSince ?? [paper.issuedOn, holder.admittedOn].sort()[0]!
  const ordered = await comparedWithOrder(tx, paper)
  await sql`insert into custody.warrant (id, jurisdiction, prison_id, imprisonment_id, kind, source, court_id, station_id, fir_number,
      fir_year, offence_on, sections, max_punishment, issued_on, detained_since, next_production, order_document, order_number,
      order_fields, sentences)
    values (${id}::uuid, ${standing(tx).jurisdiction}, ${holder.prisonId}, ${holder.imprisonmentId}::uuid, ${paper.kind}, 'paper',
      ${paper.courtId ?? null}, ${paper.stationId ?? null}, ${paper.firNumber ?? null}, ${paper.firYear ?? null},
      ${paper.offenceOn ?? null}, ${paper.sections}, ${charged.max?.toString() ?? null}, ${paper.issuedOn}, ${detainedSince},
      ${paper.nextProduction ?? null}, ${ordered?.documentId ?? null}::uuid, ${ordered?.number ?? null},
      ${[...(ordered?.fields ?? [])]}::text[], ${paper.kind === 'remand' ? null : JSON.stringify([paperSentence(id, paper)])}::jsonb)`.execute(
    tx,
  )
  await bindScans(tx, paper.scans, {
    id,
    imprisonmentId: holder.imprisonmentId,
    prisonId: holder.prisonId,
  })
  if (paper.kind === 'remand')
    await startBailClock(tx, {
      warrantId: id,
      imprisonmentId: holder.imprisonmentId,
      prisonId: holder.prisonId,
      charged,
      terrorism: terrorismOnPaper(paper.sections),
      detainedSince,
      offenceOn: paper.offenceOn ?? null,
      sex: holder.sex,
      birthDate: holder.birthDate,
    })
  return id
}

/** A sentence typed from paper, in the law engine's own form. */
function paperSentence(id: string, paper: PaperWarrant): Record<string, unknown> {
  const { sentence } = paper
  if (sentence === undefined) throw new Error('A paper conviction carries its sentence.')
  return {
    id,
    sentencedOn: paper.issuedOn,
    term: sentence.term,
    relation: 'FIRST',
    setOff: {
      order: sentence.setOff,
      ...(sentence.setOffFrom !== undefined && sentence.setOffTo !== undefined
        ? { custody: [{ from: sentence.setOffFrom, to: sentence.setOffTo }] }
        : {}),
      ...(sentence.setOff === 'REFUSED' ? { reasons: 'as the warrant says' } : {}),
    },
    ...(sentence.fineAmount !== undefined && sentence.fineAmount > 0 && sentence.fineDefault !== undefined
      ? { fine: { amount: sentence.fineAmount, defaultTerm: sentence.fineDefault } }
      : {}),
  }
}

/** The day of the first arrest in the case, where the police recorded one the prison may see. */
async function firstArrest(tx: Tx, partyId: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select min((arrested_at at time zone 'Asia/Karachi')::date) as day from policing.arrest where party_id = ${partyId}::uuid`.execute(
    tx,
  )
  return rows[0]?.day ?? null
}
