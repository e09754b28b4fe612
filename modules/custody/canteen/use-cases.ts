import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse, refuseFields } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { book, holderInside, violates } from '../accounts/book.ts'
import { paisaOf, rupeesOf } from '../accounts/paisa.ts'
import { prisonOf } from '../prison-of.ts'
import type * as contract from './contract.ts'
import { weekOf } from './limit.ts'

type Item = OutputOf<typeof contract.getCanteen>['items'][number]

export async function read(
  tx: Tx,
  given: ParsedInputOf<typeof contract.getCanteen>,
): Promise<OutputOf<typeof contract.getCanteen>> {
  const prison = await prisonOf(tx, given.prisonId)
  const { rows: items } = await sql<Item>`
    select i.id, i.code, jsonb_build_object('en', i.name_en, 'ur', i.name_ur) as name, now.price::float8 / 100 as price, now.from_on as "priceFrom",
      case when later.price is null then null else jsonb_build_object('price', later.price::float8 / 100, 'from', later.from_on) end as next,
      i.stock, i.low, i.sold, coalesce((select sum(l.quantity) from custody.canteen_line l join custody.money_transaction t on t.id = l.transaction_id
        where l.item_id = i.id and t.prison_id = i.prison_id and t.day = workflow.today()), 0)::integer as "soldToday"
      from custody.canteen_item i
      left join lateral (select price, from_on from custody.canteen_price where item_id = i.id and from_on <= workflow.today()
        order by from_on desc, set_at desc limit 1) now on true
      left join lateral (select price, from_on from custody.canteen_price where item_id = i.id and from_on > workflow.today()
        order by from_on, set_at desc limit 1) later on true
     where i.prison_id = ${prison.id} order by length(i.code), i.code`.execute(tx)
  const { rows: limits } = await sql<NonNullable<OutputOf<typeof contract.getCanteen>['limit']>>`
    select l.weekly::float8 / 100 as weekly, l.week_starts as "weekStarts", l.from_on as "from", l.instrument from custody.canteen_limit l
      join units.unit u on u.jurisdiction = l.jurisdiction and u.id = ${prison.id}
     where l.from_on <= workflow.today() order by l.from_on desc, l.set_at desc limit 1`.execute(tx)
  const { rows: takings } = await sql<{ takings: number }>`
    select coalesce(max(balance), 0)::float8 / 100 as takings from custody.money_account where prison_id = ${prison.id} and kind = 'canteen'`.execute(
    tx,
  )
  return {
    prison: { id: prison.id, name: prison.name },
    items,
    limit: limits[0] ?? null,
    takings: takings[0]!.takings,
  }
}

interface Priced {
  id: string
  code: string
  price: number
  stock: number
  quantity: number
}

/** The asked items at today's price. @throws invalid-input beside the line whose code is not sold */
async function priced(
  tx: Tx,
  prisonId: number,
  lines: ParsedInputOf<typeof contract.sell>['lines'],
): Promise<Priced[]> {
  const { rows } = await sql<Omit<Priced, 'quantity'>>`
    select i.id, i.code, p.price, i.stock from custody.canteen_item i
      cross join lateral (select price from custody.canteen_price where item_id = i.id and from_on <= workflow.today()
        order by from_on desc, set_at desc limit 1) p
     where i.prison_id = ${prisonId} and i.sold and i.code = any (${lines.map((line) => line.code)}::text[])`.execute(
    tx,
  )
  const unknown = lines.flatMap(({ code }, index) =>
    rows.some((row) => row.code === code)
      ? []
      : [
          {
            path: `lines.${index}.code`,
            code: 'unknown',
            message: { en: `Nothing is sold under ${code}.`, ur: `کوڈ ${code} پر کوئی چیز فروخت نہیں ہوتی۔` },
          },
        ],
  )
  if (unknown.length > 0) throw refuseFields(unknown)
  return rows.map((row) => ({
    ...row,
    quantity: lines.filter((line) => line.code === row.code).reduce((sum, line) => sum + line.quantity, 0),
  }))
}

/**
 * Sells from the account. The booking comes first: under the lock of the book the limit, the balance and the stock are what they are
 * when it is kept.
 * @throws custody-canteen.over-limit with the sums and when the week began, custody-canteen.out-of-stock, custody-accounts.not-enough
 */
export async function sellTo(
  tx: Tx,
  given: ParsedInputOf<typeof contract.sell>,
): Promise<OutputOf<typeof contract.sell>> {
  const { prisonId } = await holderInside(tx, given.imprisonmentId)
  const lines = await priced(tx, prisonId, given.lines)
  const total = lines.reduce((sum, line) => sum + line.price * line.quantity, 0)
  const booked = await book(tx, {
    prisonId,
    kind: 'canteen',
    imprisonmentId: given.imprisonmentId,
    postings: { prisoner: -total, canteen: total },
  })
  const week = await weekOf(tx, prisonId, given.imprisonmentId)
  if (week.limit !== null && week.spent > week.limit)
    throw refuse('custody-canteen.over-limit', {
      limit: rupeesOf(week.limit),
      spent: rupeesOf(week.spent - total),
      left: rupeesOf(Math.max(0, week.limit - week.spent + total)),
      wanted: rupeesOf(total),
      since: week.from,
    })
  await sql`insert into custody.canteen_line (transaction_id, item_id, jurisdiction, prison_id, quantity, price)
    select ${booked.transactionId}::uuid, l.id, ${standing(tx).jurisdiction}, ${prisonId}, l.quantity, l.price
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(id uuid, quantity integer, price bigint)`
    .execute(tx)
    .catch((error: unknown) => {
      const short = lines.find((line) => line.quantity > line.stock) ?? lines[0]!
      if (violates(error, 'canteen_item_stock_check'))
        throw refuse('custody-canteen.out-of-stock', { code: short.code, stock: short.stock })
      throw error
    })
  return {
    voucher: booked.voucher,
    total: rupeesOf(total),
    balance: booked.balance,
    left: week.limit === null ? null : rupeesOf(week.limit - week.spent),
  }
}

export async function addItem(
  tx: Tx,
  given: ParsedInputOf<typeof contract.addCanteenItem>,
): Promise<{ id: string }> {
  const { jurisdiction, unitId } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.canteen_item (jurisdiction, prison_id, code, name_en, name_ur, low)
    values (${jurisdiction}, ${unitId}, ${given.code}, ${given.name.en}, ${given.name.ur}, ${given.low})
    on conflict (prison_id, code) do nothing returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) throw refuse('custody-canteen.code-taken', { code: given.code })
  await sql`insert into custody.canteen_price (item_id, from_on, jurisdiction, prison_id, price)
    values (${id}::uuid, workflow.today(), ${jurisdiction}, ${unitId}, ${paisaOf(given.price)})`.execute(tx)
  return { id }
}

async function refusePast(tx: Tx, day: string): Promise<void> {
  const { rows } = await sql<{ past: boolean }>`select ${day}::date < workflow.today() as past`.execute(tx)
  if (rows[0]?.past === true) throw refuse('custody-canteen.in-the-past', { day })
}

export async function setPrice(
  tx: Tx,
  given: ParsedInputOf<typeof contract.setCanteenPrice>,
): Promise<{ set: true }> {
  await refusePast(tx, given.from)
  const { rows } = await sql<{ prison_id: number }>`
    update custody.canteen_item set sold = ${given.sold} where id = ${given.id}::uuid returning prison_id`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  await sql`insert into custody.canteen_price (item_id, from_on, jurisdiction, prison_id, price)
    values (${given.id}::uuid, ${given.from}, ${standing(tx).jurisdiction}, ${rows[0].prison_id}, ${paisaOf(given.price)})`.execute(
    tx,
  )
  return { set: true }
}

export async function supply(
  tx: Tx,
  given: ParsedInputOf<typeof contract.supplyCanteen>,
): Promise<{ stock: number }> {
  const { rows } = await sql<{ prison_id: number; code: string; stock: number }>`
    select prison_id, code, stock from custody.canteen_item where id = ${given.id}::uuid`.execute(tx)
  const item = rows[0]
  if (item === undefined) throw refuse('not-found')
  const left = given.reason === 'spoiled' ? -Math.abs(given.quantity) : given.quantity
  await sql`insert into custody.canteen_supply (jurisdiction, prison_id, item_id, quantity, reason, note)
    values (${standing(tx).jurisdiction}, ${item.prison_id}, ${given.id}::uuid, ${left}, ${given.reason}, ${given.note ?? null})`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'canteen_item_stock_check'))
        throw refuse('custody-canteen.out-of-stock', { code: item.code, stock: item.stock })
      throw error
    })
  const { rows: now } = await sql<{ stock: number }>`
    select stock from custody.canteen_item where id = ${given.id}::uuid`.execute(tx)
  return { stock: now[0]!.stock }
}
