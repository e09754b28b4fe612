import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { admitRows, type Entered } from './admit-rows.ts'
import { type JudgedRow, judgeRows } from './judge-rows.ts'
import { isKnownSection } from './known-section.ts'
import type { RegisterRecord } from './read-row.ts'
import { openImport } from './receive.ts'

/**
 * Judges one rejected row again with cells put right, and admits the prisoner if nothing stands against it any more. What the file
 * said stays in the file; the row keeps what it became.
 * @throws not-found, custody.row-not-open
 */
export async function mendRow(
  tx: Tx,
  given: { importId: string; row: number; cells: readonly { column: number; text: string }[] },
): Promise<JudgedRow> {
  const open = await openImport(tx, given.importId)
  const { rows } = await sql<{
    id: string
    line: number
    cells: string[]
    record: RegisterRecord
    outcome: string
    prison_id: number
  }>`select id, line, cells, record, outcome, prison_id from custody.register_row
     where import_id = ${given.importId}::uuid and row = ${given.row} for update`.execute(tx)
  const kept = rows[0]
  if (kept === undefined) throw refuse('not-found')
  if (kept.outcome !== 'rejected') throw refuse('custody.row-not-open')
  const cells = [...kept.cells]
  for (const { column, text } of given.cells) {
    while (cells.length <= column) cells.push('')
    cells[column] = text
  }
  const { header } = open
  // A heading between the rows may have said what kind of prisoner follows: the row alone no longer knows.
  const alone = { ...header, titleCategory: kept.record.category ?? header.titleCategory }
  const above = open.rows.slice(0, header.headerRow + header.headerRows - 1)
  const [again] = judgeRows([...above, cells], alone, { today: open.judgedOn, isKnownSection })
  if (again === undefined) throw refuse('custody.row-not-open')
  const mended: JudgedRow = { ...again, row: given.row, line: kept.line }
  await sql`select pg_advisory_xact_lock(hashtextextended(${`register ${kept.prison_id}`}, 0))`.execute(tx)
  const { rows: before } = await sql<{ id: string; row: number }>`
    select id, row from custody.register_row where prison_id = ${kept.prison_id} and imprisonment_id is not null and key = ${mended.key}`.execute(
    tx,
  )
  const twin = mended.outcome === 'imported' ? before[0] : undefined
  const admitted =
    mended.outcome === 'imported' && twin === undefined
      ? await admitRows(tx, { importId: given.importId, prisonId: kept.prison_id, judgedOn: open.judgedOn }, [
          mended,
        ])
      : new Map<number, Entered>()
  const entry = admitted.get(given.row)
  await sql`update custody.register_row set cells = ${mended.cells}::text[], record = ${JSON.stringify(mended.record)}::jsonb,
      unread = ${JSON.stringify(mended.unread)}::jsonb, key = ${mended.key}, fixed = true,
      outcome = ${twin === undefined ? mended.outcome : 'duplicate'},
      reasons = ${mended.outcome === 'rejected' ? [...mended.reasons] : []}::text[],
      warnings = ${mended.outcome === 'imported' && twin === undefined ? [...mended.warnings] : []}::text[],
      of = ${twin?.row ?? null}, repeats = ${twin?.id ?? null}::uuid, no_date = ${entry?.noDate ?? null},
      imprisonment_id = ${entry?.imprisonmentId ?? null}::uuid
    where id = ${kept.id}::uuid`.execute(tx)
  return twin === undefined ? mended : { ...mended, outcome: 'duplicate', of: twin.row }
}
