import type { BothLanguages } from '#platform/http/contract'
import { freeing, type outcomes } from './codes.ts'

export interface SavedFacts {
  readonly outcome: (typeof outcomes)[number]
  /** First day outside; null while inside or not known. */
  readonly freeOn: string | null
  /** Day from which bail was a right by length of detention, as the law engine computed it. */
  readonly rightFrom: string | null
  readonly ground: string | null
}

export interface SavedDays {
  readonly rule: 'legal-aid.days-saved'
  readonly inputs: {
    readonly freeOn: string | null
    readonly rightFrom: string | null
    readonly ground: string | null
  }
  readonly days: number | null
  /** Days inside after bail was a right. */
  readonly late: number | null
  readonly steps: { readonly code: string; readonly text: BothLanguages }[]
}

const daysFrom = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/**
 * Days of detention that legal aid saved: from the first day outside to the day on which the law itself would have made bail a right.
 * Whoever leaves after that day was saved nothing, however long the trial would have lasted, and where no such day is known no figure is
 * given. That the person would have stayed until that day without help is an assumption: the figure measures, it does not prove.
 */
export function daysSaved(facts: SavedFacts): SavedDays {
  const { outcome, freeOn, rightFrom, ground } = facts
  const answer = (days: number | null, late: number | null, ...steps: SavedDays['steps']): SavedDays => ({
    rule: 'legal-aid.days-saved',
    inputs: { freeOn, rightFrom, ground },
    days,
    late,
    steps,
  })
  if (!freeing.includes(outcome))
    return answer(null, null, {
      code: 'not-freed',
      text: {
        en: 'The outcome set nobody free: no days are claimed.',
        ur: 'نتیجے سے رہائی نہیں ہوئی: کوئی دن شمار نہیں۔',
      },
    })
  if (freeOn === null)
    return answer(null, null, {
      code: 'no-day-of-release',
      text: { en: 'No day of release is known.', ur: 'رہائی کی تاریخ معلوم نہیں۔' },
    })
  if (rightFrom === null)
    return answer(null, null, {
      code: 'no-day-of-law',
      text: {
        en: 'The law sets no day for this detention to end: what was saved cannot be computed.',
        ur: 'اس حراست کے خاتمے کا کوئی قانونی دن معلوم نہیں: بچت کا حساب ممکن نہیں۔',
      },
    })
  const ahead = daysFrom(freeOn, rightFrom)
  const right = {
    code: 'right-from',
    text: { en: `Bail would have been a right from ${rightFrom}.`, ur: `ضمانت ${rightFrom} سے حق بنتی۔` },
  }
  const free = {
    code: 'free-on',
    text: { en: `First day outside: ${freeOn}.`, ur: `رہائی کا پہلا دن: ${freeOn}۔` },
  }
  return ahead >= 0
    ? answer(ahead, 0, right, free, {
        code: 'difference',
        text: { en: `From the one to the other: ${ahead} days.`, ur: `درمیانی مدت: ${ahead} دن۔` },
      })
    : answer(0, -ahead, right, free, {
        code: 'after-the-right',
        text: {
          en: `Released ${-ahead} days after that day: nothing was saved.`,
          ur: `رہائی اس دن کے ${-ahead} دن بعد ہوئی: کوئی بچت نہیں۔`,
        },
      })
}
