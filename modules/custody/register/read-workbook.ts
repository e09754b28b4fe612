import { parse } from 'csv-parse/sync'
import readXlsxFile from 'read-excel-file/node'
import { isoOf } from './dates.ts'

/** One sheet as rows of cell texts. A CSV file is one sheet without a name. */
export type Sheet = { name: string; rows: string[][] }
export type Workbook = {
  kind: 'csv' | 'xlsx'
  encoding: string | null
  delimiter: string | null
  sheets: Sheet[]
}

export type UnreadableCode =
  | 'empty'
  | 'too-large'
  | 'old-excel'
  | 'damaged'
  | 'not-a-spreadsheet'
  | 'quote-not-closed'
  | 'no-header'

/** The file as a whole cannot be read. `code` has its words in `texts.ts`. */
export class UnreadableRegister extends Error {
  readonly code: UnreadableCode
  constructor(code: UnreadableCode, options?: ErrorOptions) {
    super(`The register cannot be read: ${code}`, options)
    this.name = 'UnreadableRegister'
    this.code = code
  }
}

/** 64 MiB of file, 512 MiB unpacked: a register of 100,000 prisoners is under 30 MiB; far more is a mistake or an attack. */
const MAX_FILE = 64 * 2 ** 20
const MAX_UNPACKED = 512 * 2 ** 20

/**
 * Reads CSV (UTF-8 or UTF-16 with or without byte-order mark, or the Windows Arabic code page; comma, semicolon, tab or
 * bar) and XLSX into rows of texts. Spreadsheet dates become `yyyy-mm-dd`; numbers keep every digit that the file holds.
 *
 * @throws {UnreadableRegister} when the file is empty, too large, damaged, or no spreadsheet
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Workbook> {
  if (bytes.length === 0) throw new UnreadableRegister('empty')
  if (bytes.length > MAX_FILE) throw new UnreadableRegister('too-large')
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new UnreadableRegister('old-excel')
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readXlsx(bytes)
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) throw new UnreadableRegister('not-a-spreadsheet')
  return readCsv(bytes)
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}

async function readXlsx(bytes: Uint8Array): Promise<Workbook> {
  if (unpackedSize(bytes) > MAX_UNPACKED) throw new UnreadableRegister('too-large')
  // Numbers stay texts: a CNIC or a file number must not pass through floating point.
  const sheets = await readXlsxFile<string>(Buffer.from(bytes), {
    trim: false,
    parseNumber: (text) => text,
  }).catch((cause: unknown) => {
    throw new UnreadableRegister('damaged', { cause })
  })
  return {
    kind: 'xlsx',
    encoding: null,
    delimiter: null,
    sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) })),
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : isoOf(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}

/** The sum of the sizes that a zip's directory declares, so that a small file cannot unpack without end. */
function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--
  if (end < 0) throw new UnreadableRegister('damaged')
  let at = view.getUint32(end + 16, true)
  let total = 0
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50)
      throw new UnreadableRegister('damaged')
    total += view.getUint32(at + 24, true)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return total
}

function readCsv(bytes: Uint8Array): Workbook {
  const { text, encoding } = decode(bytes)
  if (text.trim() === '') throw new UnreadableRegister('empty')
  // Excel writes "sep=;" as a first line of its own in some settings.
  const told = /^sep=(.)\r?\n/i.exec(text)
  const delimiter = told?.[1] ?? findDelimiter(text)
  // An empty first line in its place keeps the line numbers that a person sees in the file.
  const body = told ? text.replace(/^sep=./i, '') : text
  try {
    const rows = parse(body, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      record_delimiter: ['\r\n', '\n', '\r'],
    })
    return { kind: 'csv', encoding, delimiter, sheets: [{ name: '', rows }] }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : ''
    throw new UnreadableRegister(code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote-not-closed' : 'damaged', { cause })
  }
}

function decode(bytes: Uint8Array): { text: string; encoding: string } {
  const as = (encoding: string): { text: string; encoding: string } => ({
    text: new TextDecoder(encoding).decode(bytes),
    encoding,
  })
  if (startsWith(bytes, [0xff, 0xfe])) return as('utf-16le')
  if (startsWith(bytes, [0xfe, 0xff])) return as('utf-16be')
  const sample = bytes.subarray(0, 4096)
  const zeroAt = (parity: number): number =>
    sample.reduce((count, byte, at) => count + (byte === 0 && at % 2 === parity ? 1 : 0), 0)
  const [even, odd] = [zeroAt(0), zeroAt(1)]
  // Commas, digits and line ends have a zero half in UTF-16; UTF-8 text holds no zero bytes at all.
  if (odd > sample.length / 10 && even * 4 < odd) return as('utf-16le')
  if (even > sample.length / 10 && odd * 4 < even) return as('utf-16be')
  if (even + odd > 0) throw new UnreadableRegister('not-a-spreadsheet')
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    // Not UTF-8: Windows Excel in Pakistan saves "CSV" in this code page, which holds the Urdu letters.
    return as('windows-1256')
  }
}

/** The sign that splits most of the first lines into the same number of cells. */
function findDelimiter(text: string): string {
  const lines = text
    .slice(0, 65_536)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 40)
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of [',', ';', '\t', '|']) {
    const counts = lines.map((line) => line.split(delimiter).length - 1).filter((count) => count > 0)
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
    const score = usual * counts.filter((count) => Math.abs(count - usual) <= 1).length
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}
