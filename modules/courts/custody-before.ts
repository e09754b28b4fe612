import { sql } from 'kysely'
import { getParty } from '#kernel/cases'
import { getFir } from '#modules/policing'
import type { Tx } from '#platform/db'
import { remandOrdersOf } from './asked-by-others.ts'
import { daysAfter } from './open-day.ts'

/**
 * Days an accused was held in this case before judgment, for an order of set-off (CrPC s.382-B): from the arrest, else the first
 * order of remand, to the first release on bail, else to the day before judgment while still held. A proposal: the court
 * decides. Empty when nothing on record says when custody began or ended.
 */
export async function custodyBefore(
  tx: Tx,
  partyId: string,
  judgmentOn: string,
): Promise<{ from: string; to: string }[]> {
  const party = await getParty(tx, partyId)
  const arrests = (await getFir(tx, party.caseId)).arrests
    .filter((arrest) => arrest.partyId === partyId)
    .map(({ arrestedAt }) => arrestedAt)
    .sort()
  const orders = await remandOrdersOf(tx, partyId)
  const begun = arrests[0] === undefined ? orders[0]?.fromOn : await pakistanDayOf(tx, arrests[0])
  if (begun === undefined) return []
  const held = party.custody === 'prison' || party.custody === 'police'
  const released = await releasedOn(tx, partyId, judgmentOn)
  // Whoever was bailed out is not counted further, even if in prison now: too long a set-off would free them too early.
  const ended = released ?? (held ? daysAfter(judgmentOn, -1) : null)
  return ended === null || ended < begun ? [] : [{ from: begun, to: ended }]
}

async function pakistanDayOf(tx: Tx, instant: string): Promise<string> {
  const { rows } = await sql<{
    day: string
  }>`select (${instant}::timestamptz at time zone 'Asia/Karachi')::date as day`.execute(tx)
  return rows[0]!.day
}

async function releasedOn(tx: Tx, partyId: string, before: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select min(day) as day from (
      select issued_on as day from courts.release_order where party_id = ${partyId}::uuid and state in ('issued', 'verified', 'used')
      union all select surety_accepted_on from courts.bail_order where party_id = ${partyId}::uuid and result = 'granted') ended
    where day < ${before}::date`.execute(tx)
  return rows[0]?.day ?? null
}
