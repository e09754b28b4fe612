import { type RawBuilder, sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { bothOf } from '../prisoners/names.ts'
import { forfeitableDays } from '../sentence/ledger.ts'
import type * as contract from './contract.ts'

type Page = OutputOf<typeof contract.getAdjudication>

const waiting = sql`a.state in ('reported', 'told')`
const toConfirm = sql`exists (select 1 from custody.punishment p where p.adjudication_id = a.id and p.state = 'to-confirm')`
const appealed = sql`a.appealed_at is not null and a.appeal_outcome is null`
const shows: Record<ParsedInputOf<typeof contract.listAdjudications>['show'], RawBuilder<unknown>> = {
  waiting,
  'to-confirm': toConfirm,
  appeals: appealed,
  decided: sql`a.state in ('decided', 'quashed')`,
  all: sql`true`,
}

export async function listReports(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listAdjudications>,
): Promise<OutputOf<typeof contract.listAdjudications>> {
  const { rows } = await sql<contract.AdjudicationRow & { total: number }>`
    select a.id, a.imprisonment_id as "imprisonmentId", i.number || '/' || i.year as number,
      jsonb_build_object('en', coalesce(r.name_en, r.name_ur, ''), 'ur', coalesce(r.name_ur, r.name_en, '')) as name,
      jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as prison,
      jsonb_build_object('code', o.code, 'section', o.section, 'text', jsonb_build_object('en', o.text_en, 'ur', o.text_ur)) as offence,
      a.occurred_at as "occurredAt", a.state, a.finding, a.decided_at as "decidedAt", ${appealed} as "appealOpen", ${toConfirm} as "toConfirm",
      coalesce((select jsonb_agg(jsonb_build_object('text', jsonb_build_object('en', k.text_en, 'ur', k.text_ur), 'days', p.days, 'state', p.state) order by k.position)
        from custody.punishment p join custody.punishment_kind k on k.code = p.kind_code where p.adjudication_id = a.id), '[]') as punishments,
      count(*) over ()::integer as total
      from custody.adjudication a join custody.prison_offence o on o.code = a.offence_code
      join custody.imprisonment i on i.id = a.imprisonment_id join people.record r on r.id = i.record_id
      join units.current_unit u on u.id = a.prison_id
     where ${shows[query.show]} and (${query.imprisonmentId ?? null}::uuid is null or a.imprisonment_id = ${query.imprisonmentId ?? null}::uuid)
     order by ${query.show === 'waiting' ? sql`a.occurred_at, a.id` : sql`a.occurred_at desc, a.id`}
     limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

export async function disciplineYear(tx: Tx): Promise<OutputOf<typeof contract.getDisciplineYear>> {
  const { rows: months } = await sql<OutputOf<typeof contract.getDisciplineYear>['months'][number]>`
    select to_char(m, 'YYYY-MM') as month, (count(*) filter (where a.finding = 'proved' and a.state = 'decided'))::integer as proved,
      (count(*) filter (where a.finding = 'not-proved' or a.state = 'quashed'))::integer as "notProved",
      (count(*) filter (where ${waiting}))::integer as open
      from generate_series(date_trunc('month', workflow.today()) - interval '11 months', date_trunc('month', workflow.today()), interval '1 month') m
      left join custody.adjudication a on a.occurred_at >= m::timestamp at time zone 'Asia/Karachi'
        and a.occurred_at < (m + interval '1 month')::timestamp at time zone 'Asia/Karachi'
     group by m order by m`.execute(tx)
  const { rows } = await sql<{ waiting: number; toConfirm: number; appeals: number }>`
    select (count(*) filter (where ${waiting}))::integer as waiting, (count(*) filter (where ${toConfirm}))::integer as "toConfirm",
      (count(*) filter (where ${appealed}))::integer as appeals from custody.adjudication a`.execute(tx)
  return { months, ...rows[0]! }
}

/** On the home page: what the reader is to do. The list behind it is `show`. */
export async function countReports(
  tx: Tx,
  show: 'waiting' | 'to-confirm' | 'appeals',
): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where a.reported_at < now() - interval '3 days'))::integer as overdue
      from custody.adjudication a where ${shows[show]}`.execute(tx)
  return { count: rows[0]!.count, overdue: show === 'waiting' ? rows[0]!.overdue : 0 }
}

export async function offences(tx: Tx): Promise<OutputOf<typeof contract.listOffences>> {
  const { rows } = await sql<OutputOf<typeof contract.listOffences>['rows'][number]>`
    select code, section, jsonb_build_object('en', text_en, 'ur', text_ur) as text from custody.prison_offence order by position`.execute(
    tx,
  )
  return { rows }
}

interface KindRow {
  code: string
  section: string
  text_en: string
  text_ur: string
  measured: boolean
  forfeits: boolean
  alone: boolean
  standing: 'offered' | 'abolished' | 'refer'
  basis_en: string
  basis_ur: string
  own_days: number | null
  confirmed_days: number | null
  takes: string[] | null
  basis: string | null
}

/** Every punishment the law knows or knew, with its ceiling in the reader's province today; and what a forfeiture may take from. */
export async function kindsToday(
  tx: Tx,
): Promise<{ kinds: contract.PunishmentKind[]; takes: ReadonlyMap<string, string[]> }> {
  const { rows } = await sql<KindRow>`
    select k.*, c.own_days, c.confirmed_days, c.takes, c.basis from custody.punishment_kind k
      left join lateral (select * from custody.punishment_ceiling c where c.kind_code = k.code and c.from_on <= workflow.today()
        and c.jurisdiction in (${standing(tx).jurisdiction}, 'PK') order by c.jurisdiction = 'PK', c.from_on desc limit 1) c on true
     order by k.position`.execute(tx)
  return {
    kinds: rows.map((row) => ({
      code: row.code,
      section: row.section,
      text: bothOf(row.text_en, row.text_ur),
      measured: row.measured,
      forfeits: row.forfeits,
      alone: row.alone,
      standing: row.standing,
      basis: bothOf(row.basis_en, row.basis_ur),
      ownDays: row.own_days,
      confirmedDays: row.confirmed_days,
      ceilingBasis: row.basis,
    })),
    takes: new Map(rows.map((row) => [row.code, row.takes ?? []])),
  }
}

export interface DisciplineRule {
  readonly noticeHours: number
  readonly compareMonths: number
  readonly suspendMonths: number
  readonly appealDays: number
  readonly apartMonths: number
}

/** The periods of the reader's province as configured today. */
export async function ruleToday(tx: Tx): Promise<DisciplineRule> {
  const { rows } = await sql<DisciplineRule>`
    select notice_hours as "noticeHours", compare_months as "compareMonths", suspend_months as "suspendMonths", appeal_days as "appealDays",
      apart_months as "apartMonths" from custody.discipline_rule where from_on <= workflow.today() and jurisdiction in (${standing(tx).jurisdiction}, 'PK')
     order by jurisdiction = 'PK', from_on desc limit 1`.execute(tx)
  return rows[0]!
}

/** What the same offence brought in the same prison before this case. */
export async function givenBefore(
  tx: Tx,
  given: { id: string; prisonId: number; offence: string; months: number },
): Promise<Page['before']> {
  const heard = sql`custody.adjudication a where a.prison_id = ${given.prisonId} and a.offence_code = ${given.offence} and a.state = 'decided'
    and a.finding = 'proved' and a.id <> ${given.id}::uuid and a.decided_at > now() - make_interval(months => ${given.months})`
  const { rows: counted } = await sql<{
    cases: number
  }>`select count(*)::integer as cases from ${heard}`.execute(tx)
  const { rows } = await sql<Page['before']['kinds'][number]>`
    select k.code as kind, jsonb_build_object('en', k.text_en, 'ur', k.text_ur) as text, count(*)::integer as cases,
      percentile_cont(0.5) within group (order by p.days) as median, max(p.days) as most
      from custody.punishment p join custody.punishment_kind k on k.code = p.kind_code
     where p.state <> 'refused' and p.adjudication_id in (select a.id from ${heard})
     group by k.code, k.text_en, k.text_ur, k.position order by count(*) desc, k.position`.execute(tx)
  return { months: given.months, cases: counted[0]!.cases, kinds: rows }
}

const punishmentColumns = sql`p.id, p.kind_code as kind, jsonb_build_object('en', k.text_en, 'ur', k.text_ur) as text, k.section, p.days, p.state,
  p.from_on as "fromOn", p.suspended_until as "suspendedUntil", p.activated_by is not null as activated,
  case when k.forfeits then coalesce((select sum(m.days) from custody.remission m where m.punishment_id = p.id and m.voided_at is null), 0)::integer end as taken
  from custody.punishment p join custody.punishment_kind k on k.code = p.kind_code`

/** Suspended punishments of a prisoner whose time has not run out. */
export async function suspendedOf(tx: Tx, imprisonmentId: string): Promise<contract.Punishment[]> {
  const { rows } = await sql<contract.Punishment>`select ${punishmentColumns}
    where p.imprisonment_id = ${imprisonmentId}::uuid and p.state = 'suspended' and p.suspended_until >= workflow.today()
    order by p.suspended_until, p.id`.execute(tx)
  return rows
}

interface Row
  extends Omit<contract.Adjudication, 'punishments' | 'ownReport' | 'hearableAt' | 'appealUntil'> {
  prisonId: number
  reportedById: string
  decidedById: string | null
  hearableAt: string | null
  appealUntil: string | null
}

const signed = (column: string) =>
  sql`(select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(${sql.ref(`a.${column}`)}) s)`

/** @throws not-found */
export async function getReport(tx: Tx, id: string): Promise<Page> {
  const rule = await ruleToday(tx)
  const { rows } = await sql<Row>`
    select a.id, a.prison_id as "prisonId", a.imprisonment_id as "imprisonmentId", i.number || '/' || i.year as number, i.state = 'in' as held,
      jsonb_build_object('en', coalesce(r.name_en, r.name_ur, ''), 'ur', coalesce(r.name_ur, r.name_en, '')) as name,
      jsonb_build_object('code', o.code, 'section', o.section, 'text', jsonb_build_object('en', o.text_en, 'ur', o.text_ur)) as offence,
      a.occurred_at as "occurredAt", a.place, a.account, coalesce(${signed('reported_by')}, '{"en": "—", "ur": "—"}') as "reportedBy",
      a.reported_by as "reportedById", a.reported_at as "reportedAt", a.state, a.told_at as "toldAt", ${signed('told_by')} as "toldBy",
      a.told_at + make_interval(hours => ${rule.noticeHours}) as "hearableAt",
      a.plea, a.statements, a.assistance, a.finding, a.reasons, a.overrides, ${signed('decided_by')} as "decidedBy", a.decided_by as "decidedById",
      a.decided_at as "decidedAt", ((a.decided_at at time zone 'Asia/Karachi')::date + ${rule.appealDays}::integer) as "appealUntil",
      a.appealed_at as "appealedAt", a.appeal_grounds as "appealGrounds", a.appeal_outcome as "appealOutcome", a.appeal_reasons as "appealReasons",
      ${signed('appeal_by')} as "appealBy"
      from custody.adjudication a join custody.prison_offence o on o.code = a.offence_code
      join custody.imprisonment i on i.id = a.imprisonment_id join people.record r on r.id = i.record_id where a.id = ${id}::uuid`.execute(
    tx,
  )
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  const { prisonId, reportedById, decidedById, ...adjudication } = row
  const { rows: punishments } = await sql<contract.Punishment>`select ${punishmentColumns}
    where p.adjudication_id = ${id}::uuid order by k.position`.execute(tx)
  const { kinds, takes } = await kindsToday(tx)
  const { accountId } = standing(tx)
  const own = reportedById === accountId
  const open = adjudication.appealedAt !== null && adjudication.appealOutcome === null
  return {
    adjudication: { ...adjudication, punishments, ownReport: own },
    kinds,
    suspendMonths: rule.suspendMonths,
    forfeitable: await forfeitableDays(tx, adjudication.imprisonmentId, takes.get('forfeiture') ?? []),
    suspended: await suspendedOf(tx, adjudication.imprisonmentId),
    before: await givenBefore(tx, {
      id,
      prisonId,
      offence: adjudication.offence.code,
      months: rule.compareMonths,
    }),
    may: {
      tell: adjudication.state === 'reported' && may(tx, 'custody:prepare-hearing'),
      hear: adjudication.state === 'told' && !own && may(tx, 'custody:adjudicate'),
      confirm: may(tx, 'custody:hear-discipline-appeal'),
      appeal:
        adjudication.state === 'decided' &&
        adjudication.finding === 'proved' &&
        adjudication.appealedAt === null &&
        may(tx, 'custody:prepare-hearing'),
      decideAppeal: open && !own && decidedById !== accountId && may(tx, 'custody:hear-discipline-appeal'),
    },
  }
}
