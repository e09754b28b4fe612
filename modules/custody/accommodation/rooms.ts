import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import type { Numbers, Tile, Use } from './contract.ts'
import type { Room } from './separation.ts'

/** A circle, barrack or cell with what it takes and who is in it. */
export interface Place extends Numbers {
  readonly id: string
  readonly kind: 'circle' | 'barrack' | 'cell'
  readonly parentId: string | null
  readonly name: { readonly en: string; readonly ur: string }
  readonly use: Use | null
  /** Closed itself, or under a closed roof. */
  readonly closed: Tile['closed']
  readonly cells: number
  readonly habitApart: Room['habitApart']
}

interface PlaceRow {
  id: string
  kind: Place['kind']
  parent_id: string | null
  name_en: string
  name_ur: string
  sex: Use['sex'] | null
  ages: Use['ages'] | null
  holds: Use['holds'] | null
  ward: Use['ward'] | null
  habit: Use['habit']
  authorised: number | null
  working: number | null
  maximum: number | null
  held: number
  out: number
  in_bed: number
  beds: number
  closed_reason: NonNullable<Tile['closed']>['reason'] | null
  closed_on: string | null
}

/** Every circle, barrack and cell of a prison, in the order of the building. */
export async function placesOf(tx: Tx, prisonId: number): Promise<Map<string, Place>> {
  const habitApart = await habitApartOf(tx)
  const { rows } = await sql<PlaceRow>`
    select l.id, l.kind, l.parent_id, l.name_en, l.name_ur, l.sex, l.ages, l.holds, l.ward, l.habit, c.authorised, c.working, c.maximum,
      coalesce(a.held, 0)::integer as held, coalesce(a.out, 0)::integer as out, coalesce(a.in_bed, 0)::integer as in_bed,
      coalesce(b.beds, 0)::integer as beds, x.reason as closed_reason, x.closed_on
      from custody.location l
      left join lateral (select authorised, working, maximum from custody.capacity k where k.location_id = l.id
        and k.from_on <= workflow.today() order by k.from_on desc, k.set_at desc limit 1) c on true
      left join (select s.location_id, count(*) as held, count(s.bed_id) as in_bed, count(o.id) as out
        from custody.allocation s left join custody.out_now o on o.imprisonment_id = s.imprisonment_id
       where s.prison_id = ${prisonId} and s.to_at is null group by s.location_id) a on a.location_id = l.id
      left join (select d.parent_id, count(*) as beds from custody.location d where d.prison_id = ${prisonId} and d.kind = 'bed'
        and not exists (select 1 from custody.closure n where n.location_id = d.id and n.reopened_at is null) group by d.parent_id) b
        on b.parent_id = l.id
      left join custody.closure x on x.location_id = l.id and x.reopened_at is null
     where l.prison_id = ${prisonId} and l.kind <> 'bed'
     order by case l.kind when 'circle' then 0 when 'barrack' then 1 else 2 end, l.position, l.name_en`.execute(
    tx,
  )
  const found = new Map<string, Place>()
  for (const row of rows) {
    const above = row.parent_id === null ? undefined : found.get(row.parent_id)
    found.set(row.id, {
      id: row.id,
      kind: row.kind,
      parentId: row.parent_id,
      name: { en: row.name_en, ur: row.name_ur },
      use:
        row.sex === null || row.ages === null || row.holds === null || row.ward === null
          ? null
          : { sex: row.sex, ages: row.ages, holds: row.holds, ward: row.ward, habit: row.habit },
      authorised: row.authorised ?? 0,
      working: row.working ?? 0,
      maximum: row.maximum ?? 0,
      held: row.held,
      out: row.out,
      beds: row.beds,
      withoutBed: row.held - row.in_bed,
      closed:
        row.closed_reason === null || row.closed_on === null
          ? (above?.closed ?? null)
          : { reason: row.closed_reason, on: row.closed_on },
      cells: 0,
      habitApart,
    })
  }
  // A barrack with cells takes what its cells take together.
  for (const cell of found.values()) {
    const above = cell.kind === 'cell' && cell.parentId !== null ? found.get(cell.parentId) : undefined
    if (above === undefined) continue
    const first = above.cells === 0
    found.set(above.id, { ...above, ...sumOf([...(first ? [] : [above]), cell]), cells: above.cells + 1 })
  }
  return found
}

/** What the province says today of habitual and casual convicts; not asked of whoever may not know who is habitual. */
async function habitApartOf(tx: Tx): Promise<Room['habitApart']> {
  if (!may(tx, 'custody:read-habit')) return 'no'
  const { rows } = await sql<{ keeps: Room['habitApart'] }>`
    select keeps_apart as keeps from custody.habit_rule where jurisdiction = ${standing(tx).jurisdiction} and from_on <= workflow.today()
     order by from_on desc, set_at desc limit 1`.execute(tx)
  return rows[0]?.keeps ?? 'no'
}

export function sumOf(places: readonly Numbers[]): Numbers {
  const sum = (key: keyof Numbers) => places.reduce((total, one) => total + one[key], 0)
  return {
    authorised: sum('authorised'),
    working: sum('working'),
    maximum: sum('maximum'),
    held: sum('held'),
    out: sum('out'),
    beds: sum('beds'),
    withoutBed: sum('withoutBed'),
  }
}

export function tileOf(place: Place): Tile {
  const { parentId: _, habitApart: _rule, kind, ...tile } = place
  return { ...tile, kind: kind === 'cell' ? 'cell' : 'barrack' }
}

/** `Barrack 3 / Cell 2`, in both scripts. */
export function labelOf(places: ReadonlyMap<string, Place>, id: string): { en: string; ur: string } {
  const place = places.get(id)
  if (place === undefined) return { en: '', ur: '' }
  const above = place.kind === 'cell' && place.parentId !== null ? places.get(place.parentId) : undefined
  return above === undefined
    ? place.name
    : { en: `${above.name.en} / ${place.name.en}`, ur: `${above.name.ur} / ${place.name.ur}` }
}

/** The roof over a place: the barrack of a cell, a barrack itself. */
export function barrackOf(places: ReadonlyMap<string, Place>, id: string): string {
  const place = places.get(id)
  return place?.kind === 'cell' ? (place.parentId ?? id) : id
}

/** The place as the rules of separation ask about it, seen by somebody who is in it already or would come. */
export function roomOf(place: Place, given: { inIt: boolean; keptApart: boolean }): Room {
  return {
    kind: place.kind === 'cell' ? 'cell' : 'barrack',
    for: place.use,
    closed: place.closed !== null,
    hasCells: place.cells > 0,
    others: place.held - (given.inIt ? 1 : 0),
    maximum: place.maximum,
    keptApart: given.keptApart,
    habitApart: place.habitApart,
  }
}

/** Where imprisonment `i` has its place now, as lists show it: null for whoever waits for one. */
export const placeColumn = sql`(select jsonb_build_object(
    'en', concat_ws(' / ', above.name_en, l.name_en, b.name_en), 'ur', concat_ws(' / ', above.name_ur, l.name_ur, b.name_ur))
  from custody.allocation a join custody.location l on l.id = a.location_id
  left join custody.location above on above.id = l.parent_id and l.kind = 'cell'
  left join custody.location b on b.id = a.bed_id
 where a.imprisonment_id = i.id and a.to_at is null)`
