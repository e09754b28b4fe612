import type { ColumnMapping, RegisterHeader } from './columns.ts'
import type { Field } from './headings.ts'
import { clean, latinDigits } from './script.ts'

/**
 * Something about a whole column that a person must look at before importing.
 * `swapped-by-spreadsheet`: a spreadsheet set to American dates seems to have turned 03/04 into 4 March wherever it
 * could (every converted date has a day up to 12) and left as text what it could not (every text has a day above 12).
 * `month-first`: several dates only exist if the month was written first, and none only if the day was.
 */
export type ColumnDoubt = {
  column: number
  field: Field
  kind: 'swapped-by-spreadsheet' | 'month-first'
  examples: string[]
}

const ENOUGH = 4
const ISO = /^\d{4}-\d{2}-(\d{2})/
const WRITTEN = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*\d{2,4}$/

/** Looks through the date columns of all rows. It changes nothing: only a person may say which dates are right. */
export function findColumnDoubts(
  rows: readonly (readonly string[])[],
  header: Pick<RegisterHeader, 'headerRow' | 'headerRows' | 'columns'>,
): ColumnDoubt[] {
  const below = rows.slice(header.headerRow + header.headerRows - 1)
  return header.columns.flatMap((column) => {
    if (!column.field?.endsWith('Date') || column.dateOrder === 'month-first') return []
    const doubt = doubtOf(below, column, column.field)
    return doubt ? [doubt] : []
  })
}

function doubtOf(
  rows: readonly (readonly string[])[],
  { column }: ColumnMapping,
  field: Field,
): ColumnDoubt | null {
  const converted: { text: string; early: boolean }[] = []
  const monthFirstOnly: string[] = []
  let dayFirstOnly = 0
  let either = 0
  for (const row of rows) {
    const text = latinDigits(clean(row[column] ?? ''))
    const iso = ISO.exec(text)
    if (iso) converted.push({ text, early: Number(iso[1]) <= 12 })
    const written = WRITTEN.exec(text)
    if (!written) continue
    const [first, second] = [Number(written[1]), Number(written[2])]
    if (first > 12 && first <= 31 && second <= 12) dayFirstOnly++
    else if (second > 12 && second <= 31 && first <= 12) monthFirstOnly.push(text)
    else either++
  }
  if (monthFirstOnly.length >= ENOUGH && dayFirstOnly === 0)
    return { column, field, kind: 'month-first', examples: monthFirstOnly.slice(0, 3) }
  const splitCleanly = either === 0 && converted.every(({ early }) => early)
  if (converted.length >= ENOUGH && dayFirstOnly >= ENOUGH && splitCleanly)
    return {
      column,
      field,
      kind: 'swapped-by-spreadsheet',
      examples: converted.slice(0, 3).map(({ text }) => text),
    }
  return null
}
