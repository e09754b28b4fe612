import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { RegisterHeader } from './columns.ts'
import type { ReportRow } from './judge-rows.ts'

/** A row's outcome in the report; `earlier` when the prisoner came in with an earlier import. */
export type ImportReportRow = ReportRow & { earlier?: true }
export interface ImportReport {
  readonly asOf: string
  readonly headerRow: number
  readonly summary: { imported: number; rejected: number; duplicate: number }
  readonly rows: ImportReportRow[]
}

/** The report of an import as it stands, in the form that is exchanged; it holds no names or numbers. @throws not-found */
export async function reportOfImport(tx: Tx, importId: string): Promise<ImportReport> {
  const { rows: heads } = await sql<{ header: RegisterHeader; judged_on: string }>`
    select header, judged_on from custody.register_import where id = ${importId}::uuid`.execute(tx)
  const head = heads[0]
  if (head === undefined) throw refuse('not-found')
  const { rows } = await sql<{
    row: number
    outcome: 'imported' | 'rejected' | 'duplicate'
    reasons: never[]
    warnings: never[]
    of: number | null
    repeats: string | null
  }>`select row, outcome, reasons, warnings, of, repeats from custody.register_row where import_id = ${importId}::uuid order by row`.execute(
    tx,
  )
  const summary = { imported: 0, rejected: 0, duplicate: 0 }
  for (const { outcome } of rows) summary[outcome] += 1
  return {
    asOf: head.judged_on,
    headerRow: head.header.headerRow,
    summary,
    rows: rows.map(
      ({ row, outcome, reasons, warnings, of, repeats }): ImportReportRow =>
        outcome === 'imported'
          ? { row, outcome, warnings }
          : outcome === 'rejected'
            ? { row, outcome, reasons }
            : { row, outcome, of: of ?? row, ...(repeats === null ? {} : { earlier: true as const }) },
    ),
  }
}
