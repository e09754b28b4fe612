import type { RawBuilder } from 'kysely'
import type { Tx } from '#platform/db'
import type { BothLanguages } from '#platform/http/contract'

export type Language = 'en' | 'ur'

/** Where a cell leads: the rows behind a number, or the record itself. */
export type Opens =
  /** Another report, its filters taken from columns of this row: `{ district: 'districtId' }`. */
  | { readonly report: string; readonly with: Readonly<Record<string, string>> }
  /** A page; `:name` parts are taken from columns of this row: `/cases/:caseId`. */
  | { readonly path: string }
  /** The address that stands in this column of the row. */
  | { readonly address: string }

export interface ReportColumn {
  /** The column of the query. */
  readonly key: string
  readonly title: BothLanguages
  /**
   * `identifier` is a number or code that is never calculated with and stays text in a spreadsheet; `name` is of a person or a
   * unit, a text or `{ en, ur }`; `date` is `yyyy-mm-dd`.
   */
  readonly kind: 'text' | 'number' | 'date' | 'identifier' | 'name'
  /** Words for codes. */
  readonly labels?: Readonly<Record<string, BothLanguages>>
  /** Numbers that may be added up over the rows. */
  readonly total?: true
  readonly opens?: Opens
  /** Its cells are keys of the query's column `more`. */
  readonly more?: true
}

export interface ReportFilter {
  readonly key: string
  readonly title: BothLanguages
  readonly kind: 'choice' | 'date'
  /** What may be chosen, as far as the reader may see it. */
  readonly options?: (tx: Tx) => Promise<readonly { value: string; label: BothLanguages }[]>
  /** Comes only with a number that leads here. */
  readonly hidden?: true
}

export type ReportParams = Readonly<Record<string, string>>

export interface Report {
  /** `module.name`, unique. */
  readonly key: string
  readonly title: BothLanguages
  /** What is counted and how, in a sentence; printed on every file. */
  readonly definition: BothLanguages
  readonly needs: string
  /** The page it has of its own; such a report does not stand on the list of reports. */
  readonly page?: string
  readonly filters?: readonly ReportFilter[]
  readonly columns: readonly ReportColumn[]
  /** Columns of `query` the rows are ordered by when the reader chose none, `-` for descending. Must make the order total. */
  readonly order: readonly string[]
  /** A picture: one value column for each series, or one value column parted by the `series` column. */
  readonly chart?: {
    readonly kind: 'bar' | 'stacked-bar' | 'line'
    readonly category: string
    readonly series?: string
    readonly values: readonly string[]
  }
  /** A select whose columns bear the keys above, and any others that links need. Runs with the reader's own rights. */
  readonly query: (params: ReportParams) => RawBuilder<unknown>
  /** A select with one row for each row of `query` and no more, where counting through all that is joined to them would be slow. */
  readonly count?: (params: ReportParams) => RawBuilder<unknown>
  /**
   * Columns known only when it is run, such as what a province has added to a form. The query gives their values in one jsonb
   * column `more`, and `cells` says them in words.
   */
  readonly more?: (tx: Tx) => Promise<{
    readonly columns: readonly ReportColumn[]
    readonly cells: (values: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>
  }>
  /** What SQL cannot well do to a row, such as filling a sentence. */
  readonly finish?: (row: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>
}

const reports = new Map<string, Report>()

/** Publishes a report. What it shows is what its reader may see: the query runs behind the same door as every page. */
export function defineReport(report: Report): Report {
  if (reports.has(report.key)) throw new Error(`Two reports are called ${report.key}.`)
  const known = new Set(report.columns.map((column) => column.key))
  const { chart } = report
  const drawn =
    chart === undefined ? [] : [chart.category, ...(chart.series ? [chart.series] : []), ...chart.values]
  for (const key of drawn) {
    if (!known.has(key)) throw new Error(`${report.key} draws ${key}, which is no column of it.`)
  }
  reports.set(report.key, report)
  return report
}

/** The report with the columns that were found out for whoever asks. */
export async function withMore(tx: Tx, report: Report): Promise<Report> {
  if (report.more === undefined) return report
  const { columns, cells } = await report.more(tx)
  return {
    ...report,
    columns: [...report.columns, ...columns.map((column) => ({ ...column, more: true as const }))],
    finish: (row) => ({
      ...(report.finish?.(row) ?? row),
      ...cells((row.more ?? {}) as Readonly<Record<string, unknown>>),
    }),
  }
}

export function findReport(key: string): Report | undefined {
  return reports.get(key)
}

export function allReports(): readonly Report[] {
  return [...reports.values()]
}
