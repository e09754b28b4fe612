import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { violates } from '../accounts/book.ts'
import { paisaOf } from '../accounts/paisa.ts'
import { today } from '../law-of-prison.ts'
import type * as contract from './contract.ts'
import { firstExpired, type LotLeft } from './first-expired.ts'

interface ItemRow {
  id: string
  prison_id: number
  jurisdiction: string
}

/** Under the lock of the prison's stores: what is read of its lots afterwards stays so until the transaction ends. */
async function itemOf(tx: Tx, id: string): Promise<ItemRow> {
  const { rows } =
    await sql<ItemRow>`select id, prison_id, jurisdiction from custody.store_item where id = ${id}::uuid`.execute(
      tx,
    )
  const item = rows[0]
  if (item === undefined) throw refuse('not-found')
  await sql`select custody.lock_stores(${item.prison_id})`.execute(tx)
  return item
}

async function lotOf(tx: Tx, id: string): Promise<ItemRow & { itemId: string; quantity: number }> {
  const { rows } = await sql<ItemRow & { itemId: string; quantity: number }>`
    select id, prison_id, jurisdiction, item_id as "itemId", quantity::float8 as quantity from custody.store_lot where id = ${id}::uuid`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

async function stockOf(tx: Tx, itemId: string): Promise<number> {
  const { rows } = await sql<{ stock: number }>`
    select coalesce(sum(quantity), 0)::float8 as stock from custody.store_lot where item_id = ${itemId}::uuid`.execute(
    tx,
  )
  return rows[0]!.stock
}

export async function addItem(
  tx: Tx,
  given: ParsedInputOf<typeof contract.addStoreItem>,
): Promise<OutputOf<typeof contract.addStoreItem>> {
  const { jurisdiction, unitId } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.store_item (jurisdiction, prison_id, code, name_en, name_ur, category, unit, good, minimum)
    values (${jurisdiction}, ${unitId}, ${given.code}, ${given.nameEn}, ${given.nameUr}, ${given.category}, ${given.unit}, ${given.good ?? null},
      ${given.minimum}) on conflict (prison_id, code) do nothing returning id`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'store_item_good_unit_fkey')) throw refuse('custody-stores.other-unit')
      throw error
    })
  if (rows[0] === undefined) throw refuse('custody-stores.code-taken', { code: given.code })
  return { id: rows[0].id }
}

export async function receive(
  tx: Tx,
  given: ParsedInputOf<typeof contract.receiveStock>,
): Promise<OutputOf<typeof contract.receiveStock>> {
  const item = await itemOf(tx, given.storeItemId)
  const { rows } = await sql<{ id: string }>`
    insert into custody.store_lot (jurisdiction, prison_id, item_id, number, supplier, paper, received_on, expires_on, price)
    values (${item.jurisdiction}, ${item.prison_id}, ${item.id}::uuid, ${given.number}, ${given.supplier}, ${given.paper}, workflow.today(),
      ${given.expiresOn ?? null}::date, ${given.price === undefined ? null : paisaOf(given.price)})
    on conflict (item_id, number) do nothing returning id`.execute(tx)
  const lotId = rows[0]?.id
  if (lotId === undefined) throw refuse('custody-stores.lot-known', { number: given.number })
  await sql`insert into custody.store_entry (jurisdiction, prison_id, item_id, lot_id, kind, quantity)
    values (${item.jurisdiction}, ${item.prison_id}, ${item.id}::uuid, ${lotId}::uuid, 'receipt', ${given.quantity})`.execute(
    tx,
  )
  return { lotId, stock: await stockOf(tx, item.id) }
}

/** A part of a lot that leaves the store. */
interface Part {
  readonly lotId: string
  readonly quantity: number
}

/** Writes issues into the ledger. The database refuses what is not there or has expired. */
export async function enterIssues(
  tx: Tx,
  parts: readonly Part[],
  of: {
    party: string
    why?: string | undefined
    indentId?: string
    factoryOrderId?: string | undefined
  },
): Promise<void> {
  if (parts.length === 0) return
  await sql`insert into custody.store_entry (jurisdiction, prison_id, item_id, lot_id, kind, quantity, party, why, indent_id, factory_order_id)
    select l.jurisdiction, l.prison_id, l.item_id, l.id, 'issue', -p.quantity, ${of.party}, ${of.why ?? null}, ${of.indentId ?? null}::uuid,
        ${of.factoryOrderId ?? null}::uuid
      from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as p("lotId" uuid, quantity numeric)
      join custody.store_lot l on l.id = p."lotId"`.execute(tx)
}

/**
 * Issues from the lots that expire first, to whoever is named or to an order of the factory.
 * @throws custody-stores.not-enough with what there is that may be issued
 */
export async function issue(
  tx: Tx,
  given: ParsedInputOf<typeof contract.issueStock> & { readonly factoryOrderId?: string },
): Promise<OutputOf<typeof contract.issueStock>> {
  const item = await itemOf(tx, given.storeItemId)
  const { rows: lots } = await sql<LotLeft & { number: string }>`
    select id, number, expires_on as "expiresOn", received_on as "receivedOn", quantity::float8 as quantity from custody.store_lot
     where item_id = ${item.id}::uuid and quantity > 0`.execute(tx)
  const day = await today(tx)
  const parts = firstExpired(lots, given.quantity, day)
  if (parts === null)
    throw refuse('custody-stores.not-enough', {
      left: lots
        .filter((lot) => lot.expiresOn === null || lot.expiresOn >= day)
        .reduce((sum, lot) => sum + lot.quantity, 0),
    })
  await enterIssues(tx, parts, given)
  return {
    lots: parts.map(({ lotId, quantity }) => ({
      lot: lots.find(({ id }) => id === lotId)!.number,
      quantity,
    })),
    stock: await stockOf(tx, item.id),
  }
}

async function enter(
  tx: Tx,
  lotId: string,
  entry: {
    kind: 'return' | 'spoilage'
    quantity: number
    party?: string
    why?: string
    factoryOrderId?: string | undefined
  },
): Promise<{ stock: number }> {
  const lot = await lotOf(tx, lotId)
  await sql`insert into custody.store_entry (jurisdiction, prison_id, item_id, lot_id, kind, quantity, party, why, factory_order_id)
    values (${lot.jurisdiction}, ${lot.prison_id}, ${lot.itemId}::uuid, ${lot.id}::uuid, ${entry.kind}, ${entry.quantity}, ${entry.party ?? null},
      ${entry.why ?? null}, ${entry.factoryOrderId ?? null}::uuid)`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'store_lot_left')) throw refuse('custody-stores.not-enough', { left: lot.quantity })
      if (violates(error, 'store_return')) throw refuse('custody-stores.more-than-issued')
      throw error
    })
  return { stock: await stockOf(tx, lot.itemId) }
}

export const takeBack = (
  tx: Tx,
  {
    storeLotId,
    quantity,
    party,
    factoryOrderId,
  }: ParsedInputOf<typeof contract.returnStock> & { readonly factoryOrderId?: string },
): Promise<{ stock: number }> => enter(tx, storeLotId, { kind: 'return', quantity, party, factoryOrderId })

export const spoil = (
  tx: Tx,
  { storeLotId, quantity, why }: ParsedInputOf<typeof contract.spoilStock>,
): Promise<{ stock: number }> => enter(tx, storeLotId, { kind: 'spoilage', quantity: -quantity, why })
