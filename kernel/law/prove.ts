import type { CalendarDefinition } from './calendar/court-calendar.ts'
import { findProvincialCalendar } from './calendar/provincial-calendars.ts'
import { compute, isRefused } from './compute.ts'
import type { RuleName } from './contract.ts'
import type { Step } from './explanation.ts'

/** A computed date with all that proves it, as it is stored beside the date and shown when the date is opened. */
export interface StoredProof {
  readonly rule: string
  readonly pack: { readonly code: string; readonly version: string }
  readonly calendar: string
  readonly inputs: Record<string, unknown>
  readonly result: Record<string, unknown>
  readonly steps: readonly Step[]
  readonly flags: readonly string[]
  readonly computedAt: string
}

/** Which rule pack and court calendar govern a province. A province without a pack of its own stands under the federal one. */
const lawOf: Readonly<Record<string, { readonly pack: string; readonly calendar: string }>> = {
  'PK-SD': { pack: 'sindh', calendar: 'sindh' },
  'PK-PB': { pack: 'punjab', calendar: 'punjab' },
  'PK-KP': { pack: 'federal', calendar: 'khyber-pakhtunkhwa' },
  'PK-BA': { pack: 'federal', calendar: 'balochistan' },
}
const federal = { pack: 'federal', calendar: 'federal' }

/** The rule pack of a province, by its code for the engine. */
export function packOf(jurisdiction: string): string {
  return (lawOf[jurisdiction] ?? federal).pack
}

/** Days off and closures of a province's courts. */
export function calendarOf(jurisdiction: string): CalendarDefinition | undefined {
  return findProvincialCalendar((lawOf[jurisdiction] ?? federal).calendar)?.definition
}

/**
 * Asks the engine under a province's rules and calendar, and keeps everything that proves the answer.
 * @throws when the engine refuses the facts: whoever asks has checked them
 */
export function prove(jurisdiction: string, rule: RuleName, inputs: Record<string, unknown>): StoredProof {
  const { pack, calendar } = lawOf[jurisdiction] ?? federal
  const definition = calendarOf(jurisdiction)
  const answer = compute({ rule, inputs, packCode: pack, ...(definition ? { calendar: definition } : {}) })
  if (isRefused(answer)) throw new Error(`${rule}: ${answer.error.path}: ${answer.error.message.en}`)
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
