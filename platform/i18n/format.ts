/**
 * Dates, numbers and identifiers as both languages write them. Pure and browser-safe; used on screen, in refusals and in PDFs.
 * A calendar date is always the string `yyyy-mm-dd`: it has no time zone, and a `Date` object would give it one.
 */

export type Language = 'en' | 'ur'

const firstStrongIsolate = '\u2068'
const leftToRightIsolate = '\u2066'
const popIsolate = '\u2069'

/** Keeps a value's own direction from turning the sentence around it: "(21 November 2026)" becomes "(November 2026 21)" without. */
export function isolate(value: string): string {
  return value === '' ? '' : `${firstStrongIsolate}${value}${popIsolate}`
}

/** An identifier (CNIC, FIR number, telephone) inside a plain text where `<Ltr>` cannot be used. */
export function isolateLtr(value: string): string {
  return value === '' ? '' : `${leftToRightIsolate}${value}${popIsolate}`
}

/** ۰–۹ and ٠–٩ become 0–9; everything else stays. */
export function latinDigits(text: string): string {
  return text.replace(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => String((digit.charCodeAt(0) & 0x0f) % 10))
}

const monthNames = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  ur: [
    'جنوری',
    'فروری',
    'مارچ',
    'اپریل',
    'مئی',
    'جون',
    'جولائی',
    'اگست',
    'ستمبر',
    'اکتوبر',
    'نومبر',
    'دسمبر',
  ],
} as const

const weekdayNames = {
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  ur: ['اتوار', 'پیر', 'منگل', 'بدھ', 'جمعرات', 'جمعہ', 'ہفتہ'],
} as const

interface CalendarDate {
  year: number
  month: number
  day: number
}

function partsOf(date: string): CalendarDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (match === null) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return isRealDate(year, month, day) ? { year, month, day } : undefined
}

function isRealDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function dayNumber({ year, month, day }: CalendarDate): number {
  return Date.UTC(year, month - 1, day) / 86_400_000
}

/** `2026-03-12` → `12 Mar 2026` or `12 مارچ 2026`. What is not a date is shown as it came, so that nothing is hidden. */
export function formatDate(date: string, language: Language = 'en'): string {
  const parts = partsOf(date.slice(0, 10))
  if (parts === undefined) return date
  return `${parts.day} ${monthNames[language][parts.month - 1]} ${parts.year}`
}

/** `2026-03` → `Mar 2026` or `مارچ 2026`, as charts name the months of a year. */
export function formatMonth(month: string, language: Language = 'en'): string {
  const parts = partsOf(`${month}-01`)
  return parts === undefined ? month : `${monthNames[language][parts.month - 1]} ${parts.year}`
}

export function weekday(date: string, language: Language = 'en'): string {
  const parts = partsOf(date)
  return parts === undefined ? '' : weekdayNames[language][(((dayNumber(parts) + 4) % 7) + 7) % 7]!
}

const karachi = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Karachi',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function inKarachi(instant: string | number | Date): { date: string; time: string } {
  const part: Record<string, string> = {}
  for (const { type, value } of karachi.formatToParts(new Date(instant))) part[type] = value
  return { date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` }
}

/** The date in Pakistan now (or at the instant given), whatever the computer's own time zone. */
export function today(at: string | number | Date = Date.now()): string {
  return inKarachi(at).date
}

/** An instant as Pakistan's clocks showed it: `12 Mar 2026, 14:05`. */
export function formatInstant(instant: string | number | Date, language: Language = 'en'): string {
  if (Number.isNaN(new Date(instant).getTime())) return String(instant)
  const { date, time } = inKarachi(instant)
  return language === 'ur' ? `${formatDate(date, 'ur')}، ${time}` : `${formatDate(date)}, ${time}`
}

/** `14:05` in Pakistan. */
export function formatTime(instant: string | number | Date): string {
  return inKarachi(instant).time
}

/** Whole days from one calendar date to another; negative when `to` is earlier. NaN when either is no date. */
export function daysBetween(from: string, to: string): number {
  const [a, b] = [partsOf(from), partsOf(to)]
  return a === undefined || b === undefined ? Number.NaN : dayNumber(b) - dayNumber(a)
}

/** How far a date is: `in 9 days`, `9 دن میں`, `today`, `3 days ago`. Beyond 99 days in months, beyond two years in years. */
export function formatDistance(date: string, language: Language = 'en', from: string = today()): string {
  const days = daysBetween(from, date.slice(0, 10))
  if (Number.isNaN(days)) return ''
  if (days === 0) return language === 'ur' ? 'آج' : 'today'
  if (days === 1) return language === 'ur' ? 'کل' : 'tomorrow'
  if (days === -1) return language === 'ur' ? 'گزشتہ کل' : 'yesterday'
  const { count, unit } = span(from, date.slice(0, 10), Math.abs(days))
  if (language === 'ur')
    return days > 0 ? `${count} ${spanWords.ur[unit]} میں` : `${count} ${spanWords.ur[unit]} پہلے`
  const words = `${count} ${spanWords.en[unit]}${count === 1 ? '' : 's'}`
  return days > 0 ? `in ${words}` : `${words} ago`
}

const spanWords = {
  en: { day: 'day', month: 'month', year: 'year' },
  ur: { day: 'دن', month: 'ماہ', year: 'سال' },
} as const

function span(from: string, to: string, days: number): { count: number; unit: 'day' | 'month' | 'year' } {
  if (days < 100) return { count: days, unit: 'day' }
  const [early, late] = from < to ? [partsOf(from)!, partsOf(to)!] : [partsOf(to)!, partsOf(from)!]
  const months = (late.year - early.year) * 12 + late.month - early.month - (late.day < early.day ? 1 : 0)
  return months < 24 ? { count: months, unit: 'month' } : { count: Math.floor(months / 12), unit: 'year' }
}

const monthOf = new Map<string, number>()
monthNames.ur.forEach((name, index) => {
  monthOf.set(name, index + 1)
})
const longMonths =
  'january february march april may june july august september october november december'.split(' ')
longMonths.forEach((name, index) => {
  monthOf.set(name, index + 1)
  monthOf.set(name.slice(0, 3), index + 1)
})
monthOf.set('sept', 9)

/**
 * Reads a typed date: `12/03/2026` (day first, as the courts write it), `12-3-2026`, `12.3.2026`, `12032026`, `2026-03-12`,
 * `12 Mar 2026`, `12 مارچ 2026`, in any of the three digit scripts. Undefined when it is none, is no real day, or leaves
 * the century to be guessed.
 */
export function parseDate(text: string): string | undefined {
  const typed = latinDigits(text)
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
    .toLowerCase()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (iso !== null) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numeric =
    /^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})$/.exec(typed) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(typed)
  if (numeric !== null) return isoDate(Number(numeric[3]), Number(numeric[2]), Number(numeric[1]))
  const worded = /^(\d{1,2})[\s-]+([\p{L}]+)[.,،]?[\s-]+(\d{4})$/u.exec(typed)
  const month = worded === null ? undefined : monthOf.get(worded[2]!)
  return month === undefined ? undefined : isoDate(Number(worded![3]), month, Number(worded![1]))
}

function isoDate(year: number, month: number, day: number): string | undefined {
  if (!isRealDate(year, month, day)) return undefined
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Lakh grouping, Latin digits in both languages: 1234567 → `12,34,567`. */
export function formatNumber(value: number, decimals?: number): string {
  const [whole, fraction] = (
    decimals === undefined ? String(Math.abs(value)) : Math.abs(value).toFixed(decimals)
  ).split('.')
  const grouped = whole!.replace(/(\d)(?=(\d\d)*\d{3}$)/g, '$1,')
  return `${value < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}

/** Rupees: `Rs 12,34,567`, `12,34,567 روپے`. */
export function formatMoney(rupees: number, language: Language = 'en'): string {
  return language === 'ur' ? `${formatNumber(rupees)} روپے` : `Rs ${formatNumber(rupees)}`
}

/** Reads a typed number in any digit script, with or without grouping commas. */
export function parseNumber(text: string): number | undefined {
  const plain = latinDigits(text)
    .replace(/[\s,٬،]/g, '')
    .replace('٫', '.')
    .replace('−', '-')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}

/** Thirteen digits as `35202-1234567-1`; fewer as far as they go; anything else as it came. */
export function formatCnic(text: string): string {
  const digits = latinDigits(text).replace(/\D/g, '').slice(0, 13)
  return [digits.slice(0, 5), digits.slice(5, 12), digits.slice(12)].filter((part) => part !== '').join('-')
}
