import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { prisonOf } from '../prison-of.ts'
import type * as contract from './contract.ts'
import type { Item, Lot } from './contract.ts'

type Stores = OutputOf<typeof contract.getStores>
type OneItem = OutputOf<typeof contract.getStoreItem>

const itemColumns = sql`i.id, i.code, jsonb_build_object('en', i.name_en, 'ur', i.name_ur) as name, i.category, i.unit, i.minimum::float8 as minimum,
  s.stock::float8 as stock, s.expired::float8 as expired, s.stock - s.expired <= i.minimum as low, s.next as "nextExpiry"`
const itemStock = sql`cross join lateral (select coalesce(sum(l.quantity), 0) as stock,
    coalesce(sum(l.quantity) filter (where l.expires_on < workflow.today()), 0) as expired,
    min(l.expires_on) filter (where l.quantity > 0 and l.expires_on >= workflow.today()) as next
  from custody.store_lot l where l.item_id = i.id) s`
const lotColumns = sql`l.id, l.number, l.supplier, l.paper, l.received_on as "receivedOn", l.expires_on as "expiresOn",
  coalesce(l.expires_on < workflow.today(), false) as expired, l.price::float8 / 100 as price, l.quantity::float8 as quantity`
const name = (account: ReturnType<typeof sql>) =>
  sql`(select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(${account}) s)`

/** Lots good for so few days more are shown with those to be used first. */
const soon = '30 days'

export async function stores(tx: Tx, given: ParsedInputOf<typeof contract.getStores>): Promise<Stores> {
  const { prisons, ...prison } = await prisonOf(tx, given.prisonId)
  const { rows } = await sql<Item>`
    select ${itemColumns} from custody.store_item i ${itemStock} where i.prison_id = ${prison.id}
     order by i.category = 'ration' desc, i.category, i.name_en`.execute(tx)
  const { rows: expiring } = await sql<Stores['expiring'][number]>`
    select ${lotColumns}, i.id as "itemId", jsonb_build_object('en', i.name_en, 'ur', i.name_ur) as item, i.unit
      from custody.store_lot l join custody.store_item i on i.id = l.item_id
     where l.prison_id = ${prison.id} and l.quantity > 0 and l.expires_on <= workflow.today() + ${soon}::interval order by l.expires_on, i.name_en`.execute(
    tx,
  )
  const { rows: counts } = await sql<NonNullable<Stores['count']>>`
    select t.id, ${name(sql`t.counted_by`)} as by, t.counted_at as at, t.counted_by = access.account() as own,
      (select count(*)::integer from custody.stocktake_line n where n.stocktake_id = t.id) as lots,
      coalesce((select jsonb_agg(jsonb_build_object('item', jsonb_build_object('en', i.name_en, 'ur', i.name_ur), 'unit', i.unit, 'lot', l.number,
          'book', n.book, 'counted', n.counted, 'why', n.why) order by i.name_en, l.number)
        from custody.stocktake_line n join custody.store_lot l on l.id = n.lot_id join custody.store_item i on i.id = n.item_id
       where n.stocktake_id = t.id and n.counted <> n.book), '[]') as differences
      from custody.stocktake t where t.prison_id = ${prison.id} and t.state = 'counted'`.execute(tx)
  return { prison, prisons, rows, expiring, count: counts[0] ?? null }
}

export async function oneItem(tx: Tx, given: ParsedInputOf<typeof contract.getStoreItem>): Promise<OneItem> {
  const { rows: items } = await sql<Item & { prison_id: number }>`
    select ${itemColumns}, i.prison_id from custody.store_item i ${itemStock} where i.id = ${given.storeItemId}::uuid`.execute(
    tx,
  )
  if (items[0] === undefined) throw refuse('not-found')
  const { prison_id, ...item } = items[0]
  const { prisons: _, ...prison } = await prisonOf(tx, prison_id)
  const { rows: lots } = await sql<Lot>`
    select ${lotColumns} from custody.store_lot l where l.item_id = ${item.id}::uuid
      and (l.quantity > 0 or l.received_on > workflow.today() - 90)
     order by l.quantity = 0, coalesce(l.expires_on < workflow.today(), false), l.expires_on nulls last, l.received_on, l.id`.execute(
    tx,
  )
  const { rows: entries } = await sql<OneItem['entries'][number]>`
    select e.id, e.entered_at as at, e.kind, l.number as lot, e.quantity::float8 as quantity, e.left_after::float8 as "leftAfter", e.party, e.why,
      ${name(sql`e.entered_by`)} as by, d.on_date as "indentOn"
      from custody.store_entry e join custody.store_lot l on l.id = e.lot_id left join custody.ration_indent d on d.id = e.indent_id
     where e.item_id = ${item.id}::uuid order by e.entered_at desc, e.id limit 60`.execute(tx)
  return { item, prison, lots, entries }
}
