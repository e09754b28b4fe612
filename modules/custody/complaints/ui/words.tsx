import { DeadlineBadge, StatusBadge, useTranslation } from '#platform/ui'
import type { ComplaintHead } from '../contract.ts'
import classes from './Complaints.module.css'

/** Where a complaint stands, what comes next by when, and whether something befell the complainant. */
export function ComplaintState({ row }: { row: ComplaintHead }) {
  const { t } = useTranslation('custody-complaints')
  return (
    <span className={classes.badges}>
      <StatusBadge meaning={row.state === 'replied' ? 'grey' : 'blue'}>{t(`state.${row.state}`)}</StatusBadge>
      {row.due === null ? null : <DeadlineBadge date={row.due.on} label={t(`due.${row.due.step}`)} />}
      {row.flags > 0 ? (
        <StatusBadge meaning="red" icon="eye">
          {t('flags', { count: row.flags })}
        </StatusBadge>
      ) : null}
    </span>
  )
}
