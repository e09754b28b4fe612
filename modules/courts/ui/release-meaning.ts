import type { Meaning } from '#platform/ui'

/** Amber where the court or the prison must still act; the rest is news or history. */
export function releaseMeaning(state: 'draft' | 'issued' | 'verified' | 'used' | 'cancelled'): Meaning {
  if (state === 'draft') return 'amber'
  return state === 'issued' || state === 'verified' ? 'blue' : 'grey'
}
