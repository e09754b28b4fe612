import { afterMonths, type Day } from '../calendar/day.ts'
import type { RulesInForce } from '../packs/rule-pack.ts'

/** `LIFE`, or years, months and days. */
export type Term = 'LIFE' | { years?: number; months?: number; days?: number }

/** Whole months of a duration; its days are kept apart, since months differ in length. */
export function monthsOf(duration: { years?: number; months?: number }): number {
  return (duration.years ?? 0) * 12 + (duration.months ?? 0)
}

/** The first day after a term that begins on `start`; life is reckoned in years by the pack. */
export function endOfTerm(start: Day, term: Term, rules: RulesInForce, sentencedOn: Day): Day {
  if (term === 'LIFE') return afterMonths(start, rules.on('life.years', sentencedOn).value * 12)
  return afterMonths(start, monthsOf(term)) + (term.days ?? 0)
}

/** A term as words: `3 years 2 months`. */
export function termInWords(term: Term): { en: string; ur: string } {
  if (term === 'LIFE') return { en: 'imprisonment for life', ur: 'عمر قید' }
  const en: string[] = []
  const ur: string[] = []
  for (const [amount, one, many, urdu] of [
    [term.years, 'year', 'years', 'سال'],
    [term.months, 'month', 'months', 'ماہ'],
    [term.days, 'day', 'days', 'دن'],
  ] as const) {
    if (!amount) continue
    en.push(`${amount} ${amount === 1 ? one : many}`)
    ur.push(`\u2066${amount}\u2069 ${urdu}`)
  }
  return { en: en.join(' ') || '0 days', ur: ur.join(' ') || 'صفر دن' }
}
