import { type RawBuilder, sql } from 'kysely'
import { normaliseName } from '#kernel/people'
import type { Tx } from '#platform/db'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { placeColumn } from '../accommodation/rooms.ts'
import type { listBailDue, listPrisoners, PrisonerRow } from './contract.ts'
import { bothOf } from './names.ts'

export interface PrisonerRecord {
  id: string
  number: number
  year: number
  prison_en: string
  prison_ur: string
  name_en: string | null
  name_ur: string | null
  father_en: string | null
  father_ur: string | null
  category: PrisonerRow['category']
  state: PrisonerRow['state']
  place: PrisonerRow['place']
  admitted_at: string
  next_production: string | null
  bail_due: string | null
  due_release: string | null
  cases: number
}

/** One prisoner as every list shows them. */
export const prisonerColumns = sql`i.id, i.number, i.year, u.name_en as prison_en, u.name_ur as prison_ur, p.name_en, p.name_ur,
  p.father_en, p.father_ur, i.category, i.state, ${placeColumn} as place, i.admitted_at, w.next_production, b.bail_due, d.due_release, w.cases`

export const prisonerJoins = sql`custody.imprisonment i
  join people.record p on p.id = i.record_id
  join units.current_unit u on u.id = i.prison_id
  left join lateral (select min(next_production) filter (where next_production >= workflow.today()) as next_production,
      count(*)::integer as cases from custody.warrant where imprisonment_id = i.id and state = 'in-force') w on true
  left join lateral (select min(c.eligible_from) as bail_due from custody.bail_clock c
      join custody.warrant held on held.id = c.warrant_id and held.state = 'in-force'
      where c.imprisonment_id = i.id and c.superseded_at is null and c.standing = 'counting') b on true
  left join lateral (select due_release from custody.release_date
      where imprisonment_id = i.id and state in ('computed', 'proposed', 'confirmed')) d on true`

export function prisonerOf(row: PrisonerRecord): PrisonerRow {
  return {
    id: row.id,
    number: `${row.number}/${row.year}`,
    prison: { en: row.prison_en, ur: row.prison_ur },
    name: bothOf(row.name_en, row.name_ur),
    father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
    category: row.category,
    state: row.state,
    place: row.place,
    admittedAt: row.admitted_at,
    nextProduction: row.next_production,
    bailDue: row.bail_due,
    dueRelease: row.due_release,
    cases: row.cases,
  }
}

type Query = ParsedInputOf<typeof listPrisoners>

const orders: Record<string, RawBuilder<unknown>> = {
  number: sql`i.year, i.number`,
  name: sql`coalesce(p.name_en, p.name_ur)`,
  admitted: sql`i.admitted_at`,
  bail: sql`b.bail_due`,
  release: sql`d.due_release`,
  production: sql`w.next_production`,
}

function orderOf(sort: Query['sort']): RawBuilder<unknown> {
  const down = sort.startsWith('-')
  const key = down ? sort.slice(1) : sort
  if (key === 'number') return down ? sql`i.year desc, i.number desc` : orders.number!
  return sql`${orders[key]!} ${down ? sql`desc` : sql`asc`} nulls last, i.year, i.number`
}

/** Prisoners of the reader's prisons; every filter and the order are the database's. */
export async function listPrisonerRows(tx: Tx, query: Query): Promise<OutputOf<typeof listPrisoners>> {
  const where = sql`${query.state === 'all' ? sql`true` : sql`i.state = ${query.state}`}
    and (${query.category ?? null}::text is null or i.category = ${query.category ?? null})
    and ${inPlace(query.place)}
    and (${query.productionOn ?? null}::date is null or exists (select 1 from custody.warrant n where n.imprisonment_id = i.id
      and n.state = 'in-force' and n.next_production = ${query.productionOn ?? null}::date))
    and (${query.bailWithin ?? null}::integer is null or exists (select 1 from custody.bail_clock n
      join custody.warrant held on held.id = n.warrant_id and held.state = 'in-force' where n.imprisonment_id = i.id and n.superseded_at is null and n.standing = 'counting' and n.eligible_from <= workflow.today() + ${query.bailWithin ?? null}::integer))
    and ${query.aid === undefined ? sql`true` : sql`i.id in (select q.imprisonment_id from custody.aid_question q where q.answer = 'not-asked')`}
    and ${matching(query.q)}`
  const { rows } = await sql<PrisonerRecord>`select ${prisonerColumns} from ${prisonerJoins} where ${where}
    order by ${orderOf(query.sort)} limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(tx)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::integer as total from custody.imprisonment i ${
      query.q === undefined || query.q === '' ? sql`` : sql`join people.record p on p.id = i.record_id`
    } where ${where}`.execute(tx)
  return { rows: rows.map(prisonerOf), total: counted[0]!.total }
}

/** In a barrack, one of its cells, or waiting for a place. */
function inPlace(place: Query['place']): RawBuilder<unknown> {
  if (place === undefined) return sql`true`
  if (place === 'none')
    return sql`i.state = 'in' and not exists (select 1 from custody.allocation a where a.imprisonment_id = i.id and a.to_at is null)`
  return sql`exists (select 1 from custody.allocation a join custody.location l on l.id = a.location_id
    where a.imprisonment_id = i.id and a.to_at is null and ${place}::uuid in (l.id, l.parent_id))`
}

/** A prison number (`12/2026`, `12`), a CNIC, or part of a name in either script. */
function matching(q: string | undefined): RawBuilder<unknown> {
  if (q === undefined || q === '') return sql`true`
  const number = /^(\d{1,6})(?:\s*\/\s*(\d{4}))?$/.exec(q)
  if (number !== null)
    return sql`i.number = ${Number(number[1])} and (${number[2] ?? null}::integer is null or i.year = ${number[2] ?? null}::integer)`
  const cnic = q.replace(/[\s-]/g, '')
  if (/^\d{7,13}$/.test(cnic)) return sql`p.cnic like ${`${cnic}%`}`
  return sql`p.name_key like ${`%${normaliseName(q)}%`}`
}

const bailFrom = sql`custody.bail_clock b
  join custody.imprisonment i on i.id = b.imprisonment_id and i.state = 'in'
  join custody.warrant w on w.id = b.warrant_id and w.state = 'in-force'`

/**
 * One condition for the list and for the count on the home page. Today is asked for without a value: a statement that has none is planned
 * once, and planning this one costs eight times what counting does.
 */
function bailWhere(within: number, refer: boolean): RawBuilder<unknown> {
  if (refer) return sql`b.superseded_at is null and b.standing = 'refer'`
  const until = within === 0 ? sql`workflow.today()` : sql`workflow.today() + ${within}::integer`
  return sql`b.superseded_at is null and b.standing = 'counting' and b.eligible_from <= ${until}`
}

export async function listBailRows(
  tx: Tx,
  query: ParsedInputOf<typeof listBailDue>,
): Promise<OutputOf<typeof listBailDue>> {
  const pending = sql`exists (select 1 from custody.bail_petition x where x.warrant_id = w.id and x.kind = 'statutory'
    and x.state in ('prepared', 'filed', 'adjourned'))`
  const petitioned =
    query.petition === undefined ? sql`true` : query.petition === 'pending' ? pending : sql`not ${pending}`
  const where = sql`${bailWhere(query.within, query.refer)} and ${petitioned}`
  const { rows } = await sql<
    Pick<PrisonerRecord, 'name_en' | 'name_ur' | 'father_en' | 'father_ur' | 'number' | 'year'> & {
      id: string
      imprisonment_id: string
      fir_number: number | null
      fir_year: number | null
      sections: string
      detained_since: string
      eligible_from: string | null
      ground: string | null
      standing: 'counting' | 'excluded' | 'refer'
      proof: OutputOf<typeof listBailDue>['rows'][number]['proof']
      petition: OutputOf<typeof listBailDue>['rows'][number]['petition']
      total: number
    }
  >`select b.id, b.imprisonment_id, i.number, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur, w.fir_number, w.fir_year,
      w.sections, w.detained_since, b.eligible_from, b.ground, b.standing, ${bailProof} as proof,
      (select jsonb_build_object('state', x.state, 'nextOn', x.next_on, 'ground', x.outcome_ground) from custody.bail_petition x
        where x.warrant_id = w.id and x.kind = 'statutory' order by x.prepared_at desc limit 1) as petition, count(*) over ()::integer as total
      from ${bailFrom} join people.record p on p.id = i.record_id
     where ${where} order by b.eligible_from nulls last, i.year, i.number
     limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(tx)
  return {
    rows: rows.map((row) => ({
      id: row.id,
      imprisonmentId: row.imprisonment_id,
      number: `${row.number}/${row.year}`,
      name: bothOf(row.name_en, row.name_ur),
      father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
      fir: row.fir_number === null ? '' : `${row.fir_number}/${row.fir_year}`,
      sections: row.sections,
      detainedSince: row.detained_since,
      eligibleFrom: row.eligible_from,
      ground: row.ground,
      standing: row.standing,
      proof: row.proof,
      petition: row.petition,
    })),
    total: rows[0]?.total ?? 0,
  }
}

/** The proof of a clock, as the proof drawer reads it. */
export const bailProof = sql`jsonb_build_object('inputs', b.inputs, 'result', b.result, 'steps', b.steps, 'flags', to_jsonb(b.flags),
  'packCode', b.pack_code, 'packVersion', b.pack_version, 'computedAt', to_jsonb(b.computed_at))`

export async function countBailDue(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where b.eligible_from < workflow.today()))::integer as overdue
      from ${bailFrom} where ${bailWhere(0, false)}`.execute(tx)
  return rows[0]!
}
