import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { rupeesOf } from '../../accounts/paisa.ts'
import { today } from '../../law-of-prison.ts'
import { prisonOf } from '../../prison-of.ts'
import { sentenceFacts } from '../../sentence/facts.ts'
import type * as contract from './contract.ts'
import type { Gang } from './contract.ts'

/** Not for labour now: the medical officer said so, or has the prisoner in a ward. Of imprisonment `l.imprisonment_id`. */
const unfit = sql`(exists (select 1 from custody.fitness f where f.imprisonment_id = l.imprisonment_id and f.kind = 'labour' and not f.fit
    and f.superseded_at is null and (f.until_on is null or f.until_on >= workflow.today()))
  or exists (select 1 from custody.medical_ward w where w.imprisonment_id = l.imprisonment_id and w.until_at is null))`

interface GangRow extends Omit<Gang, 'rate'> {
  prisonId: number
  rateCode: string
}

async function gangs(tx: Tx, where: ReturnType<typeof sql>, on: string): Promise<GangRow[]> {
  const { rows } = await sql<GangRow>`
    select g.id, g.prison_id as "prisonId", g.kind, jsonb_build_object('en', g.name_en, 'ur', g.name_ur) as name, g.sex, g.capacity,
      g.rate_code as "rateCode", coalesce(p.placed, 0) as placed, coalesce(p.unfit, 0) as unfit, coalesce(m.marked, 0) as marked,
      coalesce(m.worked, 0) as worked
      from custody.gang g
      left join lateral (select count(*)::integer as placed, (count(*) filter (where ${unfit}))::integer as unfit
        from custody.labour l where l.gang_id = g.id and l.to_on is null) p on true
      left join lateral (select count(*)::integer as marked, (count(*) filter (where m.mark in ('worked', 'half')))::integer as worked
        from custody.muster m where m.gang_id = g.id and m.on_date = ${on}::date) m on true
     where ${where} order by g.kind, g.name_en, g.id`.execute(tx)
  return rows
}

/** What a day or a piece earns on a day, by one's own province's rows or the country's. */
async function ratesOn(tx: Tx, on: string): Promise<NonNullable<Gang['rate']>[]> {
  const { rows } = await sql<NonNullable<Gang['rate']> & { paisa: number }>`
    select distinct on (code) code, unit, jsonb_build_object('en', name_en, 'ur', name_ur) as name, paisa, basis from custody.labour_rate
     where jurisdiction in (${standing(tx).jurisdiction}, 'PK') and from_on <= ${on}::date
     order by code, jurisdiction = 'PK', from_on desc`.execute(tx)
  return rows.map(({ paisa, ...rate }) => ({ ...rate, rupees: rupeesOf(paisa) }))
}

const withRate = (
  { rateCode, prisonId: _, ...gang }: GangRow,
  rates: readonly NonNullable<Gang['rate']>[],
) => ({
  ...gang,
  rate: rates.find(({ code }) => code === rateCode) ?? null,
})

/** @throws not-found */
export async function labourOf(
  tx: Tx,
  query: ParsedInputOf<typeof contract.getLabour>,
): Promise<OutputOf<typeof contract.getLabour>> {
  const { prisons, ...prison } = await prisonOf(tx, query.prisonId)
  const on = await today(tx)
  const rates = await ratesOn(tx, on)
  const rows = await gangs(tx, sql`g.prison_id = ${prison.id} and g.closed_on is null`, on)
  const { rows: days } = await sql<OutputOf<typeof contract.getLabour>['days'][number]>`
    select to_char(d, 'YYYY-MM-DD') as day, (count(*) filter (where m.mark in ('worked', 'half')))::integer as worked,
      (count(*) filter (where m.mark in ('ill', 'outside')))::integer as kept,
      (count(*) filter (where m.mark in ('absent', 'refused')))::integer as missed
      from generate_series(${on}::date - 13, ${on}::date, interval '1 day') d
      left join custody.muster m on m.prison_id = ${prison.id} and m.on_date = d::date group by d order by d`.execute(
    tx,
  )
  const { rows: without } = await sql<{ n: number }>`
    select count(*)::integer as n from custody.imprisonment i where i.prison_id = ${prison.id} and i.state = 'in' and i.category = 'convict'
       and not exists (select 1 from custody.labour l where l.imprisonment_id = i.id and l.to_on is null)`.execute(
    tx,
  )
  return {
    gangs: rows.map((row) => withRate(row, rates)),
    prison,
    prisons,
    on,
    rates,
    convictsWithout: without[0]!.n,
    days,
  }
}

/** @throws not-found */
export async function gangOf(
  tx: Tx,
  query: ParsedInputOf<typeof contract.getGang>,
): Promise<OutputOf<typeof contract.getGang>> {
  const day = await today(tx)
  const on = query.on ?? day
  const row = (await gangs(tx, sql`g.id = ${query.gangId}::uuid`, on))[0]
  if (row === undefined) throw refuse('not-found')
  const { prisons: _, ...prison } = await prisonOf(tx, row.prisonId)
  const { rows: people } = await sql<OutputOf<typeof contract.getGang>['people'][number]>`
    select l.id as "labourId", i.id as "imprisonmentId", i.number || '/' || i.year as number,
      jsonb_build_object('en', coalesce(p.name_en, p.name_ur), 'ur', coalesce(p.name_ur, p.name_en)) as name, l.basis,
      l.from_on as "fromOn", l.to_on as "toOn", not ${unfit} as fit, custody.outside_on(i.id, ${on}::date) as outside,
      m.mark, coalesce(m.pieces, 0) as pieces
      from custody.labour l join custody.imprisonment i on i.id = l.imprisonment_id join people.record p on p.id = i.record_id
      left join custody.muster m on m.imprisonment_id = i.id and m.on_date = ${on}::date and m.gang_id = l.gang_id
     where l.gang_id = ${query.gangId}::uuid and l.from_on <= ${on}::date and (l.to_on is null or l.to_on >= ${on}::date)
       and (l.to_on is null or m.mark is not null or not exists (
         select 1 from custody.muster o where o.imprisonment_id = i.id and o.on_date = ${on}::date))
     order by i.year, i.number, l.from_on`.execute(tx)
  const { rows: closed } = await sql`select 1 from custody.wage_sheet
    where prison_id = ${row.prisonId} and month = date_trunc('month', ${on}::date)::date and state <> 'prepared'`.execute(
    tx,
  )
  // Whoever left the gang and came back on one day stands in it once.
  const once = new Map(people.map((one) => [one.imprisonmentId, one]))
  return {
    gang: withRate(row, await ratesOn(tx, on)),
    prison,
    on,
    today: day,
    closed: closed.length > 0,
    people: [...once.values()],
  }
}

/** @throws custody-regime.same-name, not-found when there is no such rate */
export async function open(
  tx: Tx,
  given: ParsedInputOf<typeof contract.openGang>,
): Promise<{ gangId: string }> {
  const { jurisdiction, unitId } = standing(tx)
  const rates = await ratesOn(tx, await today(tx))
  if (!rates.some(({ code }) => code === given.rateCode)) throw refuse('not-found')
  const { rows } = await sql<{ id: string }>`
    insert into custody.gang (jurisdiction, prison_id, kind, name_en, name_ur, sex, capacity, rate_code)
    values (${jurisdiction}, ${unitId}, ${given.kind}, ${given.nameEn}, ${given.nameUr}, ${given.sex}, ${given.capacity}, ${given.rateCode})
    on conflict (prison_id, name_en) where closed_on is null do nothing returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('custody-regime.same-name')
  return { gangId: rows[0].id }
}

/** @throws not-found */
export async function close(tx: Tx, { gangId }: { gangId: string }): Promise<{ left: number }> {
  const { rows } = await sql<{ id: string }>`
    update custody.gang set closed_on = workflow.today() where id = ${gangId}::uuid and closed_on is null returning id`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  const { numAffectedRows } = await sql`
    update custody.labour set to_on = greatest(from_on, workflow.today()), ended_why = 'closed', ended_by = access.account()
     where gang_id = ${gangId}::uuid and to_on is null`.execute(tx)
  return { left: Number(numAffectedRows ?? 0) }
}

interface Candidate {
  state: string
  category: string
  sex: string | null
  unfit: boolean
  placed: boolean
}

/**
 * Puts a prisoner into a gang. Whoever is already in another is taken out of it there first, so that the muster of each day has one.
 * @throws not-found, custody.not-in, and custody-regime.* naming what stands against it
 */
export async function assign(
  tx: Tx,
  given: ParsedInputOf<typeof contract.assignLabour>,
): Promise<{ labourId: string }> {
  const { rows: places } = await sql<{
    prison_id: number
    sex: string
    capacity: number
    closed_on: string | null
  }>`
    select prison_id, sex, capacity, closed_on from custody.gang where id = ${given.gangId}::uuid`.execute(tx)
  const gang = places[0]
  if (gang === undefined) throw refuse('not-found')
  const { rows } = await sql<Candidate>`
    select l.state, l.category, p.sex, ${unfit} as unfit,
      exists (select 1 from custody.labour o where o.imprisonment_id = l.imprisonment_id and o.to_on is null) as placed
      from (select i.*, i.id as imprisonment_id from custody.imprisonment i
        where i.id = ${given.imprisonmentId}::uuid and i.prison_id = ${gang.prison_id}) l join people.record p on p.id = l.record_id`.execute(
    tx,
  )
  const one = rows[0]
  if (one === undefined) throw refuse('not-found')
  if (one.state !== 'in') throw refuse('custody.not-in')
  if (gang.closed_on !== null) throw refuse('custody-regime.gang-closed')
  if (one.category === 'condemned') throw refuse('custody-regime.condemned')
  if (one.category !== 'convict' && given.basis !== 'consent') throw refuse('custody-regime.consent-only')
  if (one.category === 'convict' && given.basis === 'consent')
    throw refuse('custody-regime.convict-no-consent')
  if (one.sex !== gang.sex) throw refuse('custody-regime.other-sex')
  if (one.unfit) throw refuse('custody-regime.unfit')
  if (one.placed) throw refuse('custody-regime.in-another-gang')
  if (given.basis === 'rigorous' && (await sentenceFacts(tx, given.imprisonmentId)).rigorous === false)
    throw refuse('custody-regime.not-rigorous')
  const { rows: made } = await sql<{ id: string }>`
    insert into custody.labour (jurisdiction, prison_id, imprisonment_id, gang_id, basis, consent_paper, reason)
    values (${standing(tx).jurisdiction}, ${gang.prison_id}, ${given.imprisonmentId}::uuid, ${given.gangId}::uuid, ${given.basis},
      ${given.consentPaper ?? null}, ${given.reason}) returning id`
    .execute(tx)
    .catch((error: unknown) => {
      const said = constraintOf(error)
      if (said === 'gang_full') throw refuse('custody-regime.gang-full', { capacity: gang.capacity })
      if (said === 'labour_one_gang') throw refuse('custody-regime.in-another-gang')
      throw error
    })
  return { labourId: made[0]!.id }
}

/** Which constraint the database refused for. */
export function constraintOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'constraint' in error ? error.constraint : undefined
}

/** @throws not-found when the prisoner is no longer in that gang */
export async function end(tx: Tx, given: ParsedInputOf<typeof contract.endLabour>): Promise<{ ended: true }> {
  const { rows } = await sql`
    update custody.labour set to_on = greatest(from_on, workflow.today()), ended_why = ${given.why}, ended_by = access.account()
     where id = ${given.labourId}::uuid and to_on is null returning id`.execute(tx)
  if (rows.length === 0) throw refuse('not-found')
  return { ended: true }
}

const refusalOf: Record<string, string> = {
  muster_month_checked: 'custody-regime.month-checked',
  muster_of_gang: 'custody-regime.not-of-gang',
  muster_outside: 'custody-regime.outside',
  muster_taken: 'custody-regime.pieces-taken',
}

/**
 * The muster of a day, all its lines at once. A line written again takes the place of the earlier one; the audit keeps both.
 * @throws custody-regime.in-future, .month-checked, .not-of-gang, .outside, .pieces-taken, .twice-in-muster
 */
export async function muster(
  tx: Tx,
  given: ParsedInputOf<typeof contract.markMuster>,
): Promise<{ marked: number; worked: number }> {
  if (given.on > (await today(tx))) throw refuse('custody-regime.in-future')
  const ids = new Set(given.lines.map((line) => line.imprisonmentId))
  if (ids.size < given.lines.length) throw refuse('custody-regime.twice-in-muster')
  const { rows: found } = await sql<{ prison_id: number; unit: string }>`
    select g.prison_id, r.unit from custody.gang g join custody.labour_rate r on r.code = g.rate_code
     where g.id = ${given.gangId}::uuid limit 1`.execute(tx)
  const gang = found[0]
  if (gang === undefined) throw refuse('not-found')
  const atWork = (mark: string) => mark === 'worked' || mark === 'half'
  const lines = given.lines.map((line) => ({
    imprisonment_id: line.imprisonmentId,
    mark: line.mark,
    pieces: gang.unit === 'piece' && atWork(line.mark) ? line.pieces : 0,
  }))
  const { numAffectedRows } = await sql`
    insert into custody.muster as m (imprisonment_id, on_date, jurisdiction, prison_id, gang_id, mark, pieces)
    select l.imprisonment_id, ${given.on}::date, ${standing(tx).jurisdiction}, ${gang.prison_id}, ${given.gangId}::uuid, l.mark, l.pieces
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(imprisonment_id uuid, mark text, pieces integer)
    on conflict (imprisonment_id, on_date) do update set gang_id = excluded.gang_id, mark = excluded.mark, pieces = excluded.pieces,
      marked_by = access.account(), marked_at = clock_timestamp()
      where (m.gang_id, m.mark, m.pieces) is distinct from (excluded.gang_id, excluded.mark, excluded.pieces)`
    .execute(tx)
    .catch((error: unknown) => {
      const code = refusalOf[String(constraintOf(error))]
      throw code === undefined ? error : refuse(code)
    })
  return { marked: Number(numAffectedRows ?? 0), worked: lines.filter(({ mark }) => atWork(mark)).length }
}

/** Gangs with people whose muster of today is not written. */
export async function countUnmustered(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, 0 as overdue from custody.gang g where g.closed_on is null and g.prison_id = any (access.units())
       and exists (select 1 from custody.labour l where l.gang_id = g.id and l.to_on is null and l.from_on <= workflow.today()
         and not exists (select 1 from custody.muster m where m.imprisonment_id = l.imprisonment_id and m.on_date = workflow.today()))`.execute(
    tx,
  )
  return rows[0]!
}
