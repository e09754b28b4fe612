import { may } from '#kernel/access'
import { defineModule, handle } from '#kernel/gate'
import { permissions } from './access.ts'
import {
  askExport,
  drawReport,
  exportReport,
  fetchExportFile,
  getReport,
  listExports,
  listReports,
  runReport,
} from './contract.ts'
import { allReports } from './define.ts'
import {
  askForExport,
  exportNow,
  fetchExport,
  forgettingJob,
  longest,
  ownExports,
  reportFor,
  writingJob,
} from './exports.ts'
import { chartOf, countRows, pageOfRows, paramsOf } from './rows.ts'
import './reports/cases.ts'
import './reports/handovers.ts'
import './reports/tasks.ts'

export {
  defineReport,
  type Opens,
  type Report,
  type ReportColumn,
  type ReportFilter,
  type ReportParams,
} from './define.ts'
export { readWhole, type WholeReport } from './exports.ts'

export const reporting = defineModule({
  name: 'reporting',
  uses: ['jobs'],
  permissions,
  jobs: [writingJob, forgettingJob],
  handlers: [
    handle(listReports, async (tx) => ({
      reports: allReports()
        .filter((report) => report.page === undefined && may(tx, report.needs))
        .map(({ key, title, definition }) => ({ key, title, definition })),
    })),
    handle(getReport, async (tx, { key }) => {
      const report = await reportFor(tx, key)
      const filters = []
      for (const filter of report.filters ?? []) {
        const options = (await filter.options?.(tx)) ?? []
        filters.push({ ...filter, hidden: filter.hidden === true, options: [...options] })
      }
      const columns = report.columns.map((column) => ({
        key: column.key,
        title: column.title,
        kind: column.kind,
      }))
      return { key, title: report.title, definition: report.definition, columns, filters, longest }
    }),
    handle(
      runReport,
      async (tx, { key, lang, page, size, sort, ...given }) => {
        const report = await reportFor(tx, key)
        const asked = { report, params: paramsOf(report, given), language: lang, sort }
        const counted = await countRows(tx, asked)
        const rows = await pageOfRows(tx, asked, page, size)
        return { rows: rows.map((row, n) => ({ n: (page - 1) * size + n + 1, ...row })), ...counted }
      },
      (_output, { key }) => [key],
    ),
    handle(
      drawReport,
      async (tx, { key, lang, ...given }) => {
        const report = await reportFor(tx, key)
        const asked = { report, params: paramsOf(report, given), language: lang }
        return { chart: await chartOf(tx, asked), asOf: (await countRows(tx, asked)).asOf }
      },
      (_output, { key }) => [key],
    ),
    handle(exportReport, exportNow),
    handle(askExport, askForExport),
    handle(listExports, async (tx) => ({ rows: await ownExports(tx) })),
    handle(fetchExportFile, (tx, { id }) => fetchExport(tx, id)),
  ],
})
