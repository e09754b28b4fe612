import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { today } from '../law-of-prison.ts'
import type { ColumnMapping, RegisterHeader } from './columns.ts'
import { type JudgedRow, judgeRows, judgingDay } from './judge-rows.ts'
import { isKnownSection } from './known-section.ts'
import { openRegister } from './open-register.ts'

export interface OpenImport {
  readonly importId: string
  readonly header: RegisterHeader
  readonly judgedOn: string
  readonly rows: readonly (readonly string[])[]
}

/**
 * Keeps a register's file with the meaning proposed for its columns. The same file, begun before and not finished, is taken up
 * again where it stopped.
 * @throws UnreadableRegister
 */
export async function receiveRegister(
  tx: Tx,
  given: { prisonId: number; fileName: string; bytes: Uint8Array },
): Promise<OpenImport> {
  const sha256 = createHash('sha256').update(given.bytes).digest('hex')
  const { rows: begun } = await sql<{ id: string }>`
    select id from custody.register_import where prison_id = ${given.prisonId} and sha256 = ${sha256} and state <> 'done'
     order by created_at desc limit 1`.execute(tx)
  if (begun[0] !== undefined) return openImport(tx, begun[0].id)
  const day = await today(tx)
  const { sheet, header } = await openRegister(given.bytes, day)
  const judgedOn = judgingDay(header, day)
  const importId = randomUUID()
  const { jurisdiction } = standing(tx)
  await sql`insert into custody.register_import (id, jurisdiction, prison_id, file_name, sha256, header, judged_on)
    values (${importId}::uuid, ${jurisdiction}, ${given.prisonId}, ${given.fileName}, ${sha256}, ${JSON.stringify(header)}::jsonb,
      ${judgedOn}::date)`.execute(tx)
  await sql`insert into custody.register_file (import_id, jurisdiction, prison_id, content)
    values (${importId}::uuid, ${jurisdiction}, ${given.prisonId}, ${Buffer.from(given.bytes)})`.execute(tx)
  return { importId, header, judgedOn, rows: sheet.rows }
}

/** Reads a kept register again, with the mapping as it was corrected. @throws not-found */
export async function openImport(tx: Tx, importId: string): Promise<OpenImport> {
  const { rows } = await sql<{ header: RegisterHeader; judged_on: string; content: Buffer }>`
    select i.header, i.judged_on, f.content from custody.register_import i join custody.register_file f on f.import_id = i.id
     where i.id = ${importId}::uuid`.execute(tx)
  const kept = rows[0]
  if (kept === undefined) throw refuse('not-found')
  const { sheet } = await openRegister(kept.content, kept.judged_on)
  return { importId, header: kept.header, judgedOn: kept.judged_on, rows: sheet.rows }
}

/** Corrects what columns mean, before anything is imported. @throws not-found, custody.import-begun */
export async function mapColumns(
  tx: Tx,
  importId: string,
  columns: readonly Pick<ColumnMapping, 'column' | 'field' | 'dateOrder'>[],
): Promise<OpenImport> {
  const open = await openImport(tx, importId)
  const changed = new Map(columns.map((one) => [one.column, one]))
  const header: RegisterHeader = {
    ...open.header,
    columns: open.header.columns.map((column) => {
      const change = changed.get(column.column)
      if (change === undefined) return column
      const { dateOrder: _before, ...rest } = column
      return {
        ...rest,
        field: change.field,
        confidence: 1,
        ...(change.dateOrder === undefined ? {} : { dateOrder: change.dateOrder }),
      }
    }),
  }
  const { numAffectedRows } =
    await sql`update custody.register_import set header = ${JSON.stringify(header)}::jsonb
    where id = ${importId}::uuid and state = 'open'`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('custody.import-begun')
  return { ...open, header }
}

/** Judges a register without writing anything of it. */
export function judgeOpen(open: Pick<OpenImport, 'rows' | 'header' | 'judgedOn'>): JudgedRow[] {
  return [...judgeRows(open.rows, open.header, { today: open.judgedOn, isKnownSection })]
}
