import { createHash } from 'node:crypto'
import type pg from 'pg'

type Cell = unknown
export type Row = Record<string, Cell>

/** Always the same identifier for the same thing, so that the same seed makes the same province. Version 8 of RFC 9562. */
export function idOf(...parts: readonly (string | number)[]): string {
  const bytes = createHash('sha256').update(parts.join('/')).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const batch = 2_000

/** Rows by table, in the order in which foreign keys allow them to be written. */
export class RowStore {
  readonly #tables = new Map<string, Row[]>()
  constructor(order: readonly string[]) {
    for (const table of order) this.#tables.set(table, [])
  }
  add(table: string, row: Row): void {
    const rows = this.#tables.get(table)
    if (rows === undefined) throw new Error(`${table} is not in the order of tables.`)
    rows.push(row)
  }
  /** Writes all and forgets it; answers how many rows it were. */
  async write(client: pg.Client): Promise<number> {
    let written = 0
    for (const [table, rows] of this.#tables) {
      for (let at = 0; at < rows.length; at += batch) {
        const part = rows.slice(at, at + batch)
        const columns = Object.keys(part[0]!).map((column) => `"${column}"`)
        await client.query(
          `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
          [JSON.stringify(part)],
        )
        written += part.length
      }
      rows.length = 0
    }
    return written
  }
}
