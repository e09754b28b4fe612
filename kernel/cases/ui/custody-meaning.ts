import type { Meaning } from '#platform/ui'

/** Colour of where an accused is: nobody's right is breached by it, so never red. */
export function custodyMeaning(custody: string): Meaning {
  if (custody === 'police' || custody === 'prison') return 'blue'
  if (custody === 'absconding') return 'amber'
  return 'grey'
}
