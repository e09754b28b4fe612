import type { FieldProblem } from '#platform/http/contract'
import { formatMoney, formatNumber } from '#platform/i18n'
import type { SettingField, SettingValues } from './contract.ts'
import type { Both, Column, Setting } from './declare.ts'

/** As the database keeps a row's columns: sums in paisa, times with seconds. */
export type Kept = Readonly<Record<string, unknown>>

const paisa = (rupees: number) => Math.round(rupees * 100)

/** A kept value as the screen types it. */
export function typedOf(columns: readonly Column[], kept: Kept): SettingValues {
  return Object.fromEntries(
    columns.map((column) => {
      const value = kept[column.column]
      if (value === null || value === undefined) return [column.column, null]
      if (column.kind === 'money') return [column.column, Number(value) / 100]
      if (column.kind === 'time') return [column.column, String(value).slice(0, 5)]
      return [column.column, value as SettingValues[string]]
    }),
  )
}

/** What was typed as the database keeps it. */
export function keptOf(columns: readonly Column[], typed: SettingValues): Kept {
  return Object.fromEntries(
    columns.map((column) => {
      const value = typed[column.column] ?? null
      if (value !== null && column.kind === 'money') return [column.column, paisa(Number(value))]
      return [column.column, value !== null && column.kind === 'time' ? `${String(value)}:00` : value]
    }),
  )
}

const nothing: Both = { en: 'Not settled', ur: 'طے نہیں' }

/** A kept value in words. */
export function sayValue(column: Column, kept: Kept): Both {
  const value = kept[column.column]
  if (value === null || value === undefined) return column.empty ?? nothing
  switch (column.kind) {
    case 'number':
    case 'quantity': {
      const number = formatNumber(Number(value))
      const { en, one, ur } = column.unit
      return en === ''
        ? { en: number, ur: number }
        : {
            en: `${number} ${Number(value) === 1 ? one.en : en}`,
            ur: `${number} ${Number(value) === 1 ? one.ur : ur}`,
          }
    }
    case 'money':
      return { en: formatMoney(Number(value) / 100, 'en'), ur: formatMoney(Number(value) / 100, 'ur') }
    case 'time':
      return { en: String(value).slice(0, 5), ur: String(value).slice(0, 5) }
    case 'flag':
      return value === true ? column.yes : column.no
    case 'text':
    case 'prose':
      return { en: String(value), ur: String(value) }
    case 'choice':
      return column.values[String(value)] ?? { en: String(value), ur: String(value) }
    case 'choices': {
      const said = (value as readonly unknown[]).map(
        (one) => column.values[String(one)] ?? { en: String(one), ur: String(one) },
      )
      return said.length === 0
        ? { en: 'none', ur: 'کوئی نہیں' }
        : { en: said.map(({ en }) => en).join(', '), ur: said.map(({ ur }) => ur).join('، ') }
    }
  }
}

/** A column as the screen asks for it. */
export function fieldOf(column: Column): SettingField {
  const bounded = column.kind === 'number' || column.kind === 'quantity' || column.kind === 'money'
  const worded = column.kind === 'text' || column.kind === 'prose'
  const chosen = column.kind === 'choice' || column.kind === 'choices'
  return {
    column: column.column,
    name: column.name,
    kind: column.kind,
    unit:
      (column.kind === 'number' || column.kind === 'quantity') && column.unit.en !== ''
        ? { en: column.unit.en, ur: column.unit.ur }
        : null,
    least: bounded ? column.least : null,
    most: bounded || column.kind === 'prose' ? column.most : null,
    language: worded ? column.language : null,
    options:
      column.kind === 'flag'
        ? [
            { value: 'true', name: column.yes },
            { value: 'false', name: column.no },
          ]
        : chosen
          ? Object.entries(column.values).map(([value, name]) => ({ value, name }))
          : [],
    numbers: chosen && column.numbers === true,
    placeholders:
      column.kind === 'prose'
        ? Object.entries(column.placeholders).map(([key, words]) => ({ key, ...words }))
        : [],
    empty: column.empty ?? null,
    once: column.once ?? false,
  }
}

function wrong(column: string, code: string, en: string, ur: string): FieldProblem {
  return { path: `values.${column}`, code, message: { en, ur } }
}

const time = /^([01]\d|2[0-3]):[0-5]\d$/

function checkOne(column: Column, value: SettingValues[string] | undefined): FieldProblem | undefined {
  const at = column.column
  if (value === null || value === undefined || value === '')
    return column.empty === undefined ? wrong(at, 'required', 'Fill this in.', 'یہ خانہ پُر کریں۔') : undefined
  switch (column.kind) {
    case 'number':
    case 'quantity':
    case 'money': {
      if (typeof value !== 'number' || !Number.isFinite(value))
        return wrong(at, 'number', 'Write a number.', 'عدد لکھیں۔')
      if (column.kind === 'number' && !Number.isInteger(value))
        return wrong(at, 'whole-number', 'Write a whole number.', 'پورا عدد لکھیں۔')
      const places = column.kind === 'money' ? 100 : 1000
      if (Math.abs(value * places - Math.round(value * places)) > 1e-6)
        return wrong(
          at,
          'too-fine',
          `At most ${places === 100 ? 2 : 3} decimals.`,
          `اعشاریہ کے بعد زیادہ سے زیادہ ${places === 100 ? 2 : 3} ہندسے۔`,
        )
      return value < column.least || value > column.most
        ? wrong(
            at,
            'out-of-bounds',
            `Between ${formatNumber(column.least)} and ${formatNumber(column.most)}.`,
            `${formatNumber(column.least)} اور ${formatNumber(column.most)} کے درمیان ہونا چاہیے۔`,
          )
        : undefined
    }
    case 'time':
      return typeof value === 'string' && time.test(value)
        ? undefined
        : wrong(at, 'time', 'Write an hour of the day, like 08:30.', 'دن کا وقت لکھیں، مثلاً 08:30۔')
    case 'flag':
      return typeof value === 'boolean' ? undefined : wrong(at, 'choice', 'Choose one.', 'ایک چنیں۔')
    case 'text':
      return typeof value === 'string' && value.trim().length >= 2
        ? undefined
        : wrong(at, 'too-short', 'Write at least 2 characters.', 'کم از کم 2 حروف لکھیں۔')
    case 'prose':
      if (typeof value !== 'string' || value.trim().length < 2)
        return wrong(at, 'too-short', 'Write at least 2 characters.', 'کم از کم 2 حروف لکھیں۔')
      return value.length > column.most
        ? wrong(
            at,
            'too-long',
            `At most ${formatNumber(column.most)} characters.`,
            `زیادہ سے زیادہ ${formatNumber(column.most)} حروف۔`,
          )
        : undefined
    case 'choice':
      return (column.numbers === true ? typeof value === 'number' : typeof value === 'string') &&
        Object.hasOwn(column.values, String(value))
        ? undefined
        : wrong(at, 'choice', 'Choose one of the given values.', 'دی گئی فہرست میں سے چنیں۔')
    case 'choices': {
      if (
        !Array.isArray(value) ||
        value.some((one) => !Object.hasOwn(column.values, String(one))) ||
        new Set(value).size < value.length
      )
        return wrong(at, 'choice', 'Choose among the given values.', 'دی گئی فہرست میں سے چنیں۔')
      if (value.some((one) => typeof one !== (column.numbers === true ? 'number' : 'string')))
        return wrong(at, 'choice', 'Choose among the given values.', 'دی گئی فہرست میں سے چنیں۔')
      return value.length < column.least
        ? wrong(at, 'too-few', 'Choose at least one.', 'کم از کم ایک چنیں۔')
        : undefined
    }
  }
}

/** What is wrong with the values of a rule, field by field in both languages; nothing when they can stand. */
export function problemsOf(setting: Setting, typed: SettingValues, identity: Kept): FieldProblem[] {
  const found = setting.columns.flatMap((column) => checkOne(column, typed[column.column]) ?? [])
  if (found.length > 0 || setting.check === undefined) return found
  const together = setting.check(
    Object.fromEntries(setting.columns.map(({ column }) => [column, typed[column] ?? null])),
    identity,
  )
  return together === undefined ? [] : [wrong(together.column, 'together', together.say.en, together.say.ur)]
}
