import { type Meaning, StatusBadge, useTranslation } from '#platform/ui'
import type { IncidentRow } from '../contract.ts'
import classes from './Incidents.module.css'

const meaningOf: Record<IncidentRow['severity'], Meaning> = { minor: 'grey', serious: 'amber', grave: 'red' }

/** How serious it is, and whether somebody still has to do something. */
export function IncidentState({ row }: { row: IncidentRow }) {
  const { t } = useTranslation('custody-incidents')
  return (
    <span className={classes.badges}>
      <StatusBadge meaning={row.state === 'closed' ? 'grey' : meaningOf[row.severity]}>
        {t(`severity.${row.severity}`)}
      </StatusBadge>
      <StatusBadge meaning={row.state === 'open' ? 'blue' : 'grey'}>{t(`state.${row.state}`)}</StatusBadge>
      {row.lateActions > 0 ? (
        <StatusBadge meaning="red" icon="alarm">
          {t('late-actions', { count: row.lateActions })}
        </StatusBadge>
      ) : null}
    </span>
  )
}
