import { isBlank, saysNothing, soften } from './script.ts'

/**
 * One section as a clerk wrote it. `act` is one of the short names below, the words as written where the act is not
 * among them, or `PPC` with `actAssumed` where none is written, which is what clerks mean by a bare number.
 */
export type SectionToken = { act: string; section: string; actAssumed?: boolean }

const ACTS: [string, string[]][] = [
  [
    'PPC',
    [
      'ppc',
      'p.p.c',
      'p p c',
      'pakistan penal code',
      'penal code',
      'ت پ',
      'ت.پ',
      'ت-پ',
      'تپ',
      'تعزیرات پاکستان',
      'پی پی سی',
    ],
  ],
  [
    'CNSA',
    [
      'cnsa',
      'c.n.s.a',
      'cns act',
      'cns',
      'control of narcotic substances act',
      'control of narcotics substances act',
      'narcotics act',
      'سی این ایس اے',
      'امتناع منشیات',
      'انسداد منشیات',
      'منشیات',
    ],
  ],
  [
    'ATA',
    [
      'ata',
      'a.t.a',
      'at act',
      'anti terrorism act',
      'anti-terrorism act',
      'اے ٹی اے',
      'انسداد دہشت گردی ایکٹ',
      'انسداد دہشت گردی',
      'انسداد دہشتگردی',
    ],
  ],
  [
    'ARMS',
    [
      'arms ordinance',
      'arms ord',
      'pakistan arms ordinance',
      'a.o',
      'ao',
      'pao',
      'p.a.o',
      'arms act',
      'saa',
      's.a.a',
      'sindh arms act',
      'kp arms act',
      'اسلحہ آرڈیننس',
      'اسلحہ ایکٹ',
      'آرمز آرڈیننس',
      'ناجائز اسلحہ',
    ],
  ],
  [
    'FOREIGNERS',
    ['foreigners act', 'foreigner act', 'foreign act', 'فارنرز ایکٹ', 'فارن ایکٹ', 'غیر ملکی ایکٹ'],
  ],
  [
    'PROHIBITION',
    ['peho', 'p.e.h.o', 'eho', 'prohibition order', 'prohibition', 'امتناع شراب', 'حد آرڈیننس'],
  ],
  ['HUDOOD', ['hudood', 'hudood ordinance', 'zina ordinance', 'oaph', 'حدود آرڈیننس', 'حدود']],
  [
    'EXPLOSIVES',
    [
      'explosive substances act',
      'explosives substances act',
      'explosive act',
      'explosives act',
      'esa',
      'e.s.a',
      'ایکسپلوزو ایکٹ',
    ],
  ],
  ['PECA', ['peca', 'p.e.c.a', 'prevention of electronic crimes act', 'پیکا']],
  ['CRPC', ['crpc', 'cr.p.c', 'cr pc', 'cr.pc', 'ض ف', 'ض.ف', 'ضابطہ فوجداری']],
  ['NAO', ['nao', 'n.a.o', 'nab ordinance', 'nab', 'نیب آرڈیننس', 'نیب']],
  ['MPO', ['mpo', 'm.p.o', 'ایم پی او']],
  ['AMLA', ['amla', 'aml act', 'anti money laundering act']],
  ['PTA', ['telegraph act', 'telecommunication act']],
  ['PACA', ['anti corruption act', 'pca', 'p.c.a', 'prevention of corruption act', 'انسداد رشوت ستانی']],
  ['TIP', ['tip act', 'prevention of trafficking in persons act', 'trafficking in persons act']],
  ['MVO', ['motor vehicle ordinance', 'motor vehicles ordinance', 'mvo']],
]

const SPELLINGS = ACTS.flatMap(([act, spellings]) =>
  spellings.map((spelling) => ({ act, spelling: soften(spelling) })),
).sort((a, b) => b.spelling.length - a.spelling.length)
const ACT_OF = new Map(SPELLINGS.map(({ act, spelling }) => [spelling, act]))
const ACT_PATTERN = new RegExp(
  `(?<![\\p{L}\\d])(?:${SPELLINGS.map(({ spelling }) => spelling.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?![\\p{L}])\\.?`,
  'gu',
)
const CONNECTING = new Set(
  'u s us sec secs section sections under read with rw r w and or of the act ordinance code law offence offences case fir no murder theft dacoity robbery kidnapping rape fraud snatching attempt hurt forgery'
    .split(' ')
    .concat(
      [
        'دفعہ',
        'دفعات',
        'زیر',
        'جرم',
        'بجرم',
        'اور',
        'و',
        'ایکٹ',
        'آرڈیننس',
        'مع',
        'کے',
        'تحت',
        'قتل',
        'چوری',
        'ڈکیتی',
        'راہزنی',
        'اغوا',
        'زنا',
        'اقدام',
      ].map(soften),
    ),
)
// 302 · 489-F · 337-F(i) · 9(c) · 13-2(a) · 7(1)(a) · 365-B; the letter may stand off by a dash or a space before the act.
const SECTION =
  /(\d{1,4})((?:\s*-\s*\d{1,2}(?=\s*\())?(?:\s*-?\s*([a-z])\3{0,2}(?![\p{L}]))?(?:\s*\(\s*[\p{L}\d]{1,5}\s*\))*)/gu
const CONTINUED = /(?<=[/,&]\s*)([a-z]\s*(?:\(\s*[a-z\d]{1,4}\s*\))+)/gu

type Piece = { at: number; end: number; act: string } | { at: number; end: number; section: string }

/**
 * The sections in a register cell: `302/34 PPC`, `u/s 395 PPC r/w 412 PPC`, `7 ATA, 302 PPC`, `337-A(i)/F(ii)`,
 * `302/34 ت پ`, `PPC 302`. A section takes the act written after it, or before it where the cell puts acts first.
 * An empty list for text that holds no number, so that the caller can tell "nothing written" from "nothing read".
 */
export function splitSections(text: string): SectionToken[] {
  if (isBlank(text) || saysNothing(text)) return []
  const plain = soften(text)
    .replace(/\br\s*\/\s*w\b/g, ' , ')
    .replace(/\bu\s*\/\s*ss?\b\.?/g, ' ')
    .replace(/[;&+]| و /g, ' , ')
  const pieces: Piece[] = []
  const taken = plain.split('')
  const take = (at: number, end: number): void => {
    taken.fill(' ', at, end)
  }
  for (const match of plain.matchAll(ACT_PATTERN)) {
    // "13-A.O" and "f.a" must not eat letters that belong to a section number.
    const act = ACT_OF.get(match[0].replace(/\.$/, '')) ?? ACT_OF.get(match[0])
    if (!act) continue
    pieces.push({ at: match.index, end: match.index + match[0].length, act })
    take(match.index, match.index + match[0].length)
  }
  const withoutActs = taken
    .join('')
    .replace(/\b(?:1[89]|20)\d{2}\b(?!\s*[-/(])/g, (year) => ' '.repeat(year.length))
  let base = ''
  const sections = [...withoutActs.matchAll(SECTION), ...withoutActs.matchAll(CONTINUED)].sort(
    (a, b) => a.index - b.index,
  )
  let last = -1
  for (const match of sections) {
    if (match.index < last) continue
    last = match.index + match[0].length
    let section = match[0].replace(/\s+/g, '')
    if (/^\d/.test(section)) base = match[1] ?? ''
    else section = `${base}-${section}`
    pieces.push({ at: match.index, end: last, section: written(section) })
    take(match.index, last)
  }
  for (const match of taken.join('').matchAll(/\p{L}[\p{L}. ]*/gu)) {
    const words = match[0].split(/[. ]+/).filter((word) => word && !CONNECTING.has(word))
    if (words.join('').length > 2)
      pieces.push({ at: match.index, end: match.index + match[0].length, act: words.join(' ').toUpperCase() })
  }
  return assignActs(pieces.sort((a, b) => a.at - b.at))
}

function written(section: string): string {
  return section.replace(
    /^(\d+)-?([a-z]{1,3})(?=$|\()/,
    (_, number: string, letter: string) => `${number}-${letter.toUpperCase()}`,
  )
}

function assignActs(pieces: Piece[]): SectionToken[] {
  const first = pieces[0]
  const lastPiece = pieces.at(-1)
  const actsLead = first !== undefined && 'act' in first && lastPiece !== undefined && 'section' in lastPiece
  const tokens: SectionToken[] = []
  let act = ''
  for (const piece of actsLead ? pieces : pieces.toReversed()) {
    if ('act' in piece) act = piece.act
    else
      tokens.push(
        act ? { act, section: piece.section } : { act: 'PPC', section: piece.section, actAssumed: true },
      )
  }
  return actsLead ? tokens : tokens.reverse()
}
