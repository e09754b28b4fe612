import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const Both = z.object({ en: z.string(), ur: z.string() })
const language = z.enum(['en', 'ur']).default('en')
const key = z.string().min(1).max(80)
const sort = z.string().max(60).optional()
const format = z.enum(['csv', 'xlsx'])
const Kind = z.enum(['text', 'number', 'date', 'identifier', 'name'])

export const listReports = endpoint({
  name: 'reporting.list-reports',
  method: 'GET',
  path: '/reports',
  needs: 'reporting:read',
  summary: 'Reports the caller may use',
  input: z.object({}),
  output: z.object({ reports: z.array(z.object({ key: z.string(), title: Both, definition: Both })) }),
  example: { input: {}, output: { reports: [] } },
})

export const getReport = endpoint({
  name: 'reporting.get-report',
  method: 'GET',
  path: '/reports/:key',
  needs: 'reporting:read',
  summary: 'What a report counts, its columns and what it can be narrowed by',
  input: z.object({ key }),
  output: z.object({
    key: z.string(),
    title: Both,
    definition: Both,
    columns: z.array(z.object({ key: z.string(), title: Both, kind: Kind })),
    filters: z.array(
      z.object({
        key: z.string(),
        title: Both,
        kind: z.enum(['choice', 'date']),
        hidden: z.boolean(),
        options: z.array(z.object({ value: z.string(), label: Both })),
      }),
    ),
    longest: z.number(),
  }),
  example: {
    input: { key: 'cases.by-district-and-stage' },
    output: {
      key: 'cases.by-district-and-stage',
      title: { en: 'Cases by district and stage', ur: 'ضلع اور مرحلے کے لحاظ سے مقدمات' },
      definition: { en: 'Cases', ur: 'مقدمات' },
      columns: [],
      filters: [],
      longest: 5000,
    },
  },
})

/** Further fields are the report's own filters. */
export const runReport = endpoint({
  name: 'reporting.run-report',
  method: 'GET',
  path: '/reports/:key/rows',
  needs: 'reporting:read',
  summary: 'A page of a report’s rows, with the caller’s own rights; further fields are the report’s filters',
  reads: 'sensitive',
  input: z.looseObject({
    key,
    lang: language,
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
    sort,
  }),
  output: z.object({
    rows: z.array(
      z.object({
        n: z.number(),
        cells: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
        links: z.record(z.string(), z.string()),
      }),
    ),
    total: z.number(),
    totals: z.record(z.string(), z.number()),
    asOf: z.string(),
  }),
  example: {
    input: { key: 'cases.by-district-and-stage', lang: 'en' },
    output: { rows: [], total: 0, totals: {}, asOf: '2026-03-12T09:00:00.000Z' },
  },
})
export type ReportRow = z.output<typeof runReport.output>['rows'][number]

export const drawReport = endpoint({
  name: 'reporting.draw-report',
  method: 'GET',
  path: '/reports/:key/chart',
  needs: 'reporting:read',
  summary: 'The numbers of a report’s picture',
  reads: 'sensitive',
  input: z.looseObject({ key, lang: language }),
  output: z.object({
    chart: z
      .object({
        kind: z.enum(['bar', 'stacked-bar', 'line']),
        categories: z.array(z.string()),
        series: z.array(z.object({ name: z.string(), values: z.array(z.number()) })),
        sum: z.number(),
        highest: z.object({ category: z.string(), sum: z.number() }).nullable(),
        left: z.number(),
      })
      .nullable(),
    asOf: z.string(),
  }),
  example: {
    input: { key: 'cases.by-district-and-stage', lang: 'en' },
    output: { chart: null, asOf: '2026-03-12T09:00:00.000Z' },
  },
})

export const exportReport = endpoint({
  name: 'reporting.export-report',
  method: 'GET',
  path: '/reports/:key/export',
  needs: 'reporting:read',
  summary:
    'A report as a CSV or Excel file, with the caller’s own rights; further fields are the report’s filters',
  input: z.looseObject({ key, format, lang: language, sort }),
  output: z.object({}),
  media: { response: 'application/octet-stream' },
  refusals: ['reporting.too-long'],
  example: { input: { key: 'cases.by-district-and-stage', format: 'csv', lang: 'ur' } },
})

export const askExport = endpoint({
  name: 'reporting.ask-export',
  method: 'POST',
  path: '/reports/:key/exports',
  needs: 'reporting:read',
  summary: 'Ask for a long report to be written in the background',
  input: z.looseObject({ key, format, lang: language, sort }),
  output: z.object({ exportId: z.uuid() }),
  refusals: ['reporting.too-long-for-excel'],
  example: {
    input: { key: 'cases.list', format: 'csv', lang: 'en' },
    output: { exportId: '0190a0de-0000-7000-8000-000000000001' },
  },
})

const ExportRow = z.object({
  id: z.uuid(),
  report: z.string(),
  title: Both,
  format,
  language: z.enum(['en', 'ur']),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'expired']),
  done: z.number(),
  total: z.number(),
  bytes: z.number().nullable(),
  askedAt: z.string(),
  readableUntil: z.string().nullable(),
})
export type ExportRow = z.output<typeof ExportRow>

export const listExports = endpoint({
  name: 'reporting.list-exports',
  method: 'GET',
  path: '/report-exports',
  needs: 'reporting:read',
  summary: 'The caller’s own files of the last week and how far they are',
  input: z.object({}),
  output: z.object({ rows: z.array(ExportRow) }),
  example: { input: {}, output: { rows: [] } },
})

export const fetchExportFile = endpoint({
  name: 'reporting.fetch-export-file',
  method: 'GET',
  path: '/report-exports/:id/file',
  needs: 'reporting:read',
  summary: 'A finished file, for whoever asked for it, within a day',
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
  media: { response: 'application/octet-stream' },
  example: { input: { id: '0190a0de-0000-7000-8000-000000000001' } },
})
