import { fold, oneEditApart } from './script.ts'

export const FIELDS = [
  'serial',
  'prisonNo',
  'name',
  'father',
  'alias',
  'cnic',
  'sex',
  'age',
  'birthDate',
  'district',
  'address',
  'fir',
  'firDate',
  'policeStation',
  'sections',
  'court',
  'category',
  'admissionDate',
  'arrestDate',
  'sentence',
  'sentenceYears',
  'sentenceMonths',
  'sentenceDays',
  'sentenceDate',
  'setOff',
  'fine',
  'fineDefault',
  'nextDate',
  'releaseDate',
  'remarks',
] as const
export type Field = (typeof FIELDS)[number]

type Wording = {
  field: Field | null
  /** Wordings that name the field, alone or inside a longer heading, parted by `|`. */
  says: string
  /** Wordings so loose that the column's values must agree. */
  hints?: string
  /** Lifts a short but decisive wording over longer ones: "Benefit of section 382-B" is about set-off. */
  lift?: number
}

const WORDINGS: Wording[] = [
  {
    field: 'serial',
    says: `
      sr | sr no | sr number | s no | s number | sl | sl no | ser | ser no | serial | serial no |
      serial number | sno | srno | نمبر شمار | شمار | نمبرشمار | سیریل نمبر | سیریل | شمار نمبر`,
    hints: `no | number | s | # | نمبر`,
  },
  {
    field: 'prisonNo',
    says: `
      prison no | prison number | prisoner no | prisoner number | prisoners no | jail no | jail number |
      register no | register number | registration no | reg no | regd no | regn no | utp no |
      convict no | admission no | admission number | admission register no | qaidi no | قیدی نمبر |
      حوالاتی نمبر | جیل نمبر | رجسٹر نمبر | رجسٹریشن نمبر | اندراج نمبر | نمبر قیدی | نمبر حوالاتی |
      نمبر رجسٹر | داخلہ نمبر`,
  },
  {
    field: 'name',
    says: `
      name | name of prisoner | name of the prisoner | prisoner name | prisoners name |
      name of prisoners | name of accused | accused name | name of inmate | inmate name |
      name of convict | name of utp | full name | name in full | prisoner | inmate | name english |
      name urdu | name with parentage | name parentage | name and parentage | name fathers name |
      name and fathers name | name with fathers name | name father name | prisoner name with parentage |
      نام | نام قیدی | قیدی کا نام | نام حوالاتی | حوالاتی کا نام | نام ملزم | ملزم کا نام | نام اسیر |
      اسیر کا نام | نام مع ولدیت | نام ولدیت | نام و ولدیت | نام بمعہ ولدیت | پورا نام | اسیر`,
  },
  {
    field: 'father',
    says: `
      father | fathers | husband | husbands | fathers name | father name | name of father | father husband name |
      father husbands name | fathers husbands name | fathers husband name | father or husband name |
      father husband | f h name | f name | fname | f n | s o | s o d o w o | s d w o | son of |
      parentage | parent name | parents name | husband name | husbands name | father guardian name |
      father urdu | ولدیت | ولد | والد | والد کا نام | نام والد | باپ کا نام | والد شوہر کا نام |
      والد یا شوہر کا نام | ولدیت زوجیت | ولدیت یا زوجیت | زوجیت | ولد زوجہ | شوہر کا نام | نام پدر`,
  },
  { field: 'alias', says: `alias | aliases | nick name | nickname | known as | عرف | عرفیت` },
  {
    field: 'cnic',
    says: `
      cnic | cnic no | cnic number | c n i c | nic | n i c | nic no | id card | id card no | i d card |
      identity card | identity card no | national identity card | id no | nadra no | شناختی کارڈ |
      شناختی کارڈ نمبر | قومی شناختی کارڈ نمبر | نمبر شناختی کارڈ | شناختی نمبر`,
  },
  {
    field: 'sex',
    says: `
      sex | gender | m f | male female | male or female | جنس | صنف | مرد عورت | مرد خاتون`,
  },
  {
    field: 'age',
    says: `
      age | age years | age yrs | age in years | age at admission | عمر | عمر سال | عمر سالوں میں |
      عمر بوقت داخلہ`,
  },
  {
    field: 'birthDate',
    says: `date of birth | birth date | dob | d o b | born | تاریخ پیدائش | پیدائش`,
  },
  {
    field: 'district',
    says: `
      district | distt | dist | home district | district of residence | district of origin | ضلع |
      ضلعہ | متعلقہ ضلع`,
  },
  {
    field: 'address',
    says: `
      address | residence | resident of | r o | permanent address | home address | پتہ | سکونت | رہائش |
      ساکن | مستقل پتہ | سکنہ`,
  },
  {
    field: 'fir',
    says: `
      fir | fir no | fir number | f i r | f i r no | fir case no | case fir | case fir no |
      fir no year | fir and year | fir no and year | fir no u s ps | case no | case number | crime no |
      crime number | case particulars | particulars of case | case details | case detail |
      fir no with section | ایف آئی آر | ایف آئی آر نمبر | نمبر ایف آئی آر | مقدمہ نمبر | مقدمہ |
      نمبر مقدمہ | تفصیل مقدمہ | ایف ائی آر نمبر | علت نمبر | علت | مقدمہ علت نمبر`,
  },
  {
    field: 'firDate',
    says: `
      fir date | date of fir | fir dated | date of occurrence | تاریخ مقدمہ | تاریخ ایف آئی آر |
      تاریخ وقوعہ`,
  },
  {
    field: 'policeStation',
    says: `
      police station | police station name | name of police station | name of ps | name of p s |
      police stn | p stn | p s | ps | thana | concerned ps | تھانہ | نام تھانہ | تھانہ متعلقہ |
      پولیس اسٹیشن | پولیس سٹیشن | متعلقہ تھانہ`,
  },
  {
    field: 'sections',
    says: `
      u s | u ss | under section | under sections | section | sections | section of law |
      sections of law | sec | sec of law | section s | offence | offences | offense | offence u s |
      offence section | under section offence | crime | crime section | charge | charges |
      nature of offence | type of offence | name of offence | nature of crime | type of crime | دفعہ |
      دفعات | زیر دفعہ | جرم | جرم زیر دفعہ | دفعہ جرم | جرائم | جرم دفعہ | نوعیت جرم | بجرم | الزام`,
  },
  {
    field: 'court',
    says: `
      court | court name | name of court | name of the court | trial court | learned court |
      convicting court | committing court | court of trial | sentencing court | name of trial court |
      committed by | court concerned | concerned court | judge | name of judge | عدالت | نام عدالت |
      عدالت کا نام | متعلقہ عدالت | بعدالت | عدالت مجاز | عدالت متعلقہ`,
  },
  {
    field: 'category',
    says: `
      category | prisoner category | category of prisoner | category of prisoners | prisoner type |
      type of prisoner | prisoner status | status of prisoner | legal status | status of the prisoner |
      custody status | convict utp | utp convict | convicted or under trial | under trial or convicted |
      under trial or convict | convict or under trial | utp or convict | convict or utp |
      convict under trial | convicted under trial | convicted utp | under trial convict |
      under trial convicted | kind of prisoner | nature of prisoner | class of prisoner |
      whether convict or utp | utp cp | زمرہ | قسم قیدی | قیدی کی قسم | نوعیت قیدی | حیثیت قیدی |
      قیدی کی حیثیت | قانونی حیثیت | قیدی حوالاتی | حوالاتی قیدی | قیدی یا حوالاتی | حوالاتی یا قیدی |
      درجہ قیدی | کیٹیگری | قسم اسیر | اسیر کی حیثیت`,
    hints: `
      custody type | nature of custody | custody | confinement status | status | case status | trial status | type | class | kind | nature | present status |
      current status | convict | utp | prisoner | قسم | حیثیت | نوعیت | درجہ | قیدی`,
  },
  {
    field: 'admissionDate',
    says: `
      date of admission | admission date | admission | doa | d o a | date admitted | admitted on |
      admitted | date of entry | entry date | date of admission in jail | date of admission in prison |
      date of admission to prison | date of admission to jail | admission dt | dt of admission |
      dt of adm | date of adm | adm date | date of receipt | date of receiving | received on |
      date received | date of reception | date of arrival | date of confinement | confined since |
      confined from | in jail since | in custody since | date of committal | date of commitment |
      date of lodging | date of lodgment | lodged on | date of imprisonment | date of judicial lock up |
      date of judicial custody | sent to jail on | date sent to jail | تاریخ داخلہ | تاریخ داخلہ جیل |
      داخلہ جیل | داخلہ | تاریخ آمد | تاریخ آمد جیل | جیل میں داخلے کی تاریخ | جیل میں داخلہ کی تاریخ |
      داخلے کی تاریخ | داخلہ کی تاریخ | تاریخ اندراج | جیل آمد | آمد | تاریخ داخلی | تاریخ حوالگی`,
  },
  {
    field: 'arrestDate',
    says: `
      date of arrest | arrest date | arrested on | date arrested | تاریخ گرفتاری | گرفتاری |
      گرفتاری کی تاریخ`,
  },
  {
    field: 'sentence',
    says: `
      sentence | sentence awarded | sentence passed | sentence imposed | quantum of sentence |
      period of sentence | length of sentence | term of sentence | sentence term |
      term of imprisonment | total sentence | punishment | punishment awarded | imprisonment | سزا |
      میعاد سزا | سزا کی میعاد | مدت سزا | سزا کی مدت | مقدار سزا | سزائے قید | قید | تفصیل سزا |
      کل سزا`,
    hints: `term | period`,
  },
  {
    field: 'sentenceYears',
    says: `
      sentence years | sentence year | sentence y | sentence yrs | sentence awarded years | سزا سال`,
  },
  {
    field: 'sentenceMonths',
    says: `
      sentence months | sentence month | sentence m | sentence awarded months | سزا ماہ`,
  },
  {
    field: 'sentenceDays',
    says: `
      sentence days | sentence day | sentence d | sentence awarded days | سزا دن | سزا یوم`,
  },
  {
    field: 'sentenceDate',
    says: `
      date of sentence | sentence date | sentenced on | date sentenced | date of conviction |
      conviction date | convicted on | date of judgment | date of judgement | judgment date |
      judgement date | date of decision | decision date | date of award | dt of sentence |
      dt of conviction | dos | d o s | doc | تاریخ سزا | تاریخ سزایابی | سزا کی تاریخ | تاریخ فیصلہ |
      فیصلہ کی تاریخ | تاریخ حکم سزا | تاریخ سزا یابی`,
    lift: 4,
  },
  {
    field: 'setOff',
    says: `
      382 b | 382b | 382 | benefit of 382 b | set off | setoff | benefit u s 382 b |
      benefit of section 382 b cr p c | 382 b cr p c | 382 b crpc | 382 بی | 382 ب | فائدہ 382 ب |
      رعایت 382 | مجرائی | وضع ایام حراست`,
    lift: 20,
  },
  {
    field: 'fine',
    says: `
      fine | fine rs | fine in rs | fine amount | amount of fine | fine imposed | fine if any |
      fine in default | fine and default | fine and in default | fine with default |
      fine default imprisonment | fine pkr | fine rupees | جرمانہ | جرمانہ روپے | رقم جرمانہ |
      جرمانہ رقم | جرمانے کی رقم`,
  },
  {
    field: 'fineDefault',
    says: `
      in default | default | in default of fine | fine default | default of fine |
      imprisonment in default | in lieu of fine | default sentence | default term | بصورت عدم ادائیگی |
      عدم ادائیگی | عدم ادائیگی جرمانہ | جرمانہ عدم ادائیگی`,
    lift: 6,
  },
  {
    field: 'nextDate',
    says: `
      next date | next date of hearing | next hearing | next hearing date | date of hearing |
      hearing date | next production | date of production | ndoh | next peshi | peshi | تاریخ پیشی |
      آئندہ پیشی | اگلی پیشی | آئندہ تاریخ | آئندہ تاریخ پیشی | اگلی تاریخ | پیشی`,
  },
  {
    field: 'releaseDate',
    says: `
      date of release | release date | expected release | expected date of release |
      due date of release | probable date of release | pdr | edr | تاریخ رہائی | متوقع رہائی | رہائی`,
  },
  {
    field: 'remarks',
    says: `
      remarks | remark | remarks if any | notes | note | comments | کیفیت | ریمارکس | ملاحظات | نوٹ`,
  },
  // Headings that hold a word of a field above and mean something else. They stay unknown and are kept as they are.
  {
    field: null,
    says: `
      mother | mothers name | mother name | name of mother | والدہ کا نام | والدہ | next of kin |
      name of next of kin | nearest relative | relative name | advocate | name of advocate | counsel |
      name of counsel | lawyer | وکیل کا نام | وکیل | surety | name of surety | village |
      name of village | complainant | name of complainant | مدعی کا نام | مدعی | marital status |
      health status | bail status | appeal status | date of transfer | date of bail | court fee |
      father cnic | fathers cnic | bail date | date of appeal | appeal no | appeal number |
      appeal court | appellate court | case value | blood group | mobile no | phone no | contact no |
      bed no | barrack no | cell no | warrant no | warrant date | date of warrant |
      previous convictions | remission | name of jail | name of prison | jail name | prison name |
      date of challan | religion | caste | nationality | age of child | date of commitment to trial |
      court remarks | medical status | employment | offence details`,
  },
]

const listed = (wordings: string): string[] => wordings.split('|')

type Phrase = { field: Field | null; phrase: string; weight: number; hint: boolean }

const PHRASES: Phrase[] = WORDINGS.flatMap(({ field, says, hints = '', lift = 0 }) => [
  ...listed(says).map((text) => ({
    field,
    phrase: fold(text),
    weight: fold(text).length + lift,
    hint: false,
  })),
  ...listed(hints).map((text) => ({ field, phrase: fold(text), weight: fold(text).length, hint: true })),
])
  .filter(({ phrase }) => phrase !== '')
  .sort((a, b) => b.weight - a.weight)
// Where one wording is a name for one field and a hint for another, the name is what it means.
const EXACT = new Map<string, Phrase>()
for (const phrase of [...PHRASES].sort((a, b) => Number(a.hint) - Number(b.hint)))
  if (!EXACT.has(phrase.phrase)) EXACT.set(phrase.phrase, phrase)

// Long words of the wordings, to mend "Catagory" and "Sentance"; shorter ones are too near to each other.
const WORDS = new Set(
  PHRASES.flatMap(({ phrase }) => phrase.split(' ')).filter((word) => /^[a-z]{6,}$/.test(word)),
)

export type HeadingMatch = { field: Field | null; confidence: number; hint: boolean }

/** What a heading means. `confidence` 1 is a known wording; below, a known wording inside more text; `hint` needs the values. */
export function readHeading(text: string): HeadingMatch {
  const plain = fold(text)
  if (plain === '')
    return text.trim() === '#'
      ? { field: 'serial', confidence: 0.9, hint: false }
      : { field: null, confidence: 0, hint: false }
  const exact = EXACT.get(plain)
  if (exact) return { field: exact.field, confidence: exact.hint ? 0.5 : 1, hint: exact.hint }
  // A heading is a few words. A sentence that holds "name" or "court" is a title or a note.
  if (plain.length > 60) return { field: null, confidence: 0, hint: false }
  const bilingual = bothScripts(plain)
  if (bilingual) return bilingual
  const padded = ` ${plain} `
  for (const { field, phrase, hint } of PHRASES) {
    if (phrase.length < 2 || !padded.includes(` ${phrase} `)) continue
    if (hint) continue
    return { field, confidence: Math.min(0.95, 0.55 + 0.4 * (phrase.length / plain.length)), hint: false }
  }
  const mended = plain.replace(/[a-z]{6,}/g, mend)
  if (mended === plain) return { field: null, confidence: 0, hint: false }
  const match = readHeading(mended)
  return { ...match, confidence: match.confidence * 0.8 }
}

function mend(word: string): string {
  if (WORDS.has(word)) return word
  const near = [...WORDS].filter((known) => oneEditApart(word, known))
  return near.length === 1 ? (near[0] ?? word) : word
}

/** `Name / نام`: both halves are known wordings of one field. */
function bothScripts(plain: string): HeadingMatch | null {
  const latin = plain
    .replace(/[^\p{Script=Latin}\d ]/gu, '')
    .replace(/ +/g, ' ')
    .trim()
  const urdu = plain
    .replace(/[^\p{Script=Arabic} ]/gu, '')
    .replace(/ +/g, ' ')
    .trim()
  if (!latin || !urdu) return null
  const a = EXACT.get(latin)
  const b = EXACT.get(urdu)
  if (a && b && a.field === b.field) return { field: a.field, confidence: 1, hint: false }
  return null
}
