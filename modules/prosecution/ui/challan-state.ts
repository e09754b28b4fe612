import type { Meaning } from '#platform/ui'
import type { ChallanState } from '../contract.ts'

/** Colour of where a challan stands. Lateness is shown by its date, not here. */
export const challanMeaning: Readonly<Record<ChallanState, Meaning>> = {
  'to-receive': 'amber',
  open: 'blue',
  returned: 'amber',
  fit: 'grey',
}
