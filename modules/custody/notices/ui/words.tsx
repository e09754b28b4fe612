import { type IconName, type Meaning, StatusBadge, useTranslation } from '#platform/ui'
import type { NoticeRow } from '../contract.ts'

const look: Record<NoticeRow['state'], { meaning: Meaning; icon: IconName }> = {
  owed: { meaning: 'amber', icon: 'writing' },
  signed: { meaning: 'amber', icon: 'send' },
  sent: { meaning: 'blue', icon: 'mail' },
  received: { meaning: 'blue', icon: 'check' },
  returned: { meaning: 'red', icon: 'arrow-back-up' },
  withdrawn: { meaning: 'grey', icon: 'x' },
}

export function NoticeState({ state }: { state: NoticeRow['state'] }) {
  const { t } = useTranslation('custody-notices')
  return (
    <StatusBadge meaning={look[state].meaning} icon={look[state].icon}>
      {t(`state.${state}`)}
    </StatusBadge>
  )
}
