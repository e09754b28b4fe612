import { type IconName, type Meaning, StatusBadge, useTranslation } from '#platform/ui'
import type { Matter } from '../contract.ts'

/** Amber where somebody must act before the person has counsel, blue while counsel works, grey when it is over. */
const looks: Record<Matter['standing'], { meaning: Meaning; icon: IconName }> = {
  'consent-awaited': { meaning: 'amber', icon: 'help' },
  'to-send': { meaning: 'amber', icon: 'send' },
  offered: { meaning: 'blue', icon: 'transfer' },
  returned: { meaning: 'amber', icon: 'arrow-back-up' },
  accepted: { meaning: 'amber', icon: 'inbox' },
  assigned: { meaning: 'blue', icon: 'user-check' },
  closed: { meaning: 'grey', icon: 'circle-check' },
  declined: { meaning: 'grey', icon: 'hand-stop' },
  withdrawn: { meaning: 'grey', icon: 'hand-stop' },
}

export function StandingBadge({ standing }: { standing: Matter['standing'] }) {
  const { t } = useTranslation('legal-aid')
  return (
    <StatusBadge meaning={looks[standing].meaning} icon={looks[standing].icon}>
      {t(`standing.${standing}`)}
    </StatusBadge>
  )
}
