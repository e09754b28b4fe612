import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { UnitRow } from './contract.ts'

const columns = sql`u.id, u.code, u.kind, u.jurisdiction, u.name_en as "nameEn", u.name_ur as "nameUr"`

export interface UnitQuery {
  readonly kind?: string | undefined
  readonly jurisdiction?: string | undefined
  readonly q?: string | undefined
  readonly below?: number | undefined
  readonly hierarchy: string
  readonly page: number
  readonly size: number
}

/** Units in force today. */
export async function listUnitRows(tx: Tx, query: UnitQuery): Promise<{ rows: UnitRow[]; total: number }> {
  const like = query.q === undefined ? null : `%${query.q}%`
  const filter = sql`(u.valid_to is null or u.valid_to > current_date)
    and (${query.kind ?? null}::text is null or u.kind = ${query.kind ?? null})
    and (${query.jurisdiction ?? null}::text is null or u.jurisdiction = ${query.jurisdiction ?? null})
    and (${like}::text is null or u.name_en ilike ${like} or u.name_ur like ${like} or u.code ilike ${like})
    and (${query.below ?? null}::integer is null or exists (select 1 from units.reach r where r.hierarchy = ${query.hierarchy}
      and r.ancestor_id = ${query.below ?? null} and r.descendant_id = u.id))`
  const { rows } = await sql<UnitRow>`select ${columns} from units.current_unit u where ${filter}
    order by u.name_en, u.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(tx)
  const { rows: counted } = await sql<{
    total: number
  }>`select count(*)::integer as total from units.current_unit u where ${filter}`.execute(tx)
  return { rows, total: counted[0]!.total }
}

/** A unit by its number. @throws not-found */
export async function getUnit(tx: Tx, id: number): Promise<UnitRow> {
  const { rows } = await sql<UnitRow>`select ${columns} from units.current_unit u where u.id = ${id}`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

/** The units of one kind that serve a unit's district, such as the prosecution office of a police station's. */
export async function unitsServingDistrictOf(tx: Tx, unitId: number, kind: string): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`
    select ${columns} from units.reach here
    join units.unit district on district.id = here.ancestor_id and district.kind = 'district'
    join units.reach there on there.hierarchy = 'territory' and there.ancestor_id = district.id
    join units.current_unit u on u.id = there.descendant_id and u.kind = ${kind}
    where here.hierarchy = 'territory' and here.descendant_id = ${unitId} order by u.id`.execute(tx)
  return rows
}
