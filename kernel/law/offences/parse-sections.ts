import { type ActCode, findOffence, toLatinDigits } from './offences.ts'

/** One section as read from a register: in its usual form, whether the table knows it, and what stood on the paper. */
export type ParsedSection = {
  act: ActCode | string
  section: string
  known: boolean
  raw: string
  /** The row of the offence table, when known. */
  offenceId?: string
}

/** Ways in which clerks name an act, in English and Urdu; the longer name first where one holds another. */
const ACT_NAMES: readonly (readonly [RegExp, ActCode])[] = [
  [/SINDH\s+ARMS\s+ACT(?:[,\s]*2013)?|\bS\.?\s?A\.?\s?A\b\.?|سندھ آرمز ایکٹ/g, 'SAA'],
  [/SURRENDER\s+OF\s+ILLICIT\s+ARMS(?:\s+ACT)?(?:[,\s]*1991)?/g, 'SIAA'],
  [
    /(?:PAK(?:ISTAN)?\.?\s+)?ARMS\s+ORD(?:INANCE)?\.?(?:[,\s]*(?:1965|\d?0\/?65))?|\bP\.?A\.?O\b\.?|\bA\.?\s?O\b\.?|(?:پاکستان )?(?:آرمز|اسلحہ) آرڈیننس/g,
    'AO',
  ],
  [
    /CONTROL\s+OF\s+NARCOTIC\w*(?:\s+SUBSTANCES?)?(?:\s+ACT)?(?:[,\s]*1997)?|\bC\.?\s?N\.?\s?S\.?\s?A?\b\.?(?:\s*ACT)?(?:[,\s]*1997)?|NARCOTICS?\s+ACT|(?:امتناع|انسداد)\s?منشیات(?: ایکٹ)?|منشیات ایکٹ|سی این ایس(?: اے| ایکٹ)?/g,
    'CNSA',
  ],
  [
    /ANTI[-\s]?TERRORISM\s+ACT(?:[,\s]*1997)?|\bA\.?\s?T\.?\s?A\b\.?(?:[,\s]*1997)?|انسداد دہشت گردی(?: ایکٹ)?|اے ٹی اے/g,
    'ATA',
  ],
  [
    /EXPLOSIVES?\s+(?:SUBSTANCES?\s+)?ACT(?:[,\s]*1908)?|\bE\.?S\.?A\b\.?|ایکسپلوسو(?: سبسٹانسز)? ایکٹ|بارود ایکٹ/g,
    'ESA',
  ],
  [
    /PREVENTION\s+OF\s+ELECTRONIC\s+CRIMES?\s+ACT(?:[,\s]*2016)?|\bP\.?E\.?C\.?A\b\.?(?:[,\s]*2016)?|پیکا(?: ایکٹ)?/g,
    'PECA',
  ],
  [/ANTI[-\s]?MONEY[-\s]?LAUNDERING\s+ACT(?:[,\s]*2010)?|\bA\.?M\.?L\.?A\b\.?(?:[,\s]*2010)?/g, 'AMLA'],
  [
    /(?:PREVENTION\s+OF\s+)?TRAFFICKING\s+IN\s+PERSONS\s+ACT(?:[,\s]*2018)?|\bTIP\s*A(?:CT)?\b(?:[,\s]*2018)?/g,
    'TIP',
  ],
  [/FOREIGNER'?S?\s+ACT(?:[,\s]*1946)?|\bF\.?A\b\.?|فارنرز ایکٹ|فارن ایکٹ|غیر ملکی ایکٹ/g, 'FA'],
  [
    /NATIONAL\s+ACCOUNTABILITY\s+ORDINANCE(?:[,\s]*1999)?|\bN\.?A\.?O\b\.?(?:[,\s]*1999)?|\bNAB\b|نیب(?: آرڈیننس)?/g,
    'NAO',
  ],
  [/OFFICIAL\s+SECRETS?\s+ACT(?:[,\s]*1923)?|\bO\.?S\.?A\b\.?/g, 'OSA'],
  [/MAINTENANCE\s+OF\s+PUBLIC\s+ORDER(?:\s+ORDINANCE)?|\bM\.?P\.?O\b\.?/g, 'MPO'],
  [/ILLEGAL\s+DISPOSSESSION\s+ACT(?:[,\s]*2005)?/g, 'IDA'],
  [
    /PROHIBITION(?:\s*\(ENFORCEMENT\s+OF\s+HADD\))?\s+ORDER(?:[,\s]*1979)?|\bP\.?E\.?H\.?O\b\.?|امتناع آرڈر/g,
    'PEHO',
  ],
  [/\bCR\.?\s?P\.?\s?C\b\.?|\bض\s*[.۔]?\s*ف\b|ضابطہ فوجداری/g, 'CRPC'],
  [/\bP\.?\s?P\.?\s?C\b\.?|PAKISTAN\s+PENAL\s+CODE|\bت\s*[.۔]?\s*پ\b|تعزیرات(?: پاکستان)?/g, 'PPC'],
]

/** Urdu letters that name a clause, as clerks write them. */
const URDU_CLAUSES: Readonly<Record<string, string>> = {
  الف: 'A',
  اے: 'A',
  بی: 'B',
  ب: 'B',
  سی: 'C',
  ج: 'C',
  ڈی: 'D',
  ای: 'E',
  ایف: 'F',
  جی: 'G',
  ایچ: 'H',
}
const URDU_CLAUSE = new RegExp(
  `(?<=[\\d(])([\\s-]*)(${Object.keys(URDU_CLAUSES).join('|')})(?![\u0621-\u06D3])`,
  'g',
)

const SECTION =
  /(?<digits>\d{1,3})(?<parts>(?:\s*-?\s*\(\s*[A-Z0-9]{1,5}\s*\)|\s*-\s*(?:[IVX]{1,4}|[A-Z]{1,2}|\d)(?![A-Z0-9])|[A-Z]{1,2}(?![A-Z])\d?|\s+[A-Z](?=\s*(?:[|,;/]|$)))*)|(?<follow>(?<![A-Z0-9])[A-Z])\s*\((?<clause>[IVX]{1,4})\)/g

/** The table of CNSA s.9 as written: `9(1) 3-C`, `9(i) sr.3(c)`: part one or two, the serial, the clause. */
const NARCOTICS_TABLE =
  /\b9\s*-?\s*\(\s*(1|2|I|II)\s*\)\s*[-.,]?\s*(?:SR?\.?\s*(?:NO)?\.?\s*)?(\d)\s*[-(]?\s*([A-H])\b\)?/g

/** An act that is not in the table: its sections are read with its name, and known to be unknown. */
const OTHER_ACT =
  /(?:(?:[A-Z][A-Z'.&-]*\s+){1,6}(?:ACT|ORDINANCE|ORD|ORDER|RULES)\b\.?(?:[,\s]*(?:18|19|20)\d\d)?)|(?:[\u0621-\u06D3]+\s+){1,4}(?:ایکٹ|آرڈیننس|آرڈر)/g

type Found = { at: number; raw: string; section: string }

/**
 * Reads sections as clerks write them: `302/34 PPC`, `u/s 395 PPC r/w 412 PPC`, `6/9-C CNS Act`, `13-2(a) Arms
 * Ordinance`, `302/34 ت پ`. A section without an act takes the act named after it, else the act named before it, else
 * the Penal Code.
 * @param on the day whose law decides whether the table knows a section; by default the law as it stands
 */
export function parseSections(text: string, on = '2026-01-01'): ParsedSection[] {
  const marked = markActs(clean(text))
  const acts = marked.acts
  const found = sectionsIn(marked.text)
  // When the paper begins with the act ("PPC 302, 34; ATA 7"), each act rules the sections after it.
  const actFirst = acts.length > 0 && found.length > 0 && acts[0]!.at < found[0]!.at
  return found.map(({ at, raw, section }) => {
    const after = acts.find((one) => one.at > at)
    const before = acts.filter((one) => one.at < at).at(-1)
    const act = (actFirst ? before : (after ?? before))?.act ?? 'PPC'
    return read(act, section, raw, on)
  })
}

function clean(text: string): string {
  const cleaned = toLatinDigits(text)
    .normalize('NFC')
    .replace(/[\u2066-\u2069\u200E\u200F\u200C]/g, '')
    .replace(/[–—−]/g, '-')
    .replace(/ي/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/زیر\s?دفعہ|دفعات|دفعہ|بجرم|جرم|مع /g, ' ')
    .toUpperCase()
    .replace(
      /\bU\/S(?:ECTIONS?)?\b\.?|\bR\/W\b\.?|\bREAD\s+WITH\b|\bSECTIONS?\b|\bSECS?\b\.?|\bUNDER\b/g,
      ' ; ',
    )
  const narcotics = /\bC\.?\s?N\.?\s?S|NARCOTIC|منشیات|سی این ایس/.test(cleaned)
  // Slashes that part a clause from its section, where everybody writes them so.
  return cleaned
    .replace(NARCOTICS_TABLE, (whole, part: string, serial: string, clause: string) =>
      narcotics ? ` 9(${part === 'II' ? 2 : part === 'I' ? 1 : part})(SR${serial})(${clause}) ` : whole,
    )
    .replace(/\b6\s*-\s*9\b/g, narcotics ? '6/9' : '$&')
    .replace(/\b506\s*\/\s*(?:2|II)\b/g, '506(II)')
    .replace(/\b13\s*\/\s*2\s*[/-]\s*\(?\s*([AB])\b\)?/g, '13(2)($1)')
}

/** Takes act names out of the text, leaving their places behind, so that their years are not read as sections. */
function markActs(text: string): { text: string; acts: { act: string; at: number }[] } {
  const acts: { act: string; at: number }[] = []
  let left = text
  for (const [name, act] of ACT_NAMES) {
    // JavaScript's \b knows Latin letters only: around Urdu it must be asked for by hand.
    const pattern = new RegExp(
      name.source
        .replace(/\\b(?=[\u0600-\u06FF])/g, '(?<![\u0600-\u06FF])')
        .replace(/(?<=[\u0600-\u06FF])\\b/g, '(?![\u0600-\u06FF])'),
      'g',
    )
    left = left.replace(pattern, (match, ...rest) => {
      const at = rest.find((one): one is number => typeof one === 'number') ?? 0
      acts.push({ act, at })
      return '|'.repeat(match.length)
    })
  }
  left = left.replace(OTHER_ACT, (match, at: number) => {
    acts.push({ act: match.replace(/^(?:OF|THE|AND)\s+/g, '').trim(), at })
    return '|'.repeat(match.length)
  })
  left = left.replace(URDU_CLAUSE, (match, gap: string, letter: string) =>
    `${gap === '' ? '' : '-'}${URDU_CLAUSES[letter]}`.padEnd(match.length, ' '),
  )
  acts.sort((a, b) => a.at - b.at)
  return { text: left, acts }
}

function sectionsIn(text: string): Found[] {
  const found: Found[] = []
  let lastDigits = ''
  for (const match of text.matchAll(SECTION)) {
    const groups = match.groups ?? {}
    const raw = match[0].trim()
    if (groups.digits !== undefined) {
      lastDigits = groups.digits
      found.push({ at: match.index, raw, section: groups.digits + tidied(groups.parts ?? '') })
    } else if (lastDigits !== '' && groups.follow !== undefined) {
      // "337-A(i), F(i)": the second clause belongs to the section before it.
      found.push({
        at: match.index,
        raw,
        section: `${lastDigits}${groups.follow}(${(groups.clause ?? '').toLowerCase()})`,
      })
    }
  }
  return found
}

/** `-F(I)` as `F(i)`, `-2(A)` as `(2)(a)`. */
function tidied(parts: string): string {
  const pieces = parts.match(/\(\s*[A-Z0-9]+\s*\)|[A-Z]+|\d+/g) ?? []
  return pieces
    .map((piece, index) => {
      const bare = piece.replace(/[()\s]/g, '')
      const bracketed =
        piece.startsWith('(') || /^\d+$/.test(bare) || (index === 0 && /^(?:II|III|IV|VI)$/.test(bare))
      return index === 0 && !bracketed ? bare : `(${bare.toLowerCase()})`
    })
    .join('')
}

function read(act: string, section: string, raw: string, on: string): ParsedSection {
  for (const form of formsOf(act, section)) {
    const offence = findOffence(act, form, on)
    if (offence === undefined) continue
    return {
      act,
      section: offence.ofSection === undefined && offence.clauses === undefined ? offence.section : form,
      known: true,
      raw,
      offenceId: offence.id,
    }
  }
  return { act, section, known: false, raw }
}

/** Other ways to print the same clause: special laws bracket their letters (`9-C` is s.9(c)); digits stand for Roman. */
function formsOf(act: string, section: string): string[] {
  const forms = [section]
  const lettered = /^(\d+)([A-Z])(.*)$/.exec(section)
  if (lettered !== null && act !== 'PPC')
    forms.push(`${lettered[1]}(${lettered[2]?.toLowerCase()})${lettered[3]}`)
  // Qatl-i-amd has clauses (a), (b), (c); there is no s.302-A.
  const qatl = act === 'PPC' ? /^302([ABC])$/.exec(section) : null
  if (qatl !== null) forms.push(`302(${qatl[1]?.toLowerCase()})`)
  const numbered = /^(.*)\((\d)\)$/.exec(section)
  if (numbered !== null) {
    const roman = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi'][Number(numbered[2])]
    if (roman) forms.push(`${numbered[1]}(${roman})`)
  }
  // "23(i)(a)" of a special law is its s.23(1)(a).
  const inRoman = /^(\d+)\((i|ii|iii|iv|v)\)(.+)$/.exec(section)
  if (inRoman !== null)
    forms.push(`${inRoman[1]}(${['i', 'ii', 'iii', 'iv', 'v'].indexOf(inRoman[2] ?? '') + 1})${inRoman[3]}`)
  return forms
}
