import { today, useFormats, useTranslation } from '#platform/ui'
import type { HandoverRow } from '../contract.ts'

/** How long a hand-over has stood where it stands: “Offered 3 days ago, unanswered”. */
export function useAge(): (row: Pick<HandoverRow, 'state' | 'since' | 'overdue'>) => string {
  const { t } = useTranslation('handover')
  const { distance } = useFormats()
  return ({ state, since, overdue }) => {
    const ago = distance(today(since))
    return t(overdue ? `age.${state}-late` : `age.${state}`, { ago })
  }
}
