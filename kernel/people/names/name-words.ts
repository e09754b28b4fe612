/** Words that stand around a name and are not part of it, folded as letters.ts folds them. */

const list = (words: string) => new Set(words.trim().split(/\s+/))

export const TITLES = list(`
  mr mrs miss ms mst mast musammat musamat mian miyan haji hajji hajee alhaj alhajj hafiz hafez sardar dr doctor
  prof professor advocate adv engr engineer maulana moulana maulvi molvi moulvi qari mufti pir peer sufi ustad master
  capt captain major col colonel brig subedar havaldar hawaldar sipahi justice janab sain saeen nawabzada sahibzada
  sahib saheb
  میاں حاجی حافظ سردار ڈاکٹر پروفیسر ایڈووکیٹ انجینیر مولانا مولوی قاری مفتی پیر صوفی استاد ماسٹر کیپٹن میجر کرنل
  صوبیدار حوالدار سپاہی جسٹس جناب ساین نوابزادہ صاحبزادہ صاحب مسٹر مسز مس مسماۃ مسماہ مسمات مسمی محترمہ محترم الحاج
`)

/** Family names that are written before the given name as a mark of respect; they carry weight as family names only. */
export const SHORT_FAMILY: Record<string, string> = {
  ch: 'chaudhry',
  chd: 'chaudhry',
  چودھری: 'چوہدری',
  چودہری: 'چوہدری',
}

export type RelationKind = 'father' | 'husband' | 'care-of' | 'child'

export const RELATIONS: Record<string, RelationKind> = {
  so: 'father',
  do: 'father',
  wo: 'husband',
  ho: 'husband',
  wdo: 'husband',
  co: 'care-of',
  fo: 'child',
  mo: 'child',
  ولد: 'father',
  بن: 'father',
  ابن: 'father',
  پسر: 'father',
  بنت: 'father',
  دختر: 'father',
  زوجہ: 'husband',
  بیوہ: 'husband',
  اہلیہ: 'husband',
  معرفت: 'care-of',
  bin: 'father',
  ibn: 'father',
  bint: 'father',
  walad: 'father',
}

/** Written with a slash or as words; rewritten to a marked word before the text is cut into words. */
export const RELATION_FORMS: [RegExp, string][] = [
  [/(?<![\p{L}\p{N}])([sdwhcfm])\s*[/\\]\s*o(?![\p{L}\p{N}])/gu, ' \u0001$1o '],
  [/(?<![\p{L}\p{N}])wd\s*[/\\]\s*o(?![\p{L}\p{N}])/gu, ' \u0001wdo '],
  [/(?<![\p{L}\p{N}])(?:son|daughter)\s+of(?![\p{L}\p{N}])/gu, ' \u0001so '],
  [/(?<![\p{L}\p{N}])(?:wife|widow)\s+of(?![\p{L}\p{N}])/gu, ' \u0001wo '],
  [/(?<![\p{L}\p{N}])care\s+of(?![\p{L}\p{N}])/gu, ' \u0001co '],
  [
    /(?<![\p{L}\p{N}])(bin|ibn|bint|walad|ولد|بن|ابن|پسر|بنت|دختر|زوجہ|بیوہ|اہلیہ|معرفت)(?![\p{L}\p{N}])/gu,
    ' \u0001$1 ',
  ],
]

export const ALIAS_MARK = /@|(?<![\p{L}\p{N}])(?:alias|urf|aka|a\.k\.a\.?|عرف|المعروف)(?![\p{L}\p{N}])/u

/** Spellings of Muhammad; single-letter slips are caught by distance, these by list. */
export const MUHAMMAD = list(
  'muhammad mohammad mohammed muhammed mohamad mohamed muhamad muhamed mohd muhd md mhd محمد محمّد',
)

/** Second half of "Allah Ditta", "Khuda Bakhsh" and their like: these belong to the word before them. */
export const AFTER_GOD = list(`
  ditta dita bakhsh bux baksh rakha rakkha yar yaar wasaya vasaya dino deeno dad nawaz wadhayo bachayo warayo dewaya jiwaya
  دتہ دتا بخش رکھا یار وسایا وساہیا ڈینو ڈنو داد نواز ودھایو بچایو واریو دیوایا جوایا
`)

export const GOD = list('allah allaha alah khuda khuda اللہ خدا')
export const ABDUL = list('abdul abdal abdel abdool abdur abdus abduz abdut abdun abdud abd عبدال عبد')
export const ARTICLE = list('ul ud ur us uz un ut al ad ar as az an at el')
