import { isBlank, saysNothing, soften } from './script.ts'

export type Labour = 'rigorous' | 'simple'
/** One term as written. All three parts are whole numbers; a half year is six months. */
export type Term = { years: number; months: number; days: number; labour: Labour | null }

/**
 * What a sentence cell says. `doubt` is text that was not understood: the sentence still stands, but a date computed
 * from it must be put before a person. `fine` is in rupees.
 */
export type SentenceReading = {
  death: boolean
  life: boolean
  terms: Term[]
  /** `till-rising`: till the rising of the court; `undergone`: the period already spent. */
  other: 'till-rising' | 'undergone' | null
  run: 'concurrent' | 'consecutive' | null
  fine: number | null
  defaultTerm: Term | null
  setOff: SetOff
  doubt: string
}
export type SetOff = 'granted' | 'refused' | 'silent'

const words = (list: string[]): string => list.map((word) => soften(word).replace(/[.]/g, '\\.?')).join('|')
const alone = (list: string[]): string => `(?<![\\p{L}\\d])(?:${words(list)})(?![\\p{L}])`
const pattern = (source: string): RegExp => new RegExp(source, 'gu')

const NUMBER_WORDS: [number, string[]][] = [
  [1, ['one', 'ایک']],
  [2, ['two', 'دو']],
  [3, ['three', 'تین']],
  [4, ['four', 'چار']],
  [5, ['five', 'پانچ']],
  [6, ['six', 'چھ', 'چھے']],
  [7, ['seven', 'سات']],
  [8, ['eight', 'آٹھ']],
  [9, ['nine', 'نو']],
  [10, ['ten', 'دس']],
  [11, ['eleven', 'گیارہ']],
  [12, ['twelve', 'بارہ']],
  [13, ['thirteen', 'تیرہ']],
  [14, ['fourteen', 'چودہ']],
  [15, ['fifteen', 'پندرہ']],
  [16, ['sixteen', 'سولہ']],
  [18, ['eighteen', 'اٹھارہ']],
  [20, ['twenty', 'بیس']],
  [25, ['twenty five', 'twenty-five', 'پچیس']],
  [30, ['thirty', 'تیس']],
  [50, ['fifty', 'پچاس']],
]
const NUMBER_PATTERNS = NUMBER_WORDS.toReversed().map(
  ([value, list]) => [pattern(alone(list)), String(value)] as const,
)
const NUMBER_NAMES = words(NUMBER_WORDS.toReversed().flatMap(([, list]) => list))

const YEAR = '(?:years?|yrs?|yr|y|سال|برس)'
const MONTH = `(?:months?|mths?|mnths?|mos?|m|${words(['ماہ', 'مہینے', 'مہینہ', 'مہینوں'])})`
const WEEK = '(?:weeks?|wks?|w|ہفتے|ہفتہ)'.replace('ہفتے', soften('ہفتے'))
const DAY = `(?:days?|d|${words(['دن', 'یوم', 'روز', 'ایام'])})`
const RIGOROUS = alone(['r.i', 'r i', 'r/i', 'rigorous', 'hard labour', 'بامشقت', 'با مشقت', 'مشقت'])
const SIMPLE = alone(['s.i', 's i', 's/i', 'simple', 'بلا مشقت', 'بلامشقت', 'محض', 'سادہ'])
const TOKEN = pattern(
  `(?<simple>${SIMPLE})|(?<rigorous>${RIGOROUS})|(?<number>\\d+(?:\\.\\d+)?)(?<half>\\s*(?:1/2))?\\s*[-.']?\\s*(?:(?<year>${YEAR})|(?<month>${MONTH})|(?<week>${WEEK})|(?<day>${DAY}))(?![\\p{L}])\\.?|(?<cut>[+;])`,
)
const DEATH = pattern(
  `${alone(['death penalty', 'death sentence', 'death', 'to be hanged by the neck', 'to be hanged by neck', 'to be hanged', 'hanging', 'capital punishment', 'd.p'])}|${alone(['سزائے موت', 'سزاۓ موت', 'سزا موت', 'موت', 'پھانسی'])}`,
)
const LIFE = pattern(
  `${alone(['life imprisonment', 'imprisonment for life', 'life term', 'life', 'lifer', 'l.i', 'l/i'])}|${alone(['عمر قید', 'عمرقید', 'حبس دوام', 'تا حیات', 'تاحیات'])}`,
)
const TWENTY_FIVE = pattern(`[(\\[/=-]?\\s*(?:i\\.?e\\.?,?)?\\s*25\\s*${YEAR}\\.?\\s*[)\\]]?`)
const TILL_RISING = pattern(
  `till (?:the )?rising of (?:the )?court|t\\.?r\\.?c\\b|${words(['تا برخاست عدالت', 'تابرخاست عدالت', 'برخاستگی عدالت'])}`,
)
const UNDERGONE = pattern(
  `(?:sentence |period |imprisonment )?already undergone|sentence undergone|${words(['گزری ہوئی قید', 'بھگتی ہوئی سزا'])}`,
)
const CONCURRENT = pattern(`concurrent(?:ly)?|${words(['ایک ساتھ', 'بیک وقت', 'ساتھ ساتھ'])}`)
const CONSECUTIVE = pattern(`consecutive(?:ly)?|${words(['یکے بعد دیگرے'])}`)
const SET_OFF = pattern(
  `(?:(?:with|without)?\\s*(?:the\\s+)?(?:benefit|b/o)\\s*(?:of|u/s)?\\s*)?(?:sec(?:tion)?\\.?\\s*|s\\.\\s*|u/s\\s*|دفعہ\\s*)?382\\s*[-/(]?\\s*(?:b\\b|ب)\\)?(?:\\s*cr\\.?\\s*p\\.?\\s*c\\.?)?(?:\\s*(?:was |is |has been )?(?:not )?(?:extended|given|granted|allowed|refused|denied))?`,
)
const UNDER_SECTION = pattern(
  `(?:u/ss?|under sections?|زیر دفعہ|دفعہ)\\s*\\.?:?\\s*\\d+[\\da-z()/-]*(?:\\s*,\\s*\\d+[\\da-z()/-]*(?!\\s*(?:${YEAR}|${MONTH}|${DAY})))*\\s*(?:p\\.?p\\.?c\\.?|cnsa|ata|ت ?پ)?`,
)
const DEFAULT = pattern(
  `in default(?: of (?:payment(?: of fine)?|fine))?(?: thereof)?|i/d|default|${words(['بصورت عدم ادائیگی', 'عدم ادائیگی', 'ورنہ', 'بصورت دیگر'])}`,
)
const SCALE = `(?:lacs?|lakhs?|hazar|thousand|k|crores?|million|${words(['لاکھ', 'ہزار', 'کروڑ'])})(?![\\p{L}])`
// The letter before must not belong to a word: "2 yrs. 6 months" holds no rupees.
const RUPEES = `(?<![\\p{L}])(?:rs|pkr|rupees|روپی|روپیہ|مبلغ)[.:]?`
const AMOUNT = `(?:${RUPEES})?\\s*(?<amount>\\d[\\d,]*(?:\\.\\d+)?)\\s*(?<scale>${SCALE})?`
const FINE = pattern(
  [
    `(?:fine|جرمانہ|جرمانا|diyat|دیت|arsh|ارش|daman|ضمان|compensation)(?:\\s*(?:of|:|مبلغ|amounting to))?\\s*${AMOUNT}(?:\\s*(?:/[-=]|روپی|روپیہ|rupees))?`,
    `${RUPEES}\\s*(?<amount2>\\d[\\d,]*)\\s*(?<scale2>${SCALE})?(?:\\s*/[-=])?(?:\\s*(?:fine|جرمانہ))?`,
    `(?<amount3>\\d[\\d,]*)\\s*(?<scale3>${SCALE})?\\s*(?:/[-=]|(?:روپی|روپیہ|rupees)(?![\\p{L}]))(?:\\s*(?:fine|جرمانہ))?`,
  ].join('|'),
)
const FILLER = pattern(
  alone(
    'imprisonment imp impt sentence sentenced awarded conviction convicted of for the and with plus each in to is a an term fine or rs i.e ie years months years total only no jail punishment qaid قید سزا کی کے اور مع و سال ماہ جرمانہ روپے بمعہ کا ہے ہوئی'.split(
      ' ',
    ),
  ),
)

const nothing = (): SentenceReading => ({
  death: false,
  life: false,
  terms: [],
  other: null,
  run: null,
  fine: null,
  defaultTerm: null,
  setOff: 'silent',
  doubt: '',
})

/**
 * Reads a sentence as clerks write it. `unit` is what a bare number counts when the column's heading says so
 * ("Sentence in years"); without it a bare number is not a sentence.
 */
export function readSentence(text: string, unit: 'years' | 'months' | 'days' | null = null): SentenceReading {
  const reading = nothing()
  if (isBlank(text) || saysNothing(text)) return reading
  // Normalising would turn 3½ into 31/2, so the half is set apart first.
  let plain = soften(text.replace(/½/g, ' 1/2'))
  const bare = /^(\d{1,3})(?:\.0+)?$/.exec(plain)
  if (bare) {
    const term = { years: 0, months: 0, days: 0, labour: null }
    if (unit) reading.terms = sized({ ...term, [unit]: Number(bare[1]) })
    else reading.doubt = plain
    return reading
  }
  const roll = /^(\d{1,2})\s*-\s*(\d{1,2})\s*-\s*0{1,2}$/.exec(plain)
  if (roll) {
    // Years-months-days as a jail roll writes it. Only with no days: 03-06-24 in this column may be a stray date.
    reading.terms = sized({ years: Number(roll[1]), months: Number(roll[2]), days: 0, labour: null })
    return reading
  }

  const cut = (target: RegExp): string[] => {
    const found: string[] = []
    plain = plain.replace(target, (match) => {
      found.push(match)
      return ' '
    })
    return found
  }
  const setOff = cut(SET_OFF)[0]
  if (setOff) reading.setOff = /without|not |refused|denied/.test(setOff) ? 'refused' : 'granted'
  cut(UNDER_SECTION)
  for (const [name, value] of NUMBER_PATTERNS) plain = plain.replace(name, value)
  plain = plain.replace(new RegExp(`(\\d+)\\s*\\(\\s*(?:\\1|${NUMBER_NAMES})\\s*\\)`, 'gu'), '$1')
  const commuted = /(?:commuted|converted|altered|reduced|تبدیل)(?: (?:in)?to)?/.exec(plain)
  if (commuted) {
    const after = plain.slice(commuted.index + commuted[0].length)
    // "death commuted to life" ends with what governs; سزائے موت عمر قید میں تبدیل names it before the verb.
    plain = after.trim() ? after : plain.slice(0, commuted.index).replace(DEATH, ' ')
  }

  if (cut(TILL_RISING).length) reading.other = 'till-rising'
  if (cut(UNDERGONE).length) reading.other = 'undergone'
  if (cut(CONCURRENT).length) reading.run = 'concurrent'
  if (cut(CONSECUTIVE).length) reading.run = 'consecutive'
  reading.death = cut(DEATH).length > 0
  reading.life = cut(LIFE).length > 0
  if (reading.life) plain = plain.replace(TWENTY_FIVE, ' ')

  plain = plain.replace(FINE, (...match) => {
    const groups = match.at(-1) as Record<string, string | undefined>
    reading.fine =
      (reading.fine ?? 0) +
      scaled(
        groups.amount ?? groups.amount2 ?? groups.amount3 ?? '',
        groups.scale ?? groups.scale2 ?? groups.scale3,
      )
    return ' # '
  })
  let parts = plain.split(DEFAULT)
  if (parts.length === 1 && reading.fine !== null) parts = plain.split(/#\s*(?:or|یا)\s/u)
  const [main = '', ...rest] = parts
  const afterDefault = readTerms(rest.join(' '))
  const own = readTerms(main)
  reading.terms = own.terms
  reading.defaultTerm = afterDefault.terms[0] ?? null
  reading.doubt = `${own.rest} ${afterDefault.rest}`
    .replace(FILLER, ' ')
    .replace(/[#\s,.:;&/()+-]+/g, ' ')
    .trim()
  return reading
}

/** Whether a convict can be held on what was read. */
export function isUsableSentence(reading: SentenceReading): boolean {
  return (
    reading.death ||
    reading.life ||
    reading.terms.length > 0 ||
    reading.other !== null ||
    reading.defaultTerm !== null
  )
}

function sized(term: Term): Term[] {
  return term.years + term.months + term.days > 0 ? [term] : []
}

function readTerms(text: string): { terms: Term[]; rest: string } {
  const terms: Term[] = []
  let open: Term | null = null
  let smallest = 0
  let labourAhead: Labour | null = null
  for (const { groups = {} } of text.matchAll(TOKEN)) {
    const labour: Labour | null = groups.rigorous ? 'rigorous' : groups.simple ? 'simple' : null
    if (labour) {
      if (open && open.labour === null) {
        open.labour = labour
        smallest = 4
      } else labourAhead = labour
      continue
    }
    if (groups.cut) {
      smallest = 4
      continue
    }
    const rank = groups.year ? 1 : groups.month ? 2 : groups.week ? 3 : 3.5
    if (!open || rank <= smallest) {
      open = { years: 0, months: 0, days: 0, labour: labourAhead }
      labourAhead = null
      terms.push(open)
    }
    smallest = rank
    const amount = Number(groups.number) + (groups.half ? 0.5 : 0)
    const whole = Math.floor(amount)
    if (groups.year) {
      open.years += whole
      open.months += Math.round((amount - whole) * 12)
    } else if (groups.month) {
      open.months += whole
      open.days += Math.round((amount - whole) * 30)
    } else open.days += groups.week ? whole * 7 : whole
  }
  if (labourAhead && open && open.labour === null) open.labour = labourAhead
  return { terms: terms.flatMap(sized), rest: text.replace(TOKEN, ' ') }
}

function scaled(amount: string, scale: string | undefined): number {
  const value = Number(amount.replace(/,/g, ''))
  if (!scale) return value
  if (/^(?:lac|lakh|لاک)/.test(scale)) return value * 100_000
  if (/^(?:crore|کرو)/.test(scale)) return value * 10_000_000
  if (/^(?:million|m$)/.test(scale)) return value * 1_000_000
  return value * 1_000
}

export type FineReading = { amount: number | null; defaultTerm: Term | null; doubt: string }

/** A fine cell: `Rs. 50000/-`, `10,000`, `1 lac`, `50 ہزار`, `10000 or 3 months`. Rupees; `Nil` and `No` are no fine. */
export function readFine(text: string): FineReading {
  const plain = soften(text)
  if (isBlank(text) || saysNothing(text) || /^(?:no|0|نہیں)$/.test(plain))
    return { amount: null, defaultTerm: null, doubt: '' }
  // A bare amount is the fine here, as the column says so.
  const { fine, defaultTerm, terms, doubt } = readSentence(
    /^(?:fine|جرمانہ)/.test(plain) ? plain : `fine ${plain}`,
  )
  return { amount: fine, defaultTerm: defaultTerm ?? (fine === null ? null : (terms[0] ?? null)), doubt }
}

const GRANTED = new Set(
  [
    'yes',
    'y',
    'extended',
    'granted',
    'given',
    'allowed',
    'with',
    'benefit extended',
    'benefit given',
    'extended benefit',
    'awarded',
    'ہاں',
    'جی ہاں',
    'دی گئی',
    'دیا گیا',
    'دیا گیا ہے',
    'دی گئی ہے',
    'حاصل',
    'منظور',
  ].map(soften),
)
const REFUSED = new Set(
  [
    'no',
    'n',
    'not extended',
    'not granted',
    'not given',
    'not allowed',
    'refused',
    'denied',
    'disallowed',
    'without',
    'نہیں',
    'نہیں دی گئی',
    'نہیں دیا گیا',
    'نامنظور',
    'جی نہیں',
  ].map(soften),
)

/** What a set-off column (382-B) says. Anything that is neither a grant nor a refusal is silent, and the jail may not fill it in. */
export function readSetOff(text: string): SetOff {
  const plain = soften(text)
    .replace(/[.!]+$/, '')
    .replace(/^(?:u\/s )?382-?\s?b\s*(?:cr\.?p\.?c\.?)?\s*/, '')
  if (REFUSED.has(plain) || /\bnot\b|without|refused|denied|نہیں/.test(plain)) return 'refused'
  if (GRANTED.has(plain) || /\b(?:extended|granted|given|allowed)\b/.test(plain)) return 'granted'
  return 'silent'
}
