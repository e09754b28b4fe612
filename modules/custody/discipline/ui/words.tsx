import { type Meaning, StatusBadge, useBoth, useTranslation } from '#platform/ui'
import type { AdjudicationRow } from '../contract.ts'
import classes from './Discipline.module.css'

const meaningOf: Record<AdjudicationRow['punishments'][number]['state'], Meaning> = {
  'to-confirm': 'amber',
  refused: 'grey',
  suspended: 'blue',
  'in-force': 'amber',
  quashed: 'grey',
}

/** Where a report stands, as colour, icon and word. */
export function ReportState({ row }: { row: Pick<AdjudicationRow, 'state' | 'finding' | 'appealOpen'> }) {
  const { t } = useTranslation('custody-discipline')
  return (
    <span className={classes.badges}>
      <StatusBadge
        meaning={
          row.state === 'reported' || row.state === 'told'
            ? 'amber'
            : row.state === 'quashed'
              ? 'grey'
              : 'blue'
        }
      >
        {t(`state.${row.state}`)}
        {row.state === 'decided' && row.finding !== null ? ` · ${t(`finding.${row.finding}`)}` : ''}
      </StatusBadge>
      {row.appealOpen ? (
        <StatusBadge meaning="amber" icon="scale">
          {t('appeal-open')}
        </StatusBadge>
      ) : null}
    </span>
  )
}

export function Punished({ punishments }: { punishments: AdjudicationRow['punishments'] }) {
  const { t } = useTranslation('custody-discipline')
  const both = useBoth()
  return (
    <span className={classes.badges}>
      {punishments.map((one) => (
        <StatusBadge key={`${one.text.en} ${one.state}`} meaning={meaningOf[one.state]}>
          {both(one.text)}
          {one.days === null ? '' : ` · ${t('days', { count: one.days })}`}
          {one.state === 'in-force' ? '' : ` · ${t(`punishment-state.${one.state}`)}`}
        </StatusBadge>
      ))}
    </span>
  )
}
