import { type RawBuilder, sql } from 'kysely'
import { defineReport, type ReportColumn, type ReportFilter, type ReportParams } from '#kernel/reporting'
import type { Tx } from '#platform/db'
import type { BothLanguages } from '#platform/http/contract'
import { text } from '#platform/i18n'
import { dayBegins, dayEnds } from '../movement/register.ts'
import { prisonsInReach } from '../prison-of.ts'
import type { RegisterGroup } from './contract.ts'

type Sql = RawBuilder<unknown>

/** Which part of a register is read: one prison, and a period where one was asked for. */
export interface Scope {
  /** The one prison, as a value in SQL. */
  readonly prison: Sql
  /** Whether a moment lies in the period, by Pakistan's days. */
  within(moment: Sql): Sql
  /** Whether a day lies in the period. */
  on(day: Sql): Sql
  /** A further filter of the register; undefined when it is not set. */
  readonly params: ReportParams
}

export interface NewRegister {
  readonly key: string
  /** The report's own key where it is older than the registers. */
  readonly report?: string
  readonly group: RegisterGroup
  readonly title: BothLanguages
  /** What stands in it, in a sentence. */
  readonly definition: BothLanguages
  readonly citation: BothLanguages
  /** Confirmed: the specification's own summary of the Act names it. */
  readonly confirmed?: true
  readonly needs: string
  /** What the period means; none for a register of how things stand now that cannot be narrowed. */
  readonly period?: BothLanguages
  /** Shows who is here now: who came in years ago stands in it today, so that no period is chosen unless one is asked for. */
  readonly standing?: true
  readonly filters?: readonly ReportFilter[]
  readonly columns: readonly ReportColumn[]
  readonly order: readonly string[]
  readonly select: Sql
  /** The tables that make one row each, and which of their rows; all that may be counted without the rest. */
  readonly rows: (scope: Scope) => { readonly from: Sql; readonly where: Sql }
  /** What is looked up for each row. */
  readonly joins?: Sql
  readonly finish?: (row: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>
}

export interface Register {
  readonly key: string
  readonly report: string
  readonly group: RegisterGroup
  readonly title: BothLanguages
  readonly definition: BothLanguages
  readonly citation: BothLanguages
  readonly confirmed: boolean
  readonly needs: string
  readonly period: BothLanguages | null
  readonly standing: boolean
  /** A select with one row for each entry. */
  readonly entries: (params: ReportParams) => Sql
}

const registers = new Map<string, Register>()

export const allRegisters = (): readonly Register[] => [...registers.values()]
export const findRegister = (key: string): Register | undefined => registers.get(key)

/** Reads a period from the database’s own rows: a register is a way of looking, and holds nothing itself. */
export function defineRegister(register: NewRegister): Register {
  const report = register.report ?? `custody.register-${register.key}`
  const entries = (params: ReportParams) => {
    const { from, where } = register.rows(scopeOf(params))
    return sql`select 1 from ${from} where ${where}`
  }
  defineReport({
    key: report,
    page: `/custody/registers/${register.key}`,
    title: register.title,
    definition: { en: says(register, 'en'), ur: says(register, 'ur') },
    needs: register.needs,
    filters: [
      prisonFilter,
      ...(register.period === undefined ? [] : periodFilters),
      ...(register.filters ?? []),
    ],
    columns: register.columns,
    order: register.order,
    ...(register.finish === undefined ? {} : { finish: register.finish }),
    count: entries,
    query: (params) => {
      const { from, where } = register.rows(scopeOf(params))
      return sql`select ${register.select} from ${from} ${register.joins ?? sql``} where ${where}`
    },
  })
  const made: Register = {
    key: register.key,
    report,
    group: register.group,
    title: register.title,
    definition: register.definition,
    citation: register.citation,
    confirmed: register.confirmed === true,
    needs: register.needs,
    period: register.period ?? null,
    standing: register.standing === true,
    entries,
  }
  registers.set(register.key, made)
  return made
}

const says = ({ definition, citation }: NewRegister, language: 'en' | 'ur') =>
  `${definition[language]} (${citation[language]})`

const prisonFilter: ReportFilter = {
  key: 'prison',
  title: { en: 'Prison', ur: 'جیل' },
  kind: 'choice',
  options: async (tx: Tx) =>
    (await prisonsInReach(tx)).map(({ id, name }) => ({ value: String(id), label: name })),
}
const periodFilters: readonly ReportFilter[] = [
  { key: 'from', title: { en: 'From', ur: 'از تاریخ' }, kind: 'date' },
  { key: 'to', title: { en: 'Until', ur: 'تا تاریخ' }, kind: 'date' },
]

/**
 * A register is of one prison, always: the one asked for, or the reader's own, or the first that an Inspector-General reaches.
 * One asked for that the reader does not reach has no rows behind the policies.
 */
export function scopeOf(params: ReportParams): Scope {
  const asked = /^\d{1,9}$/.test(params.prison ?? '') ? Number(params.prison) : null
  const { from, to } = params
  return {
    prison:
      asked === null
        ? sql`(select u.id from units.current_unit u where u.kind = 'prison' and u.id = any ((select access.units())::integer[])
            and (u.valid_to is null or u.valid_to > workflow.today()) order by u.name_en, u.id limit 1)`
        : sql`${asked}::integer`,
    within: (moment) =>
      sql`(${from === undefined ? sql`true` : sql`${moment} >= ${dayBegins(from)}`}
        and ${to === undefined ? sql`true` : sql`${moment} < ${dayEnds(to)}`})`,
    on: (day) =>
      sql`(${from === undefined ? sql`true` : sql`${day} >= ${from}::date`} and ${to === undefined ? sql`true` : sql`${day} <= ${to}::date`})`,
    params,
  }
}

/** Words that the screens use already, for codes in a register. */
export function words(path: string, codes: readonly string[]): Record<string, BothLanguages> {
  return Object.fromEntries(
    codes.map((code) => [code, { en: text(`${path}.${code}`, 'en'), ur: text(`${path}.${code}`, 'ur') }]),
  )
}

export const generalKnowledge = (en: string, ur: string): BothLanguages => ({
  en: `${en}; general knowledge, to be confirmed`,
  ur: `${ur}؛ عمومی معلومات، توثیق طلب`,
})

/** A moment's day on Pakistan's clocks. */
export const dayOfMoment = (moment: Sql) => sql`(${moment} at time zone 'Asia/Karachi')::date`
/** Its hour and minute. */
export const clockOf = (moment: Sql) => sql`to_char(${moment} at time zone 'Asia/Karachi', 'HH24:MI')`
export const bothNames = (en: Sql, ur: Sql) =>
  sql`case when coalesce(${en}, ${ur}) is not null then jsonb_build_object('en', coalesce(${en}, ${ur}), 'ur', coalesce(${ur}, ${en})) end`

/** Who it is, in every register of persons: of imprisonment `i` and record `p`. */
export const who = sql`i.id as "imprisonmentId", i.year as "numberYear", i.number as "numberOf", i.number || '/' || i.year as number,
  ${bothNames(sql`p.name_en`, sql`p.name_ur`)} as name, ${bothNames(sql`p.father_en`, sql`p.father_ur`)} as father`
export const whoJoin = sql`join people.record p on p.id = i.record_id`
export const whoColumns: readonly ReportColumn[] = [
  {
    key: 'number',
    title: { en: 'Prison number', ur: 'اسیر نمبر' },
    kind: 'identifier',
    opens: { path: '/custody/prisoners/:imprisonmentId' },
  },
  { key: 'name', title: { en: 'Name', ur: 'نام' }, kind: 'name' },
  { key: 'father', title: { en: 'Father', ur: 'ولدیت' }, kind: 'name' },
]

/** The cases by which somebody is held, as one line each joined: of imprisonment `i`, as `k`. */
export const casesJoin = (which: Sql) => sql`left join lateral (
  select string_agg(coalesce(w.fir_number || '/' || w.fir_year, '—'), '; ' order by w.issued_on, w.id) as fir,
    string_agg(w.sections, '; ' order by w.issued_on, w.id) as sections,
    jsonb_build_object('en', coalesce(string_agg(c.name_en, '; ' order by w.issued_on, w.id), '—'),
      'ur', coalesce(string_agg(c.name_ur, '؛ ' order by w.issued_on, w.id), '—')) as court,
    jsonb_build_object('en', coalesce(string_agg(s.name_en, '; ' order by w.issued_on, w.id), '—'),
      'ur', coalesce(string_agg(s.name_ur, '؛ ' order by w.issued_on, w.id), '—')) as station,
    min(w.next_production) filter (where w.state = 'in-force' and w.next_production >= workflow.today()) as next,
    min(w.detained_since) as since, max(coalesce(w.sentenced_on, w.issued_on)) filter (where w.kind = 'conviction') as sentenced
    from custody.warrant w left join units.current_unit c on c.id = w.court_id left join units.current_unit s on s.id = w.station_id
   where w.imprisonment_id = i.id and ${which}) k on true`
export const caseColumns: readonly ReportColumn[] = [
  { key: 'fir', title: { en: 'FIR', ur: 'ایف آئی آر' }, kind: 'identifier' },
  { key: 'sections', title: { en: 'Sections', ur: 'دفعات' }, kind: 'identifier' },
  { key: 'court', title: { en: 'Court', ur: 'عدالت' }, kind: 'name' },
]
