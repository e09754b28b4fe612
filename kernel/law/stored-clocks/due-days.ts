import type { CalendarDefinition } from '../calendar/court-calendar.ts'
import { computeResult, type Refused } from '../compute.ts'
import type { RulesInForce } from '../packs/index.ts'

/** Which field of a rule's result is the day that the clock runs to. The first that is there counts; instants give their day. */
const runsTo = {
  'police-report': ['statutoryDue'],
  'scrutiny-return': ['second.statutoryDue', 'statutoryDue', 'first.statutoryDue'],
  'ata-investigation': ['statutoryDue'],
  'ata-trial': ['decideBy'],
  'trial-target': ['decideBy'],
  'deemed-sanction': ['lastDayForSanction', 'lastDayForConsent'],
  'appeal-limitation': ['statutoryDue'],
  'absentia-set-aside': ['setAsideWindowEnds'],
  'narcotics-dispatch': ['dispatchBy'],
  'aml-attachment': ['noticeBy'],
  'arrest-production': ['produceBy'],
} as const

export type ClockRule = keyof typeof runsTo

export function isClockRule(rule: string): rule is ClockRule {
  return Object.hasOwn(runsTo, rule)
}

export interface DueDays {
  readonly statutoryDue: string
  readonly effectiveDue: string
}

/** Both days of a clock. Where the rule gives only one, no roll to an open day is allowed for it, and the two are equal. */
export function dueDays(
  rule: ClockRule,
  inputs: unknown,
  rules: RulesInForce,
  calendar: CalendarDefinition | undefined,
): DueDays | Refused {
  const answer = computeResult({ rule, inputs, rules, ...(calendar === undefined ? {} : { calendar }) })
  return 'error' in answer ? answer : daysIn(rule, answer.result)
}

/** Both days as they stand in a result of the rule. */
export function daysIn(rule: ClockRule, result: Record<string, unknown>): DueDays {
  for (const path of runsTo[rule]) {
    const day = fieldAt(result, path)
    if (day === undefined) continue
    const rolled = fieldAt(result, path.replace('statutoryDue', 'effectiveDue'))
    return { statutoryDue: day, effectiveDue: rolled ?? day }
  }
  throw new Error(`${rule} gave no day for its clock.`)
}

function fieldAt(result: Record<string, unknown>, path: string): string | undefined {
  let at: unknown = result
  for (const part of path.split('.')) at = (at as Record<string, unknown> | undefined)?.[part]
  return typeof at === 'string' ? at.slice(0, 10) : undefined
}

export function isRefusedClock(due: DueDays | Refused): due is Refused {
  return 'error' in due
}
