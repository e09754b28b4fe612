import type { z } from 'zod'
import { isolated, LawInputError, type RefusalCode, type Text } from './refusal.ts'

type Issue = z.core.$ZodIssue

/** Turns the first thing wrong with a question into a refusal that names the field and the fix. */
export function inputRefusal(error: z.ZodError, value: unknown, root: string): LawInputError {
  const issue = deepest(error.issues[0]!)
  const path = [root, ...issue.path.map(String)].join('.')
  const found = issue.path.reduce<unknown>(
    (held, key) =>
      typeof held === 'object' && held !== null ? (held as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  )
  if (found === undefined) {
    return refusal('MISSING', path, {
      en: `${path} is missing: ${wanted(issue).en}.`,
      ur: `${isolated(path)} درج نہیں: ${wanted(issue).ur}۔`,
    })
  }
  if (issue.code === 'custom') {
    const law = issue.params?.law
    if (law === 'NOT_A_DATE') return LawInputError.notADate(path, found)
    if (law === 'NOT_AN_INSTANT') return LawInputError.notAnInstant(path, found)
  }
  const code: RefusalCode =
    issue.code === 'invalid_value' || issue.code === 'invalid_union'
      ? 'NOT_ONE_OF'
      : issue.code === 'too_small' || issue.code === 'too_big'
        ? 'OUT_OF_RANGE'
        : 'BAD_INPUT'
  return refusal(code, path, {
    en: `${path} cannot be ${short(found)}: ${wanted(issue).en}.`,
    ur: `${isolated(path)} کی قدر ${isolated(short(found))} درست نہیں: ${wanted(issue).ur}۔`,
  })
}

function refusal(code: RefusalCode, path: string, text: Text): LawInputError {
  return new LawInputError(code, path, text)
}

/** In a choice of shapes, the shape that came closest is the one to speak of: the one whose complaint lies deepest. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue
  let best: Issue | undefined
  for (const branch of issue.errors) {
    const first = branch[0]
    if (first === undefined) continue
    const inner = deepest({ ...first, path: [...issue.path, ...first.path] })
    if (
      inner.path.length > issue.path.length &&
      (best === undefined || inner.path.length > best.path.length)
    ) {
      best = inner
    }
  }
  return best ?? issue
}

function wanted(issue: Issue): Text {
  switch (issue.code) {
    case 'invalid_type':
      return kindOf(issue.expected)
    case 'invalid_value':
      return oneOf(issue.values.map(String))
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? oneOf(issue.options.map(String))
        : anyOf(issue)
    case 'too_small':
      return { en: `give at least ${issue.minimum}`, ur: `کم از کم ${isolated(Number(issue.minimum))} لکھیں` }
    case 'too_big':
      return {
        en: `give at most ${issue.maximum}`,
        ur: `زیادہ سے زیادہ ${isolated(Number(issue.maximum))} لکھیں`,
      }
    case 'custom':
      return issue.params?.law === 'EMPTY_TERM'
        ? { en: 'give years, months or days above zero', ur: 'سال، ماہ یا دن صفر سے زائد لکھیں' }
        : { en: 'write a day as 2026-03-12', ur: `تاریخ یوں لکھیں: ${isolated('2026-03-12')}` }
    default:
      return { en: 'give one of the forms that the rule takes', ur: 'قاعدے کی مقررہ صورت میں لکھیں' }
  }
}

function oneOf(values: readonly string[]): Text {
  if (values.length === 1) return { en: `give ${values[0]}`, ur: `${isolated(String(values[0]))} لکھیں` }
  const list = values.join(', ')
  return { en: `give one of ${list}`, ur: `ان میں سے ایک لکھیں: ${isolated(list)}` }
}

/** What each shape of a choice asks for at the same place: "give DEATH, or give LIFE, or give a number". */
function anyOf(issue: Extract<Issue, { code: 'invalid_union' }>): Text {
  const texts = issue.errors.flatMap((branch) => branch.slice(0, 1).map(wanted))
  return { en: texts.map((text) => text.en).join(', or '), ur: texts.map((text) => text.ur).join(' یا ') }
}

const KINDS: Record<string, Text> = {
  string: { en: 'give a text', ur: 'متن لکھیں' },
  number: { en: 'give a number', ur: 'عدد لکھیں' },
  int: { en: 'give a whole number', ur: 'پورا عدد لکھیں' },
  boolean: { en: 'give true or false', ur: `${isolated('true')} یا ${isolated('false')} لکھیں` },
  array: { en: 'give a list', ur: 'فہرست دیں' },
  tuple: { en: 'give a list', ur: 'فہرست دیں' },
  object: { en: 'give its fields as an object', ur: 'اس کے خانے درج کریں' },
}

function kindOf(expected: string): Text {
  return KINDS[expected] ?? { en: `give a ${expected}`, ur: `${isolated(expected)} لکھیں` }
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

/** Fields that were given and not read: shown among the steps, since a misspelt field must not vanish unseen. */
export function unreadFields(given: unknown, read: unknown, path: string): string[] {
  if (Array.isArray(given) && Array.isArray(read)) {
    return given.flatMap((item, index) => unreadFields(item, read[index], `${path}.${index}`))
  }
  if (typeof given !== 'object' || given === null || typeof read !== 'object' || read === null) return []
  const known = read as Record<string, unknown>
  return Object.entries(given).flatMap(([key, value]) =>
    value !== undefined && !Object.hasOwn(known, key)
      ? [`${path}.${key}`]
      : unreadFields(value, known[key], `${path}.${key}`),
  )
}
