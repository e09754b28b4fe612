import type { CalendarDefinition } from '../calendar/court-calendar.ts'
import { computeResult } from '../compute.ts'
import type { RulesInForce } from '../packs/index.ts'
import type { Text } from '../refusal.ts'
import type { RuleName } from '../rule-schemas.ts'
import type { StoredComputation } from './sources.ts'

const differenceClasses = [
  'early-release-risk',
  'unlawful-detention-risk',
  'other-change',
  'refused',
] as const
export type DifferenceClass = (typeof differenceClasses)[number]

/** The day on which liberty hangs, by rule. An earlier one may free too early, a later one may hold beyond the law. */
const libertyDay: Partial<Record<RuleName, string>> = {
  sentence: 'dueRelease',
  'ordinary-projection': 'dueRelease',
  'statutory-bail': 'eligibleFrom',
  'appeal-bail': 'eligibleFrom',
  remand: 'latestLawfulDay',
}

export interface Difference {
  readonly class: DifferenceClass
  readonly field?: string
  readonly before?: string
  readonly after?: string
  readonly note?: string
}

/** What a stored computation would become under other rules; undefined when nothing changes. */
export function differenceUnder(
  stored: StoredComputation,
  rules: RulesInForce,
  calendar: CalendarDefinition | undefined,
): Difference | undefined {
  const answer = computeResult({
    rule: stored.rule,
    inputs: stored.inputs,
    rules,
    ...(calendar === undefined ? {} : { calendar }),
  })
  if ('error' in answer) return { class: 'refused', note: said(answer.error.message) }
  return differenceBetween(stored.rule, stored.result, answer.result)
}

/** What two results of one rule differ in, and the risk of it; undefined when nothing does. */
export function differenceBetween(
  rule: RuleName,
  stored: Readonly<Record<string, unknown>>,
  computed: Readonly<Record<string, unknown>>,
): Difference | undefined {
  const field = libertyDay[rule]
  if (field !== undefined) {
    const [before, after] = [day(stored[field]), day(computed[field])]
    if (before !== after) {
      // No day where there was one holds somebody whom the law let go; a day where there was none frees somebody it held.
      const earlier = after !== undefined && (before === undefined || after < before)
      return {
        class: earlier ? 'early-release-risk' : 'unlawful-detention-risk',
        field,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      }
    }
  }
  const changed = Object.keys({ ...stored, ...computed }).filter(
    (key) => written(stored[key]) !== written(computed[key]),
  )
  return changed.length === 0 ? undefined : { class: 'other-change', note: changed.join(', ') }
}

const day = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.slice(0, 10) : undefined

/** Keys in order: jsonb does not keep the order in which they were written. */
function written(value: unknown): string {
  return (
    JSON.stringify(value, (_key, held: unknown) =>
      typeof held === 'object' && held !== null && !Array.isArray(held)
        ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
        : held,
    ) ?? ''
  )
}

const said = (text: Text): string => text.en
