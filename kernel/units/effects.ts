import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { close, create, move, split } from './changes.ts'
import type { Effects, UnitChange } from './contract.ts'
import { todayIn } from './history.ts'

/** Key of a unit in a hierarchy, and the units below it. */
type Reach = Map<string, Set<number>>

interface Group {
  readonly unitId: number
  readonly unitEn: string
  readonly unitUr: string
  readonly titleEn: string
  readonly titleUr: string
  readonly reach: string
  readonly hierarchy: string | null
  readonly jurisdiction: string
  readonly grants: number
}

/**
 * Makes the change, looks at who would see what, and takes it back. What is shown is therefore what will happen, refusals
 * included, and not a second opinion that could differ.
 */
export async function effectsOf(tx: Tx, { change }: { change: UnitChange }): Promise<Effects> {
  const today = await todayIn(tx)
  const on = [change.from, today].toSorted().at(-1)!
  const groups = await grantGroups(tx)
  const before = await reachOn(tx, on)
  await sql`savepoint before_change`.execute(tx)
  const { id } = await carryOut(tx, change)
  const after = await reachOn(tx, on)
  const { rows } = await sql<{
    jurisdiction: string
  }>`select jurisdiction from units.unit where id = ${id}`.execute(tx)
  await sql`rollback to savepoint before_change`.execute(tx)
  const added = change.act === 'create' || change.act === 'split'
  const changed = groups
    .map((group) => ({
      group,
      ...(group.reach === 'below'
        ? difference(before.get(keyOf(group)), after.get(keyOf(group)))
        : { gains: added && group.jurisdiction === rows[0]!.jurisdiction ? 1 : 0, loses: 0 }),
    }))
    .filter(({ gains, loses }) => gains + loses > 0)
  const count = (some: typeof changed): number => some.reduce((sum, { group }) => sum + group.grants, 0)
  return {
    on,
    gaining: count(changed.filter(({ gains }) => gains > 0)),
    losing: count(changed.filter(({ loses }) => loses > 0)),
    holders: change.act === 'create' ? 0 : await holdersIn(tx, change.id),
    rows: changed.map(({ group, gains, loses }) => ({
      post: { en: group.titleEn, ur: group.titleUr },
      unit: { id: group.unitId, name: { en: group.unitEn, ur: group.unitUr } },
      grants: group.grants,
      gains,
      loses,
    })),
  }
}

function carryOut(tx: Tx, change: UnitChange): Promise<{ id: number }> {
  if (change.act === 'create') return create(tx, change)
  if (change.act === 'move') return move(tx, change)
  if (change.act === 'split') return split(tx, change)
  return close(tx, change)
}

const keyOf = (group: Group): string => `${group.hierarchy} ${group.unitId}`

async function reachOn(tx: Tx, on: string): Promise<Reach> {
  const { rows } = await sql<{ key: string; below: number[] }>`
    select hierarchy || ' ' || ancestor_id as key, array_agg(descendant_id) as below
    from units.reach_on(${on}::date) group by 1`.execute(tx)
  return new Map(rows.map((row) => [row.key, new Set(row.below)]))
}

function difference(before: ReadonlySet<number> = new Set(), after: ReadonlySet<number> = new Set()) {
  return { gains: after.difference(before).size, loses: before.difference(after).size }
}

const inForce = sql`g.revoked_at is null and g.refused_at is null and (g.valid_to is null or g.valid_to > now())
  and (g.proposed_by is null or g.approved_by is not null) and g.post_code <> 'service'`

/** Grants in force, of the posts whose reach follows the order of units. */
async function grantGroups(tx: Tx): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select g.unit_id as "unitId", u.name_en as "unitEn", u.name_ur as "unitUr", p.title_en as "titleEn", p.title_ur as "titleUr",
      p.reach, p.hierarchy, u.jurisdiction, count(*)::integer as grants
    from access.grant g join access.post p on p.code = g.post_code join units.current_unit u on u.id = g.unit_id
    where p.reach in ('below', 'jurisdiction') and ${inForce}
    group by 1, 2, 3, 4, 5, 6, 7, 8 order by p.title_en, u.name_en`.execute(tx)
  return rows
}

async function holdersIn(tx: Tx, unitId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from access.grant g where g.unit_id = ${unitId} and ${inForce}`.execute(tx)
  return rows[0]!.n
}
