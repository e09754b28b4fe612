/**
 * Who may be locked in with whom: each rule once, with its law and its sentence. Sections 27 and 30 of the Prisons Act 1894 as the
 * published texts have them; what the texts given do not settle is marked as policy. Pure, and read by the use cases, the screens'
 * explanations and the tests alike.
 */

export const sexes = ['M', 'F', 'X'] as const
export const ageGroups = ['adult', 'juvenile'] as const
export const classes = ['under-trial', 'convict', 'condemned', 'civil'] as const
export const wards = ['ordinary', 'isolation', 'hospital'] as const
export const habits = ['casual', 'habitual'] as const
export type Class = (typeof classes)[number]
export type Ward = (typeof wards)[number]

/** What of a prisoner decides where they may sleep. */
export interface Sleeper {
  readonly sex: (typeof sexes)[number] | null
  /** Under the age below which a prisoner is a juvenile; null when no date of birth is known. */
  readonly juvenile: boolean | null
  readonly holds: Class
  readonly ward: Ward
  /** Of a convict, once the superintendent has decided and where the reader may know; null otherwise. */
  readonly habit: (typeof habits)[number] | null
}

/** A barrack or cell as an officer finds it at this moment. */
export interface Room {
  readonly kind: 'barrack' | 'cell'
  /** Null until the superintendent has said whom a barrack of the old register is for. */
  readonly for: {
    readonly sex: (typeof sexes)[number]
    readonly ages: (typeof ageGroups)[number]
    readonly holds: Class
    readonly ward: Ward
    /** Null for convicts of both kinds, and where there are no convicts. */
    readonly habit: (typeof habits)[number] | null
  } | null
  readonly closed: boolean
  readonly hasCells: boolean
  /** Those who sleep there now, the prisoner in question not counted. */
  readonly others: number
  readonly maximum: number
  /** Somebody is there, or under the same roof, from whom the prisoner must be kept apart. */
  readonly keptApart: boolean
  /** What the province says of habitual and casual convicts: not asked, warned of, refused. */
  readonly habitApart: 'no' | 'warn' | 'refuse'
}

interface Sentence {
  readonly en: string
  readonly ur: string
}

export interface Rule {
  /** The section; null where it is how the place is built or run. */
  readonly law: Sentence | null
  readonly text: Sentence
  readonly breaks: (sleeper: Sleeper, room: Room) => boolean
}

/** Sections read from left to right in an Urdu sentence too. */
const section = (numbers: string, further?: Sentence): Sentence => ({
  en: `Prisons Act 1894 s.${numbers}${further === undefined ? '' : `, ${further.en}`}`,
  ur: `پریزنز ایکٹ 1894 دفعہ \u2066${numbers}\u2069${further === undefined ? '' : `، ${further.ur}`}`,
})
const policy: Sentence = {
  en: 'Policy; the rules’ text was not obtained',
  ur: 'پالیسی؛ قواعد کا متن دستیاب نہیں',
}

export const rules = {
  closed: {
    law: null,
    text: { en: 'The place is closed.', ur: 'یہ جگہ بند ہے۔' },
    breaks: (_, room) => room.closed,
  },
  'has-cells': {
    law: null,
    text: {
      en: 'The barrack has cells: choose one of them.',
      ur: 'اس بیرک میں چکیاں ہیں: کوئی چکی منتخب کریں۔',
    },
    breaks: (_, room) => room.hasCells,
  },
  undeclared: {
    law: null,
    text: {
      en: 'The superintendent has not yet said who is kept here.',
      ur: 'سپرنٹنڈنٹ نے ابھی طے نہیں کیا کہ یہاں کون رکھا جائے گا۔',
    },
    breaks: (_, room) => room.for === null,
  },
  full: {
    law: null,
    text: { en: 'The place has reached its maximum.', ur: 'یہ جگہ اپنی انتہائی گنجائش کو پہنچ چکی ہے۔' },
    breaks: (_, room) => room.others >= room.maximum,
  },
  sex: {
    law: section('27(1)'),
    text: {
      en: 'Women and men are kept in separate parts, out of sight and hearing of each other.',
      ur: 'خواتین اور مرد الگ حصوں میں رکھے جاتے ہیں، جہاں ایک دوسرے کو دیکھ یا سن نہ سکیں۔',
    },
    breaks: (sleeper, room) => room.for !== null && sleeper.sex !== room.for.sex,
  },
  age: {
    law: section('27(2)', { en: 'JJSA 2018', ur: 'جے جے ایس اے 2018' }),
    text: {
      en: 'Juveniles are kept altogether apart from adults.',
      ur: 'کم عمر قیدی بالغوں سے بالکل الگ رکھے جاتے ہیں۔',
    },
    // With no date of birth nobody is put among children; that an adult barrack is no place for a child, only a known age can tell.
    breaks: (sleeper, room) =>
      room.for !== null && (room.for.ages === 'juvenile') !== (sleeper.juvenile ?? false),
  },
  condemned: {
    law: section('30(2)'),
    text: {
      en: 'A prisoner under sentence of death is confined in a cell for the condemned, and nobody else is put there.',
      ur: 'سزائے موت کا قیدی صرف سزائے موت کی چکی میں رکھا جاتا ہے، اور وہاں کوئی دوسرا نہیں رکھا جاتا۔',
    },
    breaks: (sleeper, room) =>
      room.for !== null &&
      room.for.ward === 'ordinary' &&
      ((sleeper.holds === 'condemned') !== (room.for.holds === 'condemned') ||
        (sleeper.holds === 'condemned' && room.kind !== 'cell')),
  },
  'condemned-alone': {
    law: section('30(2)'),
    text: {
      en: 'A prisoner under sentence of death is confined apart from all other prisoners; somebody is in this cell.',
      ur: 'سزائے موت کا قیدی سب سے الگ رکھا جاتا ہے؛ اس چکی میں کوئی اور موجود ہے۔',
    },
    breaks: (sleeper, room) => sleeper.holds === 'condemned' && room.others > 0,
  },
  tried: {
    law: section('27(3)'),
    text: {
      en: 'Prisoners under trial are kept apart from convicts.',
      ur: 'زیرِ سماعت قیدی سزا یافتہ قیدیوں سے الگ رکھے جاتے ہیں۔',
    },
    breaks: (sleeper, room) => {
      const pair = [sleeper.holds, room.for?.holds]
      return pair.includes('under-trial') && (pair.includes('convict') || pair.includes('condemned'))
    },
  },
  civil: {
    law: section('27(4)', { en: 's.3(4)', ur: 'دفعہ \u20663(4)\u2069' }),
    text: {
      en: 'Civil prisoners and detenus are kept apart from criminal prisoners.',
      ur: 'دیوانی قیدی اور نظر بند فوجداری قیدیوں سے الگ رکھے جاتے ہیں۔',
    },
    breaks: (sleeper, room) =>
      room.for !== null && (sleeper.holds === 'civil') !== (room.for.holds === 'civil'),
  },
  ward: {
    law: policy,
    text: {
      en: 'Isolation and the hospital are for those whom the medical officer sends there, and they are for nowhere else.',
      ur: 'علیحدگی اور ہسپتال صرف ان کے لیے ہیں جنہیں میڈیکل افسر بھیجے، اور وہ کہیں اور نہیں رکھے جاتے۔',
    },
    breaks: (sleeper, room) => room.for !== null && sleeper.ward !== room.for.ward,
  },
  habit: {
    law: {
      en: 'Prison Rules on classification; the text was not obtained (REFER), the province’s configuration decides',
      ur: 'قواعدِ جیل، باب درجہ بندی؛ متن دستیاب نہیں (REFER)، صوبے کی ترتیب کے مطابق',
    },
    text: {
      en: 'Habitual convicts are kept apart from casual ones.',
      ur: 'عادی سزا یافتہ قیدی اتفاقی قیدیوں سے الگ رکھے جاتے ہیں۔',
    },
    // Whoever is not classed yet is put among no habitual convicts.
    breaks: (sleeper, room) =>
      room.habitApart !== 'no' &&
      sleeper.holds === 'convict' &&
      room.for?.holds === 'convict' &&
      room.for.habit !== null &&
      (room.for.habit === 'habitual') !== (sleeper.habit === 'habitual'),
  },
  'non-association': {
    law: policy,
    text: {
      en: 'Somebody there must be kept apart from this prisoner.',
      ur: 'وہاں کوئی ایسا شخص ہے جسے اس قیدی سے الگ رکھنا لازم ہے۔',
    },
    breaks: (_, room) => room.keptApart,
  },
} as const satisfies Record<string, Rule>

export type RuleCode = keyof typeof rules
export const ruleCodes = Object.keys(rules) as readonly RuleCode[]

/** Rules that say a person must not stay; the others only keep somebody new from coming, and what is undeclared accuses nobody. */
const stayRules: readonly RuleCode[] = [
  'closed',
  'sex',
  'age',
  'condemned',
  'condemned-alone',
  'tried',
  'civil',
  'ward',
  'habit',
  'non-association',
]

/** Every rule that would be broken if this person slept there; none means the place fits. */
export function breachesOf(sleeper: Sleeper, room: Room): RuleCode[] {
  return ruleCodes.filter((code) => rules[code].breaks(sleeper, room))
}

/** Why somebody who is there already must be moved: a judgment came, a birthday, an order of the medical officer. */
export function mustMoveFor(sleeper: Sleeper, room: Room): RuleCode[] {
  return stayRules.filter((code) => rules[code].breaks(sleeper, room))
}

/** A rule that an officer may set aside here, and which is then written with the place. */
export function onlyWarns(code: RuleCode, room: Pick<Room, 'habitApart'>): boolean {
  return code === 'habit' && room.habitApart === 'warn'
}

/** Detenus are committed by no criminal court: civil prisoners in the Act's sense (s.3(2) and (4)). */
export function classOf(category: string): Class {
  if (category === 'detenu' || category === 'civil') return 'civil'
  if (category === 'convict' || category === 'condemned') return category
  return 'under-trial'
}
