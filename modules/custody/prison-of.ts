import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'

export interface Prison {
  readonly id: number
  readonly name: { readonly en: string; readonly ur: string }
}

/** The prisons the reader reaches: their own, or for the Inspector-General all of the department. */
export async function prisonsInReach(tx: Tx): Promise<Prison[]> {
  const { rows } = await sql<{ id: number; name_en: string; name_ur: string }>`
    select id, name_en, name_ur from units.current_unit
     where kind = 'prison' and id = any (access.units()) and (valid_to is null or valid_to > workflow.today())
     order by name_en, id`.execute(tx)
  return rows.map((row) => ({ id: row.id, name: { en: row.name_en, ur: row.name_ur } }))
}

/** Of which prison a page speaks: the one asked for, one's own, or the first in reach. @throws not-found */
export async function prisonOf(tx: Tx, asked: number | undefined): Promise<Prison & { prisons: Prison[] }> {
  const prisons = await prisonsInReach(tx)
  const found =
    asked === undefined
      ? (prisons.find((one) => one.id === standing(tx).unitId) ?? prisons[0])
      : prisons.find((one) => one.id === asked)
  if (found === undefined) throw refuse('not-found')
  return { ...found, prisons }
}
