import { type Category, readCategory } from './category.ts'
import { findAsOnDate } from './dates.ts'
import { type Field, type HeadingMatch, readHeading } from './headings.ts'
import { readCnic, readSex } from './person-cells.ts'
import { clean, fold, isUrduScript, latinDigits } from './script.ts'

/**
 * What one column holds. `column` counts from 0; `field` is null for a column kept under its own heading. A person may
 * change `field` and `dateOrder` before the rows are judged.
 */
export type ColumnMapping = {
  column: number
  heading: string
  field: Field | null
  /** 0 to 1; 1 is a wording known to mean the field. */
  confidence: number
  /** Set only by a person who knows that this column's writer put the month before the day. */
  dateOrder?: 'month-first'
}

export type RegisterHeader = {
  /** Line of the first header row, counted from 1, as spreadsheets number rows. */
  headerRow: number
  /** How many rows the header takes (headings merged over two rows take 2). */
  headerRows: number
  /** The title rows above the header, top first. */
  titles: string[]
  columns: ColumnMapping[]
  /** The day the title says the register stands for, `yyyy-mm-dd`. */
  asOn: string | null
  /** The kind of prisoner the title says the whole register holds; used only where no column says it. */
  titleCategory: Category | null
}

const LOOK_DOWN = 60
const SAMPLE = 200
const DATA_LIKE = /\d{4,}|^\d{1,3}$|\d\s*[-/.]\s*\d+\s*[-/.]\s*\d/

/** Finds the header below any title rows, or null where no row of the first 60 names at least three known fields. */
export function findHeader(rows: readonly (readonly string[])[], today: string): RegisterHeader | null {
  let best: { at: number; span: number; score: number } | null = null
  for (let at = 0; at < Math.min(rows.length, LOOK_DOWN); at++) {
    const row = rows[at] ?? []
    if (filled(row) < 2 || looksLikeData(row)) continue
    for (let span = 1; span <= 3 && at + span <= rows.length; span++) {
      if (span > 1 && !continuesHeader(rows[at + span - 1] ?? [])) break
      const columns = mapColumns(rows.slice(at, at + span))
      const score = new Set(
        columns.flatMap(({ field, confidence }) => (field && confidence >= 0.5 ? [field] : [])),
      ).size
      // On a tie fewer rows win, or a two-cell title line above would be taken into the header.
      const better = !best || score > best.score || (score === best.score && span < best.span)
      if (score >= 3 && better) best = { at, span, score }
    }
  }
  return best && headerAt(rows, best.at + 1, best.span, today)
}

/** The header that a person points at: `headerRow` counts from 1 and the header takes `headerRows` rows. */
export function headerAt(
  rows: readonly (readonly string[])[],
  headerRow: number,
  headerRows: number,
  today: string,
): RegisterHeader {
  const from = headerRow - 1
  const titles = rows.slice(0, from).flatMap((row) => {
    const text = clean(row.filter((cell) => cell !== '').join(' '))
    return text ? [text] : []
  })
  const columns = mapColumns(rows.slice(from, from + headerRows))
  return {
    headerRow,
    headerRows,
    titles,
    columns: withEvidence(columns, rows.slice(from + headerRows, from + headerRows + SAMPLE)),
    asOn: findAsOnDate(titles, { today }),
    titleCategory: titles.map((title) => readCategory(title)).find((category) => category !== null) ?? null,
  }
}

function filled(row: readonly string[]): number {
  return row.reduce((count, cell) => count + (clean(cell) === '' ? 0 : 1), 0)
}

function looksLikeData(row: readonly string[]): boolean {
  const cells = row.filter((cell) => clean(cell) !== '')
  const data = cells.filter((cell) => DATA_LIKE.test(latinDigits(clean(cell))))
  return data.length > 1 && data.length * 3 > cells.length
}

function continuesHeader(row: readonly string[]): boolean {
  const cells = row.map(clean).filter((cell) => cell !== '')
  return cells.length > 0 && cells.every((cell) => cell.length <= 40 && !DATA_LIKE.test(latinDigits(cell)))
}

function mapColumns(header: readonly (readonly string[])[]): ColumnMapping[] {
  const width = Math.max(...header.map((row) => row.length))
  const columns: ColumnMapping[] = []
  for (let column = 0; column < width; column++) {
    const parts = headingParts(header, column)
    const heading = [...new Set(parts)].join(' ')
    const match = bestMatch(parts)
    columns.push({ column, heading, field: match.field, confidence: match.hint ? 0.4 : match.confidence })
  }
  return oneColumnPerField(columns)
}

/** The texts above a column, top first; a heading merged over several columns counts for each that has one below it. */
function headingParts(header: readonly (readonly string[])[], column: number): string[] {
  const parts: string[] = []
  for (const [depth, row] of header.entries()) {
    const own = clean(row[column] ?? '')
    if (own) {
      parts.push(own)
      continue
    }
    const below = header.slice(depth + 1).some((lower) => clean(lower[column] ?? '') !== '')
    if (!below) continue
    let left = column - 1
    while (left >= 0 && clean(row[left] ?? '') === '') left--
    const merged = left >= 0 && header.slice(depth + 1).some((lower) => clean(lower[left] ?? '') !== '')
    if (merged) parts.push(clean(row[left] ?? ''))
  }
  return parts
}

function bestMatch(parts: string[]): HeadingMatch {
  const whole = readHeading(parts.join(' '))
  const own = parts.at(-1)
  if (parts.length < 2 || own === undefined || whole.confidence === 1) return whole
  const alone = readHeading(own)
  return alone.confidence === 1 ? alone : whole.confidence >= alone.confidence ? whole : alone
}

// A register may give these in two columns, one per script; the values then say which is which.
const TWO_SCRIPTS = new Set<Field>([
  'name',
  'father',
  'district',
  'policeStation',
  'court',
  'remarks',
  'alias',
  'address',
])

function oneColumnPerField(columns: ColumnMapping[]): ColumnMapping[] {
  const kept = new Map<Field, ColumnMapping[]>()
  for (const column of [...columns].sort((a, b) => b.confidence - a.confidence || a.column - b.column)) {
    if (!column.field) continue
    const others = kept.get(column.field) ?? []
    const otherScript =
      others.length === 1 && isUrduScript(others[0]?.heading ?? '') !== isUrduScript(column.heading)
    if (others.length === 0 || (TWO_SCRIPTS.has(column.field) && otherScript))
      kept.set(column.field, [...others, column])
  }
  return columns.map((column) =>
    column.field && !kept.get(column.field)?.includes(column)
      ? { ...column, field: null, confidence: 0 }
      : column,
  )
}

const RECOGNISES: Partial<Record<Field, (text: string) => boolean>> = {
  category: (text) => readCategory(text) !== null,
  cnic: (text) => readCnic(text).state === 'valid',
  sex: (text) => readSex(text) !== null,
  serial: (text) => /^\d+\.?$/.test(latinDigits(text)),
}

/** Loose headings must be borne out by the values, and a column no heading names may be known by them. */
function withEvidence(columns: ColumnMapping[], below: readonly (readonly string[])[]): ColumnMapping[] {
  const share = (column: number, recognises: (text: string) => boolean): number => {
    const cells = below.map((row) => clean(row[column] ?? '')).filter((cell) => cell !== '')
    return cells.length < 1 ? 0 : cells.filter(recognises).length / cells.length
  }
  const checked = columns.map((column) => {
    const recognises = column.field && RECOGNISES[column.field]
    if (!recognises || column.confidence >= 0.5) return column
    const found = share(column.column, recognises)
    return found >= 0.5 ? { ...column, confidence: 0.7 } : { ...column, field: null, confidence: 0 }
  })
  for (const field of ['category', 'cnic', 'sex'] as const) {
    const recognises = RECOGNISES[field]
    if (!recognises || checked.some((column) => column.field === field)) continue
    const known = checked.find(
      (column) =>
        column.field === null &&
        share(column.column, recognises) >= 0.7 &&
        distinctEnough(field, column, below),
    )
    if (known) Object.assign(known, { field, confidence: 0.6 })
  }
  return checked
}

/** "T", "X" or "M" fills many a small column; only a column that tells at least two values apart is taken for a sex. */
function distinctEnough(
  field: Field,
  { column }: ColumnMapping,
  below: readonly (readonly string[])[],
): boolean {
  if (field !== 'sex') return true
  return new Set(below.map((row) => readSex(row[column] ?? '')).filter((sex) => sex !== null)).size > 1
}

/** Whether a row repeats the header, as registers do at the top of each printed page. */
export function repeatsHeader(row: readonly string[], columns: readonly ColumnMapping[]): boolean {
  let cells = 0
  let same = 0
  for (const [at, cell] of row.entries()) {
    const plain = fold(cell)
    if (plain === '') continue
    cells++
    const heading = fold(columns[at]?.heading ?? '')
    if (
      heading !== '' &&
      (heading === plain || heading.startsWith(`${plain} `) || heading.endsWith(` ${plain}`))
    )
      same++
  }
  return cells >= 2 && same * 5 >= cells * 3
}

/** Fields without which no row can be imported and that no column, title or heading gives. */
export function missingFields(header: RegisterHeader): Field[] {
  const has = (field: Field): boolean => header.columns.some((column) => column.field === field)
  return (['name', 'admissionDate', 'category'] as const).filter(
    (field) => !has(field) && !(field === 'category' && header.titleCategory !== null),
  )
}
