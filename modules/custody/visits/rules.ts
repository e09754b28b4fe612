import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import type { Rule } from './contract.ts'

/** Every rule of a prison: its own and its province's; few, and read whole. */
export async function rulesOf(tx: Tx, prisonId: number): Promise<Rule[]> {
  const { rows } = await sql<Rule>`
    select id, kind, category, class, sex, ages, over_months as "overMonths", from_on as "fromOn", visits, per, persons, minutes,
      jsonb_build_object('en', source_en, 'ur', source_ur) as source, basis, refer, prison_id is not null as own, ended
      from custody.visit_rule where jurisdiction = ${standing(tx).jurisdiction} and (prison_id is null or prison_id = ${prisonId})
     order by kind, from_on, set_at`.execute(tx)
  return rows
}
