import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'

interface VisitRow {
  id: string
  session_id: string
  place: { en: string; ur: string }
  kind: contract.Visit['kind']
  on_date: string
  slot_at: string
  window_no: number | null
  state: contract.Visit['state']
  walk_in: boolean
  token_no: number | null
  token_code: string | null
  minutes: number
  visitors: contract.Visit['visitors']
  overrides: contract.Visit['overrides']
  checked_in_at: string | null
  started_at: string | null
  ended_at: string | null
  ended_why: string | null
  imprisonment_id: string
  number: number
  year: number
  name_en: string | null
  name_ur: string | null
  father_en: string | null
  father_ur: string | null
  total: number
}

/** Visits as registers and the desk show them, all or a page of them. `where` speaks of visit `v`. */
export async function visitsWhere(
  tx: Tx,
  where: RawBuilder<unknown>,
  page: { size: number | null; from: number } = { size: null, from: 0 },
): Promise<{ rows: contract.Visit[]; total: number }> {
  const { rows } = await sql<VisitRow>`
    with found as (
      select v.*, count(*) over ()::integer as total from custody.visit v where ${where}
       order by v.on_date desc, v.slot_at, v.token_no nulls last, v.id limit ${page.size} offset ${page.from})
    select f.id, f.session_id, jsonb_build_object('en', s.place_en, 'ur', s.place_ur) as place, f.kind, f.on_date,
      to_char(f.slot_at, 'HH24:MI') as slot_at, f.window_no, f.state, f.walk_in, f.token_no, f.token_code, r.minutes, f.overrides,
      f.checked_in_at, f.started_at, f.ended_at, f.ended_why, f.imprisonment_id, i.number, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur,
      f.total, coalesce(people.who, '[]'::jsonb) as visitors
      from found f
      join custody.visit_session s on s.id = f.session_id
      join custody.visit_rule r on r.id = f.rule_id
      join custody.imprisonment i on i.id = f.imprisonment_id
      join people.record p on p.id = i.record_id
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', w.id, 'name', jsonb_build_object('en', w.name_en, 'ur', w.name_ur), 'relation', c.relation)
          order by w.name_en, w.id) as who
          from custody.visit_person c join custody.visitor w on w.id = c.visitor_id where c.visit_id = f.id) people on true
     order by f.on_date desc, f.slot_at, f.token_no nulls last, f.id`.execute(tx)
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      imprisonmentId: row.imprisonment_id,
      number: `${row.number}/${row.year}`,
      name: bothOf(row.name_en, row.name_ur),
      father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
      sessionId: row.session_id,
      place: row.place,
      kind: row.kind,
      onDate: row.on_date,
      slotAt: row.slot_at,
      windowNo: row.window_no,
      state: row.state,
      walkIn: row.walk_in,
      tokenNo: row.token_no,
      tokenCode: row.token_code,
      minutes: row.minutes,
      visitors: row.visitors,
      overrides: row.overrides,
      checkedInAt: row.checked_in_at,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      endedWhy: row.ended_why,
    })),
  }
}

/** @throws not-found when the reader does not reach that prison */
export async function visitRegister(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listVisits>,
): Promise<OutputOf<typeof contract.listVisits>> {
  const prison = await prisonOf(tx, query.prisonId)
  return visitsWhere(
    tx,
    sql`v.prison_id = ${prison.id} and v.on_date >= coalesce(${query.from ?? null}::date, '-infinity')
      and v.on_date <= coalesce(${query.to ?? null}::date, 'infinity')
      and (${query.state ?? null}::text is null or v.state = ${query.state ?? null})
      and (${query.kind ?? null}::text is null or v.kind = ${query.kind ?? null})`,
    { size: query.size, from: (query.page - 1) * query.size },
  )
}

type Refused = OutputOf<typeof contract.listVisitRefusals>['rows'][number]

export async function refusalsWhere(
  tx: Tx,
  where: RawBuilder<unknown>,
  page: { size: number; from: number } = { size: 100, from: 0 },
): Promise<{ rows: Refused[]; total: number }> {
  const { rows } = await sql<{
    id: string
    reason: Refused['reason']
    note: string | null
    refused_at: string
    by_en: string | null
    by_ur: string | null
    visitor_id: string | null
    visitor_en: string | null
    visitor_ur: string | null
    imprisonment_id: string
    number: number
    year: number
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
    total: number
  }>`select f.id, f.reason, f.note, f.refused_at, b.name_en as by_en, b.name_ur as by_ur, f.visitor_id, v.name_en as visitor_en, v.name_ur as visitor_ur,
       f.imprisonment_id, i.number, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur, count(*) over ()::integer as total
       from custody.visit_refusal f
       join custody.imprisonment i on i.id = f.imprisonment_id
       join people.record p on p.id = i.record_id
       left join custody.visitor v on v.id = f.visitor_id
       left join lateral custody.signed_by(f.refused_by) b on true
      where ${where} order by f.refused_at desc, f.id limit ${page.size} offset ${page.from}`.execute(tx)
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      imprisonmentId: row.imprisonment_id,
      number: `${row.number}/${row.year}`,
      name: bothOf(row.name_en, row.name_ur),
      father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
      visitor: row.visitor_en === null ? null : bothOf(row.visitor_en, row.visitor_ur),
      visitorId: row.visitor_id,
      reason: row.reason,
      note: row.note,
      refusedAt: row.refused_at,
      refusedBy: row.by_en === null ? null : bothOf(row.by_en, row.by_ur),
    })),
  }
}

/** @throws not-found */
export async function refusalRegister(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listVisitRefusals>,
): Promise<OutputOf<typeof contract.listVisitRefusals>> {
  const prison = await prisonOf(tx, query.prisonId)
  return refusalsWhere(
    tx,
    sql`f.prison_id = ${prison.id} and (${query.reason ?? null}::text is null or f.reason = ${query.reason ?? null})`,
    { size: query.size, from: (query.page - 1) * query.size },
  )
}

/** A visit of this prison, held against others at the same moment. @throws not-found */
export async function getVisitForChange(
  tx: Tx,
  visitId: string,
): Promise<{ prisonId: number; imprisonmentId: string; onDate: string; state: contract.Visit['state'] }> {
  const { rows } = await sql<{
    prison_id: number
    imprisonment_id: string
    on_date: string
    state: contract.Visit['state']
  }>`select prison_id, imprisonment_id, on_date, state from custody.visit where id = ${visitId}::uuid for update`.execute(
    tx,
  )
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  return {
    prisonId: row.prison_id,
    imprisonmentId: row.imprisonment_id,
    onDate: row.on_date,
    state: row.state,
  }
}
