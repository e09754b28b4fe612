import type { Obstacle, paperObstacles } from './contract.ts'

type PaperObstacle = (typeof paperObstacles)[number]

/** What the papers say of bail that was granted in one case. */
export interface GrantFact {
  readonly source: 'court' | 'paper' | 'hold'
  readonly accepted: boolean
  readonly order: 'issued' | 'verified' | 'used' | null
}

/** Who stands surety for one prisoner, counted. */
export interface SuretyFact {
  readonly offered: number
  /** Of those, whose every verification came back confirmed. */
  readonly verified: number
}

/** What stands between granted bail and the gate in one case: the first step that was not taken. */
export function obstacleOf(grant: GrantFact, sureties: SuretyFact): PaperObstacle {
  // A robkar on paper was confirmed with its court when it was entered.
  if (grant.source === 'paper') return 'order-to-carry-out'
  if (!grant.accepted) {
    if (sureties.offered === 0) return 'no-surety'
    return sureties.verified > 0 ? 'papers-verified' : 'surety-offered'
  }
  if (grant.order === null) return 'order-not-arrived'
  return grant.order === 'issued' ? 'order-not-verified' : 'order-to-carry-out'
}

/** Everything that stands in the way of one prisoner, each once, cases first. */
export function obstaclesOf(
  grants: readonly GrantFact[],
  sureties: SuretyFact,
  beside: { readonly otherCases: number; readonly holds: number; readonly said: readonly Obstacle[] },
): Obstacle[] {
  return [
    ...new Set<Obstacle>([
      ...grants.map((grant) => obstacleOf(grant, sureties)),
      ...(beside.otherCases > 0 ? (['other-case'] as const) : []),
      ...(beside.holds > 0 ? (['hold'] as const) : []),
      ...beside.said,
    ]),
  ]
}

/** What is to go out now: the Sessions Judge is told once, a reminder goes out again and again. Without a number nothing falls due. */
export function noticeDue(
  days: number,
  sent: { readonly daysSinceReminder: number | null; readonly escalated: boolean },
  rules: { readonly reminder: number | null; readonly escalation: number | null },
): 'reminder' | 'escalation' | null {
  if (rules.escalation !== null && days >= rules.escalation && !sent.escalated) return 'escalation'
  if (rules.reminder === null || days < rules.reminder) return null
  return sent.daysSinceReminder === null || sent.daysSinceReminder >= rules.reminder ? 'reminder' : null
}
