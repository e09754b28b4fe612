import type { ParsedInputOf } from '#platform/http/contract'
import type { decideAdjudication, PunishmentKind } from './contract.ts'

export type Award = ParsedInputOf<typeof decideAdjudication>['punishments'][number]

/** What was given for the same offence in the same prison, of one kind. */
export interface GivenBefore {
  readonly kind: string
  readonly cases: number
  readonly median: number | null
  readonly most: number | null
}

export type Fault =
  | { readonly code: 'not-offered' | 'alone' | 'twice' | 'days'; readonly kind: string }
  | { readonly code: 'over-ceiling' | 'over-earned'; readonly kind: string; readonly most: number }
  | { readonly code: 'suspended-too-long'; readonly kind: string; readonly until: string }

/**
 * Why an award may not be made, the first reason that applies: only what the law still offers, within the most that even the
 * Inspector-General may confirm, no forfeiture of what was not earned, and nothing beside what stands alone (Prisons Act s.47).
 */
export function faultOf(
  awards: readonly Award[],
  known: {
    readonly kinds: readonly PunishmentKind[]
    readonly forfeitable: number
    /** The last day to which a punishment may be suspended. */
    readonly latest: string
  },
): Fault | null {
  const byCode = new Map(known.kinds.map((kind) => [kind.code, kind]))
  let forfeits = 0
  for (const [at, { kind: code, days, suspendedUntil }] of awards.entries()) {
    const kind = byCode.get(code)
    if (kind === undefined || kind.standing !== 'offered') return { code: 'not-offered', kind: code }
    if (awards.findIndex((one) => one.kind === code) !== at) return { code: 'twice', kind: code }
    if (kind.alone && awards.length > 1) return { code: 'alone', kind: code }
    if (kind.measured === (days === undefined)) return { code: 'days', kind: code }
    const most = kind.confirmedDays ?? 0
    if (days !== undefined && days > most) return { code: 'over-ceiling', kind: code, most }
    if (suspendedUntil !== undefined && suspendedUntil > known.latest)
      return { code: 'suspended-too-long', kind: code, until: known.latest }
    if (kind.forfeits && suspendedUntil === undefined) {
      forfeits += days ?? 0
      if (forfeits > known.forfeitable)
        return { code: 'over-earned', kind: code, most: Math.max(0, known.forfeitable) }
    }
  }
  return null
}

/** How an award begins: what is above the Superintendent's own power waits for the Inspector-General. */
export function stateOf(award: Award, kind: PunishmentKind): 'to-confirm' | 'suspended' | 'in-force' {
  if (award.days !== undefined && award.days > (kind.ownDays ?? 0)) return 'to-confirm'
  return award.suspendedUntil === undefined ? 'in-force' : 'suspended'
}

/** Fewer earlier cases say nothing of what is usual. */
const enough = 3

/**
 * Awards harsher than what the same offence brought in the same prison: more than half as much again as the middle one of its kind, or of
 * a kind that nobody got although several were punished. A doubt, never a bar: the reason is kept with the decision.
 */
export function harsher(
  awards: readonly Award[],
  before: { readonly cases: number; readonly kinds: readonly GivenBefore[] },
): Award[] {
  if (before.cases < enough) return []
  return awards.filter(({ kind, days }) => {
    const same = before.kinds.find((one) => one.kind === kind)
    if (same === undefined) return days !== undefined
    return days !== undefined && same.median !== null && days > same.median * 1.5
  })
}
