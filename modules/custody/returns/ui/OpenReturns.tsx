import {
  DeadlineBadge,
  EmptyState,
  formatNumber,
  Link,
  RecordTable,
  StatusBadge,
  useBoth,
  useTranslation,
} from '#platform/ui'
import type { ReturnHead } from '../contract.ts'
import { StateBadge, usePeriod } from './state.tsx'

/** Returns that somebody must still do something about; of one prison, or of all that are late. */
export function OpenReturns({ rows, prisons = false }: { rows: readonly ReturnHead[]; prisons?: boolean }) {
  const { t } = useTranslation('custody-returns')
  const both = useBoth()
  const period = usePeriod()
  return (
    <RecordTable
      name="custody.returns"
      caption={t(prisons ? 'department.overdue-title' : 'open.title')}
      rows={rows}
      rowKey={(row) => row.id}
      open={(row) => `/custody/returns/${row.id}`}
      empty={
        prisons ? (
          <EmptyState icon="check" title={t('department.overdue-empty')} />
        ) : (
          <EmptyState icon="check" title={t('open.empty')} why={t('open.empty-why')} />
        )
      }
      columns={[
        ...(prisons
          ? [{ key: 'prison', label: t('col.prison'), cell: (row: ReturnHead) => both(row.prison.name) }]
          : []),
        {
          key: 'return',
          label: t('col.return'),
          cell: (row) => <Link to={`/custody/returns/${row.id}`}>{both(row.title)}</Link>,
        },
        { key: 'period', label: t('col.period'), cell: (row) => period(row) },
        {
          key: 'due',
          label: t('col.due'),
          cell: (row) => (row.state === 'sent' ? null : <DeadlineBadge date={row.dueOn} />),
        },
        { key: 'state', label: t('col.state'), cell: (row) => <StateBadge of={row} /> },
        {
          key: 'version',
          hidden: rows.every(({ version }) => version === 1),
          label: t('col.version'),
          cell: (row) =>
            row.version === 1 ? null : (
              <StatusBadge meaning="amber" icon="edit">
                {t('version', { version: row.version })}
              </StatusBadge>
            ),
        },
        {
          key: 'reminders',
          hidden: rows.every(({ reminders }) => reminders === 0),
          label: t('col.reminders'),
          align: 'end',
          cell: (row) => (row.reminders === 0 ? '' : formatNumber(row.reminders)),
        },
      ]}
    />
  )
}
