import { findHeader, type RegisterHeader } from './columns.ts'
import { readWorkbook, type Sheet, UnreadableRegister, type Workbook } from './read-workbook.ts'

export type OpenedRegister = { workbook: Workbook; sheet: Sheet; header: RegisterHeader }

/**
 * Reads a file and proposes how to understand it: which sheet is the register, where its header is, what each column
 * holds. Change `header.columns` before judging to correct the proposal.
 *
 * @param today `yyyy-mm-dd`
 * @throws {UnreadableRegister} also with `no-header` when no sheet has a row that names known fields
 */
export async function openRegister(bytes: Uint8Array, today: string): Promise<OpenedRegister> {
  const workbook = await readWorkbook(bytes)
  let best: { sheet: Sheet; header: RegisterHeader; weight: number } | null = null
  for (const sheet of workbook.sheets) {
    const header = findHeader(sheet.rows, today)
    if (!header) continue
    const fields = new Set(header.columns.flatMap(({ field }) => (field ? [field] : []))).size
    const rows = sheet.rows.length - header.headerRow - header.headerRows + 1
    // A summary sheet names fields too; of sheets that name as much, the register is the one with the prisoners.
    const weight = fields * 100 + Math.min(99, Math.max(0, rows))
    if (!best || weight > best.weight) best = { sheet, header, weight }
  }
  if (!best) throw new UnreadableRegister('no-header')
  return { workbook, sheet: best.sheet, header: best.header }
}
