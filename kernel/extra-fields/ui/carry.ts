import type { AnswerValue, ShownFields } from '../contract.ts'

type Answers = Readonly<Record<string, AnswerValue | undefined>>

/** The extra answers of a form while they are typed. */
export interface Typed {
  readonly shown?: readonly string[] | undefined
  readonly province?: Answers | undefined
  readonly unit?: Answers | undefined
  /** Typed under an earlier version and no longer asked: shown until the form is sent, and sent nowhere. */
  readonly left?: Readonly<Record<string, AnswerValue>> | undefined
}

const isEmpty = (value: AnswerValue | undefined) =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/**
 * What was typed, brought to the versions now shown: the same key keeps its answer, what is no longer asked is set aside in sight.
 * Gives back the very object when there is nothing to do, and nothing for a form in which nothing was answered: to look at a form
 * is no draft of it.
 */
export function carry(typed: Typed | undefined, parts: readonly ShownFields[]): Typed | undefined {
  if (typed === undefined) return undefined
  const left: Record<string, AnswerValue> = {}
  const keep = (part: 'province' | 'unit'): Answers => {
    const asked = new Set(parts.find((one) => one.part === part)?.fields.map(({ key }) => key))
    const entries = Object.entries(typed[part] ?? {})
    for (const [key, value] of entries)
      if (!asked.has(key) && value !== undefined && !isEmpty(value)) left[key] = value
    return entries.some(([key]) => !asked.has(key))
      ? Object.fromEntries(entries.filter(([key]) => asked.has(key)))
      : (typed[part] ?? {})
  }
  const [province, unit] = [keep('province'), keep('unit')]
  const shown = parts.map(({ versionId }) => versionId)
  const same = (typed.shown ?? []).join() === shown.join()
  const whole = province === (typed.province ?? province) && unit === (typed.unit ?? unit)
  if (same && whole) return typed
  const answered = [...Object.values(province), ...Object.values(unit)].some((value) => !isEmpty(value))
  if (!answered && whole && typed.shown === undefined) return typed
  return { shown, province, unit, left: { ...typed.left, ...left } }
}
