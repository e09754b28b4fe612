import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf } from '#platform/http/contract'
import { prisonOf } from '../prison-of.ts'
import { KeptApart, pairsOf } from './apart.ts'
import type { Breach, getLocation, getOccupancy, listBarracks } from './contract.ts'
import { labelOf, type Place, placesOf, roomOf, sumOf, tileOf } from './rooms.ts'
import { classOf, mustMoveFor } from './separation.ts'
import { type Held, heldWhere, juvenileBornAfter, latestHabit, someoneOf } from './sleepers.ts'

type Occupancy = OutputOf<typeof getOccupancy>

/**
 * Those of a prison who must not stay where they are. Thousands sleep in a large prison, and few are misplaced: the rules are asked once
 * for each kind of prisoner in each place, and only the places where somebody may not stay are looked at by name.
 */
async function misplacedIn(
  tx: Tx,
  prisonId: number,
  places: ReadonlyMap<string, Place>,
): Promise<{ one: Held; breaches: Breach[] }[]> {
  const { rows: kinds } = await sql<{
    location_id: string
    sex: Held['sex']
    juvenile: boolean | null
    category: string
    ward: Held['ward']
    habit: Held['habit']
  }>`select a.location_id, p.sex, p.birth_date > ${await juvenileBornAfter(tx)}::date as juvenile, i.category,
      coalesce(w.ward, 'ordinary') as ward, h.habit
      from custody.allocation a join custody.imprisonment i on i.id = a.imprisonment_id join people.record p on p.id = i.record_id
      left join custody.medical_ward w on w.imprisonment_id = i.id and w.until_at is null
      left join lateral ${latestHabit} h on true
     where a.prison_id = ${prisonId} and a.to_at is null group by 1, 2, 3, 4, 5, 6`.execute(tx)
  const suspect = new Set(
    kinds.flatMap(({ location_id, sex, juvenile, category, ward, habit }) => {
      const place = places.get(location_id)
      const sleeper = { sex, juvenile, holds: classOf(category), ward, habit }
      return place !== undefined &&
        mustMoveFor(sleeper, roomOf(place, { inIt: true, keptApart: false })).length > 0
        ? [location_id]
        : []
    }),
  )
  const pairs = await pairsOf(tx, prisonId)
  const paired = pairs.flatMap(({ one, other }) => [one, other])
  if (suspect.size + paired.length === 0) return []
  const held = wardFirst(
    await heldWhere(
      tx,
      sql`i.prison_id = ${prisonId} and i.state = 'in'
        and (a.location_id = any (${[...suspect]}::uuid[]) or i.id = any (${paired}::uuid[]))`,
    ),
  )
  const apart = new KeptApart(pairs, held)
  return held.flatMap((one) => {
    const breaches = apart.breaches(one, places)
    return breaches.length === 0 ? [] : [{ one, breaches }]
  })
}

/** Whoever a doctor has isolated or ordered to hospital before all others: of those who wait, they can wait least. */
function wardFirst(rows: readonly Held[]): Held[] {
  const rank = (one: Held) => (one.ward === 'ordinary' ? 1 : 0)
  return rows.toSorted((a, b) => rank(a) - rank(b))
}

/** @throws not-found when the reader does not reach that prison */
export async function occupancyOf(tx: Tx, asked: number | undefined): Promise<Occupancy> {
  const { prisons, ...prison } = await prisonOf(tx, asked)
  const places = await placesOf(tx, prison.id)
  const all = [...places.values()]
  const barracks = all.filter((place) => place.kind === 'barrack')
  const circles: Occupancy['circles'] = [
    ...all
      .filter((place) => place.kind === 'circle')
      .map((circle) => ({
        id: circle.id,
        name: circle.name,
        barracks: barracks.filter((one) => one.parentId === circle.id).map(tileOf),
      })),
    { id: null, name: null, barracks: barracks.filter((one) => one.parentId === null).map(tileOf) },
  ]
  const withoutPlace = await heldWhere(
    tx,
    sql`i.prison_id = ${prison.id} and i.state = 'in' and a.id is null`,
  )
  const misplaced = await misplacedIn(tx, prison.id, places)
  const totals = sumOf(barracks)
  const { rows } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(tx)
  return {
    prison,
    prisons,
    asOf: rows[0]!.now,
    totals: { ...totals, onRoll: totals.held + withoutPlace.length, withoutPlace: withoutPlace.length },
    circles: circles.filter((circle) => circle.id !== null || circle.barracks.length > 0),
    withoutPlace: wardFirst(withoutPlace).map(someoneOf),
    toMove: misplaced.flatMap(({ one, breaches }) =>
      one.locationId === null
        ? []
        : [
            {
              ...someoneOf(one),
              locationId: one.locationId,
              place: labelOf(places, one.locationId),
              breaches,
            },
          ],
    ),
  }
}

/** @throws not-found */
export async function locationPage(tx: Tx, id: string): Promise<OutputOf<typeof getLocation>> {
  const { rows: found } = await sql<{ prison_id: number; kind: string }>`
    select prison_id, kind from custody.location where id = ${id}::uuid`.execute(tx)
  if (found[0] === undefined || found[0].kind === 'bed' || found[0].kind === 'circle')
    throw refuse('not-found')
  const { prisons: _, ...prison } = await prisonOf(tx, found[0].prison_id)
  const places = await placesOf(tx, prison.id)
  const here = places.get(id)
  if (here === undefined) throw refuse('not-found')
  const cells = [...places.values()].filter((place) => place.parentId === id && place.kind === 'cell')
  const within = new Set([id, ...cells.map((cell) => cell.id)])
  const pairs = await pairsOf(tx, prison.id)
  const held = await heldWhere(
    tx,
    sql`i.prison_id = ${prison.id} and i.state = 'in' and (a.location_id = any (${[...within]}::uuid[])
      or i.id = any (${pairs.flatMap(({ one, other }) => [one, other])}::uuid[]))`,
  )
  const apart = new KeptApart(pairs, held)
  const people = held.filter((one) => one.locationId !== null && within.has(one.locationId))
  const sleeperOf = new Map(people.flatMap((one) => (one.bedId === null ? [] : [[one.bedId, one] as const])))
  const { rows: beds } = await sql<{ id: string; name_en: string; name_ur: string; closed: boolean }>`
    select b.id, b.name_en, b.name_ur, exists (select 1 from custody.closure c where c.location_id = b.id and c.reopened_at is null) as closed
      from custody.location b where b.parent_id = ${id}::uuid and b.kind = 'bed' order by b.position, b.name_en`.execute(
    tx,
  )
  const { rows: capacities } = await sql<OutputOf<typeof getLocation>['capacities'][number]>`
    select from_on as "fromOn", authorised, working, maximum, reason from custody.capacity where location_id = ${id}::uuid
     order by from_on desc, set_at desc`.execute(tx)
  const { rows: closures } = await sql<OutputOf<typeof getLocation>['closures'][number]>`
    select reason, note, closed_on as "closedOn", reopened_at as "reopenedAt", reopened_why as "reopenedWhy"
      from custody.closure where location_id = ${id}::uuid order by closed_on desc, id`.execute(tx)
  const path: OutputOf<typeof getLocation>['path'] = []
  for (let above = here.parentId; above !== null; above = places.get(above)?.parentId ?? null) {
    const one = places.get(above)
    if (one === undefined) break
    path.unshift({ id: one.id, kind: one.kind, name: one.name })
  }
  return {
    tile: tileOf(here),
    prison,
    path,
    cells: cells.map(tileOf),
    beds: beds.map((bed) => {
      const sleeper = sleeperOf.get(bed.id)
      return {
        id: bed.id,
        name: { en: bed.name_en, ur: bed.name_ur },
        closed: bed.closed,
        sleeper: sleeper === undefined ? null : someoneOf(sleeper),
      }
    }),
    people: people.map((one) => {
      const place = one.locationId === id || one.locationId === null ? null : places.get(one.locationId)
      const parts = [place?.name, one.bed].filter((part) => part !== null && part !== undefined)
      return {
        ...someoneOf(one),
        place: { en: parts.map((part) => part.en).join(' / '), ur: parts.map((part) => part.ur).join(' / ') },
        since: one.since ?? '',
        out: one.out,
        breaches: apart.breaches(one, places),
      }
    }),
    capacities,
    closures,
  }
}

/** @throws not-found when the reader does not reach that prison */
export async function barracksOf(tx: Tx, asked: number | undefined): Promise<OutputOf<typeof listBarracks>> {
  const prison = await prisonOf(tx, asked)
  const { rows } = await sql<{ id: string; name_en: string; name_ur: string }>`
    select b.id, b.name_en, b.name_ur from custody.location b left join custody.location c on c.id = b.parent_id
     where b.prison_id = ${prison.id} and b.kind = 'barrack' order by c.position nulls last, b.position, b.name_en`.execute(
    tx,
  )
  return { rows: rows.map((row) => ({ id: row.id, name: { en: row.name_en, ur: row.name_ur } })) }
}

/** On the home page: who has no place, and who must be moved to another. */
export async function countWithoutPlace(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where i.admitted_at < clock_timestamp() - interval '1 day'))::integer as overdue
      from custody.imprisonment i where i.state = 'in'
       and not exists (select 1 from custody.allocation a where a.imprisonment_id = i.id and a.to_at is null)`.execute(
    tx,
  )
  return rows[0]!
}
