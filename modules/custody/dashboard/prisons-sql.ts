import { sql } from 'kysely'

/** The prisons of whoever asks. */
export const reached = sql`any ((select access.units())::integer[])`

/** Parts of a statement that compares prisons: which there are, how many each may hold, and its district on the map. */
export const prisonParts = sql`
    prison as materialized (select u.id, u.name_en, u.name_ur from units.current_unit u where u.kind = 'prison' and u.id = ${reached}
        and (u.valid_to is null or u.valid_to > workflow.today())),
    room as (select l.prison_id, sum(c.authorised) as authorised, coalesce(sum(c.authorised) filter (where l.ward = 'isolation'), 0) as isolation
        from custody.location l cross join lateral (select k.authorised from custody.capacity k
        where k.location_id = l.id and k.from_on <= workflow.today() order by k.from_on desc, k.set_at desc limit 1) c
       where l.prison_id = ${reached} and l.kind in ('barrack', 'cell')
         and not exists (select 1 from custody.location b where b.parent_id = l.id and b.kind = 'cell') group by 1),
    district as (select r.descendant_id as prison_id, d.name_en, d.name_ur, d.attributes ->> 'topologyId' as shape from units.reach r
        join units.current_unit d on d.id = r.ancestor_id and d.kind = 'district'
       where r.hierarchy = 'territory' and r.descendant_id in (select id from prison))`

export interface PrisonColumns {
  id: number
  name_en: string
  name_ur: string
  district_en: string | null
  district_ur: string | null
}

/** A row with its names in both languages. */
export function named<R extends PrisonColumns>({
  id,
  name_en,
  name_ur,
  district_en,
  district_ur,
  ...row
}: R) {
  return {
    ...row,
    prison: { id, name: { en: name_en, ur: name_ur } },
    district: district_en === null ? null : { en: district_en, ur: district_ur ?? district_en },
  }
}
