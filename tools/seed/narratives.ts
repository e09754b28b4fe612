import type { Name } from './names.ts'
import type { OffenceKey } from './offences.ts'
import type { Random } from './random.ts'

export type Item = { readonly name: Name; readonly quantity: number; readonly value?: number }

/** What the clerk who writes the FIR was told. No field of a rape victim exists here: section 376-A PPC. */
export type Facts = {
  readonly date: string
  readonly time: string
  readonly place: Name
  readonly station: Name
  readonly complainant: Name
  readonly relative: Name
  readonly accused: readonly Name[]
  readonly unknown: boolean
  /** The one accused is a woman: Urdu verbs and a search by a woman constable follow. */
  readonly woman: boolean
  readonly items: readonly Item[]
  readonly grams: number
  readonly amount: number
}

type Text = { readonly en: string; readonly ur: string }

const items = {
  personal: [
    ['Mobile phone', 'موبائل فون', 18_000, 90_000],
    ['Cash', 'نقد رقم', 3_000, 60_000],
    ['Wrist watch', 'کلائی گھڑی', 2_000, 15_000],
    ['Wallet with papers', 'بٹوہ مع کاغذات', 500, 3_000],
  ],
  household: [
    ['Gold ornaments', 'طلائی زیورات', 150_000, 900_000],
    ['Cash', 'نقد رقم', 50_000, 600_000],
    ['Buffalo', 'بھینس', 180_000, 400_000],
    ['Solar panel', 'سولر پلیٹ', 20_000, 40_000],
    ['Laptop', 'لیپ ٹاپ', 60_000, 160_000],
    ['Licensed pistol', 'لائسنس یافتہ پستول', 40_000, 120_000],
  ],
  vehicle: [
    ['Motorcycle 70 cc', 'موٹر سائیکل 70 سی سی', 80_000, 160_000],
    ['Motorcycle 125 cc', 'موٹر سائیکل 125 سی سی', 150_000, 280_000],
    ['Car', 'کار', 1_200_000, 3_800_000],
    ['Rickshaw', 'رکشہ', 250_000, 420_000],
  ],
  arms: [
    [
      '30 bore pistol without number, with magazine and 4 live rounds',
      'پستول 30 بور بلا نمبر مع میگزین و 4 زندہ گولیاں',
      15_000,
      40_000,
    ],
    [
      '9 mm pistol with rubbed number, with 6 live rounds',
      'پستول 9 ایم ایم رگڑا ہوا نمبر مع 6 زندہ گولیاں',
      30_000,
      80_000,
    ],
    ['12 bore repeater with 5 cartridges', 'رپیٹر 12 بور مع 5 کارتوس', 25_000, 60_000],
  ],
  gambling: [
    ['Stake money', 'داؤ کی رقم', 1_000, 15_000],
    ['Pack of playing cards', 'تاش کی گڈی', 100, 300],
  ],
} as const satisfies Record<string, readonly (readonly [string, string, number, number])[]>

const kindOfItems: Readonly<Partial<Record<OffenceKey, keyof typeof items>>> = {
  theft: 'household',
  'vehicle-theft': 'vehicle',
  robbery: 'personal',
  'armed-robbery': 'personal',
  dacoity: 'household',
  arms: 'arms',
  encounter: 'arms',
  gambling: 'gambling',
}

/** Property of the case: robbed or stolen, or recovered from the accused. */
export function propertyOf(rng: Random, offence: OffenceKey, grams: number): Item[] {
  if (offence === 'charas' || offence === 'heroin')
    return [
      {
        name:
          offence === 'charas'
            ? { en: 'Charas (grams)', ur: 'چرس (گرام)' }
            : { en: 'Heroin (grams)', ur: 'ہیروئن (گرام)' },
        quantity: grams,
      },
    ]
  const kind = kindOfItems[offence]
  if (!kind) return []
  const pool = items[kind]
  const count =
    kind === 'personal' ? rng.int(2, 3) : kind === 'household' || kind === 'gambling' ? rng.int(1, 2) : 1
  const start = rng.int(0, pool.length - 1)
  return Array.from({ length: count }, (_, i) => {
    const [en, ur, least, most] = pool[(start + i) % pool.length]!
    return { name: { en, ur }, quantity: 1, value: Math.round(rng.int(least, most) / 100) * 100 }
  })
}

/** A date or a number inside Urdu text keeps its own direction (U+2066 … U+2069), or the reader sees it reversed. */
const ltr = (text: string | number) => `\u2066${text}\u2069`

const rupees = (amount: number) => amount.toLocaleString('en-US')
const listEn = (facts: Facts) =>
  facts.items.map((item) => item.name.en + (item.value ? ` (Rs ${rupees(item.value)})` : '')).join(', ')
const listUr = (facts: Facts) =>
  facts.items
    .map((item) => item.name.ur + (item.value ? ` (مالیتی ${ltr(rupees(item.value))} روپے)` : ''))
    .join('، ')
const whoEn = (facts: Facts) =>
  facts.unknown ? 'unknown persons' : facts.accused.map((name) => name.en).join(', ')
const whoUr = (facts: Facts) =>
  facts.unknown ? 'نامعلوم ملزمان' : facts.accused.map((name) => name.ur).join('، ')
const whenUr = (facts: Facts) => `مورخہ ${ltr(facts.date)} بوقت ${ltr(facts.time)} بجے`

const templates: Readonly<Record<OffenceKey, readonly ((facts: Facts) => Text)[]>> = {
  murder: [
    (f) => ({
      en: `On ${f.date} at ${f.time} at ${f.place.en}, ${whoEn(f)} fired at the complainant's brother ${f.relative.en} over an old enmity. He was hit in the chest and died on the way to hospital.`,
      ur: `${whenUr(f)} بمقام ${f.place.ur} ${whoUr(f)} نے پرانی دشمنی کی بنا پر مدعی کے بھائی ${f.relative.ur} پر فائرنگ کی۔ گولی سینے پر لگی اور وہ ہسپتال لے جاتے ہوئے فوت ہو گیا۔`,
    }),
    (f) => ({
      en: `On ${f.date} at about ${f.time}, ${whoEn(f)} attacked ${f.relative.en} with hatchets at ${f.place.en} in a dispute over land. He died at the spot. The complainant ${f.complainant.en} and others saw the occurrence.`,
      ur: `${whenUr(f)} زمین کے تنازعہ پر ${whoUr(f)} نے بمقام ${f.place.ur} ${f.relative.ur} پر کلہاڑیوں سے حملہ کیا جو موقع پر ہی جاں بحق ہو گیا۔ وقوعہ مدعی ${f.complainant.ur} و دیگر گواہان نے دیکھا۔`,
    }),
  ],
  attempt: [
    (f) => ({
      en: `On ${f.date} at ${f.time} near ${f.place.en}, ${whoEn(f)} fired at ${f.relative.en} with intent to kill. He was wounded in the leg and taken to hospital with a police letter.`,
      ur: `${whenUr(f)} نزد ${f.place.ur} ${whoUr(f)} نے بہ نیتِ قتل ${f.relative.ur} پر فائر کیا جس سے وہ ٹانگ پر زخمی ہوا اور پولیس لیٹر پر ہسپتال بھیجا گیا۔`,
    }),
    (f) => ({
      en: `${whoEn(f)} stopped the complainant ${f.complainant.en} at ${f.place.en} on ${f.date} at ${f.time} and struck ${f.relative.en} on the head with a hatchet, saying that he would not be left alive.`,
      ur: `${whenUr(f)} بمقام ${f.place.ur} ${whoUr(f)} نے مدعی ${f.complainant.ur} کا راستہ روکا اور ${f.relative.ur} کے سر پر کلہاڑی کا وار کیا اور کہا کہ آج زندہ نہیں چھوڑیں گے۔`,
    }),
  ],
  hurt: [
    (f) => ({
      en: `On ${f.date} at ${f.time} at ${f.place.en}, ${whoEn(f)} abused the complainant ${f.complainant.en} and beat him with sticks over the flow of water. The medical certificate is attached.`,
      ur: `${whenUr(f)} بمقام ${f.place.ur} پانی کی باری کے تنازعہ پر ${whoUr(f)} نے مدعی ${f.complainant.ur} کو گالیاں دیں اور ڈنڈوں سے مارا پیٹا۔ میڈیکل سرٹیفکیٹ منسلک ہے۔`,
    }),
    (f) => ({
      en: `A quarrel among children at ${f.place.en} on ${f.date} at ${f.time} ended with ${whoEn(f)} beating ${f.relative.en} with fists and kicks.`,
      ur: `${whenUr(f)} بمقام ${f.place.ur} بچوں کے جھگڑے پر ${whoUr(f)} نے ${f.relative.ur} کو لاتوں اور مکوں سے زدوکوب کیا۔`,
    }),
  ],
  theft: [
    (f) => ({
      en: `In the night before ${f.date} ${whoEn(f)} entered the premises of ${f.complainant.en} at ${f.place.en} and took away: ${listEn(f)}.`,
      ur: `مورخہ ${ltr(f.date)} کی درمیانی شب ${whoUr(f)} نے ${f.complainant.ur} کے احاطے واقع ${f.place.ur} میں داخل ہو کر یہ مال چوری کیا: ${listUr(f)}۔`,
    }),
    (f) => ({
      en: `The complainant found at ${f.time} on ${f.date} that his shop at ${f.place.en} had been broken into by ${whoEn(f)}. Missing: ${listEn(f)}.`,
      ur: `${whenUr(f)} مدعی کو معلوم ہوا کہ ${f.place.ur} میں واقع اس کی دکان کے تالے ${whoUr(f)} نے توڑ کر مال چوری کیا ہے: ${listUr(f)}۔`,
    }),
  ],
  'vehicle-theft': [
    (f) => ({
      en: `On ${f.date} at ${f.time} ${whoEn(f)} stole from outside a market at ${f.place.en} what ${f.complainant.en} had parked and locked: ${listEn(f)}.`,
      ur: `${whenUr(f)} ${f.place.ur} میں بازار کے باہر سے ${f.complainant.ur} کی مقفل کھڑی گاڑی ${whoUr(f)} چوری کر کے لے گئے: ${listUr(f)}۔`,
    }),
  ],
  robbery: [
    (f) => ({
      en: `On ${f.date} at ${f.time} ${whoEn(f)} on a motorcycle stopped ${f.complainant.en} at gunpoint at ${f.place.en} and robbed: ${listEn(f)}.`,
      ur: `${whenUr(f)} بمقام ${f.place.ur} موٹر سائیکل سوار ${whoUr(f)} نے اسلحہ کے زور پر ${f.complainant.ur} سے یہ مال چھین لیا: ${listUr(f)}۔`,
    }),
    (f) => ({
      en: `While ${f.complainant.en} was going home from ${f.place.en} on ${f.date} at ${f.time}, ${whoEn(f)} showed a pistol and took: ${listEn(f)}.`,
      ur: `${whenUr(f)} مدعی ${f.complainant.ur} ${f.place.ur} سے گھر جا رہا تھا کہ ${whoUr(f)} نے پستول دکھا کر یہ مال لوٹ لیا: ${listUr(f)}۔`,
    }),
  ],
  'armed-robbery': [
    (f) => ({
      en: `On ${f.date} at ${f.time} at ${f.place.en}, ${whoEn(f)} robbed ${f.complainant.en} of ${listEn(f)}; when he resisted they fired and wounded ${f.relative.en}.`,
      ur: `${whenUr(f)} بمقام ${f.place.ur} ${whoUr(f)} نے ${f.complainant.ur} سے یہ مال چھینا: ${listUr(f)}۔ مزاحمت پر فائرنگ کر کے ${f.relative.ur} کو زخمی کر دیا۔`,
    }),
  ],
  dacoity: [
    (f) => ({
      en: `On ${f.date} at ${f.time} more than five armed men, ${whoEn(f)}, entered the house of ${f.complainant.en} at ${f.place.en}, held the family hostage and took: ${listEn(f)}.`,
      ur: `${whenUr(f)} پانچ سے زائد مسلح افراد ${whoUr(f)} ${f.place.ur} میں ${f.complainant.ur} کے گھر داخل ہوئے، اہلِ خانہ کو یرغمال بنا کر یہ مال لے گئے: ${listUr(f)}۔`,
    }),
  ],
  charas: [
    (f) => ({
      en: `On spy information a police party of ${f.station.en} searched ${whoEn(f)} ${f.woman ? 'through a woman constable ' : ''}at ${f.place.en} on ${f.date} at ${f.time} in the presence of two mashirs and recovered ${rupees(f.grams)} grams of charas, sealed on the spot for chemical examination.`,
      ur: `مخبر کی اطلاع پر پولیس پارٹی ${f.station.ur} نے ${whenUr(f)} بمقام ${f.place.ur} دو مشیروں کی موجودگی میں ${f.woman ? 'لیڈی کانسٹیبل کے ذریعے ' : ''}${whoUr(f)} کی تلاشی لی اور ${ltr(rupees(f.grams))} گرام چرس برآمد کر کے کیمیائی تجزیے کے لیے موقع پر سربمہر کی۔`,
    }),
    (f) => ({
      en: `During patrolling on ${f.date} at ${f.time} near ${f.place.en}, ${whoEn(f)} tried to slip away on seeing the police mobile. From a black shopper in ${f.woman ? 'her' : 'his'} hand ${rupees(f.grams)} grams of charas were recovered.`,
      ur: `دورانِ گشت ${whenUr(f)} نزد ${f.place.ur} ${whoUr(f)} پولیس موبائل دیکھ کر ${f.woman ? 'کھسکنے لگی' : 'کھسکنے لگا'}۔ اس کے ہاتھ میں موجود سیاہ شاپر سے ${ltr(rupees(f.grams))} گرام چرس برآمد ہوئی۔`,
    }),
  ],
  heroin: [
    (f) => ({
      en: `On ${f.date} at ${f.time} the police of ${f.station.en} stopped ${whoEn(f)} at a picket at ${f.place.en} and recovered ${rupees(f.grams)} grams of heroin powder from the side pocket of the shirt before two mashirs.`,
      ur: `${whenUr(f)} ${f.station.ur} کی پولیس نے ${f.place.ur} کے ناکے پر ${whoUr(f)} کو روک کر دو مشیروں کے روبرو قمیص کی سائیڈ جیب سے ${ltr(rupees(f.grams))} گرام ہیروئن پاؤڈر برآمد کیا۔`,
    }),
  ],
  arms: [
    (f) => ({
      en: `During patrolling on ${f.date} at ${f.time} at ${f.place.en}, ${whoEn(f)} was found with ${f.items.map((item) => item.name.en).join(', ')} and could produce no licence.`,
      ur: `دورانِ گشت ${whenUr(f)} بمقام ${f.place.ur} ${whoUr(f)} سے ${f.items.map((item) => item.name.ur).join('، ')} برآمد ہوا جس کا وہ لائسنس پیش نہ کر ${f.woman ? 'سکی' : 'سکا'}۔`,
    }),
  ],
  kidnapping: [
    (f) => ({
      en: `On ${f.date} at ${f.time} ${whoEn(f)} forced ${f.relative.en}, brother of the complainant, into a car at ${f.place.en} and took him to an unknown place.`,
      ur: `${whenUr(f)} بمقام ${f.place.ur} ${whoUr(f)} مدعی کے بھائی ${f.relative.ur} کو زبردستی گاڑی میں بٹھا کر نامعلوم مقام پر لے گئے۔`,
    }),
  ],
  ransom: [
    (f) => ({
      en: `On ${f.date} at ${f.time} armed men, ${whoEn(f)}, kidnapped ${f.relative.en} from ${f.place.en}. A caller later asked the complainant ${f.complainant.en} for Rs ${rupees(f.amount)} for his release.`,
      ur: `${whenUr(f)} مسلح افراد ${whoUr(f)} نے ${f.place.ur} سے ${f.relative.ur} کو اغوا کیا۔ بعد ازاں فون پر مدعی ${f.complainant.ur} سے رہائی کے عوض ${ltr(rupees(f.amount))} روپے تاوان طلب کیا گیا۔`,
    }),
  ],
  rape: [
    (f) => ({
      en: `The complainant reports that on ${f.date} the accused ${whoEn(f)} committed rape within the limits of ${f.station.en}. The names of the victim and the complainant are withheld (section 376-A PPC) and kept in the sealed record. Medical examination was done by a woman medico-legal officer.`,
      ur: `مدعی کے بیان کے مطابق مورخہ ${ltr(f.date)} کو ملزم ${whoUr(f)} نے ${f.station.ur} کی حدود میں زنا بالجبر کا ارتکاب کیا۔ متاثرہ اور مدعی کے کوائف زیرِ دفعہ 376-الف ت پ صیغہ راز میں، سربمہر ریکارڈ میں محفوظ ہیں۔ طبی معائنہ خاتون میڈیکو لیگل افسر نے کیا۔`,
    }),
  ],
  cheating: [
    (f) => ({
      en: `${whoEn(f)} took Rs ${rupees(f.amount)} from ${f.complainant.en} for a plot at ${f.place.en} and gave a sale deed which the sub-registrar on ${f.date} found to be forged.`,
      ur: `${whoUr(f)} نے ${f.place.ur} میں پلاٹ دلانے کے نام پر ${f.complainant.ur} سے ${ltr(rupees(f.amount))} روپے وصول کیے اور جو بیع نامہ دیا وہ مورخہ ${ltr(f.date)} کو سب رجسٹرار کی تصدیق پر جعلی نکلا۔`,
    }),
    (f) => ({
      en: `${whoEn(f)} promised ${f.complainant.en} a government post, received Rs ${rupees(f.amount)} at ${f.place.en} on ${f.date}, and handed over a false appointment letter.`,
      ur: `${whoUr(f)} نے سرکاری ملازمت کا جھانسہ دے کر مورخہ ${ltr(f.date)} کو ${f.place.ur} میں ${f.complainant.ur} سے ${ltr(rupees(f.amount))} روپے لیے اور جعلی تقرری نامہ دیا۔`,
    }),
  ],
  cheque: [
    (f) => ({
      en: `${whoEn(f)} gave ${f.complainant.en} a cheque of Rs ${rupees(f.amount)} towards the price of goods. It was dishonoured on ${f.date} at the bank's branch at ${f.place.en}; the bank's memo is attached.`,
      ur: `${whoUr(f)} نے مال کی قیمت کی مد میں ${f.complainant.ur} کو ${ltr(rupees(f.amount))} روپے کا چیک دیا جو مورخہ ${ltr(f.date)} کو بینک کی ${f.place.ur} برانچ سے ڈس آنر ہوا۔ بینک میمو منسلک ہے۔`,
    }),
  ],
  threats: [
    (f) => ({
      en: `On ${f.date} at ${f.time} ${whoEn(f)} came armed to ${f.place.en}, abused ${f.complainant.en} and threatened to kill him if he did not withdraw his suit.`,
      ur: `${whenUr(f)} ${whoUr(f)} مسلح ہو کر ${f.place.ur} آئے، ${f.complainant.ur} کو گالیاں دیں اور دعویٰ واپس نہ لینے پر جان سے مارنے کی دھمکیاں دیں۔`,
    }),
  ],
  encounter: [
    (f) => ({
      en: `On ${f.date} at ${f.time} near ${f.place.en}, men on a motorcycle fired at a police party of ${f.station.en} that signalled them to stop. ${whoEn(f)} was caught after an exchange of fire with ${f.items.map((item) => item.name.en).join(', ')}.`,
      ur: `${whenUr(f)} نزد ${f.place.ur} موٹر سائیکل سواروں نے روکنے پر ${f.station.ur} کی پولیس پارٹی پر فائرنگ کی۔ فائرنگ کے تبادلے کے بعد ${whoUr(f)} کو ${f.items.map((item) => item.name.ur).join('، ')} سمیت گرفتار کیا گیا۔`,
    }),
  ],
  terrorism: [
    (f) => ({
      en: `On ${f.date} at ${f.time} ${whoEn(f)} threw a hand grenade at a police post near ${f.place.en} and fled firing in the air, which spread fear among the public. Two constables were hurt.`,
      ur: `${whenUr(f)} ${whoUr(f)} نے ${f.place.ur} کے قریب پولیس چوکی پر دستی بم پھینکا اور ہوائی فائرنگ کرتے ہوئے فرار ہوئے جس سے عوام میں خوف و ہراس پھیل گیا۔ دو سپاہی زخمی ہوئے۔`,
    }),
  ],
  gambling: [
    (f) => ({
      en: `On ${f.date} at ${f.time} a raid at ${f.place.en} found ${whoEn(f)} gambling with cards for stakes. Recovered: ${listEn(f)}.`,
      ur: `${whenUr(f)} ${f.place.ur} میں چھاپے کے دوران ${whoUr(f)} تاش پر جوا کھیلتے پائے گئے۔ برآمدگی: ${listUr(f)}۔`,
    }),
  ],
}

/** A short FIR narrative in both languages. */
export function narrative(rng: Random, offence: OffenceKey, facts: Facts): Text {
  return rng.pick(templates[offence])(facts)
}

/** Number of narrative forms of an offence. */
export function narrativeForms(offence: OffenceKey): number {
  return templates[offence].length
}
