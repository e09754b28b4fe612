import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { rupeesOf } from '../accounts/paisa.ts'
import { today } from '../law-of-prison.ts'
import { issue, takeBack } from '../stores/stock.ts'
import type * as contract from './contract.ts'
import { said } from './refused.ts'

/** @throws not-found, custody-factory.promised-past, .no-price, .closed */
export async function take(
  tx: Tx,
  given: ParsedInputOf<typeof contract.takeFactoryOrder>,
): Promise<OutputOf<typeof contract.takeFactoryOrder>> {
  if (given.promisedOn < (await today(tx))) throw refuse('custody-factory.promised-past')
  const { jurisdiction, unitId } = standing(tx)
  const { rows } = await sql<{ id: string; number: string }>`
    insert into custody.factory_order (jurisdiction, prison_id, customer_kind, customer, paper, promised_on)
    values (${jurisdiction}, ${unitId}, ${given.customerKind}, ${given.customer}, ${given.paper ?? null}, ${given.promisedOn}::date)
    returning id, number || '/' || year as number`.execute(tx)
  const { id, number } = rows[0]!
  await add(tx, { factoryOrderId: id, productId: given.productId, quantity: given.quantity })
  return { factoryOrderId: id, number }
}

/** @throws not-found, custody-factory.over, .twice, .no-price, .closed */
export async function add(
  tx: Tx,
  given: ParsedInputOf<typeof contract.addFactoryItem>,
): Promise<OutputOf<typeof contract.addFactoryItem>> {
  // The price is the database's: the one in force on the day of the order takes this one's place before the row is kept.
  const { rows } = await sql<{ price: number }>`
    insert into custody.factory_order_item (jurisdiction, prison_id, order_id, product_id, quantity, price)
    select o.jurisdiction, o.prison_id, o.id, p.id, ${given.quantity}, 1
      from custody.factory_order o join custody.factory_product p on p.prison_id = o.prison_id
     where o.id = ${given.factoryOrderId}::uuid and p.id = ${given.productId}::uuid returning price::float8 as price`
    .execute(tx)
    .catch(said)
  if (rows[0] === undefined) throw refuse('not-found')
  return { price: rupeesOf(rows[0].price * given.quantity) }
}

/** @throws not-found, custody-factory.over */
export async function withdraw(
  tx: Tx,
  given: ParsedInputOf<typeof contract.withdrawFactoryOrder>,
): Promise<{ withdrawn: true }> {
  const { rows } = await sql`
    update custody.factory_order set state = 'withdrawn', withdrawn_on = workflow.today(), withdrawn_why = ${given.why},
      withdrawn_by = ${standing(tx).accountId}::uuid where id = ${given.factoryOrderId}::uuid returning id`
    .execute(tx)
    .catch(said)
  if (rows.length === 0) throw refuse('not-found')
  return { withdrawn: true }
}

async function orderOf(tx: Tx, id: string): Promise<{ prisonId: number; label: string }> {
  const { rows } = await sql<{ prisonId: number; label: string }>`
    select prison_id as "prisonId", 'Factory ' || number || '/' || year as label from custody.factory_order where id = ${id}::uuid`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

/** Out of the stores' ledger, by the stores' own way of issuing. @throws not-found, custody-factory.over, custody-stores.not-enough */
export async function issueMaterial(
  tx: Tx,
  given: ParsedInputOf<typeof contract.issueFactoryMaterial>,
): Promise<OutputOf<typeof contract.issueFactoryMaterial>> {
  const { label } = await orderOf(tx, given.factoryOrderId)
  return issue(tx, { ...given, party: label }).catch(said)
}

/** @throws not-found, custody-stores.more-than-issued */
export async function returnMaterial(
  tx: Tx,
  given: ParsedInputOf<typeof contract.returnFactoryMaterial>,
): Promise<OutputOf<typeof contract.returnFactoryMaterial>> {
  const { label } = await orderOf(tx, given.factoryOrderId)
  return takeBack(tx, { ...given, party: label })
}

interface Day {
  readonly on: string
  readonly free: number
}

/**
 * What a gang finished. Of a gang paid by the piece nothing is typed twice: the pieces are those its muster counted and no order has
 * taken yet, the oldest first. @throws not-found and custody-factory.* naming what stands against it
 */
export async function enterOutput(
  tx: Tx,
  given: ParsedInputOf<typeof contract.enterFactoryOutput>,
): Promise<OutputOf<typeof contract.enterFactoryOutput>> {
  const { rows: found } = await sql<{ by_piece: boolean }>`
    select exists (select 1 from custody.labour_rate r where r.code = g.rate_code and r.unit = 'piece') as by_piece
      from custody.factory_order_item i join custody.gang g on g.prison_id = i.prison_id
     where i.id = ${given.orderItemId}::uuid and i.order_id = ${given.factoryOrderId}::uuid and g.id = ${given.gangId}::uuid`.execute(
    tx,
  )
  if (found[0] === undefined) throw refuse('not-found')
  const parts = found[0].by_piece
    ? oldestFirst(await freeDays(tx, given.gangId), given.quantity)
    : [{ on: given.on ?? (await today(tx)), quantity: given.quantity }]
  if (parts === null) throw refuse('custody-factory.not-mustered')
  await sql`insert into custody.factory_output (jurisdiction, prison_id, order_item_id, gang_id, on_date, quantity)
    select i.jurisdiction, i.prison_id, i.id, ${given.gangId}::uuid, p."on", p.quantity
      from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as p("on" date, quantity integer)
      join custody.factory_order_item i on i.id = ${given.orderItemId}::uuid order by p."on"`
    .execute(tx)
    .catch(said)
  const { rows } = await sql<{ made: number }>`
    select made - spoiled as made from custody.factory_order_item where id = ${given.orderItemId}::uuid`.execute(
    tx,
  )
  return { made: rows[0]!.made, days: parts.length }
}

/** Days of a gang on which it finished pieces that are in no order yet, the oldest first. */
async function freeDays(tx: Tx, gangId: string): Promise<Day[]> {
  const { rows } = await sql<Day>`
    select m.on_date as "on", (sum(m.pieces) - coalesce((select sum(u.quantity) from custody.factory_output u
        where u.gang_id = ${gangId}::uuid and u.on_date = m.on_date), 0))::integer as free
      from custody.muster m where m.gang_id = ${gangId}::uuid and m.pieces > 0
       and m.on_date > workflow.today() - ${piecesKeep}::integer
     group by m.on_date order by m.on_date`.execute(tx)
  return rows.filter(({ free }) => free > 0)
}

/** Pieces of so many days back are still taken into orders; older ones were never asked for. */
export const piecesKeep = 120

/** From which days a quantity is taken; null where there is not enough. */
export function oldestFirst(
  days: readonly Day[],
  quantity: number,
): { on: string; quantity: number }[] | null {
  const parts: { on: string; quantity: number }[] = []
  let left = quantity
  for (const { on, free } of days) {
    const part = Math.min(left, free)
    if (part > 0) parts.push({ on, quantity: part })
    left -= part
  }
  return left > 0 ? null : parts
}

/** Orders past the day they were promised for and not handed over; those to be handed over within the week are counted too. */
export async function countDue(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where promised_on < workflow.today()))::integer as overdue
      from custody.factory_order where state in ('taken', 'making', 'ready') and prison_id = any (access.units())
       and promised_on <= workflow.today() + 7`.execute(tx)
  return rows[0]!
}
