import { text } from '#platform/i18n'

/** A text in both languages. */
export interface Both {
  readonly en: string
  readonly ur: string
}

/** What is counted, and how one of it is called. */
export interface Unit extends Both {
  readonly one: Both
}

/** What a rule's column may hold. Sums are in rupees here and in paisa in the database. */
export type Kind =
  | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly unit: Unit }
  | { readonly kind: 'quantity'; readonly least: number; readonly most: number; readonly unit: Unit }
  | { readonly kind: 'money'; readonly least: number; readonly most: number }
  | { readonly kind: 'time' }
  | { readonly kind: 'flag'; readonly yes: Both; readonly no: Both }
  | { readonly kind: 'text'; readonly language: 'en' | 'ur' }
  /** Words of some length in one language, with what may stand in braces and an example of each. */
  | {
      readonly kind: 'prose'
      readonly language: 'en' | 'ur'
      readonly most: number
      readonly placeholders: Readonly<Record<string, { readonly name: Both; readonly example: Both }>>
    }
  | { readonly kind: 'choice'; readonly values: Words; readonly numbers?: true }
  | { readonly kind: 'choices'; readonly values: Words; readonly numbers?: true; readonly least: number }

/** Values with their words. */
export type Words = Readonly<Record<string, Both>>

export type Column = Kind & {
  readonly column: string
  readonly name: Both
  /** What an empty value means; where nothing is said a value must be given. */
  readonly empty?: Both
  /** Said once, when the rule is first made, and taken over by every later version. */
  readonly once?: true
}

/** What tells one rule of a province from another. */
export type Part = {
  readonly column: string
  readonly name: Both
  /** What an empty value means, where it may be empty. */
  readonly any?: Both
} & (
  | { readonly kind: 'choice'; readonly values: Words }
  | {
      readonly kind: 'number'
      readonly least: number
      readonly most: number
      readonly said: (n: number) => Both
    }
  /** A value of a list that itself is a setting. */
  | { readonly kind: 'list'; readonly list: string }
  /** A short code made from the English name when the rule is first made. */
  | { readonly kind: 'made' }
)

export const settingGroups = [
  'visits',
  'money',
  'discipline',
  'remission',
  'warrants',
  'movement',
  'health',
  'staff',
  'stores',
  'notices',
  'lists',
] as const
export type SettingGroup = (typeof settingGroups)[number]

/** Something a province sets for itself; each part of the prison declares its own beside the code that reads it. */
export interface Setting {
  /** As in `custody.setting`, which says what the database lets a change write. */
  readonly key: string
  readonly group: SettingGroup
  readonly name: Both
  readonly about: Both
  readonly identity: readonly Part[]
  readonly columns: readonly Column[]
  /** Columns that follow from the others. */
  readonly derive?: (values: Readonly<Record<string, unknown>>) => Record<string, unknown>
  /** What must hold between the columns; the column it is said at, and what to mend. */
  readonly check?: (
    values: Readonly<Record<string, unknown>>,
    identity: Readonly<Record<string, unknown>>,
  ) => { readonly column: string; readonly say: Both } | undefined
  /** A prison may have its own. */
  readonly byPrison?: true
  /** A rule for whom there is none yet may be added. */
  readonly grows?: Both
  /** What it means where a province has no such rule; where nothing is said the matter is not settled, and is referred. */
  readonly absent?: Both
  /** A rule of the whole province can be ended, because a wider one then holds. */
  readonly endsForAll?: true
}

/** A part's declaration; read when first asked for, because the words come from the texts of all parts. */
export type Declared = () => Setting

/** The words of values from the texts a part has already: `words('custody-stores:good', goods)`. */
export function words(prefix: string, values: readonly string[]): Words {
  return Object.fromEntries(values.map((value) => [value, said(`${prefix}.${value}`)]))
}

/** One text of a part in both languages. */
export function said(key: string): Both {
  return { en: text(key, 'en'), ur: text(key, 'ur') }
}

export const units = {
  /** Where the rule's own name says what is counted. */
  none: { en: '', ur: '', one: { en: '', ur: '' } },
  minutes: { en: 'minutes', ur: 'منٹ', one: { en: 'minute', ur: 'منٹ' } },
  hours: { en: 'hours', ur: 'گھنٹے', one: { en: 'hour', ur: 'گھنٹہ' } },
  days: { en: 'days', ur: 'دن', one: { en: 'day', ur: 'دن' } },
  months: { en: 'months', ur: 'ماہ', one: { en: 'month', ur: 'ماہ' } },
  percent: { en: '% marks', ur: 'فیصد نمبر', one: { en: '% marks', ur: 'فیصد نمبر' } },
  persons: { en: 'persons', ur: 'افراد', one: { en: 'person', ur: 'فرد' } },
  officers: { en: 'officers', ur: 'اہلکار', one: { en: 'officer', ur: 'اہلکار' } },
  prisoners: { en: 'prisoners', ur: 'اسیران', one: { en: 'prisoner', ur: 'اسیر' } },
} as const satisfies Record<string, Unit>

/** A column of whole numbers. */
export function whole(
  column: string,
  name: Both,
  unit: Unit,
  [least, most]: readonly [number, number],
  empty?: Both,
): Column {
  return { kind: 'number', column, name, unit, least, most, ...(empty === undefined ? {} : { empty }) }
}

/** What an empty number means where the text of the law was not at hand. */
export const refer: Both = { en: 'Not settled: refer to the law officer', ur: 'طے نہیں: لاء افسر سے رجوع' }
