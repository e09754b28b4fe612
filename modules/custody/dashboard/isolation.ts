import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import type { compareIsolation, IsolationFigures } from './contract.ts'
import { named, type PrisonColumns, prisonParts, reached } from './prisons-sql.ts'

interface Row extends Omit<IsolationFigures, 'prison' | 'district'>, PrisonColumns {}

/** Every prison by the status of its beds, one statement. Nothing here is read from the medical officers' own records. */
async function figures(tx: Tx): Promise<IsolationFigures[]> {
  const { rows } = await sql<Row>`
    with ${prisonParts},
    held as (select i.prison_id, count(*) as total,
        count(*) filter (where i.admitted_at >= (workflow.today() - 13)::timestamp at time zone 'Asia/Karachi') as came
       from custody.imprisonment i where i.state = 'in' and i.prison_id = ${reached} group by 1),
    apart as (select w.prison_id, count(*) filter (where w.ward = 'isolation') as isolated, count(*) filter (where w.ward = 'hospital') as ward,
        count(*) filter (where w.ward = 'isolation' and not exists (select 1 from custody.allocation a
          join custody.location l on l.id = a.location_id left join custody.location o on o.id = l.parent_id
         where a.imprisonment_id = w.imprisonment_id and a.to_at is null and 'isolation' in (l.ward, o.ward))) as no_place
       from custody.medical_ward w where w.until_at is null and w.prison_id = ${reached} group by 1),
    outside as (select prison_id, count(*) as total from custody.out_now where kind = 'HOS' and prison_id = ${reached} group by 1)
    select p.id, p.name_en, p.name_ur, t.name_en as district_en, t.name_ur as district_ur, t.shape as "topologyId",
      coalesce(h.total, 0)::integer as "onRoll", coalesce(h.came, 0)::integer as came, coalesce(r.authorised, 0)::integer as authorised,
      coalesce(r.isolation, 0)::integer as places, coalesce(a.isolated, 0)::integer as isolated, coalesce(a.no_place, 0)::integer as "noPlace",
      coalesce(a.ward, 0)::integer as ward, coalesce(o.total, 0)::integer as "atHospital"
      from prison p left join held h on h.prison_id = p.id left join room r on r.prison_id = p.id left join apart a on a.prison_id = p.id
      left join outside o on o.prison_id = p.id left join lateral (select * from district d where d.prison_id = p.id limit 1) t on true
     order by coalesce(a.isolated, 0)::numeric / greatest(1, coalesce(h.total, 0)) desc, coalesce(h.total, 0) desc, p.name_en`.execute(
    tx,
  )
  return rows.map(named)
}

/** Whom an order kept apart at the end of each of thirty days; today, now. */
async function days(tx: Tx) {
  const { rows } = await sql<{ on: string; isolated: number }>`
    select to_char(d.on_day, 'YYYY-MM-DD') as "on", count(w.id)::integer as isolated
      from (select workflow.today() - n as on_day from generate_series(0, 29) n) d
      left join custody.medical_ward w on w.ward = 'isolation' and w.prison_id = ${reached}
       and w.from_at < (d.on_day + 1)::timestamp at time zone 'Asia/Karachi'
       and (w.until_at is null or w.until_at >= (d.on_day + 1)::timestamp at time zone 'Asia/Karachi')
     group by d.on_day order by d.on_day`.execute(tx)
  return rows
}

/** Isolation in every prison of the department and thirty days of it. */
export async function isolation(tx: Tx): Promise<OutputOf<typeof compareIsolation>> {
  const { rows: clock } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(tx)
  return { asOf: clock[0]!.now, rows: await figures(tx), days: await days(tx) }
}
