import { readFileSync } from 'node:fs'
import writeXlsxFile from 'write-excel-file/node'
import { findHeader } from './columns.ts'
import type { Reason, SkippedLine, Warning } from './judge-rows.ts'
import { type JudgedRow, judgeRows } from './judge-rows.ts'
import type { SectionToken } from './sections.ts'

const plainSection = (act: string, section: string): string =>
  `${act} ${section.toUpperCase().replace(/[^A-Z0-9]/g, '')}`

/** Whether a small copy of the offence table has the section, its lettered form, or a clause of it. */
export const isKnownSection: (token: SectionToken) => boolean = (() => {
  const lines = readFileSync(new URL('./fixtures/known-sections.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  const known = new Set<string>()
  for (const line of lines) {
    const [act = '', section = ''] = line.split(',')
    known.add(plainSection(act, section))
    // 302(b) and 7 are registers' ways to name 302 and the clauses of 7(1).
    const number = /^\d+/.exec(section)?.[0]
    if (number) known.add(plainSection(act, number))
  }
  const lettered = new Set(['CNSA 9A', 'CNSA 9B', 'CNSA 9C'])
  return ({ act, section }) => {
    const whole = plainSection(act, section)
    if (known.has(whole) || lettered.has(whole)) return true
    const withoutClause = section.replace(/\(.*$/, '')
    return withoutClause !== section && known.has(plainSection(act, withoutClause))
  }
})()

/** Judges a sheet given as rows, with the small offence table. */
export function judgeSheet(
  rows: readonly (readonly string[])[],
  today = '2026-11-01',
): { judged: JudgedRow[]; skipped: SkippedLine[] } {
  const header = findHeader(rows, today)
  if (!header) throw new Error('The test sheet has no header')
  const skipped: SkippedLine[] = []
  const judged = [
    ...judgeRows(rows, header, { today, isKnownSection, onSkipped: (line) => skipped.push(line) }),
  ]
  return { judged, skipped }
}

/** Same seed, same numbers: a failing generated register can be made again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type GeneratedRow =
  | { outcome: 'imported'; warnings: Warning[] }
  | { outcome: 'rejected'; reasons: Reason[] }
  | { outcome: 'duplicate'; of: number }
export type GeneratedRegister = { rows: string[][]; expected: GeneratedRow[] }
export type RegisterLayout = {
  rows: number
  seed?: number
  /** Headings in Urdu instead of English. */
  urdu?: boolean
  /** Columns in another order. */
  shuffled?: boolean
  /** Blank lines, headers repeated on each page, a totals line and signatures. */
  pages?: boolean
  /** Share of rows that are wrong in one way each. */
  dirt?: number
}

const NAMES = [
  'Muhammad Aslam',
  'Gul Zaman',
  'Allah Ditta',
  'Ramesh Kumar',
  'Sher Dil',
  'محمد یوسف',
  'وقار یونس',
  'نور محمد',
]
const EN = [
  'Sr.',
  'Prison No',
  'Name of Prisoner',
  "Father's Name",
  'CNIC No.',
  'Gender',
  'FIR No',
  'P.S.',
  'Offence U/S',
  'Date of Adm.',
  'Status (UTP/Convict)',
  'Sentence Awarded',
  'Date of Conviction',
  '382-B Cr.P.C',
]
const UR = [
  'نمبر شمار',
  'قیدی نمبر',
  'نام قیدی',
  'ولدیت',
  'شناختی کارڈ نمبر',
  'جنس',
  'مقدمہ نمبر',
  'تھانہ',
  'جرم زیر دفعہ',
  'تاریخ داخلہ',
  'قیدی / حوالاتی',
  'میعاد سزا',
  'تاریخ فیصلہ',
  'رعایت 382-ب',
]
const [NAME, FATHER, CNIC, FIR, SECTION, ADMITTED, CATEGORY, SENTENCE, SET_OFF] = [
  2, 3, 4, 6, 8, 9, 10, 11, 13,
] as const

/** A fictional register with known outcomes, for tests and measurements. Up to a million rows differ from each other. */
export function generateRegister({
  rows: count,
  seed = 1,
  urdu = false,
  shuffled = false,
  pages = false,
  dirt = 0.2,
}: RegisterLayout): GeneratedRegister {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const headings = urdu ? UR : EN
  const order = headings.map((_, at) => at)
  if (shuffled) order.sort(() => random() - 0.5)
  const arrange = (cells: readonly string[]): string[] => order.map((at) => cells[at] ?? '')
  const rows: string[][] = [
    [urdu ? 'رجسٹر اسیران سنٹرل جیل' : 'CENTRAL PRISON: REGISTER AS ON 01-11-2026'],
    [],
    arrange(headings),
  ]
  const expected: GeneratedRow[] = []
  const made: string[][] = []

  for (let at = 1; at <= count; at++) {
    if (pages && at % 25 === 0) rows.push([], arrange(headings))
    const original = at > 10 && random() < dirt / 4 ? Math.floor(random() * made.length) : -1
    const before = expected[original]
    if (original >= 0 && before?.outcome === 'imported') {
      const again = [...(made[original] ?? [])]
      again[0] = String(at)
      rows.push(arrange(again))
      made.push(again)
      expected.push({ outcome: 'duplicate', of: original + 1 })
      continue
    }
    const { cells, outcome } = oneRow(at, random, pick, dirt)
    rows.push(arrange(cells))
    made.push(cells)
    expected.push(outcome)
  }
  if (pages)
    rows.push(
      [],
      arrange(['', '', 'Total', '', String(count)]),
      [],
      ['', '', '', '', '', '', '', 'Superintendent, Central Prison'],
    )
  return { rows, expected }
}

function oneRow(
  at: number,
  random: () => number,
  pick: <T>(list: readonly T[]) => T,
  dirt: number,
): { cells: string[]; outcome: GeneratedRow } {
  const male = random() < 0.9
  const serial = String((at * 7_919 + 1_000_003) % 9_000_000).padStart(7, '0')
  const digits = `35202${serial}${male ? pick(['1', '3', '5', '7', '9']) : pick(['2', '4', '6', '8'])}`
  const convict = random() < 0.3
  const year = 2020 + Math.floor(random() * 6)
  const [month, day] = [1 + Math.floor(random() * 12), 1 + Math.floor(random() * 28)]
  const two = (value: number): string => String(value).padStart(2, '0')
  const cells = [
    String(at),
    `${at}/${year}`,
    pick(NAMES),
    pick(NAMES),
    pick([digits, `${digits.slice(0, 5)}-${digits.slice(5, 12)}-${digits.slice(12)}`, inUrduDigits(digits)]),
    male ? pick(['M', 'Male', 'مرد']) : pick(['F', 'Female', 'عورت']),
    `${1 + (at % 1500)}/${year}`,
    pick(['City', 'Saddar', 'صدر']),
    pick(['302/34 PPC', '9-C CNSA', '324, 337-F(i) PPC', 'u/s 395 PPC r/w 412 PPC', '302/34 ت پ']),
    pick([
      `${two(day)}/${two(month)}/${year}`,
      `${two(day)}-${two(month)}-${year % 100}`,
      `${year}-${two(month)}-${two(day)}`,
      inUrduDigits(`${two(day)}-${two(month)}-${year}`),
    ]),
    convict
      ? pick(['Convict', 'قیدی', 'CONVICTED'])
      : pick(['UTP', 'U.T.P', 'Under Trial', 'حوالاتی', 'زیر سماعت']),
    convict ? pick(['3 years RI', '10 سال', 'Life Imprisonment', 'R.I. 5 Y 6 M', 'Death']) : '',
    convict ? `${two(day)}.${two(month)}.${year}` : '',
    convict ? pick(['Yes', 'No', 'extended', 'نہیں']) : '',
  ]
  const faults: [number, string, Warning | Reason][] = [
    [NAME, '', 'name'],
    [ADMITTED, '31/02/2024', 'admission-date'],
    [ADMITTED, 'not known', 'admission-date'],
    [ADMITTED, '12/12/2031', 'admission-date-future'],
    [CATEGORY, 'pending', 'category'],
    [CNIC, '', 'cnic-missing'],
    [CNIC, '1111111111111', 'cnic-invalid'],
    [CNIC, `${digits.slice(0, 12)}${male ? '4' : '3'}`, 'cnic-sex-parity'],
    [FATHER, '', 'father-name-missing'],
    [FIR, '', 'fir-missing'],
    [SECTION, '', 'section-missing'],
    [SECTION, '999 PPC', 'section-unknown'],
    ...(convict
      ? ([
          [SENTENCE, '???', 'sentence'],
          [SET_OFF, '', 'setoff-silent'],
        ] satisfies [number, string, Warning | Reason][])
      : []),
  ]
  if (random() >= dirt) return { cells, outcome: { outcome: 'imported', warnings: [] } }
  const [column, value, code] = pick(faults)
  // A convict whose category is unreadable is only told about the category.
  cells[column] = value
  const rejected =
    code === 'name' ||
    code === 'category' ||
    code === 'sentence' ||
    code === 'admission-date' ||
    code === 'admission-date-future'
  return {
    cells,
    outcome: rejected ? { outcome: 'rejected', reasons: [code] } : { outcome: 'imported', warnings: [code] },
  }
}

/** 0-9 as ۰-۹. */
export function inUrduDigits(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)))
}

export function toCsv(rows: readonly (readonly string[])[], delimiter = ','): string {
  const cell = (text: string): string =>
    /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replace(/"/g, '""')}"` : text
  return rows.map((row) => row.map(cell).join(delimiter)).join('\r\n')
}

/** An XLSX file whose cells are texts, numbers and dates as given, laid out from right to left as Urdu sheets are. */
export async function toXlsx(
  rows: readonly (readonly (string | number | Date | null)[])[],
): Promise<Uint8Array> {
  const data = rows.map((row) =>
    row.map((value) => {
      if (value === null || value === '') return null
      if (value instanceof Date) return { value, type: Date, format: 'dd/mm/yyyy' }
      return typeof value === 'number' ? { value, type: Number } : { value, type: String }
    }),
  )
  return writeXlsxFile(data, { rightToLeft: true }).toBuffer()
}
