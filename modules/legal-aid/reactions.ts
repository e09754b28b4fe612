import { sql } from 'kysely'
import { type Reaction, reaction } from '#kernel/events'
import { BailOrdered, latestBailOrder } from '#modules/courts'
import { aidFactsOf, PrisonerAdmitted, PrisonerReleased, PrisonerTransferred } from '#modules/custody'
import type { Tx } from '#platform/db'
import { openAsked } from './screening.ts'

const open = sql`state in ('screened', 'accepted', 'assigned')`

/**
 * Whoever was asked at the police station or in court has come to prison, or from one prison to another: the matter learns of the stay and
 * of the day from which bail is a right. What had not been sent yet waits where the person is now.
 */
export async function followStay(tx: Tx, imprisonmentId: string): Promise<void> {
  const facts = await aidFactsOf(tx, imprisonmentId)
  for (const { partyId, clock } of facts.cases) {
    if (partyId === null) continue
    const counting = clock?.standing === 'counting' ? clock : null
    const { rows } = await sql<{ id: string }>`
      update legal_aid.matter set imprisonment_id = ${imprisonmentId}::uuid, ground = coalesce(${counting?.ground ?? null}, ground),
          ground_from = coalesce(${counting?.from ?? null}::date, ground_from)
        where party_id = ${partyId}::uuid and ${open} returning id`.execute(tx)
    if (counting !== null)
      await sql`update legal_aid.brief set ground_proof = ${JSON.stringify({ pack: counting.pack, hash: counting.hash, steps: counting.steps })}::jsonb
        where matter_id = any (${rows.map(({ id }) => id)}::uuid[])`.execute(tx)
  }
  const parties = facts.cases.flatMap(({ partyId }) => (partyId === null ? [] : [partyId]))
  await sql`update legal_aid.matter m set imprisonment_id = ${imprisonmentId}::uuid, origin_unit_id = ${facts.prisonId}, holder_unit_id = ${facts.prisonId}
    where m.origin = 'prison' and m.state = 'screened' and (m.record_id = ${facts.recordId}::uuid or m.party_id = any (${parties}::uuid[]))
      and not exists (select 1 from handover.offer o where o.id = m.offer_id and o.state in ('offered', 'rejected'))`.execute(
    tx,
  )
}

export const reactions: readonly Reaction[] = [
  reaction('legal-aid.follow-admission', PrisonerAdmitted, async (tx, { imprisonmentId }) => {
    await followStay(tx, imprisonmentId)
    await openAsked(tx, imprisonmentId)
  }),
  reaction('legal-aid.follow-transfer', PrisonerTransferred, (tx, { imprisonmentId }) =>
    followStay(tx, imprisonmentId),
  ),
  reaction('legal-aid.follow-release', PrisonerReleased, async (tx, { imprisonmentId, partyId }) => {
    await sql`update legal_aid.matter set free_on = workflow.today() where ${open} and free_on is null
      and (imprisonment_id = ${imprisonmentId}::uuid or party_id = ${partyId}::uuid)`.execute(tx)
  }),
  reaction('legal-aid.follow-bail', BailOrdered, async (tx, { partyId }) => {
    await sql`insert into legal_aid.act (jurisdiction, matter_id, kind, on_date, detail)
      select m.jurisdiction, m.id, 'court', b.on_date, b.result from legal_aid.matter m cross join lateral ${latestBailOrder(sql`m.party_id`)} b
       where m.party_id = ${partyId}::uuid and m.state in ('accepted', 'assigned')`.execute(tx)
  }),
]
