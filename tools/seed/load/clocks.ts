import { daysIn, prove } from '#kernel/law'
import type { RowStore } from './rows.ts'

export interface LoadedClock {
  readonly id: string
  readonly jurisdiction: string
  readonly units: readonly number[]
  readonly caseId: string
  readonly rule: 'police-report' | 'scrutiny-return'
  readonly inputs: Record<string, string>
  readonly startedAt: string
  /** Day of the act that ended it and what was learned by the act; undefined while it runs. */
  readonly met?:
    | { readonly on: string; readonly at: string; readonly facts?: Record<string, string> }
    | undefined
}

/** A clock as the use case that started it and the one that ended it would have left it. */
export function addClock(store: RowStore, clock: LoadedClock): void {
  const { met } = clock
  const proof = prove(clock.jurisdiction, clock.rule, { ...clock.inputs, ...met?.facts })
  const { statutoryDue, effectiveDue } = daysIn(clock.rule, proof.result)
  store.add('law.clock', {
    id: clock.id,
    jurisdiction: clock.jurisdiction,
    units: clock.units,
    case_id: clock.caseId,
    party_id: null,
    rule: clock.rule,
    inputs: clock.inputs,
    statutory_due: statutoryDue,
    effective_due: effectiveDue,
    pack: `${proof.pack.code} ${proof.pack.version}`,
    state: met === undefined ? 'running' : met.on <= effectiveDue ? 'met' : 'missed',
    started_at: clock.startedAt,
    ended_on: met?.on ?? null,
    ended_why: null,
    proof: met === undefined ? null : { ...proof, computedAt: met.at },
  })
}
