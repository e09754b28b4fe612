import { type Answer, compute, findProvincialCalendar, isRefused, type RuleName } from '#kernel/law'
import type { StoredProof } from './contract.ts'

/** Which rule pack and court calendar govern a province. A province without a pack of its own stands under the federal one. */
const lawOf: Readonly<Record<string, { readonly pack: string; readonly calendar: string }>> = {
  'PK-SD': { pack: 'sindh', calendar: 'sindh' },
  'PK-PB': { pack: 'punjab', calendar: 'punjab' },
  'PK-KP': { pack: 'federal', calendar: 'khyber-pakhtunkhwa' },
  'PK-BA': { pack: 'federal', calendar: 'balochistan' },
}
const federal = { pack: 'federal', calendar: 'federal' }

/** The rule pack of a province, by its code for the law engine. */
export function packOf(jurisdiction: string): string {
  return (lawOf[jurisdiction] ?? federal).pack
}

type Facts = StoredProof['inputs']

/**
 * Asks the law engine under the province's rules and calendar, and keeps everything that proves the answer.
 * @throws when the engine refuses the facts: whoever asks has checked them
 */
export function prove(jurisdiction: string, rule: RuleName, inputs: Facts): StoredProof {
  const { pack, calendar } = lawOf[jurisdiction] ?? federal
  const definition = findProvincialCalendar(calendar)?.definition
  const answer = compute({ rule, inputs, packCode: pack, ...(definition ? { calendar: definition } : {}) })
  if (isRefused(answer)) throw new Error(`${rule}: ${answer.error.path}: ${answer.error.message.en}`)
  return stored(answer, inputs, calendar)
}

function stored(answer: Answer, inputs: Facts, calendar: string): StoredProof {
  return {
    rule: answer.rule,
    pack: answer.rulePack,
    calendar,
    inputs,
    result: answer.result,
    steps: answer.steps,
    flags: answer.flags,
    computedAt: new Date().toISOString(),
  }
}

/** A date in the result of a proof. */
export function dateIn(proof: StoredProof, field: string): string {
  const value = proof.result[field]
  if (typeof value !== 'string') throw new Error(`${proof.rule} gave no ${field}.`)
  return value
}

/** An instant as the clocks of Pakistan show it, to the minute: `2026-02-03T22:40`. */
export function pakistanMinute(instant: string): string {
  return new Date(Date.parse(instant) + 5 * 3_600_000).toISOString().slice(0, 16)
}

/** The day of an instant in Pakistan. */
export function pakistanDay(instant: string): string {
  return pakistanMinute(instant).slice(0, 10)
}
