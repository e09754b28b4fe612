import { type Category, readCategory } from './category.ts'
import { type ColumnMapping, type RegisterHeader, repeatsHeader } from './columns.ts'
import { readDate } from './dates.ts'
import type { Field } from './headings.ts'
import { cnicContradictsSex, readCnic } from './person-cells.ts'
import { type RegisterRecord, rowReader, type Unread } from './read-row.ts'
import { clean, fold, isBlank, isDitto, latinDigits, saysNothing } from './script.ts'
import type { SectionToken } from './sections.ts'
import { isUsableSentence } from './sentence.ts'

export const REASONS = ['name', 'admission-date', 'admission-date-future', 'category', 'sentence'] as const
export type Reason = (typeof REASONS)[number]

export const WARNINGS = [
  'cnic-invalid',
  'cnic-missing',
  'cnic-sex-parity',
  'father-name-missing',
  'fir-missing',
  'section-missing',
  'section-unknown',
  'setoff-silent',
] as const
export type Warning = (typeof WARNINGS)[number]

type Judgement =
  | { outcome: 'imported'; warnings: Warning[] }
  | { outcome: 'rejected'; reasons: Reason[] }
  /** `of` is the `row` it repeats. */
  | { outcome: 'duplicate'; of: number }

/** `row` counts the prisoners below the header from 1; `line` is the sheet's own row number, to find the place again. */
export type JudgedRow = Judgement & {
  row: number
  line: number
  key: string
  cells: string[]
  record: RegisterRecord
  unread: Unread[]
}

/** A line that holds no prisoner. None is dropped silently: the screen lists them, blank lines apart. */
export type SkippedLine = {
  line: number
  kind:
    | 'blank'
    | 'numbered-blank'
    | 'header'
    | 'column-numbers'
    | 'title'
    | 'group'
    | 'total'
    | 'footer'
    | 'fragment'
  text: string
}

export type JudgeOptions = {
  /** `yyyy-mm-dd`; an admission after it is in the future. */
  today: string
  /** Whether the offence table has the section. The law decides; this folder only splits the text. */
  isKnownSection: (token: SectionToken) => boolean
  /** Told of every line that is no prisoner. */
  onSkipped?: (skipped: SkippedLine) => void
}

/**
 * Judges the rows below the header one by one, in order, holding only their keys. The same rows always give the same
 * outcomes, so an interrupted import may run again from the top and pass over what it has already stored.
 *
 * `rows` are the sheet's rows from its first line; those of the header and above are passed over.
 */
export function* judgeRows(
  rows: Iterable<readonly string[]>,
  header: Pick<RegisterHeader, 'headerRow' | 'headerRows' | 'columns' | 'titles' | 'titleCategory'>,
  options: JudgeOptions,
): Generator<JudgedRow, void, undefined> {
  const read = rowReader(header.columns, options)
  const sort = lineSorter(header, options.today)
  const lastHeaderLine = header.headerRow + header.headerRows - 1
  const firstOf = new Map<string, number>()
  let above: readonly string[] = []
  let group: Category | null = null
  let waiting: { line: number; cells: string[] }[] = []
  let line = 0
  let row = 0

  const judgeOne = (at: number, written: readonly string[]): JudgedRow => {
    const cells = written.map((cell, column) => (isDitto(cell) ? (above[column] ?? '') : cell))
    above = cells
    row++
    const { record, unread, key } = read(cells, group ?? header.titleCategory)
    const base = { row, line: at, key, cells, record, unread }
    const reasons = reasonsToReject(record, options.today)
    if (reasons.length > 0) return { ...base, outcome: 'rejected', reasons }
    const of = firstOf.get(key)
    if (of !== undefined) return { ...base, outcome: 'duplicate', of }
    firstOf.set(key, row)
    return { ...base, outcome: 'imported', warnings: warningsFor(record, options.isKnownSection) }
  }

  for (const cells of rows) {
    line++
    if (line <= lastHeaderLine) continue
    const kind = sort(cells)
    if (kind === 'numbered-blank') {
      // A numbered empty line between prisoners is a prisoner the clerk forgot; at the end it is unused paper.
      waiting.push({ line, cells: [...cells] })
      continue
    }
    if (kind === 'prisoner') {
      for (const empty of waiting) yield judgeOne(empty.line, empty.cells)
      waiting = []
      yield judgeOne(line, cells)
      continue
    }
    if (kind === 'group') group = groupCategory(cells)
    options.onSkipped?.({ line, kind, text: textOf(cells) })
  }
  for (const empty of waiting)
    options.onSkipped?.({ line: empty.line, kind: 'numbered-blank', text: textOf(empty.cells) })
}

function reasonsToReject(record: RegisterRecord, today: string): Reason[] {
  const reasons: Reason[] = []
  if (record.name.latin === '' && record.name.urdu === '') reasons.push('name')
  if (record.admissionDate === null) reasons.push('admission-date')
  else if (record.admissionDate > today) reasons.push('admission-date-future')
  if (record.category === null) reasons.push('category')
  if (record.sentence && !isUsableSentence(record.sentence)) reasons.push('sentence')
  return reasons
}

function warningsFor(record: RegisterRecord, isKnownSection: (token: SectionToken) => boolean): Warning[] {
  const { cnic, father, sections } = record
  const warnings: Warning[] = []
  if (cnic.state === 'invalid') warnings.push('cnic-invalid')
  if (cnic.state === 'missing') warnings.push('cnic-missing')
  if (cnic.state === 'valid' && cnicContradictsSex(cnic.digits, record.sex)) warnings.push('cnic-sex-parity')
  if (father.latin === '' && father.urdu === '') warnings.push('father-name-missing')
  if (record.fir === '') warnings.push('fir-missing')
  if (sections.written === '') warnings.push('section-missing')
  else if (sections.tokens.length === 0 || !sections.tokens.every(isKnownSection))
    warnings.push('section-unknown')
  if (record.sentence && record.setOff === 'silent') warnings.push('setoff-silent')
  return warnings
}

const NUMBERED = /^\(?\d+[).]?$/
const TOTAL =
  /^(?:grand |sub |page )?totals?\b|^(?:میزان|کل میزان|ٹوٹل|کل تعداد|مجموعہ|مجموعی تعداد|کل قیدی|کل)(?: |$)/
const BARE_TOTAL = /^(?:(?:grand |sub |page )?totals?|(?:کل )?میزان|ٹوٹل|کل تعداد|مجموعہ|کل)$/
const FOOTER_WORDS = [
  'superintendent',
  'supdt',
  'deputy superintendent',
  'assistant superintendent',
  'signature',
  'signed',
  'sign',
  'prepared by',
  'checked by',
  'verified by',
  'compiled by',
  'countersigned',
  'certified',
  'page',
  'note',
  'printed',
  'print date',
  'end of register',
  'end of report',
  'continued',
  'carried forward',
  'brought forward',
  'c f',
  'b f',
  'سپرنٹنڈنٹ',
  'ڈپٹی سپرنٹنڈنٹ',
  'اسسٹنٹ سپرنٹنڈنٹ',
  'دستخط',
  'صفحہ',
  'تیار کنندہ',
  'تیار کردہ',
  'جانچ کنندہ',
  'تصدیق',
  'تصدیق کی جاتی ہے',
  'مہر',
  'نوٹ',
  'اختتام',
].map(fold)

type LineKind = 'prisoner' | SkippedLine['kind']

function lineSorter(
  header: Pick<RegisterHeader, 'columns' | 'titles'>,
  today: string,
): (cells: readonly string[]) => LineKind {
  const columnsOf = (field: Field): number[] =>
    header.columns.flatMap((column: ColumnMapping) => (column.field === field ? [column.column] : []))
  const [serial] = columnsOf('serial')
  const names = columnsOf('name')
  const dates = columnsOf('admissionDate')
  const categories = columnsOf('category')
  const telling = (['cnic', 'prisonNo', 'fir', 'admissionDate', 'category', 'sections'] as const).flatMap(
    columnsOf,
  )
  const titles = new Set(header.titles.map(fold))

  return (cells) => {
    const text = (column: number): string => clean(cells[column] ?? '')
    const full = cells.flatMap((cell, column) => (clean(cell) === '' ? [] : [column]))
    if (full.length === 0) return 'blank'
    if (full.every((column) => isBlank(text(column)) && !isDitto(text(column)))) return 'blank'
    if (
      full.length === 1 &&
      serial !== undefined &&
      full[0] === serial &&
      NUMBERED.test(latinDigits(text(serial)))
    )
      return 'numbered-blank'
    if (repeatsHeader(cells, header.columns)) return 'header'
    if (numbersColumns(full, text)) return 'column-numbers'

    const certain =
      dates.some((column) => readDate(text(column), { today }).iso !== null) ||
      categories.some((column) => readCategory(text(column)) !== null) ||
      columnsOf('cnic').some((column) => readCnic(text(column)).state === 'valid')
    if (certain && full.length > 1) return 'prisoner'
    const folded = full.map((column) => fold(text(column)))
    const whole = folded.join(' ')
    if (titles.has(whole)) return 'title'
    const numbered = serial !== undefined && NUMBERED.test(latinDigits(text(serial)))
    const leading = [folded[0] ?? '', ...names.map((column) => fold(text(column)))]
    if (!numbered && leading.some((cell) => TOTAL.test(cell))) return 'total'
    // The count may stand in the serial column, so a line of nothing but a bare "Total" and figures is one too.
    if (
      folded.some((cell) => BARE_TOTAL.test(cell)) &&
      folded.every((cell) => BARE_TOTAL.test(cell) || /^[\d ]+$/.test(cell))
    )
      return 'total'
    if (
      !numbered &&
      full.length <= 4 &&
      folded.some((cell) =>
        FOOTER_WORDS.some(
          (word) =>
            cell === word ||
            cell.startsWith(`${word} `) ||
            (cell.endsWith(` ${word}`) && !names.some((column) => fold(text(column)) === cell)),
        ),
      )
    )
      return 'footer'
    if (full.length === 1 && readCategory(whole) !== null && !isDitto(whole)) return 'group'
    const only = full.length === 1 ? full[0] : undefined
    if (only !== undefined && (serial !== undefined || !names.includes(only))) return 'fragment'
    const named = names.some((column) => !saysNothing(text(column)))
    const told = telling.some((column) => !isBlank(text(column)))
    if (!numbered && !named && !told && full.length <= 3) return 'fragment'
    return 'prisoner'
  }
}

/** The row of column numbers (1) (2) (3) that official forms print below the header. */
function numbersColumns(full: readonly number[], text: (column: number) => string): boolean {
  if (full.length < 4) return false
  const numbers = full.map((column) => /^\(?(\d{1,2})[).]?$/.exec(latinDigits(text(column)))?.[1])
  return numbers.every(
    (number, at) => number !== undefined && (at === 0 || Number(number) === Number(numbers[at - 1]) + 1),
  )
}

function groupCategory(cells: readonly string[]): Category | null {
  return readCategory(textOf(cells))
}

function textOf(cells: readonly string[]): string {
  return clean(cells.filter((cell) => cell !== '').join(' '))
}

/** One row of the report, in the form that is exchanged. */
export type ReportRow = { row: number } & Judgement
export type RegisterReport = {
  /** The day the rows were judged on. */
  asOf: string
  headerRow: number
  summary: { imported: number; rejected: number; duplicate: number }
  rows: ReportRow[]
}

/** The report of judged rows; holds no names, numbers or other cells. */
export function reportOf(
  judged: Iterable<JudgedRow>,
  header: Pick<RegisterHeader, 'headerRow'>,
  asOf: string,
): RegisterReport {
  const report: RegisterReport = {
    asOf,
    headerRow: header.headerRow,
    summary: { imported: 0, rejected: 0, duplicate: 0 },
    rows: [],
  }
  for (const one of judged) {
    report.summary[one.outcome]++
    if (one.outcome === 'imported')
      report.rows.push({ row: one.row, outcome: one.outcome, warnings: one.warnings })
    else if (one.outcome === 'rejected')
      report.rows.push({ row: one.row, outcome: one.outcome, reasons: one.reasons })
    else report.rows.push({ row: one.row, outcome: one.outcome, of: one.of })
  }
  return report
}

/**
 * The day to judge on: the day the register says it stands for, unless that is still to come. A register as on 1 Nov
 * read on 21 Nov must not let an admission of 15 Nov pass, and a mistyped title must not open the future.
 */
export function judgingDay(header: Pick<RegisterHeader, 'asOn'>, today: string): string {
  return header.asOn !== null && header.asOn <= today ? header.asOn : today
}
