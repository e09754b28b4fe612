import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { formatInstant, today } from '#platform/i18n'
import { byteOrderMark, csvRecord } from './csv.ts'
import { excelFile } from './excel.ts'
import { type Asked, countRows, everyRow } from './rows.ts'

export type Format = 'csv' | 'xlsx'

export const contentType: Record<Format, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const words = {
  en: {
    report: 'Report',
    definition: 'Definition',
    asOf: 'As of',
    by: 'Taken by',
    filters: 'Filters',
    rows: 'Rows',
  },
  ur: {
    report: 'رپورٹ',
    definition: 'تعریف',
    asOf: 'بمطابق',
    by: 'حاصل کنندہ',
    filters: 'شرائط',
    rows: 'اندراجات',
  },
}

export function fileName({ report }: Asked, format: Format, asOf: string): string {
  return `${report.key.replaceAll('.', '-')}-${today(asOf)}.${format}`
}

/** What a printed file must say of itself: what it counts, as of when, for whom. */
async function notesOf(tx: Tx, asked: Asked, asOf: string, total: number): Promise<[string, string][]> {
  const { report, params, language } = asked
  const said = words[language]
  const { accountId, post, unitId } = standing(tx)
  const { rows } = await sql<{ name: string; username: string; post: string; unit: string }>`
    select a.username, case when ${language} = 'ur' then a.name_ur else a.name_en end as name,
      case when ${language} = 'ur' then p.title_ur else p.title_en end as post,
      case when ${language} = 'ur' then u.name_ur else u.name_en end as unit
    from identity.account a, access.post p, units.current_unit u
    where a.id = ${accountId}::uuid and p.code = ${post} and u.id = ${unitId}`.execute(tx)
  const by = rows[0]!
  const comma = language === 'ur' ? '، ' : ', '
  const filters = await Promise.all(
    (report.filters ?? [])
      .filter(({ key }) => params[key] !== undefined)
      .map(async ({ key, title, options }) => {
        const chosen = (await options?.(tx))?.find(({ value }) => value === params[key])
        return `${title[language]}: ${chosen?.label[language] ?? params[key]}`
      }),
  )
  return [
    [said.report, report.title[language]],
    [said.definition, report.definition[language]],
    [said.filters, filters.length === 0 ? '—' : filters.join(comma)],
    [said.asOf, formatInstant(asOf, language)],
    [said.by, `${by.name} (${by.username})${comma}${by.post}${comma}${by.unit}`],
    [said.rows, String(total)],
  ]
}

/** Writes the report through `put`, a piece at a time, and tells how many rows it has. */
export async function writeReport(
  tx: Tx,
  asked: Asked,
  format: Format,
  put: (piece: Uint8Array) => Promise<void>,
  progress: (rows: number) => Promise<void> = async () => undefined,
): Promise<{ rows: number; asOf: string }> {
  const { report, language } = asked
  const { asOf } = await countRows(tx, asked)
  const encode = (text: string) => put(new TextEncoder().encode(text))
  let count = 0
  if (format === 'csv') {
    const width = Math.max(2, report.columns.length)
    await encode(
      byteOrderMark +
        csvRecord(
          report.columns.map(({ title }) => title[language]),
          width,
        ),
    )
    let piece = ''
    for await (const row of everyRow(tx, asked)) {
      piece += csvRecord(row, width)
      count += 1
      if (count % 1_000 !== 0) continue
      await encode(piece)
      piece = ''
      await progress(count)
    }
    const notes = await notesOf(tx, asked, asOf, count)
    await encode(`${piece}${csvRecord([], width)}${notes.map((note) => csvRecord(note, width)).join('')}`)
  } else {
    const rows: (string | number | null)[][] = []
    for await (const row of everyRow(tx, asked)) {
      rows.push(row)
      if (rows.length % 1_000 === 0) await progress(rows.length)
    }
    count = rows.length
    const notes = await notesOf(tx, asked, asOf, count)
    const title = report.title[language]
    await put(await excelFile({ title, notes: notes.slice(1), columns: report.columns, rows, language }))
  }
  return { rows: count, asOf }
}
