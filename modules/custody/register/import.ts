import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor, asActor, standing } from '#kernel/access'
import { emit } from '#kernel/events'
import type { Database, Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { RegisterImported } from '../events.ts'
import { admitRows } from './admit-rows.ts'
import { type ImportReport, reportOfImport } from './import-report.ts'
import { insertAll } from './insert-all.ts'
import type { JudgedRow } from './judge-rows.ts'
import { judgeOpen, openImport } from './receive.ts'

/** Rows written in one transaction: small enough to show progress, large enough to be quick. */
const batch = 250

/**
 * Imports a kept register batch by batch, each in one transaction: killed at any moment, it goes on after the last whole batch.
 * Rows that came in before, with this file or another, are not imported again.
 */
export async function importRegister(
  database: Database,
  actor: Actor,
  importId: string,
  onProgress: (done: number, total: number) => Promise<void> | void,
): Promise<ImportReport> {
  const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    asActor(database, actor, { purpose: 'import-register' }, work)
  const open = await inside(async (tx) => {
    const kept = await openImport(tx, importId)
    await sql`update custody.register_import set state = 'importing', started_at = coalesce(started_at, clock_timestamp())
      where id = ${importId}::uuid and state = 'open'`.execute(tx)
    return kept
  })
  const rows = judgeOpen(open)
  for (let at = 0; at < rows.length; at += batch) {
    await inside(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`import ${importId}`}, 0))`.execute(tx)
      await writeBatch(tx, importId, rows.slice(at, at + batch))
      await sql`update custody.register_import set rows_total = ${rows.length}, rows_done = ${Math.min(rows.length, at + batch)}
        where id = ${importId}::uuid`.execute(tx)
    })
    await onProgress(Math.min(rows.length, at + batch), rows.length)
  }
  return inside(async (tx) => {
    const { rows: ended } = await sql<{ prison_id: number }>`
      update custody.register_import set state = 'done', ended_at = clock_timestamp()
       where id = ${importId}::uuid and state <> 'done' returning prison_id`.execute(tx)
    if (ended[0] !== undefined) await emit(tx, RegisterImported, { importId, prisonId: ended[0].prison_id })
    return reportOfImport(tx, importId)
  })
}

/** Writes judged rows that this import has not written yet. */
export async function writeBatch(
  tx: Tx,
  importId: string,
  rows: readonly JudgedRow[],
  fixed = false,
): Promise<void> {
  const { rows: heads } = await sql<{ prison_id: number; judged_on: string }>`
    select prison_id, judged_on from custody.register_import where id = ${importId}::uuid`.execute(tx)
  const head = heads[0]
  if (head === undefined) throw refuse('not-found')
  const { rows: written } = await sql<{ row: number }>`
    select row from custody.register_row where import_id = ${importId}::uuid and row = any (${rows.map((one) => one.row)}::integer[])`.execute(
    tx,
  )
  const done = new Set(written.map(({ row }) => row))
  const left = rows.filter((one) => !done.has(one.row))
  // Two imports of one prison at once would each find the other's rows missing.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`register ${head.prison_id}`}, 0))`.execute(tx)
  const { rows: before } = await sql<{ key: string; id: string; row: number }>`
    select key, id, row from custody.register_row where prison_id = ${head.prison_id} and imprisonment_id is not null
       and key = any (${left.map((one) => one.key)}::text[])`.execute(tx)
  const earlier = new Map(before.map((one) => [one.key, one]))
  const coming = left.filter((one) => one.outcome === 'imported' && !earlier.has(one.key))
  const admitted = await admitRows(
    tx,
    { importId, prisonId: head.prison_id, judgedOn: head.judged_on },
    coming,
  )
  const { jurisdiction } = standing(tx)
  const kept = left.map((one) => {
    const known = one.outcome === 'imported' ? earlier.get(one.key) : undefined
    const entry = admitted.get(one.row)
    return {
      id: randomUUID(),
      jurisdiction,
      prison_id: head.prison_id,
      import_id: importId,
      row: one.row,
      line: one.line,
      key: one.key,
      outcome: known === undefined ? one.outcome : 'duplicate',
      reasons: one.outcome === 'rejected' ? one.reasons : [],
      warnings: one.outcome === 'imported' && known === undefined ? one.warnings : [],
      of: known?.row ?? (one.outcome === 'duplicate' ? one.of : null),
      repeats: known?.id ?? null,
      cells: one.cells,
      record: one.record,
      unread: one.unread,
      no_date: entry?.noDate ?? null,
      fixed,
      imprisonment_id: entry?.imprisonmentId ?? null,
    }
  })
  await insertAll(tx, 'custody.register_row', kept)
}
