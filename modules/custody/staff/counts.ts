import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { today } from '../law-of-prison.ts'
import { dayOf } from './day.ts'

/** Places still to be filled in today's shifts that are not over; overdue are those of the shift that runs. */
export async function countRosterGaps(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { boards } = await dayOf(tx, standing(tx).unitId!, await today(tx))
  const sum = (times: readonly string[]) =>
    boards.filter(({ time }) => times.includes(time)).reduce((total, { gaps }) => total + gaps, 0)
  return { count: sum(['now', 'ahead']), overdue: sum(['now']) }
}

export async function countToTakeOver(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, count(*) filter (where handed_at < clock_timestamp() - interval '1 hour')::integer as overdue
      from custody.duty_handover where taken_at is null and handed_by <> access.account() and handed_at > clock_timestamp() - interval '2 days'`.execute(
    tx,
  )
  return rows[0]!
}
