import type { BothLanguages, FieldProblem } from '#platform/http/contract'
import type { AnswerValue, ExtraField, FieldKind } from './contract.ts'

/**
 * What is a sound definition and what is a sound answer; pure, so that the editor, the form and the server judge alike and random
 * definitions can be tried against it. Every sentence names the field by its own label.
 */

export const listKinds: readonly FieldKind[] = ['one', 'several']
const longestText = 500

export type Said = Readonly<Record<string, AnswerValue | undefined>>

/** What was typed as it is kept: null where nothing was, or why it cannot be. `day` is the day on which it is answered. */
export function readAnswer(
  field: ExtraField,
  raw: AnswerValue | undefined,
  day: string,
): { readonly value: AnswerValue | null } | { readonly code: string; readonly message: BothLanguages } {
  const { en, ur } = field.label
  const wrong = (code: string, english: string, urdu: string) => ({
    code,
    message: { en: `“${en}”: ${english}`, ur: `«${ur}»: ${urdu}` },
  })
  const given = typeof raw === 'string' ? raw.trim() : raw
  if (given === undefined || given === '' || (Array.isArray(given) && given.length === 0))
    return { value: null }
  switch (field.kind) {
    case 'text':
      if (typeof given !== 'string') return wrong('text', 'write it in words.', 'الفاظ میں لکھیں۔')
      return given.length > longestText
        ? wrong('too-long', `at most ${longestText} letters.`, `زیادہ سے زیادہ ${longestText} حروف۔`)
        : { value: given }
    case 'number':
      return numberOf(field, given, wrong)
    case 'day':
      return typeof given === 'string' && isDay(given)
        ? { value: given }
        : wrong('day', 'this is no day of the calendar.', 'یہ درست تاریخ نہیں۔')
    case 'yes-no':
      return given === 'yes' || given === 'no'
        ? { value: given }
        : wrong('choose', 'choose yes or no.', 'ہاں یا نہیں منتخب کریں۔')
    case 'one':
      return typeof given === 'string' && isOffered(field, given, day)
        ? { value: given }
        : wrong(
            'choose',
            'choose one of the list as it is offered now.',
            'موجودہ فہرست میں سے ایک منتخب کریں۔',
          )
    case 'several': {
      const chosen = Array.isArray(given) ? given : []
      if (chosen.length === 0 || chosen.some((one) => !isOffered(field, one, day)))
        return wrong(
          'choose',
          'choose from the list as it is offered now.',
          'موجودہ فہرست میں سے منتخب کریں۔',
        )
      return { value: (field.values ?? []).map(({ value }) => value).filter((one) => chosen.includes(one)) }
    }
  }
}

type Wrong = (code: string, en: string, ur: string) => { code: string; message: BothLanguages }

function numberOf(field: ExtraField, given: AnswerValue, wrong: Wrong) {
  const { least, most, decimals = 0 } = field
  if (typeof given !== 'number' || !Number.isFinite(given))
    return wrong('number', 'write a number.', 'عدد لکھیں۔')
  if (Number(given.toFixed(decimals)) !== given)
    return decimals === 0
      ? wrong('whole-number', 'write a whole number.', 'پورا عدد لکھیں۔')
      : wrong(
          'decimals',
          `at most ${decimals} digits after the point.`,
          `اعشاریے کے بعد زیادہ سے زیادہ ${decimals} ہندسے۔`,
        )
  if (least !== undefined && given < least)
    return wrong('too-small', `no less than ${least}.`, `${least} سے کم نہیں ہو سکتا۔`)
  if (most !== undefined && given > most)
    return wrong('too-big', `no more than ${most}.`, `${most} سے زیادہ نہیں ہو سکتا۔`)
  return { value: given }
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

function isOffered(field: ExtraField, value: string, day: string): boolean {
  const found = field.values?.find((one) => one.value === value)
  return found !== undefined && (found.until === undefined || found.until >= day)
}

export interface Judged {
  readonly answers: readonly { readonly field: ExtraField; readonly value: AnswerValue | null }[]
  readonly problems: readonly FieldProblem[]
}

/** All that was said under one version. `path` is where the form has it; what no field asks for is a problem, never dropped in silence. */
export function judgeAnswers(
  fields: readonly ExtraField[],
  said: Said,
  { path, day }: { readonly path: string; readonly day: string },
): Judged {
  const problems: FieldProblem[] = Object.keys(said)
    .filter((key) => said[key] !== undefined && !fields.some((field) => field.key === key))
    .map((key) => ({
      path: `${path}.${key}`,
      code: 'not-asked',
      message: { en: `“${key}” is not asked by this form.`, ur: `«${key}» اس فارم میں نہیں پوچھا جاتا۔` },
    }))
  const answers: { field: ExtraField; value: AnswerValue | null }[] = []
  for (const field of fields) {
    const read = readAnswer(field, said[field.key], day)
    if ('code' in read) problems.push({ path: `${path}.${field.key}`, ...read })
    else if (read.value === null && field.required) problems.push(missing(field, path))
    else answers.push({ field, value: read.value })
  }
  return { answers, problems }
}

export function missing({ key, label }: ExtraField, path: string): FieldProblem {
  return {
    path: `${path}.${key}`,
    code: 'required',
    message: { en: `Answer “${label.en}”.`, ur: `«${label.ur}» کا جواب دیں۔` },
  }
}

/** What is wrong with a draft of a version. `earlier` are the fields of all versions of that scope that were ever in force. */
export function judgeDefinition(
  fields: readonly ExtraField[],
  earlier: readonly ExtraField[] = [],
): FieldProblem[] {
  const problems: FieldProblem[] = []
  for (const [n, field] of fields.entries()) {
    const at = (part: string, code: string, en: string, ur: string) =>
      problems.push({
        path: `fields.${n}.${part}`,
        code,
        message: { en: `“${field.label.en}”: ${en}`, ur: `«${field.label.ur}»: ${ur}` },
      })
    if (fields.findIndex(({ key }) => key === field.key) !== n)
      at('key', 'twice', 'another field has this key.', 'یہ کلید کسی اور خانے کی ہے۔')
    const values = field.values ?? []
    if (listKinds.includes(field.kind) && values.length === 0)
      at(
        'values',
        'no-values',
        'a list needs at least one value.',
        'فہرست میں کم از کم ایک اندراج ہونا چاہیے۔',
      )
    if (new Set(values.map(({ value }) => value)).size < values.length)
      at('values', 'twice', 'one value of the list stands in it twice.', 'فہرست میں ایک اندراج دو بار ہے۔')
    if (field.least !== undefined && field.most !== undefined && field.least > field.most)
      at('most', 'bounds', 'the highest lies below the lowest.', 'زیادہ سے زیادہ حد کم سے کم حد سے نیچے ہے۔')
    const before = earlier.find(({ key }) => key === field.key)
    if (before !== undefined && (before.kind !== field.kind || before.sealed !== field.sealed))
      at(
        'kind',
        'changed',
        'kind and sensitivity of a field stay as they were; end it and add another with a key of its own.',
        'خانے کی قسم اور حساسیت تبدیل نہیں ہو سکتی؛ اسے ختم کر کے نئی کلید سے دوسرا خانہ شامل کریں۔',
      )
  }
  return problems
}

/** Only what its kind has: a list value left over from another kind would be kept for ever. */
export function tidied(field: ExtraField): ExtraField {
  const { unit, least, most, decimals, values, ...rest } = field
  return {
    ...rest,
    ...(field.kind === 'number' ? { unit, least, most, decimals } : {}),
    ...(listKinds.includes(field.kind) ? { values } : {}),
  }
}

/** The words of an answer; codes of a list as the field has them, also those no longer offered. */
export function wordsOf(field: ExtraField, value: AnswerValue | null): BothLanguages | null {
  if (value === null) return null
  if (field.kind === 'yes-no') return value === 'yes' ? { en: 'Yes', ur: 'ہاں' } : { en: 'No', ur: 'نہیں' }
  const codes = Array.isArray(value) ? value : [value]
  const named = codes.map(
    (code) => field.values?.find((one) => one.value === code) ?? { en: String(code), ur: String(code) },
  )
  const joined = (language: 'en' | 'ur', comma: string) => named.map((one) => one[language]).join(comma)
  const unit = field.kind === 'number' ? field.unit : undefined
  return {
    en: unit === undefined ? joined('en', ', ') : `${joined('en', ', ')} ${unit.en}`,
    ur: unit === undefined ? joined('ur', '، ') : `${joined('ur', '، ')} ${unit.ur}`,
  }
}

/** A key out of an English label: `Zakat deserving` gives `zakat-deserving`, and a number behind it where that is taken. */
export function keyFor(label: string, taken: readonly string[]): string {
  const words = label
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
    .slice(0, 36)
    .replace(/-+$/, '')
  const begun = words === '' ? 'field' : words
  if (!taken.includes(begun)) return begun
  let n = 2
  while (taken.includes(`${begun}-${n}`)) n += 1
  return `${begun}-${n}`
}
