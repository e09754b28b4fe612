import { DeadlineBadge, type IconName, StatusBadge, useTranslation } from '#platform/ui'
import type { MatterRow } from '../contract.ts'
import classes from './Matters.module.css'

export const iconOf: Record<MatterRow['kind'], IconName> = {
  death: 'file-text',
  escape: 'alarm',
  foreign: 'flag',
  condemned: 'scale',
  child: 'users',
}

/** Where a matter stands: still at large, how much of it is late, and when the next duty falls due. */
export function MatterState({ row }: { row: MatterRow }) {
  const { t } = useTranslation('custody-matters')
  return (
    <span className={classes.badges}>
      {row.atLarge && !row.closed ? (
        <StatusBadge meaning="red" icon="alarm">
          {t('at-large')}
        </StatusBadge>
      ) : null}
      {row.late > 0 ? (
        <StatusBadge meaning="red" icon="alert-triangle">
          {t('late', { count: row.late })}
        </StatusBadge>
      ) : null}
      {row.closed ? <StatusBadge meaning="grey">{t('closed')}</StatusBadge> : null}
      {!row.closed && row.owed === 0 ? <StatusBadge meaning="blue">{t('all-done')}</StatusBadge> : null}
      {!row.closed && row.late === 0 && row.nextDue !== null ? <DeadlineBadge date={row.nextDue} /> : null}
    </span>
  )
}
