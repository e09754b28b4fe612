import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export interface Week {
  /** Paisa; null where the province has set none. */
  readonly limit: number | null
  readonly spent: number
  /** The day this week of the canteen began. */
  readonly from: string
}

/** What the province lets a prisoner spend in a week, as of the day that is booked now, and what was spent of it. */
export async function weekOf(tx: Tx, prisonId: number, imprisonmentId: string): Promise<Week> {
  const { rows } = await sql<Week>`
    with rule as (
      select l.weekly, l.week_starts, d.day from units.unit u
        cross join lateral (select greatest(workflow.today(), (select closed_through + 1 from custody.money_book where prison_id = u.id)) as day) d
        left join lateral (select weekly, week_starts from custody.canteen_limit l where l.jurisdiction = u.jurisdiction and l.from_on <= d.day
          order by l.from_on desc, l.set_at desc limit 1) l on true
       where u.id = ${prisonId}),
    week as (
      select weekly, day - (extract(isodow from day)::integer - coalesce(week_starts, 1) + 7) % 7 as since from rule)
    select w.weekly as "limit", w.since as "from", coalesce((select -sum(p.amount) from custody.money_account a
        join custody.money_posting p on p.account_id = a.id join custody.money_transaction t on t.id = p.transaction_id
       where a.imprisonment_id = ${imprisonmentId}::uuid and p.day >= w.since and (t.kind = 'canteen' or exists (
         select 1 from custody.money_transaction b where b.id = t.reverses and b.kind = 'canteen' and b.day >= w.since))), 0)::bigint as spent
      from week w`.execute(tx)
  return rows[0]!
}
