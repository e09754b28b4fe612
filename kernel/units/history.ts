import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse, versionOf } from '#platform/http'
import type { TreeUnit, UnitHistory, UnitRow } from './contract.ts'
import type { Hierarchy } from './data/unit-seed.ts'

/** Today in Pakistan, as the database counts it. */
export async function todayIn(tx: Tx): Promise<string> {
  const { rows } = await sql<{ today: string }>`select units.today() as today`.execute(tx)
  return rows[0]!.today
}

export interface UnitAsOf {
  readonly unit: UnitRow
  /** Whether the unit existed on that day. Its name is then the nearest there is. */
  readonly inForce: boolean
  readonly parents: Partial<Record<Hierarchy, number>>
}

/** What a unit was called and where it stood on a day (`yyyy-mm-dd`), for a record of that day. @throws not-found */
export async function unitAsOf(tx: Tx, id: number, on: string): Promise<UnitAsOf> {
  const { rows } = await sql<UnitRow & { inForce: boolean; parents: Partial<Record<Hierarchy, number>> }>`
    select u.id, u.code, u.kind, u.jurisdiction, n.en as "nameEn", n.ur as "nameUr",
      u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date) as "inForce",
      coalesce((select jsonb_object_agg(e.hierarchy, e.parent_id) from units.edge e where e.child_id = u.id
        and e.valid_from <= ${on}::date and (e.valid_to is null or e.valid_to > ${on}::date)), '{}') as parents
    from units.unit u join lateral (${nameOn(on)}) n on true where u.id = ${id}`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  const { inForce, parents, ...unit } = rows[0]
  return { unit, inForce, parents }
}

const nameOn = (on: string) => sql`select en, ur from units.name n where n.unit_id = u.id
  order by (n.valid_from <= ${on}::date) desc, case when n.valid_from <= ${on}::date then n.valid_from end desc nulls last,
    n.valid_from limit 1`

/** Units of one hierarchy as they stood on a day. Territory holds every unit of that day. */
export async function readTree(
  tx: Tx,
  { hierarchy, on }: { hierarchy: Hierarchy; on?: string | undefined },
): Promise<{ on: string; rows: TreeUnit[] }> {
  const day = on ?? (await todayIn(tx))
  const { rows } = await sql<TreeUnit>`
    with edge as (
      select child_id, parent_id from units.edge where hierarchy = ${hierarchy}
        and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)
    )
    select u.id, u.code, u.kind, u.jurisdiction, n.en as "nameEn", n.ur as "nameUr", e.parent_id as "parentId",
      u.attributes ->> 'topologyId' as "topologyId", u.valid_from as "validFrom", u.valid_to as "validTo"
    from units.unit u join lateral (${nameOn(day)}) n on true left join edge e on e.child_id = u.id
    where u.valid_from <= ${day}::date and (u.valid_to is null or u.valid_to > ${day}::date)
      and (e.child_id is not null or exists (select 1 from edge below where below.parent_id = u.id) or ${hierarchy} = 'territory')
    order by n.en, u.id`.execute(tx)
  return { on: day, rows }
}

/** A unit with all it was called and all it stood under. @throws not-found */
export async function unitHistory(tx: Tx, { id }: { id: number }): Promise<UnitHistory> {
  const { rows } = await sql<{
    found: Omit<UnitHistory, 'unit'> & { unit: Omit<UnitHistory['unit'], 'mine' | 'version'> }
  }>`
    select jsonb_build_object(
      'unit', jsonb_build_object('id', u.id, 'code', u.code, 'kind', u.kind, 'jurisdiction', u.jurisdiction,
        'name', jsonb_build_object('en', u.name_en, 'ur', u.name_ur), 'validFrom', u.valid_from, 'validTo', u.valid_to,
        'attributes', u.attributes),
      'names', (select jsonb_agg(jsonb_build_object('en', n.en, 'ur', n.ur, 'validFrom', n.valid_from, 'validTo', n.valid_to)
        order by n.valid_from desc) from units.name n where n.unit_id = u.id),
      'parents', coalesce((select jsonb_agg(jsonb_build_object('hierarchy', e.hierarchy, 'parent', ${ref('p')},
        'validFrom', e.valid_from, 'validTo', e.valid_to) order by e.valid_from desc, e.hierarchy)
        from units.edge e join units.current_unit p on p.id = e.parent_id where e.child_id = u.id), '[]'),
      'children', coalesce((select jsonb_agg(jsonb_build_object('hierarchy', e.hierarchy, 'child', ${ref('c')},
        'validFrom', e.valid_from, 'validTo', e.valid_to) order by c.kind, c.name_en, e.valid_from)
        from units.edge e join units.current_unit c on c.id = e.child_id where e.parent_id = u.id), '[]')
    ) as found from units.current_unit u where u.id = ${id}`.execute(tx)
  const found = rows[0]?.found
  if (found === undefined) throw refuse('not-found')
  return {
    ...found,
    unit: {
      ...found.unit,
      mine: may(tx, 'units:edit') && isHome(tx, found.unit.jurisdiction),
      version: versionOf(describedBy(found.unit.attributes)),
    },
  }
}

/** What an administrator describes a unit by: the fields that are compared when two do so at once. */
export function describedBy(attributes: Record<string, unknown>): Record<string, unknown> {
  return { capacity: attributes.capacity ?? null, weeklyOff: attributes.weeklyOff ?? [] }
}

const ref = (
  alias: string,
) => sql`jsonb_build_object('id', ${sql.ref(`${alias}.id`)}, 'code', ${sql.ref(`${alias}.code`)},
  'kind', ${sql.ref(`${alias}.kind`)}, 'name', jsonb_build_object('en', ${sql.ref(`${alias}.name_en`)}, 'ur', ${sql.ref(`${alias}.name_ur`)}))`

/** An administrator changes the units of their own province; the federation's those of all. */
export function isHome(tx: Tx, jurisdiction: string): boolean {
  const own = standing(tx).jurisdiction
  return own === 'PK' || own === jurisdiction
}
