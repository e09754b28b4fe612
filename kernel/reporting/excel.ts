import writeExcel, { type Cell, type Row } from 'write-excel-file/node'
import type { Language, ReportColumn } from './define.ts'

type Value = string | number | null

export interface Sheet {
  readonly title: string
  readonly notes: readonly (readonly [string, string])[]
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly (readonly Value[])[]
  readonly language: Language
}

/** A sheet with its title and notes above the columns; dates are dates, identifiers text, Urdu from right to left. */
export async function excelFile({ title, notes, columns, rows, language }: Sheet): Promise<Buffer> {
  const head: Row[] = [
    [{ value: title, type: String, fontWeight: 'bold', fontSize: 14 }],
    ...notes.map(([label, text]): Row => [{ value: label, type: String, fontWeight: 'bold' }, text]),
    [],
    columns.map(
      (column): Cell => ({
        value: column.title[language],
        type: String,
        fontWeight: 'bold',
        backgroundColor: '#e7ebef',
        wrap: true,
      }),
    ),
  ]
  const body = rows.map((row): Row => row.map((value, n) => excelCell(columns[n]!, value)))
  return writeExcel([...head, ...body], {
    sheet: 'Mizan',
    rightToLeft: language === 'ur',
    stickyRowsCount: head.length,
    columns: columns.map(({ kind }) => ({ width: kind === 'number' || kind === 'date' ? 14 : 28 })),
    dateFormat: 'dd mmm yyyy',
  }).toBuffer()
}

function excelCell(column: ReportColumn, value: Value): Cell {
  if (value === null) return null
  if (column.kind === 'number') return { value: Number(value), type: Number }
  // At midnight UTC: the writer takes the day from there, so no time zone can shift it.
  if (column.kind === 'date')
    return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'dd mmm yyyy' }
  return { value: String(value), type: String, ...(column.kind === 'identifier' ? { format: '@' } : {}) }
}
