import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuseFields } from '#platform/http'
import type { BothLanguages } from '#platform/http/contract'
import type { Language, Opens, Report, ReportColumn, ReportParams } from './define.ts'

type Cell = string | number | null
type Raw = Readonly<Record<string, unknown>>

/** Keeps of a request what the report filters by, and refuses a day that is none. */
export function paramsOf(report: Report, given: Readonly<Record<string, unknown>>): ReportParams {
  const params: Record<string, string> = {}
  for (const { key, kind } of report.filters ?? []) {
    const value = given[key]
    if (typeof value !== 'string' || value === '') continue
    if (value.length > 100 || (kind === 'date' && !isDay(value))) {
      throw refuseFields([
        {
          path: key,
          code: 'invalid',
          message: { en: 'This value cannot be used here.', ur: 'یہ اندراج یہاں درست نہیں۔' },
        },
      ])
    }
    params[key] = value
  }
  return params
}

function isDay(value: string): boolean {
  const at = new Date(`${value}T00:00:00Z`)
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value)
  )
}

/** What a cell says in a language: codes as their words, `{ en, ur }` as the one asked for or else the other. */
export function cellOf(column: ReportColumn, value: unknown, language: Language): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'object') {
    const both = value as Partial<BothLanguages>
    return both[language] || both[language === 'ur' ? 'en' : 'ur'] || null
  }
  if (column.kind === 'number') return Number(value)
  return column.labels?.[String(value)]?.[language] ?? String(value)
}

export function linksOf(report: Report, row: Raw): Record<string, string> {
  const links: Record<string, string> = {}
  for (const { key, opens } of report.columns) {
    const link = opens === undefined || row[key] === null || row[key] === 0 ? undefined : linkOf(opens, row)
    if (link !== undefined) links[key] = link
  }
  return links
}

function linkOf(opens: Opens, row: Raw): string | undefined {
  if ('address' in opens) {
    const address = row[opens.address]
    // Only within the application: `//elsewhere` would lead out of it.
    return typeof address === 'string' && /^\/(?!\/)/.test(address) ? address : undefined
  }
  if ('path' in opens) {
    let whole = true
    const path = opens.path.replace(/:([A-Za-z]+)/g, (_all, name: string) => {
      if (row[name] === null || row[name] === undefined) whole = false
      return encodeURIComponent(String(row[name]))
    })
    return whole ? path : undefined
  }
  const filters = new URLSearchParams()
  for (const [filter, column] of Object.entries(opens.with)) {
    const value = row[column]
    if (value !== null && value !== undefined) filters.set(filter, String(value))
  }
  return `/reports/${opens.report}?with=${encodeURIComponent(filters.toString())}`
}

/** `order by`, from the reader's choice among the report's own columns, then the report's order, so that pages never overlap. */
function orderOf(report: Report, sort: string | undefined, language: Language) {
  const chosen =
    sort === undefined ? undefined : report.columns.find(({ key }) => key === sort.replace(/^-/, ''))
  const first =
    chosen === undefined || sort === undefined
      ? []
      : [
          sql`${chosen.more === true ? sql`r.more -> ${chosen.key}::text` : chosen.kind === 'name' || chosen.kind === 'text' ? sql`to_jsonb(r.${sql.id(chosen.key)}) ->> ${language}, r.${sql.id(chosen.key)}` : sql`r.${sql.id(chosen.key)}`} ${sql.raw(sort.startsWith('-') ? 'desc' : 'asc')} nulls last`,
        ]
  const rest = report.order.map((key) =>
    key.startsWith('-') ? sql`r.${sql.id(key.slice(1))} desc nulls last` : sql`r.${sql.id(key)} nulls last`,
  )
  return sql.join([...first, ...rest], sql`, `)
}

export interface Asked {
  readonly report: Report
  readonly params: ReportParams
  readonly language: Language
  readonly sort?: string | undefined
}

function finished(report: Report, rows: readonly Raw[]): readonly Raw[] {
  return report.finish === undefined ? rows : rows.map(report.finish)
}

/** How many rows there are, and the sums of what may be added up. */
export async function countRows(tx: Tx, { report, params }: Asked) {
  const summed = report.columns.filter((column) => column.total === true)
  const sums = summed.map(
    ({ key }) => sql`coalesce(sum(r.${sql.id(key)}), 0)::float8 as ${sql.id(`sum ${key}`)}`,
  )
  const { rows } = await sql<Record<string, number> & { rows: number; asOf: string }>`
    select ${sql.join([sql`count(*) as rows, now() as "asOf"`, ...sums], sql`, `)} from (${summed.length === 0 && report.count !== undefined ? report.count(params) : report.query(params)}) r`.execute(
    tx,
  )
  const counted = rows[0]!
  return {
    total: counted.rows,
    asOf: counted.asOf as string,
    totals: Object.fromEntries(summed.map(({ key }) => [key, counted[`sum ${key}`]!])),
  }
}

export async function pageOfRows(tx: Tx, asked: Asked, page: number, size: number) {
  const { report, params, language, sort } = asked
  const { rows } = await sql<Raw>`select * from (${report.query(params)}) r
    order by ${orderOf(report, sort, language)} limit ${size} offset ${(page - 1) * size}`.execute(tx)
  return finished(report, rows).map((row) => ({
    cells: Object.fromEntries(
      report.columns.map((column) => [column.key, cellOf(column, row[column.key], language)]),
    ),
    links: linksOf(report, row),
  }))
}

const batch = 1_000

/** Every row, a thousand at a time over a cursor: a register of a million rows never stands in memory. */
export async function* everyRow(tx: Tx, asked: Asked): AsyncGenerator<Cell[]> {
  const { report, params, language, sort } = asked
  await sql`declare report_rows no scroll cursor for select * from (${report.query(params)}) r
    order by ${orderOf(report, sort, language)}`.execute(tx)
  for (;;) {
    const { rows } = await sql<Raw>`fetch ${sql.raw(String(batch))} from report_rows`.execute(tx)
    for (const row of finished(report, rows)) {
      yield report.columns.map((column) => cellOf(column, row[column.key], language))
    }
    if (rows.length < batch) break
  }
  await sql`close report_rows`.execute(tx)
}

/** A picture holds what an eye can: beyond that the table tells more. */
const categoriesShown = 24

export async function chartOf(tx: Tx, { report, params, language }: Asked) {
  const { chart } = report
  if (chart === undefined) return null
  const column = (key: string) => report.columns.find((each) => each.key === key)!
  const { rows } = await sql<Raw>`select * from (${report.query(params)}) r
    order by ${orderOf(report, undefined, language)} limit 2000`.execute(tx)
  const named = (key: string, row: Raw) => String(cellOf(column(key), row[key], language) ?? '—')
  const categories: string[] = []
  const series = new Map<string, Map<string, number>>()
  for (const row of finished(report, rows)) {
    const category = named(chart.category, row)
    if (!categories.includes(category)) categories.push(category)
    for (const key of chart.values) {
      const name = chart.series === undefined ? column(key).title[language] : named(chart.series, row)
      const values = series.get(name) ?? new Map<string, number>()
      values.set(category, (values.get(category) ?? 0) + Number(row[key] ?? 0))
      series.set(name, values)
    }
  }
  const shown = categories.slice(0, categoriesShown)
  const sums = shown.map((category) => ({
    category,
    sum: [...series.values()].reduce((sum, values) => sum + (values.get(category) ?? 0), 0),
  }))
  return {
    kind: chart.kind,
    categories: shown,
    series: [...series].map(([name, values]) => ({
      name,
      values: shown.map((category) => values.get(category) ?? 0),
    })),
    sum: [...series.values()].reduce(
      (sum, values) => sum + [...values.values()].reduce((part, value) => part + value, 0),
      0,
    ),
    highest: sums.reduce<{ category: string; sum: number } | null>(
      (best, each) => (best === null || each.sum > best.sum ? each : best),
      null,
    ),
    left: categories.length - shown.length,
  }
}
