import { sql } from 'kysely'
import { getCaseHead, getParty } from '#kernel/cases'
import { personCards } from '#kernel/people'
import { getUnit } from '#kernel/units'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import { bothOf } from '../prisoners/names.ts'
import { chargedInCase } from '../warrants/bail-clock.ts'
import { readCourtWarrant } from '../warrants/receive.ts'
import type { getArrival, listArrivals } from './contract.ts'

async function openOffers(tx: Tx): Promise<{ id: string; at: string; due_on: string; overdue: boolean }[]> {
  const { rows } = await sql<{ id: string; at: string; due_on: string; overdue: boolean }>`
    select id, since as at, due_on, due_on < workflow.today() as overdue from handover.offer
     where kind = 'courts.remand-warrant' and state = 'offered' and to_unit = any ((select access.units())::integer[])
     order by due_on, since, id`.execute(tx)
  return rows
}

/** Persons whom a court has sent here and who have not arrived in the registers yet, the longest awaited first. */
export async function listExpected(tx: Tx): Promise<OutputOf<typeof listArrivals>> {
  const offers = await openOffers(tx)
  const rows = []
  for (const offer of offers) {
    const one = await readArrival(tx, offer.id)
    rows.push({
      handoverId: offer.id,
      caseId: one.caseId,
      partyId: one.partyId,
      name: bothOf(one.nameEn, one.nameUr),
      father: one.fatherEn === null && one.fatherUr === null ? null : bothOf(one.fatherEn, one.fatherUr),
      fir: one.fir,
      station: one.station,
      court: one.court,
      sections: one.sections,
      offeredAt: offer.at,
      dueOn: offer.due_on,
      nextDate: one.nextDate,
      heldHere: one.heldHere,
    })
  }
  return { rows, overdue: offers.filter((offer) => offer.overdue).length }
}

export async function countExpected(tx: Tx): Promise<{ count: number; overdue: number }> {
  const offers = await openOffers(tx)
  return { count: offers.length, overdue: offers.filter((offer) => offer.overdue).length }
}

/** What the papers say of an expected person. @throws not-found */
export async function readArrival(tx: Tx, handoverId: string): Promise<OutputOf<typeof getArrival>> {
  const warrant = await readCourtWarrant(tx, handoverId)
  const head = await getCaseHead(tx, warrant.caseId)
  const party = await getParty(tx, warrant.partyId)
  const card =
    party.personId === null ? undefined : (await personCards(tx, [party.personId])).get(party.personId)
  const court = await getUnit(tx, warrant.courtId)
  const charged = await chargedInCase(tx, warrant.caseId, warrant.partyId, head.offenceOn)
  const { rows } = await sql<{ id: string }>`
    select id from custody.imprisonment where person_id = any (people.same_person(${party.personId}::uuid)) and state = 'in'`.execute(
    tx,
  )
  return {
    handoverId,
    caseId: warrant.caseId,
    partyId: warrant.partyId,
    personId: party.personId,
    state: warrant.state,
    nameEn: party.nameEn ?? card?.nameEn ?? null,
    nameUr: party.nameUr ?? card?.nameUr ?? null,
    fatherEn: card?.fatherEn ?? null,
    fatherUr: card?.fatherUr ?? null,
    sex: card?.sex ?? null,
    birthDate: card?.birthDate ?? null,
    birthPrecision: card?.birthPrecision ?? null,
    cnic: card?.cnic ?? null,
    fir: `${head.firNumber}/${head.firYear}`,
    station: { en: head.policeStation.nameEn, ur: head.policeStation.nameUr },
    court: { en: court.nameEn, ur: court.nameUr },
    sections: charged.sections,
    nextDate: warrant.nextDate,
    issuedOn: warrant.issuedOn,
    heldHere: rows[0]?.id ?? null,
  }
}
