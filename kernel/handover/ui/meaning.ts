import type { Meaning } from '#platform/ui'
import type { HandoverRow } from '../contract.ts'

/** Red only where a day was let pass; amber where someone must act; the rest is news or history. */
export function meaningOf({ state, overdue }: Pick<HandoverRow, 'state' | 'overdue'>): Meaning {
  if (overdue) return 'red'
  if (state === 'rejected') return 'amber'
  return state === 'offered' || state === 'accepted' ? 'blue' : 'grey'
}
