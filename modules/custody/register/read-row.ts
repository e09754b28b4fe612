import { createHash } from 'node:crypto'
import { firKey, readCaseCell } from './case-cell.ts'
import { type Category, readCategory } from './category.ts'
import type { ColumnMapping } from './columns.ts'
import { type DateFault, readDate } from './dates.ts'
import type { Field } from './headings.ts'
import {
  type Age,
  type CnicReading,
  readAge,
  readCnic,
  readNames,
  readSex,
  type Sex,
  type WrittenName,
} from './person-cells.ts'
import { clean, fold, isBlank, latinDigits, saysNothing } from './script.ts'
import { type SectionToken, splitSections } from './sections.ts'
import {
  readFine,
  readSentence,
  readSetOff,
  type SentenceReading,
  type SetOff,
  type Term,
} from './sentence.ts'

/** One prisoner as the register states him. Dates are `yyyy-mm-dd`, money is rupees, texts are as written. */
export type RegisterRecord = {
  serial: string
  prisonNo: string
  name: WrittenName
  father: WrittenName
  aliases: string[]
  cnic: CnicReading
  sex: Sex | null
  age: Age | null
  birthDate: string | null
  district: string
  address: string
  fir: string
  firDate: string | null
  policeStation: string
  sections: { written: string; tokens: SectionToken[] }
  court: string
  category: Category | null
  admissionDate: string | null
  arrestDate: string | null
  /** Null unless the category is convict or condemned. */
  sentence: SentenceReading | null
  sentenceDate: string | null
  setOff: SetOff
  fine: number | null
  fineDefault: Term | null
  nextDate: string | null
  releaseDate: string | null
  remarks: string
  /** Every column that is no known field, under its own heading. */
  extras: Record<string, string>
}

/** Something written that could not be read in full. It never decides an outcome; a person should look at it. */
export type Unread = { field: Field; written: string; fault: DateFault | 'not-understood' }

export type RowReading = { record: RegisterRecord; unread: Unread[]; key: string }

// No value of a register is longer. Reading more would let one pasted text hold up the whole import.
const LONGEST = 400

type DateField = Extract<Field, `${string}Date`>

/** Makes a reader for rows under one column mapping, so that the mapping is looked through once and not for each row. */
export function rowReader(
  columns: readonly ColumnMapping[],
  { today }: { today: string },
): (cells: readonly string[], categoryFallback: Category | null) => RowReading {
  const at = new Map<Field, ColumnMapping[]>()
  for (const column of columns)
    if (column.field) at.set(column.field, [...(at.get(column.field) ?? []), column])
  const mapped = new Set(columns.flatMap(({ column, field }) => (field ? [column] : [])))
  const headings = extraHeadings(columns)
  const unit = bareUnit(at.get('sentence')?.[0]?.heading ?? '')

  return (cells, categoryFallback) => {
    const unread: Unread[] = []
    const whole = (field: Field): string[] =>
      (at.get(field) ?? []).map(({ column }) => clean(cells[column] ?? ''))
    const all = (field: Field): string[] => whole(field).map((value) => value.slice(0, LONGEST))
    // A question mark says that the clerk did not know, which is not the same as an empty cell or a dash.
    const text = (field: Field): string =>
      all(field).find((value) => !isBlank(value)) ?? all(field).find((value) => /[?؟]/.test(value)) ?? ''
    const date = (field: DateField, yearsAhead?: number): string | null => {
      const written = text(field)
      if (written === '') return null
      const order = at.get(field)?.[0]?.dateOrder ?? 'day-first'
      const reading = readDate(written, { today, order, ...(yearsAhead === undefined ? {} : { yearsAhead }) })
      if (reading.iso === null && reading.fault !== 'blank')
        unread.push({ field, written, fault: reading.fault })
      return reading.iso
    }

    for (const { column, field } of columns) {
      if (!field || field === 'remarks') continue
      const written = cells[column] ?? ''
      if (written.length > LONGEST && clean(written).length > LONGEST)
        unread.push({ field, written: clean(written), fault: 'not-understood' })
    }

    const names = readNames(all('name'), all('father'))
    const caseCell = readCaseCell(text('fir'))
    // A spreadsheet makes 6/2026 into 1 June 2026, and which number stood there cannot be known from the date.
    if (/^\d{4}-\d{2}-\d{2}$/.test(caseCell.fir))
      unread.push({ field: 'fir', written: caseCell.fir, fault: 'not-understood' })
    const writtenSections = [text('sections'), caseCell.sections].find((value) => !saysNothing(value)) ?? ''
    const category = at.has('category') ? readCategory(text('category')) : categoryFallback
    const held = category === 'convict' || category === 'condemned'
    const sentence = held ? sentenceOf(category, text, unit) : null
    if (sentence?.doubt)
      unread.push({ field: 'sentence', written: sentenceText(text), fault: 'not-understood' })
    const fine = readFine(text('fine'))
    if (fine.doubt) unread.push({ field: 'fine', written: text('fine'), fault: 'not-understood' })
    const setOffText = text('setOff')
    const alias = text('alias')
    // A column headed "Age / DOB" holds either.
    const age = readAge(text('age'))
    const bornInAge = age === null ? readDate(text('age'), { today, yearsAhead: 0 }).iso : null

    const record: RegisterRecord = {
      serial: text('serial'),
      prisonNo: text('prisonNo'),
      name: names.name,
      father: names.father,
      aliases: saysNothing(alias) ? names.aliases : [...names.aliases, alias],
      cnic: readCnic(text('cnic')),
      sex: readSex(text('sex')),
      age,
      birthDate: date('birthDate', 0) ?? bornInAge,
      district: text('district'),
      address: text('address'),
      fir: caseCell.fir,
      firDate: date('firDate'),
      policeStation: text('policeStation') || caseCell.policeStation,
      sections: { written: writtenSections, tokens: splitSections(writtenSections) },
      court: text('court'),
      category,
      admissionDate: date('admissionDate'),
      arrestDate: date('arrestDate'),
      sentence,
      sentenceDate: date('sentenceDate'),
      setOff: setOffText === '' ? (sentence?.setOff ?? 'silent') : readSetOff(setOffText),
      fine: fine.amount ?? sentence?.fine ?? null,
      fineDefault: fine.defaultTerm ?? defaultOf(text('fineDefault')) ?? sentence?.defaultTerm ?? null,
      nextDate: date('nextDate'),
      releaseDate: date('releaseDate', 60),
      remarks: whole('remarks')
        .filter((value) => value !== '')
        .join(' · '),
      extras: extrasOf(cells, mapped, headings),
    }
    return { record, unread, key: identityKey(record, text) }
  }
}

function bareUnit(heading: string): 'years' | 'months' | 'days' | null {
  const plain = fold(heading)
  const says = (words: string[]): boolean => words.some((word) => ` ${plain} `.includes(` ${fold(word)} `))
  const units = (
    [
      ['years', ['years', 'year', 'yrs', 'سال']],
      ['months', ['months', 'month', 'ماہ']],
      ['days', ['days', 'day', 'دن', 'یوم']],
    ] as const
  ).filter(([, words]) => says([...words]))
  return units.length === 1 ? (units[0]?.[0] ?? null) : null
}

function sentenceText(text: (field: Field) => string): string {
  const whole = text('sentence')
  const parts = (
    [
      ['sentenceYears', 'years'],
      ['sentenceMonths', 'months'],
      ['sentenceDays', 'days'],
    ] as const
  ).flatMap(([field, unit]) => {
    const part = latinDigits(text(field))
    if (part === '') return []
    return /^\d+(?:\.0+)?$/.test(part) ? [`${part} ${unit}`] : [part]
  })
  return [whole, ...parts].filter((part) => part !== '').join(' ')
}

function sentenceOf(
  category: 'convict' | 'condemned',
  text: (field: Field) => string,
  unit: 'years' | 'months' | 'days' | null,
): SentenceReading {
  const written = sentenceText(text)
  const reading = readSentence(written, unit)
  // "Condemned" is itself a sentence of death; but words in the cell that say something unreadable must be looked at.
  if (category === 'condemned' && written === '') reading.death = true
  if (reading.defaultTerm === null) reading.defaultTerm = defaultOf(text('fineDefault'))
  return reading
}

function defaultOf(text: string): Term | null {
  const reading = readSentence(text)
  return reading.terms[0] ?? reading.defaultTerm
}

function extraHeadings(columns: readonly ColumnMapping[]): Map<number, string> {
  const used = new Set<string>()
  const headings = new Map<number, string>()
  for (const { column, field, heading } of columns) {
    if (field) continue
    headings.set(column, unused(heading || columnLetter(column), used))
  }
  return headings
}

function unused(heading: string, used: Set<string>): string {
  let name = heading
  for (let copy = 2; used.has(name); copy++) name = `${heading} (${copy})`
  used.add(name)
  return name
}

/** The letter a spreadsheet shows above a column: 0 is A, 26 is AA. */
export function columnLetter(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

function extrasOf(
  cells: readonly string[],
  mapped: ReadonlySet<number>,
  headings: ReadonlyMap<number, string>,
): Record<string, string> {
  const extras: Record<string, string> = {}
  for (const [column, cell] of cells.entries()) {
    if (mapped.has(column)) continue
    const value = clean(cell)
    if (value !== '') extras[headings.get(column) ?? columnLetter(column)] = value
  }
  return extras
}

const tight = (text: string): string => fold(text).replace(/ /g, '')

/**
 * A hash of what the row means: who, which case, admitted when, as what, under which sentence. Position, serial number,
 * notation (dashes, digit script, date form) and what changes from month to month (age, next date, remarks) are left
 * out, so the same row imported again has the same key. A row without any number that tells people apart takes in all
 * it has, because two men of one name are likelier there than a repeated line.
 */
function identityKey(record: RegisterRecord, text: (field: Field) => string): string {
  const parts = [
    tight(record.prisonNo),
    tight(record.name.latin),
    tight(record.name.urdu),
    tight(record.father.latin),
    tight(record.father.urdu),
    record.cnic.state === 'valid'
      ? record.cnic.digits
      : record.cnic.state === 'invalid'
        ? tight(record.cnic.written)
        : '',
    record.sex ?? '',
    firKey(record.fir),
    tight(record.policeStation),
    record.sections.tokens.length > 0
      ? record.sections.tokens.map(({ act, section }) => tight(act + section)).join(',')
      : tight(record.sections.written),
    tight(record.court),
    record.admissionDate ?? tight(text('admissionDate')),
    record.category ?? tight(text('category')),
    record.sentence ? tight(sentenceText(text)) : '',
    record.sentenceDate ?? tight(text('sentenceDate')),
  ]
  const numbered = !saysNothing(record.prisonNo) || record.cnic.state === 'valid' || record.fir !== ''
  if (!numbered) {
    parts.push(
      tight(text('age')),
      tight(text('birthDate')),
      tight(record.district),
      tight(record.address),
      tight(record.remarks),
    )
    parts.push(...Object.entries(record.extras).flatMap(([heading, value]) => [tight(heading), tight(value)]))
  }
  return createHash('sha256').update(parts.join('\u001f')).digest('hex')
}
