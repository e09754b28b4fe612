import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse, refuseUnlessCurrent } from '#platform/http'
import type { CloseUnit, CreateUnit, MoveUnit, RenameUnit, SplitUnit } from './contract.ts'
import type { Hierarchy, UnitKind } from './data/unit-seed.ts'
import { describedBy, isHome } from './history.ts'
import { hierarchies, parentKinds } from './kinds.ts'

interface Stored {
  readonly id: number
  readonly code: string
  readonly kind: UnitKind
  readonly jurisdiction: string
  readonly from: string
  readonly to: string | null
  readonly attributes: Record<string, unknown>
}

interface Placing {
  readonly unit: Pick<Stored, 'id' | 'kind' | 'jurisdiction'>
  readonly hierarchy: Hierarchy
  readonly parentId: number
  readonly from: string
}

/**
 * Begins a unit on a day, under a parent in each hierarchy it stands in.
 * @throws units.code-taken, units.elsewhere, units.parent-kind, units.parent-not-in-force, units.parent-elsewhere
 */
export async function create(tx: Tx, input: CreateUnit): Promise<{ id: number }> {
  await oneAtATime(tx)
  const home = await stored(tx, input.parents.territory)
  const id = await addUnit(tx, { ...input, jurisdiction: home.jurisdiction, attributes: {} })
  for (const hierarchy of hierarchies) {
    const parentId = input.parents[hierarchy]
    if (parentId !== undefined)
      await place(tx, {
        unit: { id, kind: input.kind, jurisdiction: home.jurisdiction },
        hierarchy,
        parentId,
        from: input.from,
      })
  }
  await refreshReach(tx)
  return { id }
}

/** Another name from a day. @throws units.closed, units.not-in-force, units.later-change, units.same-name */
export async function rename(tx: Tx, { id, name, from }: RenameUnit): Promise<{ id: number }> {
  await oneAtATime(tx)
  const unit = await changeable(tx, id, from)
  const { rows } = await sql<{ en: string; ur: string; since: string }>`
    select en, ur, valid_from as since from units.name where unit_id = ${unit.id} order by valid_from desc limit 1`.execute(
    tx,
  )
  const last = rows[0]!
  if (last.en === name.en && last.ur === name.ur) throw refuse('units.same-name')
  if (last.since >= from) throw refuse('units.later-change', { since: last.since })
  await sql`update units.name set valid_to = ${from}::date where unit_id = ${id} and valid_from = ${last.since}::date`.execute(
    tx,
  )
  await sql`insert into units.name (unit_id, valid_from, en, ur) values (${id}, ${from}::date, ${name.en}, ${name.ur})`.execute(
    tx,
  )
  return { id }
}

/**
 * Another parent in one hierarchy from a day. Until that day the old one stands.
 * @throws units.same-parent, units.later-change, units.circle and those of `create`
 */
export async function move(tx: Tx, { id, hierarchy, parentId, from }: MoveUnit): Promise<{ id: number }> {
  await oneAtATime(tx)
  const unit = await changeable(tx, id, from)
  await place(tx, { unit, hierarchy, parentId, from })
  await refreshReach(tx)
  return { id }
}

/**
 * Carves a new unit of the same kind from one that stays. It stands under the same parents, and the chosen units below go with
 * it in every hierarchy in which they stand directly under the old one.
 * @throws units.not-a-child and those of `create` and `move`
 */
export async function split(tx: Tx, input: SplitUnit): Promise<{ id: number }> {
  await oneAtATime(tx)
  const { from } = input
  const source = await changeable(tx, input.id, from)
  const { topologyId } = source.attributes
  const id = await addUnit(tx, {
    ...input,
    kind: source.kind,
    jurisdiction: source.jurisdiction,
    attributes: { carvedFrom: source.code, ...(topologyId === undefined ? {} : { topologyId }) },
  })
  const unit = { id, kind: source.kind, jurisdiction: source.jurisdiction }
  for (const edge of await edgesOn(tx, 'child_id', source.id, from))
    await place(tx, { unit, hierarchy: edge.hierarchy, parentId: edge.parentId, from })
  const below = await edgesOn(tx, 'parent_id', source.id, from)
  for (const childId of new Set(input.children)) {
    const edges = below.filter((edge) => edge.childId === childId)
    if (edges.length === 0) throw refuse('units.not-a-child', { unit: (await stored(tx, childId)).code })
    const child = await changeable(tx, childId, from)
    for (const { hierarchy } of edges) await place(tx, { unit: child, hierarchy, parentId: id, from })
  }
  await refreshReach(tx)
  return { id }
}

/** Ends a unit on a day: the first on which it is no more. @throws units.has-children, units.later-change */
export async function close(tx: Tx, { id, from }: CloseUnit): Promise<{ id: number }> {
  await oneAtATime(tx)
  const unit = await changeable(tx, id, from)
  if (unit.from === from) throw refuse('units.not-in-force', { since: unit.from })
  const { rows } = await sql<{ children: number; since: string | null }>`select
    (select count(distinct child_id)::integer from units.edge
      where parent_id = ${id} and (valid_to is null or valid_to > ${from}::date)) as children,
    (select max(since) from (
      select max(valid_from) as since from units.edge where child_id = ${id} and valid_from >= ${from}::date
      union all select max(valid_from) from units.name where unit_id = ${id} and valid_from >= ${from}::date) later) as since`.execute(
    tx,
  )
  const { children, since } = rows[0]!
  if (children > 0) throw refuse('units.has-children', { count: children })
  if (since !== null) throw refuse('units.later-change', { since })
  await sql`update units.edge set valid_to = ${from}::date where child_id = ${id} and valid_to is null`.execute(
    tx,
  )
  await sql`update units.name set valid_to = ${from}::date where unit_id = ${id} and valid_to is null`.execute(
    tx,
  )
  await sql`update units.unit set valid_to = ${from}::date where id = ${id}`.execute(tx)
  await refreshReach(tx)
  return { id }
}

/** Capacity and weekly days off. What is not given stays. @throws units.capacity-of-prison, stale-version */
export async function describe(
  tx: Tx,
  input: {
    id: number
    capacity?: number | undefined
    weeklyOff?: readonly string[] | undefined
    version: string
  },
): Promise<{ id: number }> {
  await oneAtATime(tx)
  const unit = await editable(tx, input.id)
  refuseUnlessCurrent(input.version, describedBy(unit.attributes))
  if (input.capacity !== undefined && unit.kind !== 'prison') throw refuse('units.capacity-of-prison')
  const set = {
    ...(input.capacity === undefined ? {} : { capacity: input.capacity, capacitySource: 'administrator' }),
    ...(input.weeklyOff === undefined ? {} : { weeklyOff: input.weeklyOff }),
  }
  await sql`update units.unit set attributes = attributes || ${JSON.stringify(set)}::jsonb where id = ${unit.id}`.execute(
    tx,
  )
  return { id: unit.id }
}

/** Two people who move two units at once could close a circle that neither sees. */
async function oneAtATime(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7214010)`.execute(tx)
}

export async function refreshReach(tx: Tx): Promise<void> {
  await sql`select units.refresh_reach()`.execute(tx)
}

async function stored(tx: Tx, id: number): Promise<Stored> {
  const { rows } = await sql<Stored>`
    select id, code, kind, jurisdiction, valid_from as "from", valid_to as "to", attributes from units.unit where id = ${id}`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

async function editable(tx: Tx, id: number): Promise<Stored> {
  const unit = await stored(tx, id)
  if (!isHome(tx, unit.jurisdiction)) throw refuse('units.elsewhere')
  return unit
}

async function changeable(tx: Tx, id: number, from: string): Promise<Stored> {
  const unit = await editable(tx, id)
  if (unit.to !== null) throw refuse('units.closed', { since: unit.to })
  if (unit.from > from) throw refuse('units.not-in-force', { since: unit.from })
  return unit
}

async function addUnit(
  tx: Tx,
  unit: {
    code: string
    kind: UnitKind
    jurisdiction: string
    from: string
    attributes: Record<string, unknown>
    name: { en: string; ur: string }
  },
): Promise<number> {
  if (!isHome(tx, unit.jurisdiction)) throw refuse('units.elsewhere')
  const { rows } = await sql<{ id: number }>`
    insert into units.unit (code, kind, jurisdiction, valid_from, attributes)
    values (${unit.code}, ${unit.kind}, ${unit.jurisdiction}, ${unit.from}::date, ${JSON.stringify(unit.attributes)}::jsonb)
    on conflict (code) do nothing returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('units.code-taken', { code: unit.code })
  await sql`insert into units.name (unit_id, valid_from, en, ur)
    values (${rows[0].id}, ${unit.from}::date, ${unit.name.en}, ${unit.name.ur})`.execute(tx)
  return rows[0].id
}

/** Ends the edge that stands and begins the new one. */
async function place(tx: Tx, { unit, hierarchy, parentId, from }: Placing): Promise<void> {
  const parent = await stored(tx, parentId)
  if (!(parentKinds[unit.kind][hierarchy] ?? []).includes(parent.kind))
    throw refuse('units.parent-kind', { hierarchy })
  if (parent.jurisdiction !== unit.jurisdiction && parent.jurisdiction !== 'PK')
    throw refuse('units.parent-elsewhere')
  if (parent.from > from || parent.to !== null)
    throw refuse('units.parent-not-in-force', { since: parent.to ?? parent.from })
  const { rows } = await sql<{ since: string; parentId: number; to: string | null }>`
    select valid_from as since, parent_id as "parentId", valid_to as "to" from units.edge
    where hierarchy = ${hierarchy} and child_id = ${unit.id} order by valid_from desc limit 1`.execute(tx)
  const last = rows[0]
  if (last !== undefined) {
    if (last.since >= from) throw refuse('units.later-change', { since: last.since })
    if (last.to !== null && last.to > from) throw refuse('units.later-change', { since: last.to })
    if (last.parentId === parentId && last.to === null) throw refuse('units.same-parent')
    if (last.to === null)
      await sql`update units.edge set valid_to = ${from}::date
        where hierarchy = ${hierarchy} and child_id = ${unit.id} and valid_from = ${last.since}::date`.execute(
        tx,
      )
  }
  await refuseCircle(tx, { unit, hierarchy, parentId, from })
  await sql`insert into units.edge (hierarchy, child_id, parent_id, valid_from)
    values (${hierarchy}, ${unit.id}, ${parentId}, ${from}::date)`.execute(tx)
}

/** Climbs from the new parent along edges that overlap in time; whoever comes back to the unit found a day with a circle. */
async function refuseCircle(tx: Tx, { unit, hierarchy, parentId, from }: Placing): Promise<void> {
  const { rows } = await sql`
    with recursive up as (
      select ${parentId}::integer as id, daterange(${from}::date, null) as during
      union
      select e.parent_id, up.during * daterange(e.valid_from, e.valid_to) from up join units.edge e
        on e.hierarchy = ${hierarchy} and e.child_id = up.id and up.during && daterange(e.valid_from, e.valid_to)
       where up.id <> ${unit.id}
    ) select 1 from up where id = ${unit.id} limit 1`.execute(tx)
  if (rows.length > 0) throw refuse('units.circle')
}

async function edgesOn(
  tx: Tx,
  end: 'child_id' | 'parent_id',
  id: number,
  on: string,
): Promise<{ hierarchy: Hierarchy; childId: number; parentId: number }[]> {
  const { rows } = await sql<{ hierarchy: Hierarchy; childId: number; parentId: number }>`
    select hierarchy, child_id as "childId", parent_id as "parentId" from units.edge
    where ${sql.ref(end)} = ${id} and valid_from <= ${on}::date and (valid_to is null or valid_to > ${on}::date)
    order by hierarchy, child_id`.execute(tx)
  return rows
}
