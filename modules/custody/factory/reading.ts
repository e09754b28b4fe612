import { type RawBuilder, sql } from 'kysely'
import { may } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { rupeesOf } from '../accounts/paisa.ts'
import { today } from '../law-of-prison.ts'
import { prisonOf } from '../prison-of.ts'
import { figuresByDay } from './account.ts'
import type * as contract from './contract.ts'
import type { FactoryCorrection, FactoryItem, FactoryOrder } from './contract.ts'
import { piecesKeep } from './orders.ts'
import { signed } from './prices.ts'

type Factory = OutputOf<typeof contract.getFactory>
type OneOrder = OutputOf<typeof contract.getFactoryOrder>

const open = sql`o.state in ('taken', 'making', 'ready')`
const late = sql`(${open} and o.promised_on < workflow.today())`
const owed = sql`(o.delivered - o.received - o.forgiven)`
const names = (of: 'p' | 'i' | 'g') =>
  sql`jsonb_build_object('en', ${sql.ref(`${of}.name_en`)}, 'ur', ${sql.ref(`${of}.name_ur`)})`

const shows: Record<ParsedInputOf<typeof contract.listFactoryOrders>['show'], RawBuilder<unknown>> = {
  open,
  late,
  ready: sql`o.state = 'ready'`,
  owing: sql`o.delivered > o.received + o.forgiven`,
  waiting: sql`exists (select 1 from custody.factory_correction w where w.order_id = o.id and w.state = 'proposed')`,
  ended: sql`o.state in ('paid', 'withdrawn')`,
  all: sql`true`,
}

/** @throws not-found */
export async function factoryOf(tx: Tx, query: ParsedInputOf<typeof contract.getFactory>): Promise<Factory> {
  const { prisons, ...prison } = await prisonOf(tx, query.prisonId)
  const day = await today(tx)
  const { rows } = await sql<Factory['counts'] & { paisa: number; prices: number; corrections: number }>`
    select (count(*) filter (where ${open}))::integer as open, (count(*) filter (where ${late}))::integer as late,
      (count(*) filter (where o.state = 'ready'))::integer as ready, (count(*) filter (where ${owed} > 0))::integer as owing,
      coalesce(sum(${owed}) filter (where ${owed} > 0), 0)::float8 as paisa,
      (select count(*)::integer from custody.factory_price p where p.prison_id = ${prison.id} and p.state = 'proposed') as prices,
      (select count(*)::integer from custody.factory_correction c where c.prison_id = ${prison.id} and c.state = 'proposed') as corrections
      from custody.factory_order o where o.prison_id = ${prison.id} and (${open} or ${owed} > 0)`.execute(tx)
  const { paisa, prices, corrections, ...counts } = rows[0]!
  return {
    prison,
    prisons,
    today: day,
    counts,
    owed: rupeesOf(paisa),
    waiting: { prices, corrections },
    products: await productsOn(tx, prison.id, day),
    days: may(tx, 'custody:read-factory-account') ? await figuresByDay(tx, prison.id, day) : null,
  }
}

/** What can be ordered on a day, at which price. */
async function productsOn(tx: Tx, prisonId: number, day: string): Promise<Factory['products']> {
  const { rows } = await sql<Omit<Factory['products'][number], 'price'> & { paisa: number }>`
    select p.id, ${names('p')} as name, p.unit, x.paisa::float8 as paisa from custody.factory_product p
      cross join lateral (select custody.factory_price_on(p.id, ${day}::date) as paisa) x
     where p.prison_id = ${prisonId} and p.closed_on is null and x.paisa is not null order by p.name_en`.execute(
    tx,
  )
  return rows.map(({ paisa, ...product }) => ({ ...product, price: rupeesOf(paisa) }))
}

type OrderRow = Omit<FactoryOrder, 'price' | 'owed'> & { readonly paisa: number; readonly owedPaisa: number }

const orderColumns = sql`o.id, o.number || '/' || o.year as number, o.customer_kind as "customerKind", o.customer, o.ordered_on as "orderedOn",
  o.promised_on as "promisedOn", o.state, ${late} as late, s.ordered, s.made, s.delivered, o.price::float8 as paisa, ${owed}::float8 as "owedPaisa"`
const itemSums = sql`cross join lateral (select coalesce(sum(i.quantity), 0)::integer as ordered,
    coalesce(sum(i.made - i.spoiled), 0)::integer as made, coalesce(sum(i.delivered), 0)::integer as delivered,
    coalesce(jsonb_agg(jsonb_build_object('name', ${names('p')}, 'unit', p.unit, 'quantity', i.quantity) order by i.added_at, i.id)
      filter (where i.id is not null), '[]') as what
  from custody.factory_order_item i join custody.factory_product p on p.id = i.product_id where i.order_id = o.id) s`

const shown = <T extends { readonly paisa: number; readonly owedPaisa: number }>({
  paisa,
  owedPaisa,
  ...order
}: T) => ({
  ...order,
  price: rupeesOf(paisa),
  owed: rupeesOf(owedPaisa),
})

const sorts: Record<string, RawBuilder<unknown>> = {
  // What is over stands behind what is still to be done.
  promised: sql`${open} desc, o.promised_on, o.year, o.number`,
  '-promised': sql`o.promised_on desc, o.year desc, o.number desc`,
  number: sql`o.year, o.number`,
  '-number': sql`o.year desc, o.number desc`,
  price: sql`o.price, o.id`,
  '-price': sql`o.price desc, o.id`,
}

export async function listOrders(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listFactoryOrders>,
): Promise<OutputOf<typeof contract.listFactoryOrders>> {
  const { id: prisonId } = await prisonOf(tx, query.prisonId)
  const q = query.q?.trim() ?? ''
  const where = sql`o.prison_id = ${prisonId} and ${shows[query.show]}
    and ${query.customer === undefined ? sql`true` : sql`o.customer_kind = ${query.customer}`}
    and ${q === '' ? sql`true` : sql`(o.customer ilike '%' || ${q.replaceAll(/[\\%_]/g, '\\$&')} || '%' or o.number || '/' || o.year = ${q})`}`
  const { rows } = await sql<OrderRow & { total: number }>`
    select ${orderColumns}, s.what, o.total
      from (select o.*, count(*) over ()::integer as total from custody.factory_order o where ${where}
        order by ${sorts[query.sort]!} limit ${query.size} offset ${(query.page - 1) * query.size}) o ${itemSums}
     order by ${sorts[query.sort]!}`.execute(tx)
  return {
    rows: rows.map(({ total: _, ...row }) => shown(row)),
    total: rows[0]?.total ?? 0,
  }
}

interface HeadRow extends OrderRow {
  readonly prisonId: number
  readonly paper: string | null
  readonly takenBy: { en: string; ur: string } | null
  readonly takenAt: string
  readonly withdrawn: OneOrder['order']['withdrawn']
  readonly worth: number
  readonly received: number
  readonly forgiven: number
}

/** @throws not-found */
export async function orderOf(
  tx: Tx,
  { factoryOrderId }: ParsedInputOf<typeof contract.getFactoryOrder>,
): Promise<OneOrder> {
  const id = sql`${factoryOrderId}::uuid`
  const { rows: heads } = await sql<HeadRow>`
    select ${orderColumns}, o.prison_id as "prisonId", o.paper, ${signed(sql`o.taken_by`)} as "takenBy", o.taken_at as "takenAt",
      case when o.withdrawn_on is not null then jsonb_build_object('on', o.withdrawn_on, 'why', o.withdrawn_why,
        'by', coalesce(${signed(sql`o.withdrawn_by`)}, '{"en": "", "ur": ""}')) end as withdrawn,
      o.delivered::float8 as worth, o.received::float8 as received, o.forgiven::float8 as forgiven
      from custody.factory_order o ${itemSums} where o.id = ${id}`.execute(tx)
  const head = heads[0]
  if (head === undefined) throw refuse('not-found')
  const { prisonId, worth, received, forgiven, ...row } = head
  const { prisons: _, ...prison } = await prisonOf(tx, prisonId)
  const cap = row.withdrawn === null ? row.paisa : worth
  const alive = row.state === 'taken' || row.state === 'making' || row.state === 'ready'
  const materials = await materialsOf(tx, id)
  return {
    prison,
    today: await today(tx),
    order: {
      ...shown(row),
      deliveredWorth: rupeesOf(worth),
      received: rupeesOf(received),
      forgiven: rupeesOf(forgiven),
      left: rupeesOf(Math.max(0, cap - received - forgiven)),
    },
    items: await itemsOf(tx, id),
    materials,
    material: {
      cost: rupeesOf(Math.round(materials.reduce((sum, one) => sum + (one.cost ?? 0) * 100, 0))),
      unpriced: materials.filter(({ cost }) => cost === null).length,
    },
    outputs: await outputsOf(tx, id),
    deliveries: await deliveriesOf(tx, id),
    receipts: await receiptsOf(tx, id),
    corrections: await correctionsOf(tx, id),
    gangs: may(tx, 'custody:keep-factory') && alive ? await gangsOf(tx, prisonId) : [],
    stock: may(tx, 'custody:keep-stores') && alive ? await stockOf(tx, prisonId) : [],
    products: may(tx, 'custody:keep-factory') && alive ? await productsOn(tx, prisonId, row.orderedOn) : [],
  }
}

async function itemsOf(tx: Tx, id: RawBuilder<unknown>): Promise<FactoryItem[]> {
  const { rows } = await sql<Omit<FactoryItem, 'price'> & { paisa: number }>`
    select i.id, i.product_id as "productId", ${names('p')} as name, p.unit, p.rate_code as "rateCode", i.quantity, i.price::float8 as paisa,
      i.made, i.spoiled, i.delivered
      from custody.factory_order_item i join custody.factory_product p on p.id = i.product_id where i.order_id = ${id} order by i.added_at, i.id`.execute(
    tx,
  )
  return rows.map(({ paisa, ...item }) => ({ ...item, price: rupeesOf(paisa) }))
}

/** From the stores' ledger. Identifiers of lots are for whoever keeps the stores. */
async function materialsOf(tx: Tx, id: RawBuilder<unknown>): Promise<OneOrder['materials']> {
  const { rows } = await sql<
    Omit<OneOrder['materials'][number], 'cost' | 'back'> & {
      paisa: number | null
      lotId: string
      left: number
    }
  >`select md5(e.id::text) as key, e.entered_at as at, ${names('i')} as name, i.unit, l.number as lot, -e.quantity::float8 as quantity,
      round(-e.quantity * l.price)::float8 as paisa, ${signed(sql`e.entered_by`)} as by, l.id as "lotId",
      (-sum(e.quantity) over (partition by e.lot_id))::float8 as left
      from custody.store_entry e join custody.store_lot l on l.id = e.lot_id join custody.store_item i on i.id = e.item_id
     where e.factory_order_id = ${id} order by e.entered_at desc, e.id`.execute(tx)
  const keeps = may(tx, 'custody:keep-stores')
  return rows.map(({ paisa, lotId, left, ...row }) => ({
    ...row,
    cost: paisa === null ? null : rupeesOf(paisa),
    back: keeps && row.quantity > 0 && left > 0 ? { storeLotId: lotId, most: left } : null,
  }))
}

async function outputsOf(tx: Tx, id: RawBuilder<unknown>): Promise<OneOrder['outputs']> {
  const { rows } = await sql<OneOrder['outputs'][number]>`
    select u.id as key, u.on_date as "on", case when g.id is not null then ${names('g')} end as gang,
      case when ${may(tx, 'custody:read-regime')} then u.gang_id end as "gangId", ${names('p')} as item, p.unit, u.quantity,
      ${signed(sql`u.noted_by`)} as by
      from custody.factory_output u join custody.factory_order_item i on i.id = u.order_item_id
      join custody.factory_product p on p.id = i.product_id left join custody.gang g on g.id = u.gang_id
     where i.order_id = ${id} order by u.on_date desc, u.noted_at desc, u.id`.execute(tx)
  return rows
}

async function deliveriesOf(tx: Tx, id: RawBuilder<unknown>): Promise<OneOrder['deliveries']> {
  const { rows } = await sql<Omit<OneOrder['deliveries'][number], 'amount'> & { paisa: number }>`
    select d.id, d.day, t.number || '/' || t.year as voucher, d.paisa::float8 as paisa, d.taken_by as "takenBy", d.paper,
      ${signed(sql`d.delivered_by`)} as by,
      (select jsonb_agg(jsonb_build_object('name', ${names('p')}, 'unit', p.unit, 'quantity', l.quantity) order by p.name_en)
        from custody.factory_delivery_line l join custody.factory_order_item i on i.id = l.order_item_id
        join custody.factory_product p on p.id = i.product_id where l.delivery_id = d.id) as lines
      from custody.factory_delivery d join custody.money_transaction t on t.id = d.transaction_id
     where d.order_id = ${id} order by d.delivered_at desc`.execute(tx)
  return rows.map(({ paisa, ...row }) => ({ ...row, amount: rupeesOf(paisa) }))
}

async function receiptsOf(tx: Tx, id: RawBuilder<unknown>): Promise<OneOrder['receipts']> {
  const { rows } = await sql<Omit<OneOrder['receipts'][number], 'amount'> & { paisa: number }>`
    select r.id, r.day, t.number || '/' || t.year as voucher, r.paisa::float8 as paisa, r.way, r.slip, r.payer, ${signed(sql`r.received_by`)} as by
      from custody.factory_receipt r join custody.money_transaction t on t.id = r.transaction_id
     where r.order_id = ${id} order by r.received_at desc`.execute(tx)
  return rows.map(({ paisa, ...row }) => ({ ...row, amount: rupeesOf(paisa) }))
}

async function correctionsOf(tx: Tx, id: RawBuilder<unknown>): Promise<FactoryCorrection[]> {
  const { rows } = await sql<Omit<FactoryCorrection, 'amount'> & { paisa: number | null }>`
    select c.id, c.kind, case when p.id is not null then ${names('p')} end as item, c.quantity, c.paisa::float8 as paisa, c.why, c.state,
      coalesce(${signed(sql`c.proposed_by`)}, '{"en": "", "ur": ""}') as by, c.proposed_at as at, c.proposed_by = access.account() as own,
      ${signed(sql`c.decided_by`)} as "decidedBy", c.decision, t.number || '/' || t.year as voucher
      from custody.factory_correction c left join custody.factory_order_item i on i.id = c.order_item_id
      left join custody.factory_product p on p.id = i.product_id left join custody.money_transaction t on t.id = c.transaction_id
     where c.order_id = ${id} order by c.proposed_at desc`.execute(tx)
  return rows.map(({ paisa, ...row }) => ({ ...row, amount: paisa === null ? null : rupeesOf(paisa) }))
}

async function gangsOf(tx: Tx, prisonId: number): Promise<OneOrder['gangs']> {
  const { rows } = await sql<OneOrder['gangs'][number]>`
    select g.id, ${names('g')} as name, g.rate_code as "rateCode", r.unit = 'piece' as "byPiece",
      coalesce((select sum(greatest(0, d.pieces - coalesce((select sum(u.quantity) from custody.factory_output u
          where u.gang_id = g.id and u.on_date = d.on_date), 0)))
        from (select m.on_date, sum(m.pieces) as pieces from custody.muster m where m.gang_id = g.id and m.pieces > 0
          and m.on_date > workflow.today() - ${piecesKeep}::integer group by m.on_date) d), 0)::integer as free
      from custody.gang g join lateral (select x.unit from custody.labour_rate x where x.code = g.rate_code limit 1) r on true
     where g.prison_id = ${prisonId} and g.kind = 'factory' and g.closed_on is null order by g.name_en`.execute(
    tx,
  )
  return rows
}

async function stockOf(tx: Tx, prisonId: number): Promise<OneOrder['stock']> {
  const { rows } = await sql<OneOrder['stock'][number]>`
    select i.id, ${names('i')} as name, i.unit, s.left::float8 as left from custody.store_item i
      cross join lateral (select sum(l.quantity) as left from custody.store_lot l where l.item_id = i.id and l.quantity > 0
        and (l.expires_on is null or l.expires_on >= workflow.today())) s
     where i.prison_id = ${prisonId} and i.category not in ('ration', 'stationery') and s.left > 0
     order by i.category = 'material' desc, i.name_en`.execute(tx)
  return rows
}
