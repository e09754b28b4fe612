import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { dayBegins, dayEnds } from '../movement/register.ts'
import { bothOf } from '../prisoners/names.ts'
import type { Contradiction } from './contract.ts'

interface Row {
  kind: 'movement' | 'missing'
  on: string
  check_id: string | null
  imprisonment_id: string
  number: string
  name_en: string | null
  name_ur: string | null
}

/**
 * What in the registers of a period cannot be so, by day and with the people: a stay that began or ended without its movement, and whoever
 * was missing at the last count of a day and has neither been seen nor gone anywhere since. Nothing is sent while one of them stands.
 */
export async function contradictionsOf(
  tx: Tx,
  { prisonId, from, to }: { prisonId: number; from: string; to: string },
): Promise<Contradiction[]> {
  const { rows } = await sql<Row>`
    with span as (select ${dayBegins(from)} as opens, ${dayEnds(to)} as closes),
    loose as (
      select i.id, i.admitted_at as at from span s join custody.imprisonment i on i.prison_id = ${prisonId} and i.admitted_at >= s.opens and i.admitted_at < s.closes
       where not exists (select 1 from custody.movement m where m.imprisonment_id = i.id and m.kind in ('ADM', 'TRN') and m.in_at = i.admitted_at)
      union all
      select i.id, i.released_at from span s join custody.imprisonment i on i.prison_id = ${prisonId} and i.state = 'released' and i.released_at >= s.opens
          and i.released_at < s.closes
       where not exists (select 1 from custody.movement m where m.imprisonment_id = i.id and m.kind in ('REL', 'TRN') and m.out_at = i.released_at)
      union all
      select i.id, coalesce(m.in_at, m.out_at) from span s join custody.movement m on m.prison_id = ${prisonId} and m.kind in ('ADM', 'REL', 'TRN')
          and (m.in_at >= s.opens and m.in_at < s.closes or m.out_at >= s.opens and m.out_at < s.closes)
        join custody.imprisonment i on i.id = m.imprisonment_id
       where case when m.in_at is not null then m.in_at <> i.admitted_at else m.out_at is distinct from i.released_at end),
    last_count as (select distinct on ((c.started_at at time zone 'Asia/Karachi')::date) c.id, c.started_at from span s
        join custody.roll_check c on c.prison_id = ${prisonId} and c.started_at >= s.opens and c.started_at < s.closes
       where c.closed_at is not null and c.kind <> 'evacuation' and c.beside_id is null order by (c.started_at at time zone 'Asia/Karachi')::date, c.started_at desc),
    missing as (select m.imprisonment_id as id, c.started_at as at, c.id as check_id from last_count c join custody.roll_check k on k.id = c.id and k.result = 'differs'
        join custody.roll_mark m on m.check_id = c.id and m.mark = 'absent'
       where not exists (select 1 from custody.roll_mark s where s.imprisonment_id = m.imprisonment_id and s.mark = 'present' and s.marked_at >= m.marked_at)
         -- Written as gone since, or out at the time; that somebody's admission was entered late explains nothing.
         and not exists (select 1 from custody.movement v where v.imprisonment_id = m.imprisonment_id and v.kind <> 'INT' and v.out_at is not null
           and (v.recorded_at >= c.started_at or coalesce(v.in_at, 'infinity') >= c.started_at and v.out_at < c.started_at)))
    select f.kind, (f.at at time zone 'Asia/Karachi')::date as "on", f.check_id, i.id as imprisonment_id, i.number || '/' || i.year as number, p.name_en, p.name_ur
      from (select 'movement' as kind, id, at, null::uuid as check_id from loose union select 'missing', id, at, check_id from missing) f
      join custody.imprisonment i on i.id = f.id join people.record p on p.id = i.record_id order by 2, 1, i.year, i.number limit 500`.execute(
    tx,
  )
  return [...Map.groupBy(rows, ({ kind, on }) => `${on} ${kind}`).values()].map((found) => ({
    kind: found[0]!.kind,
    on: found[0]!.on,
    checkId: found[0]!.check_id,
    people: found.map((one) => ({
      imprisonmentId: one.imprisonment_id,
      number: one.number,
      name: bothOf(one.name_en, one.name_ur),
    })),
  }))
}
