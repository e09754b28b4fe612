import { StatusBadge, useTranslation } from '#platform/ui'
import type { habits } from '../contract.ts'

export function HabitBadge({ habit }: { habit: (typeof habits)[number] | null }) {
  const { t } = useTranslation('custody-classification')
  if (habit === null)
    return (
      <StatusBadge meaning="amber" icon="help">
        {t('none')}
      </StatusBadge>
    )
  return (
    <StatusBadge meaning={habit === 'habitual' ? 'amber' : 'grey'} icon="binary-tree">
      {t(`habit.${habit}`)}
    </StatusBadge>
  )
}
