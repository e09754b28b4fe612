import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import expectedReport from './fixtures/register-a.expected.json' with { type: 'json' }
import { type JudgedRow, judgeRows, judgingDay, openRegister, reportOf } from './index.ts'
import { inUrduDigits, isKnownSection, seeded, toCsv, toXlsx } from './testing.ts'

const csv = readFileSync(new URL('./fixtures/register-a.csv', import.meta.url))
const NOW = '2026-11-21'

async function judge(bytes: Uint8Array) {
  const { sheet, header, workbook } = await openRegister(bytes, NOW)
  const today = judgingDay(header, NOW)
  const judged = [...judgeRows(sheet.rows, header, { today, isKnownSection })]
  return { workbook, sheet, header, judged, report: reportOf(judged, header, today) }
}

describe('register A', () => {
  let fromCsv: Awaited<ReturnType<typeof judge>>
  beforeAll(async () => {
    fromCsv = await judge(csv)
  })

  it('is judged on the day its title names', () => {
    expect(fromCsv.header.asOn).toBe('2026-11-01')
    expect(fromCsv.report.asOf).toBe(expectedReport.asOf)
  })

  it('agrees row by row as CSV', () => {
    expect(fromCsv.report.rows.length).toBe(400)
    expect(fromCsv.report).toEqual(expectedReport)
  })

  it('has every column mapped with certainty', () => {
    expect(fromCsv.header.columns.map(({ field }) => field)).toEqual([
      'serial',
      'prisonNo',
      'name',
      'name',
      'father',
      'cnic',
      'sex',
      'age',
      'district',
      'fir',
      'policeStation',
      'sections',
      'court',
      'admissionDate',
      'category',
      'sentence',
      'sentenceDate',
      'fine',
      'setOff',
      'remarks',
    ])
    expect(Math.min(...fromCsv.header.columns.map(({ confidence }) => confidence))).toBe(1)
  })

  it('leaves nothing half read in the rows it imports', () => {
    const unread = fromCsv.judged.filter((row) => row.outcome === 'imported').flatMap((row) => row.unread)
    expect(unread).toEqual([])
  })

  it('reads what each imported convict was sentenced to', () => {
    const sentences = new Map<string, string>()
    const column = fromCsv.header.columns.findIndex(({ field }) => field === 'sentence')
    for (const row of fromCsv.judged) {
      if (row.outcome !== 'imported' || !row.record.sentence) continue
      const { death, life, terms } = row.record.sentence
      sentences.set(
        row.cells[column] ?? '',
        death
          ? 'death'
          : life
            ? 'life'
            : terms.map((t) => `${t.years}-${t.months}-${t.days} ${t.labour ?? ''}`.trim()).join(),
      )
    }
    expect(Object.fromEntries(sentences)).toEqual({
      '3 years RI': '3-0-0 rigorous',
      Death: 'death',
      '7 Years R.I.': '7-0-0 rigorous',
      'Life Imprisonment': 'life',
      '2Y 6M RI': '2-6-0 rigorous',
      '25 years': '25-0-0',
      '10 سال': '10-0-0',
      '6 months SI': '0-6-0 simple',
    })
  })

  it('agrees row by row as XLSX with date cells, numeric CNICs and a right-to-left sheet', async () => {
    const ISO = /^\d{4}-\d{2}-\d{2}$/
    const typed = fromCsv.sheet.rows.map((row, line) =>
      row.map((cell) => {
        if (line < 3) return cell
        if (ISO.test(cell)) return new Date(`${cell}T00:00:00Z`)
        return /^[1-9]\d{12}$/.test(cell) || /^\d{1,3}$/.test(cell) ? Number(cell) : cell
      }),
    )
    expect(typed.flat().filter((cell) => cell instanceof Date).length).toBeGreaterThan(60)
    const xlsx = await judge(await toXlsx(typed))
    expect(xlsx.workbook.kind).toBe('xlsx')
    expect(xlsx.report).toEqual(expectedReport)
    const keys = (rows: JudgedRow[]): string[] => rows.map(({ key }) => key)
    expect(keys(xlsx.judged)).toEqual(keys(fromCsv.judged))
  })

  it('agrees row by row in any order of columns, wording, delimiter and encoding, with the dirt of printed pages', async () => {
    const source = fromCsv.sheet.rows.slice(3)
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const random = seeded(seed)
        const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
        const order = WORDINGS.map((_, at) => at).sort(() => random() - 0.5)
        const heading = order.map((at) => pick(WORDINGS[at] ?? []))
        const arrange = (row: readonly string[]): string[] =>
          order.map((at) => {
            const cell = row[at] ?? ''
            if (cell === '' || random() > 0.1) return cell
            return pick([`\u00a0${cell} `, `\u200f${cell}`, inUrduDigits(cell)])
          })
        const rows = [['سنٹرل جیل', '', 'Position as on 1 Nov 2026'], [], heading]
        for (const [at, row] of source.entries()) {
          if (at % 40 === 39) rows.push(pick([[], ['', ''], heading, ['', `Page ${at / 40}`]]))
          rows.push(arrange(row))
        }
        rows.push([], ['', 'Grand Total', '', '400'], ['', '', 'Superintendent Jail'])
        const text = toCsv(rows, pick([',', ';', '\t']))
        const bytes = pick([
          new TextEncoder().encode(text),
          Buffer.from(`\ufeff${text}`, 'utf16le'),
          Buffer.from(`\ufeff${text}`),
        ])
        const { report } = await judge(bytes)
        expect(report).toEqual({ ...expectedReport, headerRow: 3 })
      }),
      { numRuns: 15, seed: 7 },
    )
  })
})

/** Other words for the columns of register A, in its order. */
const WORDINGS: readonly (readonly string[])[] = [
  ['S.No', 'Serial #', 'نمبر شمار'],
  ['Register No.', 'قیدی نمبر', 'Prisoner No'],
  ['Name of Prisoner', "Prisoner's Name", 'Name (English)'],
  ['نام قیدی', 'اسیر کا نام'],
  ['F/Name', 'Parentage', 'ولدیت', "Father's / Husband's Name"],
  ['C.N.I.C', 'ID Card No.', 'شناختی کارڈ نمبر'],
  ['Gender', 'جنس', 'M/F'],
  ['Age (years)', 'عمر'],
  ['Home District', 'ضلع'],
  ['F.I.R No.', 'Case FIR No', 'مقدمہ نمبر', 'Crime No.'],
  ['P.S.', 'Thana', 'تھانہ'],
  ['Offence', 'Under Section', 'جرم زیر دفعہ', 'Section of Law'],
  ['Name of Court', 'Trial Court', 'نام عدالت'],
  ['D.O.A', 'Admitted on', 'تاریخ داخلہ', 'Date of entry in jail'],
  ['Status', 'UTP / Convict', 'قسم قیدی', 'Legal Status', 'حیثیت'],
  ['Sentence Awarded', 'Punishment', 'سزا', 'میعاد سزا'],
  ['Date of Conviction', 'Sentenced on', 'تاریخ فیصلہ'],
  ['Fine', 'جرمانہ', 'Amount of fine'],
  ['Benefit u/s 382-B', 'Set-off', 'رعایت 382-ب'],
  ['Remarks, if any', 'کیفیت'],
]
