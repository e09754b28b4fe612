import {
  EmptyState,
  Load,
  Page,
  RecordTable,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { listToBeListed } from '../contract.ts'
import { CaseLine } from './CaseLine.tsx'
import { nameOf, useJoined } from './words.ts'

/** Cases before the court that stand on no day's list: none may be forgotten here. */
export default function ToBeListedPage() {
  const { t } = useTranslation('courts')
  const both = useBoth()
  const joined = useJoined()
  const { date, distance } = useFormats()
  const found = useCall(listToBeListed, {})
  return (
    <Page title={t('to-list.title')} lead={t('to-list.lead')}>
      <Load call={found}>
        {({ rows }) => (
          <RecordTable
            name="courts.to-be-listed"
            caption={t('to-list.title')}
            rows={rows}
            rowKey={(row) => row.caseId}
            open={(row) => `/courts/list/${row.caseId}`}
            columns={[
              { key: 'case', label: t('case'), cell: (row) => <CaseLine {...row} /> },
              {
                key: 'who',
                label: t('accused'),
                cell: (row) => joined(row.accused.map((party) => both(nameOf(party)))),
              },
              { key: 'state', label: t('stage'), cell: (row) => t(`stages.${row.state}`) },
              {
                key: 'held',
                label: t('custody'),
                cell: (row) =>
                  row.held ? (
                    <StatusBadge meaning="blue" icon="lock">
                      {t('to-list.held')}
                    </StatusBadge>
                  ) : null,
              },
              {
                key: 'since',
                label: t('to-list.since'),
                cell: (row) => `${date(row.since)} · ${distance(row.since)}`,
              },
              {
                key: 'late',
                label: t('common:word.status'),
                cell: (row) =>
                  row.overdue ? <StatusBadge meaning="amber">{t('to-list.late')}</StatusBadge> : null,
              },
            ]}
            empty={<EmptyState icon="circle-check" title={t('to-list.empty')} why={t('to-list.empty-why')} />}
          />
        )}
      </Load>
    </Page>
  )
}
