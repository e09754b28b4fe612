import { Icon, type Meaning, StatusBadge, useBoth, useFormats, useTranslation } from '#platform/ui'
import type { Blocker, TransferRow } from '../contract.ts'
import classes from './Transfer.module.css'

const meaningOf: Record<TransferRow['state'], Meaning> = {
  proposed: 'amber',
  approved: 'blue',
  'on-road': 'blue',
  brought: 'red',
  accepted: 'grey',
  refused: 'amber',
  returned: 'grey',
  withdrawn: 'grey',
}

/** Where a transfer stands, and what is late or missing of it. */
export function TransferState({ row }: { row: Pick<TransferRow, 'state' | 'late' | 'unsettled'> }) {
  const { t } = useTranslation('custody-transfer')
  return (
    <span className={classes.badges}>
      <StatusBadge
        meaning={meaningOf[row.state]}
        {...(row.state === 'on-road'
          ? { icon: 'truck' }
          : row.state === 'brought'
            ? { icon: 'alert-triangle' }
            : {})}
      >
        {t(`state.${row.state}`)}
      </StatusBadge>
      {row.late ? (
        <StatusBadge meaning="red" icon="alarm">
          {t('late')}
        </StatusBadge>
      ) : null}
      {row.unsettled > 0 ? (
        <StatusBadge meaning="amber" icon="alert-triangle">
          {t('unsettled', { count: row.unsettled })}
        </StatusBadge>
      ) : null}
    </span>
  )
}

/** From which prison to which; the arrow points the way one reads. */
export function Way({ row }: { row: Pick<TransferRow, 'from' | 'to'> }) {
  const both = useBoth()
  return (
    <span className={classes.way}>
      <bdi>{both(row.from.name)}</bdi>
      <span className={classes.arrow}>
        <Icon name="arrow-right" size={16} />
      </span>
      <bdi>{both(row.to.name)}</bdi>
    </span>
  )
}

/** What speaks against a transfer, what stops it first. */
export function Blockers({ blockers }: { blockers: readonly Blocker[] }) {
  const { t } = useTranslation('custody-transfer')
  const { date } = useFormats()
  if (blockers.length === 0)
    return (
      <p>
        <StatusBadge meaning="blue" icon="check">
          {t('blocker.none')}
        </StatusBadge>
      </p>
    )
  return (
    <ul className={classes.list}>
      {blockers.map((one) => (
        <li key={one.code} className={classes.item}>
          <span>
            {t(`blocker.${one.code}`, { count: one.count ?? 0 })}
            {one.day === null ? '' : ` (${date(one.day)})`}
          </span>
          <StatusBadge
            meaning={one.stops ? 'red' : 'amber'}
            icon={one.stops ? 'hand-stop' : 'alert-triangle'}
          >
            {t(one.stops ? 'blocker.stops' : 'blocker.warns')}
          </StatusBadge>
        </li>
      ))}
    </ul>
  )
}
