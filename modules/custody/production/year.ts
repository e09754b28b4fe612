import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import { type getProductionYear, type listNotProduced, notProducedReasons } from './contract.ts'

type Month = OutputOf<typeof getProductionYear>['months'][number]

/** @throws not-found when the reader does not reach that prison */
export async function productionYear(
  tx: Tx,
  { prisonId }: { prisonId?: number | undefined },
): Promise<OutputOf<typeof getProductionYear>> {
  const { prisons, ...prison } = await prisonOf(tx, prisonId)
  const { rows } = await sql<{ month: string; what: string | null; count: number }>`
    select to_char(m, 'YYYY-MM') as month, coalesce(p.reason, p.outcome) as what, count(p.id)::integer as count
      from generate_series(date_trunc('month', workflow.today()) - interval '11 months', date_trunc('month', workflow.today()), interval '1 month') m
      left join custody.production p on p.prison_id = ${prison.id} and p.on_date >= m::date and p.on_date < (m + interval '1 month')::date
     group by m, 2 order by m`.execute(tx)
  const months = new Map<string, Month>()
  for (const { month, what, count } of rows) {
    const one = months.get(month) ?? { month, sent: 0, byVideo: 0, notProduced: 0, reasons: noReasons() }
    const reason = notProducedReasons.find((each) => each === what)
    months.set(month, {
      ...one,
      sent: one.sent + (what === 'sent' ? count : 0),
      byVideo: one.byVideo + (what === 'by-video' ? count : 0),
      notProduced: one.notProduced + (reason === undefined ? 0 : count),
      reasons: reason === undefined ? one.reasons : { ...one.reasons, [reason]: count },
    })
  }
  return { prison, prisons, months: [...months.values()] }
}

function noReasons(): Month['reasons'] {
  return Object.fromEntries(notProducedReasons.map((reason) => [reason, 0])) as Month['reasons']
}

/** @throws not-found when the reader does not reach that prison */
export async function notProduced(
  tx: Tx,
  given: ParsedInputOf<typeof listNotProduced>,
): Promise<OutputOf<typeof listNotProduced>> {
  const prison = await prisonOf(tx, given.prisonId)
  const { rows } = await sql<{
    id: string
    imprisonment_id: string
    number: number
    year: number
    name_en: string | null
    name_ur: string | null
    court_en: string | null
    court_ur: string | null
    on_date: string
    reason: (typeof notProducedReasons)[number]
    note: string | null
    total: number
  }>`select d.id, d.imprisonment_id, i.number, i.year, p.name_en, p.name_ur, c.name_en as court_en, c.name_ur as court_ur, d.on_date, d.reason,
       d.note, count(*) over ()::integer as total
       from custody.production d join custody.imprisonment i on i.id = d.imprisonment_id join people.record p on p.id = i.record_id
       left join units.current_unit c on c.id = d.court_id
      where d.prison_id = ${prison.id} and d.outcome = 'not-produced' and (${given.reason ?? null}::text is null or d.reason = ${given.reason ?? null})
      order by d.on_date desc, i.year, i.number, d.id limit ${given.size} offset ${(given.page - 1) * given.size}`.execute(
    tx,
  )
  return {
    rows: rows.map((row) => ({
      id: row.id,
      imprisonmentId: row.imprisonment_id,
      number: `${row.number}/${row.year}`,
      name: bothOf(row.name_en, row.name_ur),
      court: row.court_en === null && row.court_ur === null ? null : bothOf(row.court_en, row.court_ur),
      on: row.on_date,
      reason: row.reason,
      note: row.note,
    })),
    total: rows[0]?.total ?? 0,
  }
}
