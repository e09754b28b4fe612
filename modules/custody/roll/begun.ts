import type { OutputOf } from '#platform/http/contract'
import type { getEvacuationRoll, getRollCheck, NewMark, RollCheck } from './contract.ts'

/** A count begun without a connection, with the roll as the device had it: nobody else on this device knows whom it expects. */
export interface Begun {
  readonly id: string
  readonly kind: RollCheck['kind']
  readonly startedAt: string
  readonly roll: OutputOf<typeof getEvacuationRoll>
}

/** What waits of a count: its beginning first, then its marks. */
export type OfCount = Begun | NewMark
export const isBegun = (one: OfCount): one is Begun => 'roll' in one

/** The count as its page shows it until the server knows it. */
export function pageOf({ id, kind, startedAt, roll }: Begun): OutputOf<typeof getRollCheck> {
  return {
    check: {
      id,
      kind,
      prison: roll.prison,
      startedAt,
      startedBy: null,
      closedAt: null,
      closedBy: null,
      result: null,
      expected: null,
      present: null,
      missing: null,
      extra: null,
      why: null,
      away: { rollAsOf: roll.asOf, receivedAt: null },
      besideId: null,
    },
    barracks: roll.barracks,
    people: roll.people,
    since: null,
  }
}
