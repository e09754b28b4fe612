/** What is charged, how often, and how such cases go. Section labels are those of the offence table. */
export type OffenceKey =
  | 'murder'
  | 'attempt'
  | 'hurt'
  | 'theft'
  | 'vehicle-theft'
  | 'robbery'
  | 'armed-robbery'
  | 'dacoity'
  | 'charas'
  | 'heroin'
  | 'arms'
  | 'kidnapping'
  | 'ransom'
  | 'rape'
  | 'cheating'
  | 'cheque'
  | 'threats'
  | 'encounter'
  | 'terrorism'
  | 'gambling'

/**
 * Act and section as in the offence table, which names Acts by letters: SAA Sindh Arms Act 2013, AO Pakistan Arms
 * Ordinance 1965, SPGA Sindh Prevention of Gambling Act 1978, PPGO its Punjab counterpart.
 */
export type Section = { readonly act: string; readonly section: string }
export type Forum = 'magistrate' | 'sessions' | 'atc' | 'narcotics'

/** A term in months, or one of the two sentences that have none. */
export type Term = number | 'LIFE' | 'DEATH'

export type Offence = {
  readonly key: OffenceKey
  readonly sections: readonly Section[]
  readonly title: { readonly en: string; readonly ur: string }
  /** Share of FIRs, in parts of 100: after the usual mix of Sindh's police returns, rounded. */
  readonly weight: number
  readonly forum: Forum
  readonly bailable: boolean
  /** Chance that each application for bail succeeds. */
  readonly bailChance: number
  /** Chance that an accused who is tried is convicted. */
  readonly convictionChance: number
  /** Chance that the parties compound before judgment, where the law lets them. */
  readonly compromiseChance: number
  /** Chance that nobody is ever identified. */
  readonly untracedChance: number
  readonly accused: readonly [least: number, most: number]
  readonly womenShare: number
  readonly terms: readonly (readonly [Term, number])[]
  readonly fine: readonly [least: number, most: number]
  readonly remandDays: readonly [least: number, most: number]
  /** Police and not a private person complain. */
  readonly stateComplains: boolean
  /** Arrest on the spot, before the FIR is written. */
  readonly caughtInTheAct: boolean
  /** Days from the event to the FIR. */
  readonly delay: readonly [least: number, most: number]
}

const ppc = (...sections: string[]): Section[] => sections.map((section) => ({ act: 'PPC', section }))

const usual = {
  forum: 'magistrate',
  bailable: false,
  bailChance: 0.5,
  convictionChance: 0.3,
  compromiseChance: 0,
  untracedChance: 0,
  accused: [1, 1],
  womenShare: 0.02,
  fine: [5_000, 30_000],
  remandDays: [1, 5],
  stateComplains: false,
  caughtInTheAct: false,
  delay: [0, 2],
} as const

export const offences: readonly Offence[] = [
  {
    ...usual,
    key: 'murder',
    sections: ppc('302', '34'),
    title: { en: 'Intentional murder', ur: 'قتلِ عمد' },
    weight: 5.5,
    forum: 'sessions',
    bailChance: 0.12,
    convictionChance: 0.38,
    compromiseChance: 0.1,
    untracedChance: 0.06,
    accused: [1, 4],
    womenShare: 0.04,
    terms: [
      ['DEATH', 0.1],
      ['LIFE', 0.5],
      [300, 0.15],
      [168, 0.15],
      [120, 0.1],
    ],
    fine: [200_000, 1_000_000],
    remandDays: [5, 14],
    delay: [0, 1],
  },
  {
    ...usual,
    key: 'attempt',
    sections: ppc('324', '34'),
    title: { en: 'Attempt to murder', ur: 'اقدامِ قتل' },
    weight: 6,
    forum: 'sessions',
    bailChance: 0.35,
    compromiseChance: 0.15,
    accused: [1, 3],
    terms: [
      [36, 0.3],
      [60, 0.4],
      [84, 0.2],
      [120, 0.1],
    ],
    fine: [20_000, 100_000],
    remandDays: [3, 9],
  },
  {
    ...usual,
    key: 'hurt',
    sections: ppc('337A(i)', '337F(i)', '504'),
    title: { en: 'Hurt and insult', ur: 'ضرب و توہین' },
    weight: 8,
    bailable: true,
    bailChance: 0.95,
    convictionChance: 0.15,
    compromiseChance: 0.35,
    accused: [1, 3],
    womenShare: 0.05,
    terms: [
      [3, 0.4],
      [6, 0.4],
      [12, 0.2],
    ],
    remandDays: [0, 1],
  },
  {
    ...usual,
    key: 'theft',
    sections: ppc('379'),
    title: { en: 'Theft', ur: 'چوری' },
    weight: 8,
    bailChance: 0.55,
    untracedChance: 0.45,
    terms: [
      [6, 0.4],
      [12, 0.35],
      [24, 0.25],
    ],
    remandDays: [1, 5],
  },
  {
    ...usual,
    key: 'vehicle-theft',
    sections: ppc('381A'),
    title: { en: 'Theft of a motor vehicle', ur: 'گاڑی کی چوری' },
    weight: 8,
    untracedChance: 0.6,
    accused: [1, 2],
    terms: [
      [12, 0.3],
      [24, 0.4],
      [36, 0.3],
    ],
    remandDays: [2, 7],
  },
  {
    ...usual,
    key: 'robbery',
    sections: ppc('392', '34'),
    title: { en: 'Robbery', ur: 'رہزنی' },
    weight: 8,
    forum: 'sessions',
    bailChance: 0.35,
    convictionChance: 0.36,
    untracedChance: 0.45,
    accused: [1, 3],
    womenShare: 0.01,
    terms: [
      [36, 0.35],
      [48, 0.3],
      [60, 0.25],
      [84, 0.1],
    ],
    remandDays: [3, 10],
  },
  {
    ...usual,
    key: 'armed-robbery',
    sections: ppc('392', '397', '34'),
    title: { en: 'Robbery with attempt to cause death', ur: 'مسلح رہزنی مع اقدامِ قتل' },
    weight: 3.5,
    forum: 'sessions',
    bailChance: 0.22,
    convictionChance: 0.42,
    untracedChance: 0.3,
    accused: [2, 3],
    womenShare: 0,
    terms: [
      [84, 0.7],
      [120, 0.3],
    ],
    fine: [20_000, 100_000],
    remandDays: [5, 13],
  },
  {
    ...usual,
    key: 'dacoity',
    sections: ppc('395', '397'),
    title: { en: 'Dacoity', ur: 'ڈکیتی' },
    weight: 2.5,
    forum: 'sessions',
    bailChance: 0.15,
    convictionChance: 0.4,
    untracedChance: 0.25,
    accused: [5, 7],
    womenShare: 0,
    terms: [
      [84, 0.5],
      [120, 0.35],
      ['LIFE', 0.15],
    ],
    fine: [30_000, 200_000],
    remandDays: [7, 14],
  },
  {
    ...usual,
    key: 'charas',
    sections: [{ act: 'CNSA', section: '9(1) sr.3(c)' }],
    title: { en: 'Possession of charas, 1,000 to 4,999 g', ur: 'چرس کی برآمدگی' },
    weight: 12,
    forum: 'narcotics',
    bailChance: 0.2,
    convictionChance: 0.5,
    womenShare: 0.05,
    terms: [
      [108, 0.8],
      [132, 0.15],
      [168, 0.05],
    ],
    fine: [80_000, 400_000],
    remandDays: [1, 3],
    stateComplains: true,
    caughtInTheAct: true,
    delay: [0, 0],
  },
  {
    ...usual,
    key: 'heroin',
    sections: [{ act: 'CNSA', section: '9(1) sr.6(b)' }],
    title: { en: 'Possession of heroin, 100 to 499 g', ur: 'ہیروئن کی برآمدگی' },
    weight: 4,
    forum: 'narcotics',
    bailChance: 0.2,
    convictionChance: 0.5,
    womenShare: 0.08,
    terms: [
      [84, 0.8],
      [96, 0.15],
      [120, 0.05],
    ],
    fine: [25_000, 125_000],
    remandDays: [1, 3],
    stateComplains: true,
    caughtInTheAct: true,
    delay: [0, 0],
  },
  {
    ...usual,
    key: 'arms',
    sections: [{ act: 'SAA', section: '23(1)(a)' }],
    title: { en: 'Possession of unlicensed arms', ur: 'بلا لائسنس اسلحہ' },
    weight: 12,
    forum: 'sessions',
    bailChance: 0.6,
    convictionChance: 0.4,
    womenShare: 0.003,
    terms: [
      [12, 0.35],
      [24, 0.3],
      [36, 0.2],
      [60, 0.15],
    ],
    remandDays: [1, 3],
    stateComplains: true,
    caughtInTheAct: true,
    delay: [0, 0],
  },
  {
    ...usual,
    key: 'kidnapping',
    sections: ppc('365', '34'),
    title: { en: 'Kidnapping to confine secretly', ur: 'حبسِ بے جا کے لیے اغوا' },
    weight: 2.5,
    forum: 'sessions',
    bailChance: 0.4,
    convictionChance: 0.2,
    untracedChance: 0.2,
    accused: [1, 3],
    womenShare: 0.04,
    terms: [
      [36, 0.5],
      [60, 0.3],
      [84, 0.2],
    ],
    remandDays: [3, 10],
  },
  {
    ...usual,
    key: 'ransom',
    sections: [...ppc('365A'), { act: 'ATA', section: '7(1)(e)' }],
    title: { en: 'Kidnapping for ransom', ur: 'اغوا برائے تاوان' },
    weight: 1,
    forum: 'atc',
    bailChance: 0.04,
    convictionChance: 0.5,
    untracedChance: 0.2,
    accused: [2, 5],
    womenShare: 0.03,
    terms: [
      ['DEATH', 0.06],
      ['LIFE', 0.94],
    ],
    fine: [100_000, 500_000],
    remandDays: [15, 60],
  },
  {
    ...usual,
    key: 'rape',
    sections: ppc('376(1)'),
    title: { en: 'Rape', ur: 'زنا بالجبر' },
    weight: 1.8,
    forum: 'sessions',
    bailChance: 0.12,
    convictionChance: 0.25,
    womenShare: 0,
    terms: [
      [120, 0.5],
      [180, 0.3],
      ['LIFE', 0.2],
    ],
    fine: [100_000, 500_000],
    remandDays: [4, 12],
    delay: [0, 8],
  },
  {
    ...usual,
    key: 'cheating',
    sections: ppc('420', '468', '471'),
    title: { en: 'Cheating and forgery', ur: 'دھوکہ دہی و جعل سازی' },
    weight: 3.5,
    bailChance: 0.6,
    convictionChance: 0.2,
    compromiseChance: 0.1,
    accused: [1, 2],
    womenShare: 0.06,
    terms: [
      [24, 0.5],
      [36, 0.5],
    ],
    fine: [20_000, 200_000],
    delay: [10, 120],
  },
  {
    ...usual,
    key: 'cheque',
    sections: ppc('489F'),
    title: { en: 'Dishonestly issuing a cheque', ur: 'چیک ڈس آنر' },
    weight: 5,
    bailChance: 0.65,
    convictionChance: 0.15,
    compromiseChance: 0.4,
    terms: [
      [12, 0.6],
      [24, 0.4],
    ],
    fine: [10_000, 100_000],
    remandDays: [0, 2],
    delay: [20, 120],
  },
  {
    ...usual,
    key: 'threats',
    sections: ppc('506(ii)', '504', '34'),
    title: { en: 'Criminal intimidation', ur: 'مجرمانہ دھمکی' },
    weight: 3,
    bailable: true,
    bailChance: 0.95,
    convictionChance: 0.1,
    compromiseChance: 0.3,
    accused: [1, 3],
    terms: [
      [6, 0.6],
      [12, 0.4],
    ],
    remandDays: [0, 1],
  },
  {
    ...usual,
    key: 'encounter',
    sections: ppc('353', '324', '34'),
    title: { en: 'Assault on police with attempt to murder', ur: 'پولیس مقابلہ و اقدامِ قتل' },
    weight: 3,
    forum: 'sessions',
    bailChance: 0.3,
    convictionChance: 0.3,
    accused: [1, 2],
    womenShare: 0,
    terms: [
      [36, 0.4],
      [60, 0.4],
      [84, 0.2],
    ],
    remandDays: [2, 7],
    stateComplains: true,
    caughtInTheAct: true,
    delay: [0, 0],
  },
  {
    ...usual,
    key: 'terrorism',
    sections: [{ act: 'ATA', section: '7(1)(h)' }, ...ppc('324', '34')],
    title: { en: 'Act of terrorism', ur: 'دہشت گردی' },
    weight: 0.9,
    forum: 'atc',
    bailChance: 0.04,
    convictionChance: 0.4,
    untracedChance: 0.15,
    accused: [1, 4],
    womenShare: 0.01,
    terms: [
      [120, 0.4],
      [168, 0.4],
      ['LIFE', 0.2],
    ],
    fine: [100_000, 500_000],
    remandDays: [15, 75],
    stateComplains: true,
    delay: [0, 0],
  },
  {
    ...usual,
    key: 'gambling',
    sections: [{ act: 'SPGA', section: '5' }],
    title: { en: 'Gambling', ur: 'قمار بازی' },
    weight: 2.8,
    bailable: true,
    bailChance: 0.97,
    convictionChance: 0.5,
    accused: [2, 5],
    womenShare: 0,
    terms: [
      [1, 0.8],
      [2, 0.2],
    ],
    fine: [500, 2_000],
    remandDays: [0, 0],
    stateComplains: true,
    caughtInTheAct: true,
    delay: [0, 0],
  },
]

export const offenceWeights: readonly (readonly [Offence, number])[] = offences.map((offence) => [
  offence,
  offence.weight,
])

/** What stands in Punjab where Sindh has an Act of its own. */
const punjabSections: Readonly<Partial<Record<OffenceKey, Section>>> = {
  arms: { act: 'AO', section: '13(2)(a)' },
  gambling: { act: 'PPGO', section: '5' },
}

/** The table of section 9 CNSA by kind and weight came with Act XX of 2022; before it there were three clauses. */
const narcoticsTableFrom = '2022-09-06'
const earlierNarcotics: Readonly<Partial<Record<OffenceKey, Section>>> = {
  charas: { act: 'CNSA', section: '9(c)' },
  heroin: { act: 'CNSA', section: '9(b)' },
}

/** Sections of an offence as the police of a province wrote them on the day of the offence. */
export function sectionsIn(offence: Offence, province: string, on: string): Section[] {
  const own =
    (on < narcoticsTableFrom ? earlierNarcotics[offence.key] : undefined) ??
    (province === 'PK-PB' ? punjabSections[offence.key] : undefined)
  return own ? [own] : [...offence.sections]
}
