import pg from 'pg'
import type { UnitSeed } from './data/unit-seed.ts'

/**
 * Writes units, names and edges that are not there yet, as the owner. What an administrator has changed since is left alone,
 * so the list can be loaded again with every start.
 */
export async function loadUnits(ownerUrl: string, units: readonly UnitSeed[]): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query(
      `insert into units.unit (code, kind, jurisdiction, valid_from, valid_to, attributes)
       select code, kind, jurisdiction, "from", "to", coalesce(attributes, '{}')
       from jsonb_to_recordset($1::jsonb) as u(code text, kind text, jurisdiction text, "from" date, "to" date, attributes jsonb)
       on conflict (code) do nothing returning code`,
      [JSON.stringify(units.map(({ province, ...unit }) => ({ ...unit, jurisdiction: province ?? 'PK' })))],
    )
    const fresh = new Set(rows.map((row) => row.code as string))
    const added = units.filter((unit) => fresh.has(unit.code))
    await client.query(
      `insert into units.name (unit_id, valid_from, valid_to, en, ur)
       select u.id, n."from", n."to", n.en, n.ur
       from jsonb_to_recordset($1::jsonb) as n(code text, "from" date, "to" date, en text, ur text) join units.unit u on u.code = n.code`,
      [JSON.stringify(added.flatMap(namesOf))],
    )
    const edges = added.flatMap(edgesOf)
    await client.query(
      `insert into units.edge (hierarchy, child_id, parent_id, valid_from, valid_to)
       select e.hierarchy, c.id, p.id, e."from", e."to"
       from jsonb_to_recordset($1::jsonb) as e(hierarchy text, child text, parent text, "from" date, "to" date)
       join units.unit c on c.code = e.child join units.unit p on p.code = e.parent
       on conflict do nothing`,
      [JSON.stringify(edges)],
    )
    if (added.length > 0) await client.query('select units.refresh_reach()')
    await client.query('commit')
    return added.length
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    await client.end()
  }
}

function namesOf(unit: UnitSeed) {
  const former = unit.formerNames ?? []
  return [
    ...former.map(({ name, from, to }) => ({ code: unit.code, from, to: to as string | null, ...name })),
    { code: unit.code, from: former.at(-1)?.to ?? unit.from, to: unit.to ?? null, ...unit.name },
  ]
}

function edgesOf(unit: UnitSeed) {
  const former = unit.formerParents ?? []
  const current = Object.entries(unit.parents).map(([hierarchy, parent]) => ({
    hierarchy,
    child: unit.code,
    parent,
    from: former.filter((each) => each.hierarchy === hierarchy).at(-1)?.to ?? unit.from,
    to: unit.to ?? null,
  }))
  return [...former.map((each) => ({ ...each, child: unit.code, to: each.to as string | null })), ...current]
}
