import { sql } from 'kysely'
import { asActor, standing } from '#kernel/access'
import { serviceActors } from '#kernel/events'
import { type Handler, handle, type Job } from '#kernel/gate'
import { askFor } from '#kernel/jobs'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { findColumnDoubts } from './column-doubts.ts'
import { missingFields } from './columns.ts'
import * as contract from './contract.ts'
import { importRegister } from './import.ts'
import { type JudgedRow, reportOf } from './judge-rows.ts'
import { mendRow } from './mend-row.ts'
import { UnreadableRegister } from './read-workbook.ts'
import { judgeOpen, mapColumns, openImport, receiveRegister } from './receive.ts'
import { COLUMN_DOUBT_TEXT, explainRow, UNREADABLE_TEXT } from './texts.ts'

const job = 'custody.import-register'

interface HeadRow {
  id: string
  fileName: string
  state: 'open' | 'importing' | 'done'
  judgedOn: string
  createdAt: string
  done: number
  total: number
  counts: { imported: number; rejected: number; duplicate: number }
}

const headColumns = sql`i.id, i.file_name as "fileName", i.state, i.judged_on as "judgedOn", i.created_at as "createdAt",
  i.rows_done as done, i.rows_total as total, (select jsonb_build_object('imported', count(*) filter (where r.outcome = 'imported'),
    'rejected', count(*) filter (where r.outcome = 'rejected'), 'duplicate', count(*) filter (where r.outcome = 'duplicate'))
    from custody.register_row r where r.import_id = i.id) as counts`

async function headOf(tx: Tx, importId: string): Promise<HeadRow> {
  const { rows } =
    await sql<HeadRow>`select ${headColumns} from custody.register_import i where i.id = ${importId}::uuid`.execute(
      tx,
    )
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

export const registerHandlers: readonly Handler[] = [
  handle(contract.uploadRegister, async (tx, { file }) => {
    try {
      const { importId } = await receiveRegister(tx, {
        prisonId: standing(tx).unitId,
        fileName: file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      })
      return { importId }
    } catch (problem) {
      if (!(problem instanceof UnreadableRegister)) throw problem
      const text = UNREADABLE_TEXT[problem.code]
      throw refuse('custody.import-unreadable', { why: text.en, whyUr: text.ur })
    }
  }),
  handle(contract.listImports, async (tx, { page, size }) => {
    const { rows } = await sql<
      HeadRow & { found: number }
    >`select ${headColumns}, count(*) over ()::integer as found
      from custody.register_import i order by i.created_at desc limit ${size} offset ${(page - 1) * size}`.execute(
      tx,
    )
    return { rows: rows.map(({ found: _found, ...row }) => row), total: rows[0]?.found ?? 0 }
  }),
  handle(contract.getImport, async (tx, { importId }) => {
    const head = await headOf(tx, importId)
    const open = await openImport(tx, importId)
    const { header, rows } = open
    const doubts = findColumnDoubts(rows, header)
    const below = rows.slice(header.headerRow + header.headerRows - 1)
    return {
      head,
      titles: header.titles,
      columns: header.columns.map((column) => {
        const doubt = doubts.find((one) => one.column === column.column)
        const samples = below
          .map((row) => row[column.column] ?? '')
          .filter((cell) => cell !== '')
          .slice(0, 3)
        return {
          column: column.column,
          heading: column.heading,
          field: column.field,
          monthFirst: column.dateOrder === 'month-first',
          samples,
          doubt: doubt === undefined ? null : COLUMN_DOUBT_TEXT[doubt.kind],
        }
      }),
      missing: missingFields(header),
      preview: head.state === 'open' ? reportOf(judgeOpen(open), header, open.judgedOn).summary : null,
    }
  }),
  handle(contract.mapRegisterColumns, async (tx, { importId, columns }) => {
    await mapColumns(
      tx,
      importId,
      columns.map(({ column, field, monthFirst }) => ({
        column,
        field,
        ...(monthFirst ? { dateOrder: 'month-first' as const } : {}),
      })),
    )
    return { mapped: true as const }
  }),
  handle(contract.startImport, async (tx, { importId }) => {
    const { state } = await headOf(tx, importId)
    if (state === 'done') throw refuse('custody.import-done')
    await askFor(tx, job, { importId, jurisdiction: standing(tx).jurisdiction })
    return { started: true as const }
  }),
  handle(contract.listImportRows, async (tx, { importId, outcome, page, size }) => {
    const { header } = await openImport(tx, importId)
    const { rows } = await sql<
      JudgedRow & {
        no_date: string | null
        fixed: boolean
        imprisonment_id: string | null
        of: number | null
        found: number
      }
    >`select row, line, outcome, reasons, warnings, of, cells, record, no_date, fixed, imprisonment_id, count(*) over ()::integer as found
       from custody.register_row where import_id = ${importId}::uuid and (${outcome ?? null}::text is null or outcome = ${outcome ?? null})
      order by row limit ${size} offset ${(page - 1) * size}`.execute(tx)
    return {
      rows: rows.map((row) => ({
        row: row.row,
        line: row.line,
        outcome: row.outcome,
        of: row.of ?? null,
        name: { en: row.record.name.latin, ur: row.record.name.urdu },
        problems: explainRow(row, header.columns),
        cells: row.cells,
        noDate: row.no_date,
        fixed: row.fixed,
        imprisonmentId: row.imprisonment_id,
      })),
      headings: header.columns.map((column) => column.heading),
      total: rows[0]?.found ?? 0,
    }
  }),
  handle(contract.mendImportRow, async (tx, given) => {
    const mended = await mendRow(tx, given)
    const { header } = await openImport(tx, given.importId)
    return { outcome: mended.outcome, problems: explainRow(mended, header.columns).map(({ text }) => text) }
  }),
]

/** Imports in the background. Killed, it is tried again and goes on after the last whole batch. */
export const registerJobs: readonly Job[] = [
  {
    name: job,
    label: { en: 'Import a prison register', ur: 'جیل رجسٹر کی درآمد' },
    run: async ({ database }, input, progress) => {
      const { importId, jurisdiction } = input
      if (typeof importId !== 'string') throw new Error('Which import?')
      const actors = await serviceActors(database.pool)
      const actor = actors.find((one) => one.jurisdiction === jurisdiction)
      if (actor === undefined) throw new Error(`There is no service account of ${String(jurisdiction)}.`)
      await asActor(database, actor, { purpose: 'import-register' }, (tx) => headOf(tx, importId))
      await importRegister(database, actor, importId, (done, total) => progress.report(done, total))
    },
  },
]
