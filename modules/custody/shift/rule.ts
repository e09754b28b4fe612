import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'

export interface ShiftRule {
  /** After so many hours a pack ends by itself. */
  readonly hours: number
  readonly mostTries: number
  /** What was done longer ago than this when it arrives is not taken without an officer. */
  readonly actHours: number
}

/** The rule of the province that is in force today. @throws not-found where the province has none */
export async function shiftRuleOf(tx: Tx): Promise<ShiftRule> {
  const { rows } = await sql<{ hours: number; most_tries: number; act_hours: number }>`
    select hours, most_tries, act_hours from custody.shift_rule
     where jurisdiction = access.jurisdiction() and from_on <= workflow.today() order by from_on desc limit 1`.execute(
    tx,
  )
  const rule = rows[0]
  if (rule === undefined) throw refuse('not-found')
  return { hours: rule.hours, mostTries: rule.most_tries, actHours: rule.act_hours }
}
