import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { rupeesOf } from '../accounts/paisa.ts'
import { today } from '../law-of-prison.ts'
import { prisonOf } from '../prison-of.ts'
import type * as contract from './contract.ts'
import { type LineKind, lineKinds } from './contract.ts'

type Account = OutputOf<typeof contract.getFactoryAccount>

const monthsShown = 6

const firstOf = (month: string) => `${month}-01`
const lastOf = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10)
const monthsBefore = (month: string, back: number) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 - back, 1))
    .toISOString()
    .slice(0, 7)

const none = (): Record<LineKind, number> =>
  Object.fromEntries(lineKinds.map((kind) => [kind, 0])) as Record<LineKind, number>

interface MonthRow {
  readonly month: string
  readonly kind: LineKind
  readonly paisa: number
  readonly entries: number
  readonly unpriced: number
}

/** What a month cost: material and the wages of the factory's gangs. */
export const costsOf = (figures: Readonly<Record<LineKind, number>>) => figures.material + figures.wages
/** What a month earned beyond its costs: delivered less what will not be paid. Paisa, so that nothing is lost in fractions. */
export const resultOf = (figures: Readonly<Record<LineKind, number>>) =>
  figures.delivered - figures.forgiven - costsOf(figures)

/** The account of a month: sums of `custody.factory_lines` and of nothing else. @throws not-found */
export async function accountOf(
  tx: Tx,
  query: ParsedInputOf<typeof contract.getFactoryAccount>,
): Promise<Account> {
  const { prisons, ...prison } = await prisonOf(tx, query.prisonId)
  const day = await today(tx)
  const month = query.month ?? day.slice(0, 7)
  const { rows } = await sql<MonthRow>`
    select to_char(l.day, 'YYYY-MM') as month, l.kind, sum(l.paisa)::float8 as paisa, count(*)::integer as entries,
      (count(*) filter (where not l.priced))::integer as unpriced
      from custody.factory_lines(${prison.id}, ${firstOf(monthsBefore(month, monthsShown - 1))}::date, ${lastOf(month)}::date) l group by 1, 2`.execute(
    tx,
  )
  const of = (which: string) => {
    const figures = none()
    for (const row of rows) if (row.month === which) figures[row.kind] = row.paisa
    return figures
  }
  const figures = of(month)
  const counts = none()
  for (const row of rows) if (row.month === month) counts[row.kind] = row.entries
  const orders = await owedAt(tx, prison.id, lastOf(month))
  return {
    prison,
    prisons,
    today: day,
    month,
    figures: inRupees(figures),
    counts,
    unpriced: rows.filter((row) => row.month === month).reduce((sum, row) => sum + row.unpriced, 0),
    result: rupeesOf(resultOf(figures)),
    owed: rupeesOf(orders.reduce((sum, { paisa }) => sum + Math.max(0, paisa), 0)),
    ahead: rupeesOf(orders.reduce((sum, { paisa }) => sum + Math.max(0, -paisa), 0)),
    owing: orders
      .filter(({ paisa }) => paisa > 0)
      .map(({ paisa, ...order }) => ({ ...order, owed: rupeesOf(paisa) })),
    months: Array.from({ length: monthsShown }, (_, at) => {
      const which = monthsBefore(month, monthsShown - 1 - at)
      const sums = of(which)
      return {
        month: which,
        costs: rupeesOf(costsOf(sums)),
        delivered: rupeesOf(sums.delivered),
        received: rupeesOf(sums.received - sums.refunded),
      }
    }),
  }
}

const inRupees = (figures: Record<LineKind, number>): Record<LineKind, number> =>
  Object.fromEntries(Object.entries(figures).map(([kind, paisa]) => [kind, rupeesOf(paisa)])) as Record<
    LineKind,
    number
  >

/** Every order with something owed, or paid ahead, at the end of a day. */
async function owedAt(
  tx: Tx,
  prisonId: number,
  day: string,
): Promise<{ id: string; number: string; customer: string; paisa: number }[]> {
  const { rows } = await sql<{ id: string; number: string; customer: string; paisa: number }>`
    select o.id, o.number || '/' || o.year as number, o.customer, s.paisa::float8 as paisa
      from (select m.order_id, sum(m.paisa) as paisa from (
          select d.order_id, d.paisa from custody.factory_delivery d where d.prison_id = ${prisonId} and d.day <= ${day}::date
          union all select r.order_id, -r.paisa from custody.factory_receipt r where r.prison_id = ${prisonId} and r.day <= ${day}::date
          union all select c.order_id, case c.kind when 'debt' then -c.paisa else c.paisa end from custody.factory_correction c
            where c.prison_id = ${prisonId} and c.state = 'approved' and c.kind <> 'spoiled' and c.day <= ${day}::date) m
        group by m.order_id having sum(m.paisa) <> 0) s
      join custody.factory_order o on o.id = s.order_id order by s.paisa desc, o.year, o.number`.execute(tx)
  return rows
}

interface LineRow extends Omit<OutputOf<typeof contract.listFactoryLines>['rows'][number], 'amount'> {
  readonly paisa: number
  readonly total: number
  readonly sum: number
}

export async function listLines(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listFactoryLines>,
): Promise<OutputOf<typeof contract.listFactoryLines>> {
  const { id: prisonId } = await prisonOf(tx, query.prisonId)
  const { rows } = await sql<LineRow>`
    select l.key, l.day, l.kind, l.quantity::float8 as quantity, l.paisa::float8 as paisa, l.voucher, l.priced,
      case when o.id is not null then jsonb_build_object('id', o.id, 'number', o.number || '/' || o.year, 'customer', o.customer) end as "order",
      case when g.id is not null then jsonb_build_object('id', g.id, 'name', jsonb_build_object('en', g.name_en, 'ur', g.name_ur)) end as gang,
      case when l.item_en is not null then jsonb_build_object('en', l.item_en, 'ur', l.item_ur) end as item,
      count(*) over ()::integer as total, sum(l.paisa) over ()::float8 as sum
      from custody.factory_lines(${prisonId}, ${firstOf(query.month)}::date, ${lastOf(query.month)}::date) l
      left join custody.factory_order o on o.id = l.order_id left join custody.gang g on g.id = l.gang_id
     where l.kind = ${query.kind} order by l.day desc, l.key limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  return {
    rows: rows.map(({ paisa, total: _, sum: __, ...row }) => ({ ...row, amount: rupeesOf(paisa) })),
    total: rows[0]?.total ?? 0,
    sum: rupeesOf(rows[0]?.sum ?? 0),
  }
}

/** Each day of the month up to a day: what was finished, handed over and received. */
export async function figuresByDay(
  tx: Tx,
  prisonId: number,
  day: string,
): Promise<{ day: string; output: number; delivered: number; received: number }[]> {
  const { rows } = await sql<{ day: string; output: number; delivered: number; received: number }>`
    select to_char(d, 'YYYY-MM-DD') as day, coalesce(sum(l.paisa) filter (where l.kind = 'output'), 0)::float8 as output,
      coalesce(sum(l.paisa) filter (where l.kind = 'delivered'), 0)::float8 as delivered,
      coalesce(sum(l.paisa) filter (where l.kind = 'received'), 0)::float8 as received
      from generate_series(${firstOf(day.slice(0, 7))}::date, ${day}::date, interval '1 day') d
      left join custody.factory_lines(${prisonId}, ${firstOf(day.slice(0, 7))}::date, ${day}::date) l on l.day = d::date
     group by d order by d`.execute(tx)
  return rows.map((row) => ({
    day: row.day,
    output: rupeesOf(row.output),
    delivered: rupeesOf(row.delivered),
    received: rupeesOf(row.received),
  }))
}
