import { sql } from 'kysely'
import { requireSecondPerson, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { book } from '../accounts/book.ts'
import { paisaOf, rupeesOf } from '../accounts/paisa.ts'
import type * as contract from './contract.ts'
import { said } from './refused.ts'

/** Which order an entry of the cash book speaks of. */
const note = sql<string>`'Factory ' || o.number || '/' || o.year`

/**
 * Goods out of the gate: their price is booked as owed by the customer before the lines are written, and the database compares the two.
 * @throws not-found, custody-factory.nothing-chosen, .not-made, .over
 */
export async function deliver(
  tx: Tx,
  given: ParsedInputOf<typeof contract.deliverFactoryOrder>,
): Promise<OutputOf<typeof contract.deliverFactoryOrder>> {
  const { rows } = await sql<{ prisonId: number; note: string; itemId: string; price: number }>`
    select o.prison_id as "prisonId", ${note} as note, i.id as "itemId", i.price::float8 as price
      from custody.factory_order o join custody.factory_order_item i on i.order_id = o.id where o.id = ${given.factoryOrderId}::uuid`.execute(
    tx,
  )
  const order = rows[0]
  if (order === undefined) throw refuse('not-found')
  const lines = Object.entries(given.quantities)
    .filter(([, quantity]) => quantity > 0)
    .map(([itemId, quantity]) => ({ itemId, quantity, of: rows.find((row) => row.itemId === itemId) }))
  if (lines.length === 0) throw refuse('custody-factory.nothing-chosen')
  const paisa = lines.reduce((sum, { of, quantity }) => {
    if (of === undefined) throw refuse('not-found')
    return sum + of.price * quantity
  }, 0)
  const booked = await book(tx, {
    prisonId: order.prisonId,
    kind: 'factory-delivery',
    imprisonmentId: null,
    postings: { 'factory-owed': -paisa, factory: paisa },
    party: given.takenBy,
    note: order.note,
  })
  await sql`
    with handed as (insert into custody.factory_delivery (jurisdiction, prison_id, order_id, transaction_id, paisa, taken_by, paper)
      values (${standing(tx).jurisdiction}, ${order.prisonId}, ${given.factoryOrderId}::uuid, ${booked.transactionId}::uuid, ${paisa},
        ${given.takenBy}, ${given.paper ?? null}) returning *)
    insert into custody.factory_delivery_line (delivery_id, order_item_id, order_id, jurisdiction, prison_id, quantity)
    select h.id, l."itemId", h.order_id, h.jurisdiction, h.prison_id, l.quantity
      from handed h, jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l("itemId" uuid, quantity integer)`
    .execute(tx)
    .catch(said)
  return { voucher: booked.voucher, amount: rupeesOf(paisa) }
}

/** @throws not-found, custody-factory.beyond-price with what may still be received */
export async function receive(
  tx: Tx,
  given: ParsedInputOf<typeof contract.receiveFactoryMoney>,
): Promise<OutputOf<typeof contract.receiveFactoryMoney>> {
  const { rows } = await sql<{ prisonId: number; note: string }>`
    select o.prison_id as "prisonId", ${note} as note from custody.factory_order o where o.id = ${given.factoryOrderId}::uuid`.execute(
    tx,
  )
  const order = rows[0]
  if (order === undefined) throw refuse('not-found')
  const paisa = paisaOf(given.amount)
  // The lock of the cash book is held from here on; nobody else receives for this order meanwhile.
  const booked = await book(tx, {
    prisonId: order.prisonId,
    kind: 'factory-receipt',
    imprisonmentId: null,
    postings: { 'factory-owed': paisa, [given.way]: -paisa },
    party: given.payer,
    note: order.note,
  })
  const left = await leftOf(tx, given.factoryOrderId)
  if (paisa > left) throw refuse('custody-factory.beyond-price', { left: rupeesOf(left) })
  await sql`insert into custody.factory_receipt (jurisdiction, prison_id, order_id, transaction_id, paisa, way, slip, payer)
    values (${standing(tx).jurisdiction}, ${order.prisonId}, ${given.factoryOrderId}::uuid, ${booked.transactionId}::uuid, ${paisa},
      ${given.way}, ${given.slip ?? null}, ${given.payer})`
    .execute(tx)
    .catch(said)
  return { voucher: booked.voucher, left: rupeesOf(left - paisa) }
}

/** What may still be received for an order, in paisa: of a withdrawn one only what was delivered is owed. */
async function leftOf(tx: Tx, factoryOrderId: string): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select (case when withdrawn_on is null then price else delivered end - received - forgiven)::float8 as left
      from custody.factory_order where id = ${factoryOrderId}::uuid`.execute(tx)
  return Math.max(0, rows[0]!.left)
}

interface Standing {
  readonly prison_id: number
  readonly delivered: number
  readonly received: number
  readonly forgiven: number
  readonly left: number | null
}

/** @throws not-found, custody-factory.not-made, .forgiven-beyond, .refund-beyond with what there is */
export async function proposeCorrection(
  tx: Tx,
  given: ParsedInputOf<typeof contract.proposeFactoryCorrection>,
  call: { readonly sessionId: string | null },
): Promise<OutputOf<typeof contract.proposeFactoryCorrection>> {
  const { rows: found } = await sql<Standing>`
    select o.prison_id, o.delivered::float8 as delivered, o.received::float8 as received, o.forgiven::float8 as forgiven,
      i.made - i.spoiled - i.delivered as left from custody.factory_order o
      left join custody.factory_order_item i on i.order_id = o.id and i.id = ${given.orderItemId ?? null}::uuid
     where o.id = ${given.factoryOrderId}::uuid`.execute(tx)
  const order = found[0]
  if (order === undefined || (given.orderItemId !== undefined && order.left === null))
    throw refuse('not-found')
  const paisa = given.amount === undefined ? null : paisaOf(given.amount)
  if (given.kind === 'spoiled' && given.quantity! > order.left!) throw refuse('custody-factory.not-made')
  if (given.kind === 'debt' && paisa! > order.delivered - order.received - order.forgiven)
    throw refuse('custody-factory.forgiven-beyond')
  if (given.kind === 'refund' && paisa! > order.received) throw refuse('custody-factory.refund-beyond')
  const { jurisdiction, grantId } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.factory_correction (jurisdiction, prison_id, order_id, kind, order_item_id, quantity, paisa, why, proposed_session,
      proposed_grant)
    values (${jurisdiction}, ${order.prison_id}, ${given.factoryOrderId}::uuid, ${given.kind}, ${given.orderItemId ?? null}::uuid,
      ${given.quantity ?? null}, ${paisa}, ${given.why}, ${call.sessionId}::uuid, ${grantId}::uuid) returning id`.execute(
    tx,
  )
  return { factoryCorrectionId: rows[0]!.id }
}

interface Proposed {
  readonly prison_id: number
  readonly order_id: string
  readonly kind: 'spoiled' | 'debt' | 'refund'
  readonly paisa: number | null
  readonly why: string
  readonly state: string
  readonly note: string
  readonly proposed_by: string
  readonly proposed_session: string | null
  readonly proposed_grant: string | null
}

/**
 * A second officer approves, and it is booked at once: a debt out of the takings, a refund out of the box. What is no longer there to be
 * written off by then is refused. @throws access.same-person and its kin, not-found, custody-factory.decided, .not-made, …
 */
export async function decideCorrection(
  tx: Tx,
  given: ParsedInputOf<typeof contract.decideFactoryCorrection>,
  call: { readonly sessionId: string | null },
): Promise<OutputOf<typeof contract.decideFactoryCorrection>> {
  const { rows } = await sql<Proposed>`
    select c.prison_id, c.order_id, c.kind, c.paisa::float8 as paisa, c.why, c.state, ${note} as note, c.proposed_by, c.proposed_session,
      c.proposed_grant from custody.factory_correction c join custody.factory_order o on o.id = c.order_id
     where c.id = ${given.factoryCorrectionId}::uuid for update of c`.execute(tx)
  const asked = rows[0]
  if (asked === undefined) throw refuse('not-found')
  if (asked.state !== 'proposed') throw refuse('custody-factory.decided')
  await requireSecondPerson(tx, call, {
    by: asked.proposed_by,
    session: asked.proposed_session,
    under: asked.proposed_grant,
  })
  const booked = given.approve ? await bookCorrection(tx, asked) : null
  await sql`update custody.factory_correction set state = ${given.approve ? 'approved' : 'refused'},
      decided_by = ${standing(tx).accountId}::uuid, decided_at = clock_timestamp(), decision = ${given.why},
      transaction_id = ${booked?.transactionId ?? null}::uuid where id = ${given.factoryCorrectionId}::uuid`
    .execute(tx)
    .catch(said)
  return { voucher: booked?.voucher ?? null }
}

async function bookCorrection(tx: Tx, { kind, paisa, prison_id: prisonId, why, note: of }: Proposed) {
  if (kind === 'spoiled' || paisa === null) return null
  return book(tx, {
    prisonId,
    kind: kind === 'debt' ? 'factory-debt' : 'factory-refund',
    imprisonmentId: null,
    postings:
      kind === 'debt' ? { factory: -paisa, 'factory-owed': paisa } : { 'factory-owed': -paisa, cash: paisa },
    note: `${of}: ${why}`,
  })
}

/** Prices and corrections that wait for another officer than oneself. */
export async function countToApprove(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from custody.factory_price where state = 'proposed' and prison_id = any (access.units()) and proposed_by <> access.account())::integer
      + (select count(*) from custody.factory_correction where state = 'proposed' and prison_id = any (access.units())
        and proposed_by <> access.account())::integer as count`.execute(tx)
  return { count: rows[0]!.count, overdue: 0 }
}
