import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { violates } from '../accounts/book.ts'
import type * as contract from './contract.ts'

type Sheet = OutputOf<typeof contract.getCountSheet>

export async function sheet(tx: Tx): Promise<Sheet> {
  const { unitId } = standing(tx)
  const { rows } = await sql<Sheet['rows'][number]>`
    select l.id as "lotId", jsonb_build_object('en', i.name_en, 'ur', i.name_ur) as item, i.category, i.unit, l.number as lot, l.quantity::float8 as book
      from custody.store_lot l join custody.store_item i on i.id = l.item_id
     where l.prison_id = ${unitId} and l.quantity > 0 order by i.category, i.name_en, l.received_on, l.number`.execute(
    tx,
  )
  const { rows: open } =
    await sql`select 1 from custody.stocktake where prison_id = ${unitId} and state = 'counted'`.execute(tx)
  return { open: open.length > 0, rows }
}

/** Enters a count. What the book said is read by the database in the same moment. @throws custody-stores.count-open, .count-why */
export async function count(
  tx: Tx,
  given: ParsedInputOf<typeof contract.countStores>,
): Promise<OutputOf<typeof contract.countStores>> {
  const { jurisdiction, unitId } = standing(tx)
  await sql`select custody.lock_stores(${unitId}::integer)`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.stocktake (jurisdiction, prison_id, remarks) values (${jurisdiction}, ${unitId}, ${given.remarks ?? null}) returning id`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'stocktake_open')) throw refuse('custody-stores.count-open')
      throw error
    })
  const id = rows[0]!.id
  const { rows: lines } = await sql<{ differs: boolean }>`
    insert into custody.stocktake_line (stocktake_id, lot_id, item_id, jurisdiction, prison_id, book, counted, why)
    select ${id}::uuid, l.id, l.item_id, l.jurisdiction, l.prison_id, l.quantity, g.counted, nullif(g.why, '')
      from jsonb_to_recordset(${JSON.stringify(given.lines)}::jsonb) as g("lotId" uuid, counted numeric, why text)
      join custody.store_lot l on l.id = g."lotId" and l.prison_id = ${unitId} returning counted <> book as differs`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'stocktake_line_check')) throw refuse('custody-stores.count-why')
      throw error
    })
  if (lines.length !== given.lines.length) throw refuse('not-found')
  return { id, differences: lines.filter(({ differs }) => differs).length }
}

/**
 * Decides on a count. What moved since is in the book already; what the count found different is entered beside it, never the counted
 * figure itself. @throws custody-stores.own-count, .decided, .not-enough when so much was issued since that nothing is left to take off
 */
export async function decide(
  tx: Tx,
  given: ParsedInputOf<typeof contract.decideCount>,
): Promise<OutputOf<typeof contract.decideCount>> {
  const { rows } = await sql<{ state: string; own: boolean }>`
    select state, counted_by = access.account() as own from custody.stocktake where id = ${given.stocktakeId}::uuid for update`.execute(
    tx,
  )
  const found = rows[0]
  if (found === undefined) throw refuse('not-found')
  if (found.state !== 'counted') throw refuse('custody-stores.decided')
  if (found.own) throw refuse('custody-stores.own-count')
  await sql`update custody.stocktake set state = ${given.approve ? 'approved' : 'refused'}, decision = ${given.reason},
      decided_by = access.account(), decided_at = clock_timestamp() where id = ${given.stocktakeId}::uuid`.execute(
    tx,
  )
  if (!given.approve) return { entered: 0 }
  const { rows: entered } = await sql`
    insert into custody.store_entry (jurisdiction, prison_id, item_id, lot_id, kind, quantity, why, stocktake_id)
    select n.jurisdiction, n.prison_id, n.item_id, n.lot_id, 'adjustment', n.counted - n.book, n.why, n.stocktake_id
      from custody.stocktake_line n where n.stocktake_id = ${given.stocktakeId}::uuid and n.counted <> n.book returning id`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'store_lot_left')) throw refuse('custody-stores.not-enough', { left: 0 })
      throw error
    })
  return { entered: entered.length }
}
