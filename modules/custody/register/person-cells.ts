import { clean, fold, hasLetter, isBlank, isUrduScript, saysNothing, soften } from './script.ts'

export type Sex = 'male' | 'female' | 'transgender'

const SEX: Record<Sex, string[]> = {
  male: ['m', 'male', 'man', 'men', 'boy', 'gents', 'mard', 'مرد', 'لڑکا', 'مذکر', 'م'],
  female: [
    'f',
    'female',
    'woman',
    'women',
    'girl',
    'lady',
    'ladies',
    'aurat',
    'عورت',
    'خاتون',
    'خواتین',
    'لڑکی',
    'زنانہ',
    'مونث',
    'مؤنث',
    'ع',
  ],
  transgender: [
    't',
    'x',
    'tg',
    'transgender',
    'trans',
    'khwaja sira',
    'khawaja sira',
    'khwajasira',
    'eunuch',
    'خواجہ سرا',
    'خواجہ سراء',
    'مخنث',
    'ٹرانس جینڈر',
  ],
}
const SEX_OF = new Map(
  Object.entries(SEX).flatMap(([sex, words]) => words.map((word) => [fold(word), sex as Sex] as const)),
)

export function readSex(text: string): Sex | null {
  const plain = fold(text)
  const whole = SEX_OF.get(plain)
  if (whole) return whole
  const found = new Set(plain.split(' ').flatMap((word) => (word.length > 1 ? (SEX_OF.get(word) ?? []) : [])))
  return found.size === 1 ? ([...found][0] ?? null) : null
}

/** Completed years, or null. `40-45` and "about 40" are not an age anyone stated exactly, so precision is kept. */
export type Age = { years: number; precision: 'stated' | 'about' }

export function readAge(text: string): Age | null {
  const plain = soften(text)
  const found =
    /^(?:(about|approx\.?|abt\.?|around|circa|c\.|~|تقریبا|قریبا|اندازا)\s*)?(\d{1,3})(?:\.\d+)?\s*(?:\/|\s*-\s*(\d{1,3}))?\s*(?:years?|yrs?\.?|y|سال|برس)?\s*(?:old)?\s*(?:\/-)?(\s*تقریبا)?$/.exec(
      plain,
    )
  if (!found?.[2]) return null
  const low = Number(found[2])
  const years = found[3] ? Math.round((low + Number(found[3])) / 2) : low
  if (years < 1 || years > 120) return null
  return { years, precision: found[1] || found[3] || found[4] ? 'about' : 'stated' }
}

export type CnicReading =
  | { state: 'missing' }
  | { state: 'invalid'; written: string; fault: CnicFault }
  /** 13 digits. The first is the province of issue, the last odd for men and even for women. */
  | { state: 'valid'; digits: string }
export type CnicFault = 'length' | 'characters' | 'first-digit' | 'filler' | 'digits-lost'

/**
 * A national identity card number with or without dashes, in any digit script, or as a spreadsheet number.
 * Only an empty cell (or dashes) is missing; `N/A` is something written that is no number, so it is invalid.
 */
export function readCnic(text: string): CnicReading {
  const written = clean(text)
  if (/^[\s\-–—_.]*$/.test(written)) return { state: 'missing' }
  const invalid = (fault: CnicFault): CnicReading => ({ state: 'invalid', written, fault })
  let plain = soften(written)
    .replace(/^['"`]+/, '')
    .replace(/^(?:c?nic|id card|شناختی کارڈ)\s*(?:no\.?|number|#|نمبر)?\s*[:.]?\s*/, '')
  const scientific = /^(\d)(?:\.(\d+))?e\+?(\d{1,2})$/.exec(plain)
  if (scientific) {
    const [, lead = '', decimals = '', exponent = ''] = scientific
    // 3.52021E+12 kept six of thirteen digits; padding with zeros would invent somebody else's number.
    if (Number(exponent) !== 12 || decimals.length < 10) return invalid('digits-lost')
    plain = (lead + decimals).padEnd(13, '0')
  }
  plain = plain.replace(/\.0+$/, '')
  if (!/^[\d\s\-_./]+$/.test(plain)) return invalid('characters')
  const digits = plain.replace(/\D/g, '')
  if (digits.length !== 13) return invalid('length')
  if (isFiller(digits)) return invalid('filler')
  if (!/^[1-8]/.test(digits)) return invalid('first-digit')
  return { state: 'valid', digits }
}

function isFiller(digits: string): boolean {
  // One digit throughout (whole number, or the seven that tell one person of a locality from another), or counting up.
  return (
    /^(\d)\1{12}$/.test(digits) ||
    /^\d{5}(\d)\1{6}\d$/.test(digits) ||
    /^(?:12345|01234)(?:1234567|5678901|6789012|0123456)\d$/.test(digits)
  )
}

/** Whether the last digit of a valid CNIC disagrees with the sex the register states. It only ever warns. */
export function cnicContradictsSex(digits: string, sex: Sex | null): boolean {
  if (sex !== 'male' && sex !== 'female') return false
  const odd = Number(digits.at(-1)) % 2 === 1
  return sex === 'male' ? !odd : odd
}

/** A name as written, in each script that the register gives it in. */
export type WrittenName = { latin: string; urdu: string }
export type NameReading = { name: WrittenName; father: WrittenName; aliases: string[] }

const noName = (): WrittenName => ({ latin: '', urdu: '' })
const RELATION =
  /\s*(?:(?<![\p{L}])(?:[swdh]\s*[/.]\s*o\.?|son of|daughter of|wife of|widow of|s\.o\.)(?![\p{L}])|(?<![\p{L}])(?:ولد|بنت|زوجہ|بیوہ|دختر|پسر)(?![\p{L}]))\s*[:.]?\s*/iu
const ALIAS = /\s*(?:@|(?<![\p{L}])(?:alias|urf|a\.?k\.?a\.?|عرف)(?![\p{L}]))\s*[:.]?\s*/iu

/**
 * Puts the texts of the name and father columns into one reading. `Ali @ Kala s/o Khan` in a name cell gives the
 * father too, unless a father column says it.
 */
export function readNames(nameCells: readonly string[], fatherCells: readonly string[]): NameReading {
  const reading: NameReading = { name: noName(), father: noName(), aliases: [] }
  for (const cell of nameCells) {
    const [self = '', ...parents] = clean(cell).split(RELATION)
    const [name = '', ...aliases] = self.split(ALIAS)
    place(reading.name, name)
    reading.aliases.push(...aliases.map((alias) => alias.trim()).filter(isName))
    if (parents[0]) place(reading.father, parents[0].split(ALIAS)[0] ?? '')
  }
  const stated = noName()
  for (const cell of fatherCells) {
    const parts = clean(cell).split(RELATION)
    place(stated, (parts[0]?.trim() ? parts[0] : (parts[1] ?? '')).trim())
  }
  if (stated.latin || stated.urdu) reading.father = stated
  return reading
}

function place(into: WrittenName, written: string): void {
  // "1. Muhammad Ali" and "Muhammad Ali," carry list marks, not name.
  const name = clean(written).replace(/^[\d\s.)(-]+(?=\p{L})|[\s,;:-]+$/gu, '')
  if (!isName(name)) return
  if (isUrduScript(name)) into.urdu ||= name
  else into.latin ||= name
}

function isName(text: string): boolean {
  return !isBlank(text) && hasLetter(text) && !saysNothing(text)
}
