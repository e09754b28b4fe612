import { fold, oneEditApart } from './script.ts'

export type Category = 'under-trial' | 'convict' | 'condemned' | 'detenu' | 'civil'

// Whole words or phrases, in the spelling of registers. Where two kinds occur in one cell ("Convict/UTP") none is chosen.
const PHRASES: Record<Category, string[]> = {
  'under-trial': [
    'utp',
    'utps',
    'u t p',
    'u t ps',
    'u t',
    'under trial',
    'under trials',
    'undertrial',
    'undertrials',
    'under trail',
    'undertrail',
    'unconvicted',
    'un convicted',
    'u trial',
    'u trials',
    'accused',
    'under investigation',
    'ملزم',
    'زیر مقدمہ',
    'not convicted',
    'hawalati',
    'hawalatis',
    'hawalatee',
    'havalati',
    'hawaalati',
    'hawallati',
    'on remand',
    'remand prisoner',
    'judicial remand',
    'judicial lock up',
    'حوالاتی',
    'حوالاتیان',
    'حوالتی',
    'زیر سماعت',
    'زیرسماعت',
    'زیر تجویز',
    'زیرتجویز',
    'زیر ٹرائل',
    'زیرٹرائل',
    'انڈر ٹرائل',
    'زیر حوالات',
    'جوڈیشل ریمانڈ',
    'غیر سزا یافتہ',
    'غیر سزایافتہ',
    'یو ٹی پی',
  ],
  convict: [
    'convict',
    'convicts',
    'convicted',
    'convictee',
    'sentenced',
    'qaidi',
    'qaidis',
    'qaidee',
    'kaidi',
    'lifer',
    'life convict',
    'life imprisonment',
    'عمر قید',
    'lifers',
    'saza yafta',
    'قیدی',
    'قیدیان',
    'سزا یافتہ',
    'سزایافتہ',
    'سزا یاب',
    'سزایاب',
    'مجرم',
    'عمر قیدی',
    'کنوکٹ',
    'کنویکٹ',
  ],
  condemned: [
    'condemned',
    'condemned prisoner',
    'condemned convict',
    'death row',
    'death penalty',
    'death sentence',
    'death',
    'sentenced to death',
    'سزائے موت',
    'سزاۓ موت',
    'سزا موت',
    'قیدی سزائے موت',
    'مجرم سزائے موت',
    'پھانسی',
    'کنڈم',
    'کنڈمڈ',
  ],
  detenu: [
    'detenu',
    'detenue',
    'detenus',
    'detainee',
    'detained under mpo',
    'mpo',
    '3 mpo',
    'm p o',
    'internee',
    'preventive detention',
    'state prisoner',
    'نظر بند',
    'نظربند',
    'نظر بندی',
    'نظربندی',
    'زیر نظربندی',
    'ڈیٹینیو',
  ],
  civil: [
    'civil',
    'civil prisoner',
    'civil debtor',
    'judgment debtor',
    'سول',
    'سول قیدی',
    'دیوانی',
    'دیوانی قیدی',
    'دیوانی حوالاتی',
  ],
}

// A word that on its own means a convict but only qualifies the other kinds: "under-trial prisoner" is زیر سماعت قیدی.
const YIELDING = new Set(['قیدی', 'قیدیان', 'مجرم', 'convict', 'sentenced', 'qaidi'].map(fold))

const LOOKUP = Object.entries(PHRASES)
  .flatMap(([category, phrases]) =>
    phrases.map((phrase) => ({ category: category as Category, phrase: fold(phrase) })),
  )
  .sort((a, b) => b.phrase.length - a.phrase.length)
const EXACT = new Map(LOOKUP.map(({ phrase, category }) => [phrase, category]))
const LONG_WORDS = LOOKUP.filter(({ phrase }) => phrase.length >= 7 && !phrase.includes(' '))

/** The category of prisoner, or null where the words name none or two kinds. Never inferred from other cells. */
export function readCategory(text: string): Category | null {
  const plain = fold(text)
  if (plain === '') return null
  const exact = EXACT.get(plain)
  if (exact) return exact

  let rest = ` ${plain} `
  const found = new Set<Category>()
  let yielded = false
  for (const { category, phrase } of LOOKUP) {
    if (!rest.includes(` ${phrase} `)) continue
    rest = rest.replaceAll(` ${phrase} `, ' | ')
    if (YIELDING.has(phrase)) yielded = true
    else found.add(category)
  }
  if (found.size === 0 && yielded) return 'convict'
  // A Latin "Convict" beside "UTP" is a man held in both characters, and only a person can say which governs.
  if (yielded && found.has('under-trial') && /\b(?:convict|sentenced|qaidi)\b/.test(plain)) return null
  if (found.size === 1) return [...found][0] ?? null
  if (found.size === 2 && found.has('condemned') && found.has('convict')) return 'condemned'
  return found.size === 0 ? misspelt(plain) : null
}

function misspelt(plain: string): Category | null {
  if (plain.includes(' ') || plain.length < 6) return null
  const near = new Set(
    LONG_WORDS.filter(({ phrase }) => oneEditApart(plain, phrase)).map(({ category }) => category),
  )
  return near.size === 1 ? ([...near][0] ?? null) : null
}
