import { latinDigits, saysNothing, soften } from './script.ts'

export type DateFault =
  | 'blank'
  | 'not-a-date'
  | 'no-such-day'
  | 'no-such-month'
  | 'year-out-of-range'
  | 'several-dates'
  | 'islamic-calendar'

/** `iso` is `yyyy-mm-dd`. `assumed` says what the writer left open and we filled in. */
export type DateReading =
  | { iso: string; assumed?: 'century' | 'spreadsheet-serial' }
  | { iso: null; fault: DateFault }

export type DateReadingOptions = {
  /** `yyyy-mm-dd`; a two-digit year is placed in the century that puts it at most `yearsAhead` after this day. */
  today: string
  /** 10 unless told: a sentence may be dated some years ahead by mistake, which must show as a future date. */
  yearsAhead?: number
  /** Only a person who has looked at the column may say that its writer put the month first. */
  order?: 'day-first' | 'month-first'
}

const MONTHS: string[][] = [
  ['january', 'jan', 'جنوری'],
  ['february', 'feb', 'febuary', 'feburary', 'فروری'],
  ['march', 'mar', 'مارچ'],
  ['april', 'apr', 'اپریل'],
  ['may', 'مئی', 'مئ', 'می'],
  ['june', 'jun', 'جون'],
  ['july', 'jul', 'جولائی', 'جولای'],
  ['august', 'aug', 'اگست'],
  ['september', 'sep', 'sept', 'ستمبر'],
  ['october', 'oct', 'اکتوبر'],
  ['november', 'nov', 'نومبر'],
  ['december', 'dec', 'دسمبر'],
]
const MONTH_OF = new Map(MONTHS.flatMap((names, at) => names.map((name) => [soften(name), at + 1] as const)))

const ISLAMIC = [
  'محرم',
  'صفر',
  'ربیع',
  'جمادی',
  'رجب',
  'شعبان',
  'رمضان',
  'شوال',
  'ذیقعد',
  'ذوالقعد',
  'ذوالحج',
  'ذی الحج',
]
  .concat(['muharram', 'ramzan', 'ramadan', 'shawwal', 'shaban', 'rajab', 'zilhaj', 'hijri', 'ہجری'])
  .map(soften)

const EXCEL_DAY_ZERO = Date.UTC(1899, 11, 30)
const DAY = 86_400_000

/** Days in a month of the Gregorian calendar; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function iso(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** A UTC `Date`, as spreadsheets give it, to `yyyy-mm-dd`. */
export function isoOf(date: Date): string {
  return iso(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

function build(yearText: string, month: number, day: number, options: DateReadingOptions): DateReading {
  if (month < 1 || month > 12) return { iso: null, fault: 'no-such-month' }
  let year = Number(yearText)
  let century = false
  if (yearText.length === 2) {
    century = true
    const latest = Number(options.today.slice(0, 4)) + (options.yearsAhead ?? 10)
    year += Math.floor(latest / 100) * 100
    if (year > latest) year -= 100
  }
  if (yearText.length === 3 || yearText.length > 4 || year < 1900 || year > 2150)
    return { iso: null, fault: 'year-out-of-range' }
  if (day < 1 || day > daysInMonth(year, month)) return { iso: null, fault: 'no-such-day' }
  return century ? { iso: iso(year, month, day), assumed: 'century' } : { iso: iso(year, month, day) }
}

// What clerks write around a date: "dt.", "dated", "w.e.f.", مورخہ, a weekday, the ء that marks a year, a time of day.
const AROUND =
  /\b(?:dated|dt|date|on|since|from|w\.?e\.?f|mon|tue|tues|wed|thu|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b\.?:?/g
const AROUND_URDU = new RegExp(
  `(?<!\\p{L})(?:${['بمورخہ', 'مورخہ', 'بتاریخ', 'تاریخ', 'سے', 'کو', 'ماہ', 'سال'].map(soften).join('|')})(?!\\p{L})`,
  'gu',
)
const TIME = /[t ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm|hrs?|z|\+00:00)?$/

const NUMERIC = /^(\d{1,4})\s*[-/.\\|,]{1,2}\s*(\d{1,4})\s*[-/.\\|,]{1,2}\s*(\d{1,5})$/
const SPACED = /^(\d{1,2}) (\d{1,2}) (\d{4})$/
const ANY_DATE = /\d{1,4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2,4}/g
const NAMED_MONTH = /^(\d{1,2})\s*(?:st|nd|rd|th)?[\s\-/.,]*(?:of )?([\p{L} ]+?)[\s\-/.,']*(\d{2,5})$/u
const MONTH_LEADS = /^(\p{L}+)[\s\-/.,]*(\d{1,2})(?:st|nd|rd|th)?(?:\s*,\s*|\s+|-)(\d{4})$/u
const YEAR_LEADS = /^(\d{4})[\s\-/.,]*(\p{L}+)[\s\-/.,]*(\d{1,2})$/u

/**
 * Reads one date as a Pakistani register writes it: day, month, year, in any common notation, in three digit scripts,
 * with English or Urdu month names, ISO dates and spreadsheet day numbers.
 *
 * `03/25/2024` is refused, not read as 25 March: a reader who swaps when it fits also swaps 03/04 unseen, and a wrong
 * admission date moves every date computed from it.
 */
export function readDate(text: string, options: DateReadingOptions): DateReading {
  if (saysNothing(text)) return { iso: null, fault: 'blank' }
  let plain = soften(latinDigits(text))
  if (ISLAMIC.some((word) => plain.includes(word))) return { iso: null, fault: 'islamic-calendar' }
  plain = plain.replace(TIME, '').replace(AROUND, ' ').replace(AROUND_URDU, ' ').replace(/ء/g, ' ')
  plain = plain
    // A note in brackets without a number ("re-admitted", "A/N" for afternoon) leaves the date as it is.
    .replace(/\([^\d)]*\)/g, '')
    .replace(/\s*\b[af]\/?n\b\.?$/, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.:,'-]+|[\s.:,;'-]+$/g, '')

  const dates = plain.match(ANY_DATE)
  if (dates && dates.length > 1) return { iso: null, fault: 'several-dates' }

  const numeric = NUMERIC.exec(plain) ?? SPACED.exec(plain)
  if (numeric) {
    const [, a = '', b = '', c = ''] = numeric
    if (a.length === 4 && c.length <= 2) return build(a, Number(b), Number(c), options)
    if (a.length > 2 || b.length > 2) return { iso: null, fault: 'not-a-date' }
    if (c.length === 1) return { iso: null, fault: 'year-out-of-range' }
    return options.order === 'month-first'
      ? build(c, Number(a), Number(b), options)
      : build(c, Number(b), Number(a), options)
  }

  const named = NAMED_MONTH.exec(plain)
  if (named) return byName(named[2], named[3], named[1], options)
  const led = MONTH_LEADS.exec(plain)
  if (led) return byName(led[1], led[3], led[2], options)
  const yearLed = YEAR_LEADS.exec(plain)
  if (yearLed) return byName(yearLed[2], yearLed[1], yearLed[3], options)

  if (/^\d{8}$/.test(plain)) {
    const yearFirst = build(plain.slice(0, 4), Number(plain.slice(4, 6)), Number(plain.slice(6)), options)
    // The two readings of eight digits never both hold: a year 1900-2150 read as day and month gives no month 1-12.
    return yearFirst.iso === null
      ? build(plain.slice(4), Number(plain.slice(2, 4)), Number(plain.slice(0, 2)), options)
      : yearFirst
  }
  const serial = /^(\d{5})(?:\.\d+)?$/.exec(plain)
  if (serial) {
    const days = Number(serial[1])
    // 1 Jan 1940 to 31 Dec 2099: outside it a five-digit number is more likely something else in the wrong column.
    if (days < 14_611 || days > 73_050) return { iso: null, fault: 'not-a-date' }
    return { iso: isoOf(new Date(EXCEL_DAY_ZERO + days * DAY)), assumed: 'spreadsheet-serial' }
  }
  return { iso: null, fault: 'not-a-date' }
}

function byName(
  monthText: string | undefined,
  yearText: string | undefined,
  dayText: string | undefined,
  options: DateReadingOptions,
): DateReading {
  const month = MONTH_OF.get((monthText ?? '').trim())
  if (!month) return { iso: null, fault: 'not-a-date' }
  return build(yearText ?? '', month, Number(dayText), options)
}

/** The "as on 01-11-2026" of a register's title rows, or null. */
export function findAsOnDate(titles: readonly string[], options: DateReadingOptions): string | null {
  for (const title of titles) {
    const plain = soften(title)
    const found =
      /(?:as (?:on|at|of)|dated?|up ?to|on|مورخہ|بتاریخ|بمطابق)\s*:?\s*(\d{1,4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2,4}|\d{1,2}\s*(?:st|nd|rd|th)?\s+\p{L}+,?\s+\d{4})/u.exec(
        plain,
      )
    if (!found?.[1]) continue
    const reading = readDate(found[1], options)
    if (reading.iso !== null) return reading.iso
  }
  return null
}
