import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'

/** Items at or below their minimum, what has expired not counted; overdue are those of which nothing is left. */
export async function countLow(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*) filter (where s.good <= i.minimum)::integer as count, count(*) filter (where s.good = 0)::integer as overdue
      from custody.store_item i cross join lateral (select coalesce(sum(l.quantity) filter (where coalesce(l.expires_on, 'infinity') >= workflow.today()), 0) as good
        from custody.store_lot l where l.item_id = i.id) s where i.prison_id = ${standing(tx).unitId}`.execute(
    tx,
  )
  return rows[0]!
}

/** Issued today and not yet taken over in the kitchen. */
export async function countToReceive(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from custody.ration_indent
     where prison_id = ${standing(tx).unitId} and on_date = workflow.today() and superseded_at is null and issued_at is not null
       and received_at is null and issued_by <> access.account()`.execute(tx)
  return { count: rows[0]!.count, overdue: 0 }
}
