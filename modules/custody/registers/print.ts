import { join } from 'node:path'
import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import { nextNumber, renderDocument } from '#kernel/documents'
import { type ReportColumn, readWhole } from '#kernel/reporting'
import type { Tx } from '#platform/db'
import { both, day, identifier, instant, type TemplateValue } from '#platform/documents-engine'
import { refuse } from '#platform/http'
import type { BothLanguages, OutputOf, ParsedInputOf } from '#platform/http/contract'
import { formatDate, formatNumber, type Language, text } from '#platform/i18n'
import { prisonOf } from '../prison-of.ts'
import { longestPrint, type printRegister } from './contract.ts'
import { findRegister } from './define.ts'
import './books/all.ts'

/**
 * Prints a part of a register: read once with the reader’s own rights, set on the prison’s letterhead, kept with a code.
 * @throws not-found, custody-registers.too-long
 */
export async function print(
  tx: Tx,
  { key, language, prisonId, from, to, ...filters }: ParsedInputOf<typeof printRegister>,
): Promise<OutputOf<typeof printRegister>> {
  const register = findRegister(key)
  if (register === undefined || !may(tx, register.needs)) throw refuse('not-found')
  const { prisons: _, ...prison } = await prisonOf(tx, prisonId)
  const asking = { ...filters, key: register.report, lang: language, prison: String(prison.id), from, to }
  const whole = await readWhole(tx, asking, 'pdf', longestPrint).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'reporting.too-long')
      throw refuse('custody-registers.too-long', { longest: longestPrint })
    throw error
  })
  const number = await nextNumber(tx, 'REG', prison.id)
  const issued = await renderDocument(tx, {
    kind: 'custody.register',
    template: join(import.meta.dirname, 'register.typ'),
    data: sheetOf({
      columns: whole.report.columns,
      rows: whole.rows,
      language,
      definition: register.definition,
      citation: register.citation,
      period: periodWords(register.standing && from === undefined && to === undefined, from, to),
      asOf: whole.asOf,
      by: await printer(tx),
    }),
    languages: [language],
    title: register.title,
    number,
    paper: 'register',
    units: [prison.id],
    unitId: prison.id,
    needs: register.needs,
  })
  return { documentId: issued.documentId, version: issued.version, number, rows: whole.rows.length }
}

const said = (key: string, params: (language: Language) => Record<string, unknown> = () => ({})) => ({
  en: text(`custody-registers:${key}`, 'en', params('en')),
  ur: text(`custody-registers:${key}`, 'ur', params('ur')),
})

function periodWords(now: boolean, from: string | undefined, to: string | undefined): BothLanguages {
  if (now) return said('sheet.now')
  const key =
    from === undefined ? (to === undefined ? 'all' : 'until') : to === undefined ? 'since' : 'between'
  return said(`sheet.${key}`, (language) => ({
    from: from === undefined ? '' : formatDate(from, language),
    to: to === undefined ? '' : formatDate(to, language),
  }))
}

/** Who prints, by name and post: a register on paper must say from whose hand it came. */
async function printer(tx: Tx): Promise<BothLanguages> {
  const { accountId, post } = standing(tx)
  const { rows } = await sql<{ en: string; ur: string }>`
    select a.name_en || ', ' || p.title_en as en, a.name_ur || '، ' || p.title_ur as ur
      from identity.account a, access.post p where a.id = ${accountId}::uuid and p.code = ${post}`.execute(tx)
  return rows[0]!
}

type Cell = string | number | null

interface Sheet {
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly (readonly Cell[])[]
  readonly language: Language
  readonly definition: BothLanguages
  readonly citation: BothLanguages
  readonly period: BothLanguages
  readonly asOf: string
  readonly by: BothLanguages
}

/** What the template of a register is given. */
export function sheetOf({ columns, rows, language, definition, citation, period, asOf, by }: Sheet) {
  return {
    words: Object.fromEntries(
      ['period', 'entries', 'printed-by', 'printed-at', 'basis', 'serial', 'empty'].map((word) => [
        word,
        both(said(`sheet.${word}`)),
      ]),
    ),
    definition: both(definition),
    citation: both(citation),
    period: both(period),
    entries: formatNumber(rows.length),
    by: both(by),
    at: instant(asOf),
    columns: columns.map(({ title, kind }) => ({ title: both(title), end: kind === 'number' })),
    // As wide as what stands in it: measured here, because the press would set every row twice to find out.
    widths: [
      { letters: Math.max(4, formatNumber(rows.length).length), share: 0 },
      ...columns.map((column, n) => widthOf(column, language, rows, n)),
    ],
    rows: rows.map((row, n) => [formatNumber(n + 1), ...row.map((cell, at) => cellOf(cell, columns[at]!))]),
  }
}

function cellOf(cell: Cell, column: ReportColumn): TemplateValue {
  if (cell === null) return ''
  if (typeof cell === 'number') return formatNumber(cell)
  if (column.kind === 'date') return day(cell)
  // A list of numbers may be broken over lines, a single one never.
  return column.kind === 'identifier' && !cell.includes(' ') ? identifier(cell) : cell
}

const widest = 30

/**
 * What is not broken over lines (a date, a number, a short word) has room for its letters; the rest of the page is shared by what reads
 * on in the next line.
 */
function widthOf(
  { title, kind }: ReportColumn,
  language: Language,
  rows: readonly (readonly Cell[])[],
  n: number,
): { letters: number; share: number } {
  const heading = longestWord(title[language])
  if (kind === 'date') return { letters: Math.max(11, heading), share: 0 }
  const lengths = rows.map((row) => String(row[n] ?? '').length).sort((a, b) => a - b)
  const usual = lengths[Math.floor(lengths.length * 0.95)] ?? 0
  const unbroken = rows.reduce((most, row) => Math.max(most, longestWord(String(row[n] ?? ''))), heading)
  if (kind === 'number' || usual <= 9 || unbroken >= usual)
    return { letters: Math.max(4, unbroken), share: 0 }
  return { letters: 0, share: Math.min(widest, Math.max(usual, unbroken)) }
}

const longestWord = (text: string): number => Math.max(...text.split(' ').map((word) => word.length))
