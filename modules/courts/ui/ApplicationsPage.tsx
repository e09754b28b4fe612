import {
  BothNames,
  DeadlineBadge,
  EmptyState,
  Load,
  Page,
  RecordTable,
  StatusBadge,
  today,
  useCall,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { listApplications } from '../contract.ts'
import { CaseLine } from './CaseLine.tsx'
import { nameOf } from './words.ts'

/** Persons produced before the court with an application for remand. Each waits for an order today. */
export default function ApplicationsPage() {
  const { t } = useTranslation('courts')
  const { instant } = useFormats()
  const found = useCall(listApplications, {}, { refetchEvery: 60_000 })
  return (
    <Page title={t('applications.title')} lead={t('applications.lead')}>
      <Load call={found}>
        {({ rows }) => (
          <RecordTable
            name="courts.applications"
            caption={t('applications.title')}
            rows={rows}
            rowKey={(row) => row.id}
            open={(row) => `/courts/remand/${row.partyId}`}
            columns={[
              { key: 'case', label: t('case'), cell: (row) => <CaseLine {...row} /> },
              { key: 'who', label: t('accused'), cell: (row) => <BothNames name={nameOf(row)} /> },
              {
                key: 'asked',
                label: t('applications.asked'),
                cell: (row) => t(`applications.asks-${row.asked}`, { count: row.days }),
              },
              {
                key: 'reasons',
                label: t('common:word.reason'),
                cell: (row) => row.reasons,
                wrap: true,
                hidden: true,
              },
              { key: 'made', label: t('applications.made'), cell: (row) => instant(row.madeAt) },
              {
                key: 'produce',
                label: t('applications.produce-by'),
                cell: (row) =>
                  row.produceBy === null ? null : (
                    <DeadlineBadge
                      date={today(row.produceBy)}
                      state={row.producedAt !== null && row.producedAt > row.produceBy ? 'breach' : 'met'}
                      label={instant(row.produceBy)}
                    />
                  ),
              },
              {
                key: 'late',
                label: t('common:word.status'),
                cell: (row) =>
                  row.overdue ? <StatusBadge meaning="amber">{t('applications.late')}</StatusBadge> : null,
              },
            ]}
            empty={
              <EmptyState
                icon="circle-check"
                title={t('applications.empty')}
                why={t('applications.empty-why')}
              />
            }
          />
        )}
      </Load>
    </Page>
  )
}
