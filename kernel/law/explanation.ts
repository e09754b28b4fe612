import { civilOf, type Day } from './calendar/day.ts'
import { isolated, type Text } from './refusal.ts'

/** One step of a computation: what was done, under which section, and what came of it. */
export type Step = { code: string; section: string; text: Text; value?: string | number | boolean }

/**
 * Where steps are written while computing. Undefined when nobody asked for the explanation: `steps?.push(…)` then
 * builds no text at all, which is what keeps a whole population's recomputation fast.
 */
export type Steps = Step[] | undefined

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A day as read by people: `12 Mar 2026`. */
export function shown(day: Day): string {
  const { year, month, date } = civilOf(day)
  return `${date} ${MONTHS[month - 1]} ${year}`
}

/** A value that keeps its order inside Urdu text. */
export const u = isolated

const URDU_MONTHS = [
  'جنوری',
  'فروری',
  'مارچ',
  'اپریل',
  'مئی',
  'جون',
  'جولائی',
  'اگست',
  'ستمبر',
  'اکتوبر',
  'نومبر',
  'دسمبر',
]

/** A day inside Urdu text: `12 مارچ 2026`, kept apart from numbers beside it. */
export function uDay(day: Day): string {
  const { year, month, date } = civilOf(day)
  return `\u2068${date} ${URDU_MONTHS[month - 1]} ${year}\u2069`
}

/** `1 day`, `3 days`. */
export function enDays(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`
}
