import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import expectedReport from './fixtures/register-a.expected.json' with { type: 'json' }
import { type JudgedRow, judgeRows, judgingDay, openRegister, reportOf } from './index.ts'
import { isKnownSection, toXlsx } from './testing.ts'

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
})
