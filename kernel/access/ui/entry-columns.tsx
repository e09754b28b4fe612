import type { OutputOf } from '#platform/http/contract'
import type { Column } from '#platform/ui'
import { BothNames, StatusBadge, useBoth, useFormats, useTranslation } from '#platform/ui'
import type { listBreakGlass } from '../contract.ts'
import classes from './AccessPages.module.css'

export type Entry = OutputOf<typeof listBreakGlass>['rows'][number]

/** The columns every list of emergency entries shares. */
export function useEntryColumns(): Column<Entry>[] {
  const { t } = useTranslation('access')
  const both = useBoth()
  const { instant } = useFormats()
  return [
    { key: 'who', label: t('emergency.who'), cell: (row) => <BothNames name={row.account.name} /> },
    { key: 'into', label: t('emergency.into'), cell: (row) => both(row.unit.name) },
    {
      key: 'reason',
      label: t('emergency.reason'),
      cell: (row) => (
        <div className={classes.sentence}>
          <bdi>{row.reason}</bdi>
        </div>
      ),
    },
    { key: 'when', label: t('emergency.when'), cell: (row) => instant(row.openedAt) },
    { key: 'until', label: t('emergency.until'), cell: (row) => instant(row.closedAt ?? row.endsAt) },
    {
      key: 'noticed',
      label: t('emergency.noticed'),
      cell: (row) =>
        row.noticedBy === null ? (
          <StatusBadge meaning="amber">{t('emergency.not-noticed')}</StatusBadge>
        ) : (
          both(row.noticedBy.name)
        ),
    },
    {
      key: 'finding',
      label: t('emergency.result'),
      cell: (row) => (
        <StatusBadge
          meaning={row.finding === 'not-justified' ? 'red' : row.finding === null ? 'grey' : 'blue'}
        >
          {t(`emergency.finding.${row.finding ?? 'none'}`)}
        </StatusBadge>
      ),
    },
  ]
}
