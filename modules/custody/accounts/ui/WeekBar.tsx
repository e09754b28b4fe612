import type { OutputOf } from '#platform/http/contract'
import { useTranslation } from '#platform/ui'
import type { getAccount } from '../contract.ts'
import classes from './Accounts.module.css'

/** How much of the week's canteen limit is spent. */
export function WeekBar({ week }: { week: OutputOf<typeof getAccount>['week'] }) {
  const { t } = useTranslation('custody-accounts')
  if (week.limit === null) return <span className={classes.soft}>{t('week.no-limit')}</span>
  const part = Math.min(1, week.spent / week.limit)
  return (
    <span style={{ minInlineSize: 180 }}>
      {t('week.left', { left: week.left, limit: week.limit, since: week.from })}
      <span className={classes.bar} data-full={part >= 1}>
        <span style={{ inlineSize: `${part * 100}%` }} />
      </span>
    </span>
  )
}
