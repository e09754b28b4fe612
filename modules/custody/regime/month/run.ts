import { sql } from 'kysely'
import { requireSecondPerson, standing } from '#kernel/access'
import { askFor } from '#kernel/jobs'
import { packOf, readDay, refreshLaw, rulesInForce } from '#kernel/law'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../../law-of-prison.ts'
import { prisonOf } from '../../prison-of.ts'
import { sentenceFactsOf } from '../../sentence/facts.ts'
import { barsOn, type Finding, findingsOf } from '../bars.ts'
import { monthBefore } from '../labour/wages.ts'
import type * as contract from './contract.ts'
import { postMonthJob } from './post.ts'
import { firstOfNextMonth, type MonthRule, reckonMonth } from './reckon.ts'

type MonthPage = OutputOf<typeof contract.getMonth>
type Run = MonthPage['runs'][number]

const runColumns = sql`r.id, to_char(r.month, 'YYYY-MM') as month, r.state, r.most, r.prepared_by as "preparedById",
  coalesce((select jsonb_build_object('en', a.name_en, 'ur', a.name_ur) from identity.account a where a.id = r.prepared_by), '{"en": "", "ur": ""}') as "preparedBy",
  r.prepared_at as "preparedAt", (select jsonb_build_object('en', a.name_en, 'ur', a.name_ur) from identity.account a where a.id = r.signed_by) as "signedBy",
  r.signed_at as "signedAt", r.posted_at as "postedAt", l.*`
const sums = sql`join lateral (select count(*)::integer as people, (count(*) filter (where l.days >= r.most))::integer as whole,
    (count(*) filter (where l.days between 1 and r.most - 1))::integer as less, (count(*) filter (where l.days = 0))::integer as none,
    coalesce(sum(l.days), 0)::integer as days, coalesce(sum(l.good_days), 0)::integer as "goodDays",
    (count(*) filter (where l.state = 'posted'))::integer as posted, (count(*) filter (where l.state = 'by-hand'))::integer as "byHand"
  from custody.month_line l where l.run_id = r.id) l on true`

/** The rule of a month: its make-up by configuration, and the law's most with its section. */
async function ruleOf(
  tx: Tx,
  jurisdiction: string,
  firstDay: string,
): Promise<MonthRule & { basis: string; section: string; pack: string }> {
  const { rows } = await sql<{
    conductDays: number
    labourDays: number
    fullWorkDays: number
    basis: string
  }>`
    select conduct_days as "conductDays", labour_days as "labourDays", full_work_days as "fullWorkDays", basis from custody.month_rule
     where jurisdiction in (${jurisdiction}, 'PK') and from_on <= ${firstDay}::date
     order by jurisdiction = 'PK', from_on desc limit 1`.execute(tx)
  const { rows: good } = await sql<{ days: number }>`
    select distinct on (year) days from custody.good_conduct_rule where jurisdiction in (${jurisdiction}, 'PK') and from_on <= ${firstDay}::date
     order by year, jurisdiction = 'PK', from_on desc`.execute(tx)
  const rules = rulesInForce(packOf(jurisdiction))
  const most = rules.on('remission.per-month', readDay(firstDay, 'month'))
  return {
    ...rows[0]!,
    goodConduct: good.map(({ days }) => days),
    most: most.value,
    section: most.section,
    pack: `${rules.code} ${rules.version}`,
  }
}

type RunRow = Run & { preparedById: string }

/** @throws not-found */
export async function monthOf(tx: Tx, query: ParsedInputOf<typeof contract.getMonth>): Promise<MonthPage> {
  const { prisons, ...prison } = await prisonOf(tx, query.prisonId)
  const day = await today(tx)
  const month = query.month ?? monthBefore(day)
  const { rows } = await sql<RunRow>`
    select ${runColumns} from custody.month_run r ${sums} where r.prison_id = ${prison.id} order by r.month desc limit 12`.execute(
    tx,
  )
  const found = rows.find((row) => row.month === month)
  const shown = ({ preparedById: _, ...run }: RunRow): Run => run
  const { rows: spread } = await sql<{ days: number; people: number }>`
    select l.days, count(*)::integer as people from custody.month_line l where l.run_id = ${found?.id ?? null}::uuid group by 1 order by 1`.execute(
    tx,
  )
  const { rows: reasons } = await sql<{ key: string; n: number }>`
    select unnest(l.reasons) as key, count(*)::integer as n from custody.month_line l where l.run_id = ${found?.id ?? null}::uuid group by 1`.execute(
    tx,
  )
  const { goodConduct: _, pack: __, ...rule } = await ruleOf(tx, standing(tx).jurisdiction, `${month}-01`)
  return {
    prison,
    prisons,
    month,
    over: month < day.slice(0, 7),
    rule,
    run: found === undefined ? null : shown(found),
    own: found?.preparedById === standing(tx).accountId,
    spread,
    reasons: Object.fromEntries(reasons.map(({ key, n }) => [key, n])),
    runs: rows.map(shown),
  }
}

const orders: Record<string, ReturnType<typeof sql>> = {
  number: sql`i.year, i.number`,
  '-number': sql`i.year desc, i.number desc`,
  days: sql`l.days`,
  '-days': sql`l.days desc`,
}
const shows = {
  all: sql`true`,
  less: sql`l.days < r.most`,
  none: sql`l.days = 0`,
  good: sql`l.good_days > 0`,
  'by-hand': sql`l.state = 'by-hand'`,
} as const

export async function listLines(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listMonthLines>,
): Promise<OutputOf<typeof contract.listMonthLines>> {
  type Row = OutputOf<typeof contract.listMonthLines>['rows'][number]
  const { rows } = await sql<Row & { total: number }>`
    select l.imprisonment_id as "imprisonmentId", i.number || '/' || i.year as number,
      jsonb_build_object('en', coalesce(p.name_en, p.name_ur), 'ur', coalesce(p.name_ur, p.name_en)) as name,
      l.conduct_days as "conductDays", l.labour_days as "labourDays", l.days, l.good_days as "goodDays", l.worked::float8 as worked,
      l.excused::float8 as excused, l.reasons, l.set_why as "setWhy", l.state,
      (select d.due_release from custody.release_date d where d.imprisonment_id = i.id and d.state in ('computed', 'proposed', 'confirmed')) as due,
      count(*) over ()::integer as total
      from custody.month_line l join custody.month_run r on r.id = l.run_id
      join custody.imprisonment i on i.id = l.imprisonment_id join people.record p on p.id = i.record_id
     where l.run_id = ${query.runId}::uuid and ${shows[query.show]}
       and (${query.reason ?? null}::text is null or ${query.reason ?? null} = any (l.reasons))
     order by ${orders[query.sort]!}, i.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

interface ConvictRow {
  id: string
  at_large: boolean
  last_offence: string | null
  worked: number
  excused: number
  unfit: boolean
  due: string | null
  gross: string | null
}

/** In the books as a convict, with no sentence on record: an officer looks. */
const withoutSentence: Finding = {
  code: 'section-unknown',
  standing: 'refer',
  section: 'PPR 1978 ch. 8',
  text: { en: 'No sentence is on record', ur: 'کوئی سزا درج نہیں' },
}

/** Facts of so many convicts are gathered at a time. */
const pageRows = 500

/**
 * Reckons a month for every convict of the acting officer's prison who has nothing posted for it yet.
 * @throws custody-regime.month-not-over, .month-signed, .no-convicts
 */
export async function prepare(
  tx: Tx,
  { month }: { month: string },
  call: { sessionId: string | null },
): Promise<OutputOf<typeof contract.prepareMonth>> {
  if (month >= (await today(tx)).slice(0, 7)) throw refuse('custody-regime.month-not-over')
  await refreshLaw(async (text) => sql.raw(text).execute(tx))
  const { jurisdiction, unitId, accountId, grantId } = standing(tx)
  const firstDay = `${month}-01`
  const postedOn = firstOfNextMonth(firstDay)
  const rule = await ruleOf(tx, jurisdiction, firstDay)
  const { rows: runs } = await sql<{ id: string }>`
    insert into custody.month_run as r (jurisdiction, prison_id, month, most, pack, prepared_session, prepared_grant)
    values (${jurisdiction}, ${unitId}, ${firstDay}::date, ${rule.most}, ${rule.pack}, ${call.sessionId}::uuid, ${grantId}::uuid)
    on conflict (prison_id, month) do update set prepared_by = ${accountId}::uuid, prepared_at = clock_timestamp(), most = excluded.most,
      pack = excluded.pack, prepared_session = excluded.prepared_session, prepared_grant = excluded.prepared_grant
      where r.state = 'prepared' returning id`.execute(tx)
  const runId = runs[0]?.id
  if (runId === undefined) throw refuse('custody-regime.month-signed')
  await sql`delete from custody.month_line where run_id = ${runId}::uuid`.execute(tx)
  const bars = await barsOn(tx, firstDay)
  let after = '00000000-0000-0000-0000-000000000000'
  let people = 0
  let days = 0
  for (;;) {
    const { rows } = await convicts(tx, { unitId, firstDay, postedOn, after })
    const facts = await sentenceFactsOf(
      tx,
      rows.map(({ id }) => id),
    )
    const lines = rows.map((row) => {
      const fact = facts.get(row.id)!
      const begun = fact.inputs.sentences[0]
      const excused = row.unfit ? Math.max(row.excused, rule.fullWorkDays - row.worked) : row.excused
      const reckoned = reckonMonth(
        {
          firstDay,
          postedOn,
          sentencedOn: begun?.sentencedOn ?? firstDay,
          findings:
            begun === undefined && !fact.condemned ? [withoutSentence] : findingsOf(fact, row.gross, bars),
          rigorous: fact.rigorous,
          atLarge: row.at_large,
          lastOffenceOn: row.last_offence,
          worked: row.worked,
          excused,
          due: row.due,
        },
        rule,
      )
      people += 1
      days += reckoned.days
      return {
        imprisonment_id: row.id,
        conduct_days: reckoned.conductDays,
        labour_days: reckoned.labourDays,
        days: reckoned.days,
        good_days: reckoned.goodDays,
        reasons: reckoned.reasons,
        worked: row.worked,
        excused,
      }
    })
    await sql`insert into custody.month_line (run_id, imprisonment_id, jurisdiction, prison_id, conduct_days, labour_days, days, good_days, reasons, worked, excused)
      select ${runId}::uuid, l.imprisonment_id, ${jurisdiction}, ${unitId}, l.conduct_days, l.labour_days, l.days, l.good_days, l.reasons,
        l.worked, l.excused from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(imprisonment_id uuid, conduct_days integer,
        labour_days integer, days integer, good_days integer, reasons text[], worked numeric, excused numeric)`.execute(
      tx,
    )
    if (rows.length < pageRows) break
    after = rows.at(-1)!.id
  }
  if (people === 0) throw refuse('custody-regime.no-convicts')
  return { runId, people, days }
}

/** A page of a prison's convicts with what the registers say of their month; who has it posted already is left out. */
function convicts(tx: Tx, of: { unitId: number; firstDay: string; postedOn: string; after: string }) {
  return sql<ConvictRow>`
    select i.id,
      custody.at_large_within(i.id, ${of.firstDay}::timestamp at time zone 'Asia/Karachi', ${of.postedOn}::timestamp at time zone 'Asia/Karachi') as at_large,
      (select to_char(max(a.occurred_at at time zone 'Asia/Karachi'), 'YYYY-MM-DD') from custody.adjudication a
        where a.imprisonment_id = i.id and a.state = 'decided' and a.finding = 'proved'
          and a.occurred_at < ${of.postedOn}::timestamp at time zone 'Asia/Karachi') as last_offence,
      coalesce(w.worked, 0)::float8 as worked, coalesce(w.excused, 0)::float8 as excused,
      exists (select 1 from custody.fitness f where f.imprisonment_id = i.id and f.kind = 'labour' and not f.fit
        and f.at < ${of.postedOn}::timestamp at time zone 'Asia/Karachi' and (f.until_on is null or f.until_on >= ${of.postedOn}::date - 1)
        and (f.superseded_at is null or f.superseded_at >= ${of.postedOn}::timestamp at time zone 'Asia/Karachi')) as unfit,
      d.due_release as due, d.result ->> 'grossExpiry' as gross
      from custody.imprisonment i
      left join lateral (select sum(case m.mark when 'worked' then 1 when 'half' then 0.5 else 0 end) as worked,
          sum(case when m.mark in ('ill', 'outside') then 1 else 0 end) as excused
        from custody.muster m where m.imprisonment_id = i.id and m.on_date >= ${of.firstDay}::date and m.on_date < ${of.postedOn}::date) w on true
      left join custody.release_date d on d.imprisonment_id = i.id and d.state in ('computed', 'proposed', 'confirmed')
     where i.prison_id = ${of.unitId} and i.state = 'in' and i.category in ('convict', 'condemned') and i.id > ${of.after}::uuid
       and not exists (select 1 from custody.remission x where x.imprisonment_id = i.id and x.earned_month = ${of.firstDay}::date
         and x.voided_at is null)
     order by i.id limit ${pageRows}`.execute(tx)
}

async function lockRun(tx: Tx, runId: string) {
  const { rows } = await sql<{
    state: string
    most: number
    prepared_by: string
    prepared_session: string | null
    prepared_grant: string | null
  }>`select state, most, prepared_by, prepared_session, prepared_grant from custody.month_run where id = ${runId}::uuid for update`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].state !== 'prepared') throw refuse('custody-regime.month-signed')
  return rows[0]
}

/** @throws not-found, custody-regime.month-signed, .over-most, .barred-line when the law bars this prisoner from remission */
export async function setLine(
  tx: Tx,
  given: ParsedInputOf<typeof contract.setMonthLine>,
): Promise<{ days: number }> {
  const run = await lockRun(tx, given.runId)
  if (given.days > run.most) throw refuse('custody-regime.over-most', { most: run.most })
  const { rows } = await sql<{ reasons: string[] }>`
    select reasons from custody.month_line where run_id = ${given.runId}::uuid and imprisonment_id = ${given.imprisonmentId}::uuid`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  const { reasons } = rows[0]
  const bars = await barsOn(tx, await today(tx))
  if (
    !reasons.includes('refer') &&
    (reasons.includes('not-yet') || bars.some(({ code }) => reasons.includes(code)))
  )
    throw refuse('custody-regime.barred-line')
  await sql`update custody.month_line set days = ${given.days}, set_why = ${given.why}
    where run_id = ${given.runId}::uuid and imprisonment_id = ${given.imprisonmentId}::uuid`.execute(tx)
  return { days: given.days }
}

/** The Superintendent signs what another officer prepared; posting begins when this is kept. @throws access.same-person and its kin */
export async function sign(
  tx: Tx,
  { runId }: { runId: string },
  call: { sessionId: string | null },
): Promise<{ state: 'signed' }> {
  const run = await lockRun(tx, runId)
  await requireSecondPerson(tx, call, {
    by: run.prepared_by,
    session: run.prepared_session,
    under: run.prepared_grant,
  })
  await sql`update custody.month_run set state = 'signed', signed_by = ${standing(tx).accountId}::uuid, signed_at = clock_timestamp()
    where id = ${runId}::uuid`.execute(tx)
  await askFor(tx, postMonthJob.name, { runId })
  return { state: 'signed' }
}

/** Months prepared by another officer that wait for a signature. */
export async function countToSign(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, 0 as overdue from custody.month_run where state = 'prepared' and prison_id = any (access.units())
       and prepared_by <> access.account()`.execute(tx)
  return rows[0]!
}

/** Prisons of one's own with convicts whose last month nobody has prepared. */
export async function countToPrepare(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, 0 as overdue from units.unit u where u.kind = 'prison' and u.id = any (access.units())
       and exists (select 1 from custody.imprisonment i where i.prison_id = u.id and i.state = 'in' and i.category = 'convict')
       and not exists (select 1 from custody.month_run r where r.prison_id = u.id
         and r.month = (date_trunc('month', workflow.today()) - interval '1 month')::date)`.execute(tx)
  return rows[0]!
}
