import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { CsvRow, LinkFormat } from './formats.ts'

/** A sentence for the person who named the file; anything else thrown is a bug. */
export class BadInput extends Error {}

/** Reads a CSV of a known format. Throws BadInput with one clear sentence when it is not such a file. */
export function readRows(path: string, format: LinkFormat): CsvRow[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const why = code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : 'cannot be read'
    throw new BadInput(`${path} ${why}.`)
  }
  let rows: CsvRow[]
  try {
    rows = parse(text, {
      columns: (header: string[]) => header.map((name) => name.trim()),
      bom: true,
      trim: true,
      skip_empty_lines: true,
    })
  } catch (error) {
    throw new BadInput(
      `${path} is not a readable CSV file: ${error instanceof Error ? error.message : error}.`,
    )
  }
  const first = rows[0]
  if (!first) throw new BadInput(`${path} has no records below its header.`)
  const missing = format.columns.filter((column) => !(column in first))
  if (missing.length > 0)
    throw new BadInput(`${path} lacks the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}.`)
  const lines = new Map<string, number>()
  for (const [at, row] of rows.entries()) {
    const id = row[format.idColumn] ?? ''
    if (id === '') throw new BadInput(`${path}: record ${at + 1} has an empty ${format.idColumn}.`)
    const earlier = lines.get(id)
    if (earlier !== undefined)
      throw new BadInput(
        `${path}: records ${earlier} and ${at + 1} have the same ${format.idColumn} "${id}".`,
      )
    lines.set(id, at + 1)
  }
  return rows
}
