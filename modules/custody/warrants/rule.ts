import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'

export interface ReadBackRule {
  readonly withinDays: number
  readonly demand: 'listed' | 'release-date'
}

/** The rule of the province today; null where it has none. */
export async function readBackRule(tx: Tx): Promise<ReadBackRule | null> {
  const { rows } = await sql<ReadBackRule>`
    select within_days as "withinDays", demand from custody.read_back_rule
     where jurisdiction = ${standing(tx).jurisdiction} and from_on <= workflow.today() order by from_on desc limit 1`.execute(
    tx,
  )
  return rows[0] ?? null
}

/**
 * Where the province demands it, no date of release that rests on a sentence typed from paper is confirmed before a second officer has
 * read the paper back. Nothing else waits for it: a court's order to release is never held up by the prison's own checking.
 * @throws custody-warrants.read-back-first
 */
export async function refuseBeforeReadBack(tx: Tx, imprisonmentId: string): Promise<void> {
  const rule = await readBackRule(tx)
  if (rule?.demand !== 'release-date') return
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from custody.warrant where imprisonment_id = ${imprisonmentId}::uuid and state = 'in-force'
       and kind = 'conviction' and read_back in ('due', 'differs')`.execute(tx)
  const { count } = rows[0]!
  if (count > 0) throw refuse('custody-warrants.read-back-first', { count })
}
