import { type Day, readDay } from '../calendar/day.ts'
import rows from '../data/offences.json' with { type: 'json' }

/** Known acts by their code. */
export const acts = {
  PPC: { en: 'Pakistan Penal Code 1860', ur: 'تعزیراتِ پاکستان 1860' },
  CRPC: { en: 'Code of Criminal Procedure 1898', ur: 'ضابطہ فوجداری 1898' },
  ATA: { en: 'Anti-Terrorism Act 1997', ur: 'انسدادِ دہشت گردی ایکٹ 1997' },
  CNSA: { en: 'Control of Narcotic Substances Act 1997', ur: 'انسدادِ منشیات ایکٹ 1997' },
  AO: { en: 'Pakistan Arms Ordinance 1965', ur: 'پاکستان آرمز آرڈیننس 1965' },
  SAA: { en: 'Sindh Arms Act 2013', ur: 'سندھ آرمز ایکٹ 2013' },
  ESA: { en: 'Explosive Substances Act 1908', ur: 'ایکسپلوسو سبسٹانسز ایکٹ 1908' },
  PECA: { en: 'Prevention of Electronic Crimes Act 2016', ur: 'انسدادِ الیکٹرانک جرائم ایکٹ 2016' },
  AMLA: { en: 'Anti-Money Laundering Act 2010', ur: 'انسدادِ منی لانڈرنگ ایکٹ 2010' },
  TIP: { en: 'Prevention of Trafficking in Persons Act 2018', ur: 'انسدادِ انسانی اسمگلنگ ایکٹ 2018' },
  SIAA: { en: 'Surrender of Illicit Arms Act 1991', ur: 'ناجائز اسلحہ حوالگی ایکٹ 1991' },
  FA: { en: 'Foreigners Act 1946', ur: 'فارنرز ایکٹ 1946' },
  NAO: { en: 'National Accountability Ordinance 1999', ur: 'قومی احتساب آرڈیننس 1999' },
  OSA: { en: 'Official Secrets Act 1923', ur: 'آفیشل سیکرٹس ایکٹ 1923' },
  MPO: { en: 'Maintenance of Public Order Ordinance 1960', ur: 'تحفظِ امنِ عامہ آرڈیننس 1960' },
  IDA: { en: 'Illegal Dispossession Act 2005', ur: 'غیر قانونی بے دخلی ایکٹ 2005' },
  PEHO: { en: 'Prohibition (Enforcement of Hadd) Order 1979', ur: 'امتناع (نفاذِ حد) آرڈر 1979' },
} as const

export type ActCode = keyof typeof acts

/**
 * The longest punishment. In months, or `AS_PRINCIPAL` (as the offence abetted or shared in), `HALF_OF_PRINCIPAL`
 * (attempt), `BY_KIND` (the kind of hurt or the quantity decides), `DIYAT` (no imprisonment), `NONE` (no offence).
 */
export type LongestPunishment =
  | 'DEATH'
  | 'LIFE'
  | 'AS_PRINCIPAL'
  | 'HALF_OF_PRINCIPAL'
  | 'BY_KIND'
  | 'DIYAT'
  | 'NONE'
  | number

/** Yes, no, as the principal offence, or a question for a law officer. */
export type ScheduleAnswer = boolean | 'AS_PRINCIPAL' | 'REFER'

export type Offence = {
  id: string
  act: ActCode
  section: string
  title: string
  titleUr: string
  /** The punishment as the source words it. */
  punishment: string
  minimum?: string
  max: LongestPunishment
  bailable: ScheduleAnswer
  cognizable: ScheduleAnswer
  compoundable: 'YES' | 'NO' | 'WITH_PERMISSION' | 'CONDITIONAL' | 'AS_PRINCIPAL'
  compoundableText?: string
  court: string
  /** Within the prohibitory clause of CrPC s.497(1): death, life, or ten years and more. */
  prohibitory: boolean
  /** Groups that notifications of special remission exclude. */
  groups: string[]
  /** A: text read; B: sources differ in part; C: a law officer must decide; G: general knowledge, to be confirmed. */
  confidence: 'A' | 'B' | 'C' | 'G'
  source: string
  effectiveFrom?: string
  effectiveTo?: string
  /** The entry in the register of conflicts, where sources disagree. */
  conflict?: string
  /** True where the columns come from the residual rule of CrPC Schedule II and no entry. */
  derived?: boolean
}

/** Every version of every offence known. The file's form is held by a test against the schema and its source. */
export const offenceTable: readonly Offence[] = rows as readonly Offence[]

type Kept = { offence: Offence; from: Day; to: Day; key: string }

const byAct = new Map<string, Kept[]>()
for (const offence of offenceTable) {
  const kept: Kept = {
    offence,
    from: offence.effectiveFrom === undefined ? -Infinity : readDay(offence.effectiveFrom, offence.id),
    to: offence.effectiveTo === undefined ? Infinity : readDay(offence.effectiveTo, offence.id),
    key: sectionKey(offence.section),
  }
  const list = byAct.get(offence.act)
  if (list === undefined) byAct.set(offence.act, [kept])
  else list.push(kept)
}

/** `337-F(i)`, `337F (i)` and `337f(I)` are one section. */
export function sectionKey(section: string): string {
  return section.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** All offences in force on a day. */
export function offencesInForce(on: string): Offence[] {
  const day = readDay(on, 'on')
  return [...byAct.values()]
    .flat()
    .filter((kept) => isInForce(kept, day))
    .map((kept) => kept.offence)
}

function isInForce(kept: Kept, day: Day): boolean {
  return day >= kept.from && day <= kept.to
}

export type FoundOffence = Offence & {
  /** When the section was given without its clause: the clauses it may mean, of which this is the gravest. */
  clauses?: string[]
  /** When only the section was found and not the clause given. */
  ofSection?: string
}

/**
 * The offence of an act and section as in force on a day. A section whose clause is not stated gives its gravest
 * clause, and says which clauses it may mean; a clause not in the table gives its section.
 * @returns undefined when the table has neither
 */
export function findOffence(act: string, section: string, on: string): FoundOffence | undefined {
  const day = readDay(on, 'on')
  const ofAct = (byAct.get(act) ?? []).filter((kept) => isInForce(kept, day))
  const key = sectionKey(section)
  const exact = ofAct.find((kept) => kept.key === key)
  if (exact !== undefined) return exact.offence
  const clauses = ofAct.filter((kept) => isClauseOf(kept.offence.section, section))
  if (clauses.length > 0) {
    const gravest = clauses.reduce((most, kept) =>
      gravity(kept.offence.max) > gravity(most.offence.max) ? kept : most,
    )
    return { ...gravest.offence, clauses: clauses.map((kept) => kept.offence.section) }
  }
  const parent = /^(\d+[A-Za-z]{0,2})[^A-Za-z0-9].*$/.exec(section)?.[1]
  if (parent === undefined) return undefined
  const whole = ofAct.find((kept) => kept.key === sectionKey(parent))
  return whole === undefined ? undefined : { ...whole.offence, ofSection: whole.offence.section }
}

function isClauseOf(clause: string, section: string): boolean {
  return (
    clause.length > section.length && clause.startsWith(section) && /^[ (]/.test(clause.slice(section.length))
  )
}

/** Orders punishments; those that follow another offence come last, since they say nothing by themselves. */
export function gravity(max: LongestPunishment): number {
  if (max === 'DEATH') return 1_000_000
  if (max === 'LIFE') return 500_000
  return typeof max === 'number' ? max : 0
}

/** Letters of Arabic keyboards made Urdu, marks dropped, spaces joined: so that a search finds what it looks like. */
function folded(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u064B-\u065F\u0670\u0640\u200C\u200D]/g, '')
    .replace(/ي/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/[ۂۀة]/g, 'ہ')
    .replace(/أ|إ/g, 'ا')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

const folds = new Map<string, string>()
function foldedTitles(offence: Offence): string {
  const known = folds.get(offence.id)
  if (known !== undefined) return known
  const text = folded(`${offence.title} ${offence.titleUr} ${offence.groups.join(' ').replaceAll('_', ' ')}`)
  folds.set(offence.id, text)
  return text
}

/**
 * Offences in force on a day that a clerk may mean: by section (`302`, `337 f`), act, or words of the English or Urdu
 * title. Best first.
 */
export function searchOffences(text: string, on: string, most = 50): Offence[] {
  const wanted = folded(toLatinDigits(text))
  if (wanted === '') return []
  const words = wanted.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const act = words.find((word) => Object.hasOwn(acts, word.toUpperCase()))
  const number = /\d[\d\s\-a-z()]*/.exec(act === undefined ? wanted : wanted.replace(act, ' '))?.[0]
  const scored: { offence: Offence; score: number }[] = []
  for (const offence of offencesInForce(on)) {
    let score = 0
    const key = sectionKey(offence.section)
    if (number !== undefined) {
      const asked = sectionKey(number)
      if (key === asked) score = 100
      else if (key.startsWith(asked)) score = 60
      if (score > 0 && act?.toUpperCase() === offence.act) score += 100
    }
    const titles = foldedTitles(offence)
    if (score === 0 && words.every((word) => titles.includes(word) || word.toUpperCase() === offence.act)) {
      score = titles.startsWith(wanted) ? 50 : 40
    }
    if (score > 0) scored.push({ offence, score })
  }
  scored.sort((a, b) => b.score - a.score)
  return scored.slice(0, most).map((one) => one.offence)
}

/** Urdu and Arabic digits as 0 to 9. */
export function toLatinDigits(text: string): string {
  return text.replace(/[\u06F0-\u06F9\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
}

/**
 * What CrPC Schedule II says of offences against other laws that have no entry: derived from the longest punishment
 * alone, and marked so.
 */
export function residualOffence(
  act: ActCode,
  section: string,
  title: { en: string; ur: string },
  max: 'DEATH' | 'LIFE' | number,
): Offence {
  const years = typeof max === 'number' ? max / 12 : Number.POSITIVE_INFINITY
  const grave = years >= 3
  const court =
    years > 7
      ? 'Court of Session'
      : years >= 3
        ? 'Court of Session or Magistrate 1st class'
        : years >= 1
          ? 'Magistrate 1st or 2nd class'
          : 'Any Judicial Magistrate'
  return {
    id: `${act}-${section}@derived`,
    act,
    section,
    title: title.en,
    titleUr: title.ur,
    punishment: typeof max === 'number' ? `${max} months` : max.toLowerCase(),
    max,
    bailable: !grave,
    cognizable: grave,
    compoundable: 'NO',
    court,
    prohibitory: typeof max !== 'number' || max >= 120,
    groups: [],
    confidence: 'C',
    source: 'Derived: CrPC Schedule II, last entries (offences against other laws)',
    derived: true,
  }
}
