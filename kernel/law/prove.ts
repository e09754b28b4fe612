import type { CalendarDefinition } from './calendar/court-calendar.ts'
import { findProvincialCalendar } from './calendar/provincial-calendars.ts'
import { compute, isRefused, type Refused } from './compute.ts'
import type { Step } from './explanation.ts'
import type { RuleName } from './rule-schemas.ts'

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

interface LawOfProvince {
  readonly pack: string
  readonly calendar: 'federal' | 'sindh' | 'punjab' | 'khyber-pakhtunkhwa' | 'balochistan'
}

/** Which rule pack and court calendar govern a province. A province without a pack of its own stands under the federal one. */
const lawOf: Readonly<Record<string, LawOfProvince>> = {
  'PK-SD': { pack: 'sindh', calendar: 'sindh' },
  'PK-PB': { pack: 'punjab', calendar: 'punjab' },
  'PK-KP': { pack: 'federal', calendar: 'khyber-pakhtunkhwa' },
  'PK-BA': { pack: 'federal', calendar: 'balochistan' },
  'PK-IS': { pack: 'federal', calendar: 'federal' },
}
const federal: LawOfProvince = { pack: 'federal', calendar: 'federal' }

/** The rule pack of a province, by its code for the engine. */
export function packOf(jurisdiction: string): string {
  return (lawOf[jurisdiction] ?? federal).pack
}

/** The calendar kept for a province's own courts; none for a territory whose courts' calendar has not been entered. */
export function ownCalendarOf(jurisdiction: string): LawOfProvince['calendar'] | undefined {
  return lawOf[jurisdiction]?.calendar
}

/** The court calendar that governs a province, by its code. */
export function calendarCodeOf(jurisdiction: string): LawOfProvince['calendar'] {
  return (lawOf[jurisdiction] ?? federal).calendar
}

/** Days off and closures of a province's courts. */
export function calendarOf(jurisdiction: string): CalendarDefinition | undefined {
  return findProvincialCalendar(calendarCodeOf(jurisdiction))?.definition
}

/**
 * Asks the engine under a province's rules and calendar, and keeps everything that proves the answer.
 * @throws when the engine refuses the facts: whoever asks has checked them
 */
export function prove(jurisdiction: string, rule: RuleName, inputs: Record<string, unknown>): StoredProof {
  const proof = findProof(jurisdiction, rule, inputs)
  if ('error' in proof) throw new Error(`${rule}: ${proof.error.path}: ${proof.error.message.en}`)
  return proof
}

/** The same for facts that nobody has checked: the engine's refusal is the answer. */
export function findProof(
  jurisdiction: string,
  rule: RuleName,
  inputs: Record<string, unknown>,
): StoredProof | Refused {
  const { pack, calendar } = lawOf[jurisdiction] ?? federal
  const definition = calendarOf(jurisdiction)
  const answer = compute({ rule, inputs, packCode: pack, ...(definition ? { calendar: definition } : {}) })
  if (isRefused(answer)) return answer
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
