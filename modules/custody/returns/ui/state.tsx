import { type IconName, type Meaning, StatusBadge, useFormats, useTranslation } from '#platform/ui'
import type { ReturnHead } from '../contract.ts'

const looks: Record<ReturnHead['state'], readonly [Meaning, IconName]> = {
  owed: ['grey', 'circle-dashed'],
  drawn: ['blue', 'clipboard-list'],
  signed: ['amber', 'signature'],
  sent: ['blue', 'send'],
  accepted: ['blue', 'circle-check'],
  returned: ['red', 'arrow-back-up'],
}

/** How a return stands: late is red whatever else it is. */
export const lookOf = ({ state, late }: Pick<ReturnHead, 'state' | 'late'>): readonly [Meaning, IconName] =>
  late ? ['red', 'alarm'] : looks[state]

export function StateBadge({ of }: { of: Pick<ReturnHead, 'state' | 'late'> }) {
  const { t } = useTranslation('custody-returns')
  const [meaning, icon] = lookOf(of)
  return (
    <StatusBadge meaning={meaning} icon={icon}>
      {t(`state.${of.state}`)}
      {of.late ? ` · ${t('state.late')}` : ''}
    </StatusBadge>
  )
}

/** A day alone, or the first and last. */
export function usePeriod(): (of: { from: string; to: string }) => string {
  const { date } = useFormats()
  return ({ from, to }) => (from === to ? date(from) : `${date(from)} – ${date(to)}`)
}
