import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf } from '#platform/http/contract'
import { rupeesOf } from '../accounts/paisa.ts'
import { fitnessNow } from '../health/treat.ts'
import type { getRegime } from './panel-contract.ts'

type Regime = OutputOf<typeof getRegime>

/** @throws not-found */
export async function regimeOf(tx: Tx, { id }: { id: string }): Promise<Regime> {
  const { rows: stays } = await sql<{ held: boolean }>`
    select state = 'in' as held from custody.imprisonment where id = ${id}::uuid`.execute(tx)
  if (stays[0] === undefined) throw refuse('not-found')
  const { rows: work } = await sql<Omit<NonNullable<Regime['work']>, 'fit'>>`
    select l.id as "labourId", g.id as "gangId", jsonb_build_object('en', g.name_en, 'ur', g.name_ur) as gang, l.basis, l.from_on as "fromOn"
      from custody.labour l join custody.gang g on g.id = l.gang_id where l.imprisonment_id = ${id}::uuid and l.to_on is null`.execute(
    tx,
  )
  const { rows: months } = await sql<Omit<Regime['months'][number], 'rupees'> & { paisa: number | null }>`
    select to_char(d, 'YYYY-MM') as month, m.worked, m.kept, m.missed,
      (select w.paisa::float8 from custody.wage_line w join custody.wage_sheet s on s.id = w.sheet_id
        where w.imprisonment_id = ${id}::uuid and s.month = d::date) as paisa,
      (select sum(r.days)::integer from custody.remission r where r.imprisonment_id = ${id}::uuid and r.earned_month = d::date
        and r.voided_at is null) as remission
      from generate_series(date_trunc('month', workflow.today()) - interval '5 months', date_trunc('month', workflow.today()), interval '1 month') d
      cross join lateral (select coalesce(sum(case x.mark when 'worked' then 1 when 'half' then 0.5 else 0 end), 0)::float8 as worked,
          (count(*) filter (where x.mark in ('ill', 'outside')))::integer as kept,
          (count(*) filter (where x.mark in ('absent', 'refused')))::integer as missed
        from custody.muster x where x.imprisonment_id = ${id}::uuid and x.on_date >= d::date and x.on_date < d::date + interval '1 month') m
     order by d`.execute(tx)
  const { rows: courses } = await sql<Regime['courses'][number]>`
    select c.id as "courseId", jsonb_build_object('en', k.name_en, 'ur', k.name_ur) as name, e.from_on as "fromOn", e.outcome,
      coalesce(h.attended, 0) as attended, coalesce(h.held, 0) as held, p.state as earned, p.months
      from custody.enrolment e join custody.course c on c.id = e.course_id join custody.course_kind k on k.code = c.kind_code
      left join lateral (select (count(*) filter (where x.present))::integer as attended, count(*)::integer as held
        from custody.attendance x where x.enrolment_id = e.id) h on true
      left join custody.result_card r on r.enrolment_id = e.id
      left join lateral (select q.state, q.months from custody.earned_proposal q where q.result_id = r.id order by q.proposed_at desc limit 1) p on true
     where e.imprisonment_id = ${id}::uuid order by e.from_on desc limit 20`.execute(tx)
  const { labour } = await fitnessNow(tx, id)
  return {
    held: stays[0].held,
    work: work[0] === undefined ? null : { ...work[0], fit: labour?.fit !== false },
    months: months.map(({ paisa, ...month }) => ({
      ...month,
      rupees: paisa === null ? null : rupeesOf(paisa),
    })),
    courses,
  }
}
