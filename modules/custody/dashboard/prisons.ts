import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import type { comparePrisons, PrisonFigures } from './contract.ts'
import { named, type PrisonColumns, prisonParts, reached } from './prisons-sql.ts'
import { reckonBack } from './today.ts'

interface Row extends Omit<PrisonFigures, 'prison' | 'district'>, PrisonColumns {}

/** Every prison of the department side by side, one statement; each group of figures is counted once over all prisons. */
async function figures(tx: Tx): Promise<PrisonFigures[]> {
  const { rows } = await sql<Row>`
    with ${prisonParts},
    held as (select i.prison_id, count(*) as total, count(*) filter (where i.category = 'under-trial') as under_trial,
        count(*) filter (where i.category = 'convict') as convict from custody.imprisonment i where i.state = 'in' and i.prison_id = ${reached} group by 1),
    women as (select i.prison_id, count(*) as total from custody.imprisonment i join people.record p on p.id = i.record_id and p.sex = 'F'
       where i.state = 'in' and i.prison_id = ${reached} group by 1),
    red as (select prison_id, count(*) as total from custody.liberty_line where before_serial is null and basis = 'none' and prison_id = ${reached} group by 1),
    bail as (select c.prison_id, count(distinct c.imprisonment_id) as total from custody.bail_clock c join custody.warrant held on held.id = c.warrant_id
        and held.state = 'in-force' join custody.imprisonment i
        on i.id = c.imprisonment_id and i.state = 'in' and i.category = 'under-trial' where c.superseded_at is null and c.standing = 'counting'
         and c.eligible_from <= workflow.today() and c.prison_id = ${reached} group by 1),
    failed as (select prison_id, count(*) as total from custody.production where on_date >= workflow.today() - 29 and outcome = 'not-produced'
        and prison_id = ${reached} group by 1)
    select p.id, p.name_en, p.name_ur, t.name_en as district_en, t.name_ur as district_ur, t.shape as "topologyId",
      coalesce(h.total, 0)::integer as "onRoll", coalesce(h.under_trial, 0)::integer as "underTrial", coalesce(h.convict, 0)::integer as convict,
      coalesce(w.total, 0)::integer as women, coalesce(o.authorised, 0)::integer as authorised, coalesce(l.total, 0)::integer as red,
      coalesce(b.total, 0)::integer as "bailDue", coalesce(f.total, 0)::integer as "notProduced"
      from prison p left join held h on h.prison_id = p.id left join women w on w.prison_id = p.id left join room o on o.prison_id = p.id
      left join red l on l.prison_id = p.id left join bail b on b.prison_id = p.id left join failed f on f.prison_id = p.id
      left join lateral (select * from district d where d.prison_id = p.id limit 1) t on true
     order by coalesce(h.total, 0) desc, p.name_en`.execute(tx)
  return rows.map(named)
}

/** Twelve months of the whole department from the movements. A transfer between two of its prisons leaves one roll and joins another. */
async function months(tx: Tx, now: number) {
  const { rows } = await sql<{ on: string; came: number; left: number }>`
    with first as (select date_trunc('month', workflow.today()::timestamp) - interval '11 months' as at),
    passed as (
      select date_trunc('month', m.in_at at time zone 'Asia/Karachi') as month, 1 as came, 0 as gone from custody.movement m, first
       where m.prison_id = ${reached} and m.kind in ('ADM', 'TRN') and m.in_at >= first.at at time zone 'Asia/Karachi'
      union all
      select date_trunc('month', m.out_at at time zone 'Asia/Karachi'), 0, 1 from custody.movement m, first
       where m.prison_id = ${reached} and m.kind in ('REL', 'TRN') and m.out_at >= first.at at time zone 'Asia/Karachi')
    select to_char(d.month, 'YYYY-MM-DD') as "on", coalesce(sum(p.came), 0)::integer as came, coalesce(sum(p.gone), 0)::integer as left
      from (select first.at + n * interval '1 month' as month from first, generate_series(0, 11) n) d left join passed p on p.month = d.month
     group by d.month order by d.month desc`.execute(tx)
  return reckonBack(now, rows)
}

export async function compare(tx: Tx): Promise<OutputOf<typeof comparePrisons>> {
  const rows = await figures(tx)
  const { rows: clock } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(tx)
  return {
    asOf: clock[0]!.now,
    rows,
    months: await months(
      tx,
      rows.reduce((sum, { onRoll }) => sum + onRoll, 0),
    ),
  }
}
