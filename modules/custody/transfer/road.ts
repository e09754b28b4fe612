import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { admitPrison } from '#kernel/cases'
import { offer, withdraw as withdrawOffer } from '#kernel/handover'
import { shareRecord } from '#kernel/people'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { ParsedInputOf } from '#platform/http/contract'
import { violates } from '../accounts/book.ts'
import { recordCrossing, refuseAtGate } from '../biometrics/crossing.ts'
import { today } from '../law-of-prison.ts'
import { makeOut } from '../property/receipts.ts'
import type * as contract from './contract.ts'
import { transferHandover } from './hand-over.ts'
import { lockTransfer, refuseIfStopped } from './propose.ts'
import { checklistNow, type KeptChecklist } from './reading.ts'

/**
 * Departure at the gate. One transaction: the hand-over is offered, the file shared with the prison it travels to, the bags receipted
 * out, the money taken out of the box, and the way begun. @throws as the contract says
 */
export async function depart(
  tx: Tx,
  given: ParsedInputOf<typeof contract.departTransfer>,
): Promise<{ state: 'on-road' }> {
  const transfer = await lockTransfer(tx, given.id, 'from', ['approved'])
  const { rows: stay } = await sql<{ state: string; record_id: string }>`
    select state, record_id from custody.imprisonment where id = ${transfer.imprisonment_id}::uuid for no key update`.execute(
    tx,
  )
  if (stay[0]?.state !== 'in') throw refuse('custody.not-in')
  await refuseAtGate(tx, transfer.imprisonment_id, 'transfer')
  await refuseIfStopped(tx, transfer, await today(tx))
  // A time without an offset is the clock on the prison's own wall.
  const due = /(Z|[+-]\d{2}:?\d{2})$/.test(given.dueAt) ? given.dueAt : `${given.dueAt}+05:00`
  const { rows: times } = await sql<{ past: boolean; day: string }>`
    select ${due}::timestamptz < clock_timestamp() as past, (${due}::timestamptz at time zone 'Asia/Karachi')::date as day`.execute(
    tx,
  )
  if (times[0]!.past) throw refuse('custody-transfer.due-past')
  const { id: offerId } = await offer(tx, {
    kind: transferHandover,
    subject: { kind: 'transfer', id: transfer.id },
    from: transfer.prison_id,
    to: transfer.to_prison_id,
    payload: {},
    dueOn: times[0]!.day,
  })
  await shareRecord(tx, stay[0].record_id, transfer.to_prison_id)
  const { rows: parties } = await sql<{ party_id: string }>`
    select distinct party_id from custody.warrant
     where imprisonment_id = ${transfer.imprisonment_id}::uuid and state = 'in-force' and party_id is not null`.execute(
    tx,
  )
  for (const { party_id } of parties) await admitPrison(tx, party_id, transfer.to_prison_id)
  const going = await checklistNow(tx, transfer.imprisonment_id)
  if (going.bags.length > 0)
    await makeOut(tx, {
      prisonId: transfer.prison_id,
      imprisonmentId: transfer.imprisonment_id,
      kind: 'sent',
      content: { ...bagWords(going), transfer: transfer.id },
    })
  await sql`select custody.depart_transfer(${transfer.id}::uuid, ${offerId}::uuid, ${given.escort}, ${due}::timestamptz)`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'transfer_cash_box')) throw refuse('custody-transfer.cash-box')
      throw error
    })
  await recordCrossing(tx, transfer.imprisonment_id, 'transfer')
  return { state: 'on-road' }
}

/** How a receipt names bags and what lies in them. */
export function bagWords({ bags }: Pick<KeptChecklist, 'bags'>): {
  bag: string
  bagIds: string[]
  itemIds: string[]
} {
  return {
    bag: bags.map((bag) => bag.number).join(', '),
    bagIds: bags.map((bag) => bag.id),
    itemIds: bags.flatMap((bag) => bag.items.map((item) => item.id)),
  }
}

/** Back at the gate after the other prison turned them away. */
export async function bringBack(tx: Tx, { id }: { id: string }): Promise<{ state: 'returned' }> {
  const transfer = await lockTransfer(tx, id, 'from', ['refused'])
  const { rows } = await sql<{ checklist: KeptChecklist; refused_why: string }>`
    select checklist, refused_why from custody.transfer where id = ${id}::uuid`.execute(tx)
  const { checklist, refused_why } = rows[0]!
  await refuseAtGate(tx, transfer.imprisonment_id, 'return')
  if (checklist.bags.length > 0)
    await makeOut(tx, {
      prisonId: transfer.prison_id,
      imprisonmentId: transfer.imprisonment_id,
      kind: 'brought-back',
      content: { ...bagWords(checklist), transfer: transfer.id },
    })
  await sql`select custody.bring_back_transfer(${id}::uuid)`.execute(tx)
  await withdrawOffer(tx, transfer.offer_id!, refused_why)
  await recordCrossing(tx, transfer.imprisonment_id, 'return')
  return { state: 'returned' }
}

/** The superintendent who sent them says what became of what did not arrive. */
export async function settle(
  tx: Tx,
  given: ParsedInputOf<typeof contract.settleTransfer>,
): Promise<{ state: 'accepted' }> {
  const transfer = await lockTransfer(tx, given.id, 'from', ['accepted'])
  if (!transfer.unsettled) throw refuse('custody-transfer.not-open', { state: transfer.state })
  await sql`update custody.transfer set settled_by = ${standing(tx).accountId}::uuid, settled_at = clock_timestamp(),
    settled_why = ${given.why} where id = ${given.id}::uuid`.execute(tx)
  const { rows } = await sql<{ checklist: KeptChecklist }>`
    select checklist from custody.transfer where id = ${given.id}::uuid`.execute(tx)
  const { rows: left } = await sql<{ id: string }>`
    select id from custody.property_bag where imprisonment_id = ${transfer.imprisonment_id}::uuid and state = 'on-road'`.execute(
    tx,
  )
  const bags = rows[0]!.checklist.bags.filter((bag) => left.some((one) => one.id === bag.id))
  if (bags.length > 0) {
    const receipt = await makeOut(tx, {
      prisonId: transfer.prison_id,
      imprisonmentId: transfer.imprisonment_id,
      kind: given.bags === 'lost' ? 'lost' : 'brought-back',
      content: { ...bagWords({ bags }), transfer: transfer.id, inquiry: given.why },
    })
    await sql`select custody.settle_bags(${given.id}::uuid, ${receipt.id}::uuid)`.execute(tx)
  }
  return { state: 'accepted' }
}
