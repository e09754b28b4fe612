import {
  BothNames,
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
import { verdicts } from '../codes.ts'
import { listJudgmentsToSign } from '../contract.ts'
import { CaseNumber } from './CaseLine.tsx'
import { nameOf } from './words.ts'

/** Drafts that wait for the judge. Until signed they bind nobody. */
export default function JudgmentsPage() {
  const { t } = useTranslation('courts')
  const both = useBoth()
  const { date, instant } = useFormats()
  const found = useCall(listJudgmentsToSign, {})
  return (
    <Page title={t('judgments.title')} lead={t('judgments.lead')}>
      <Load call={found}>
        {({ rows }) => (
          <RecordTable
            name="courts.judgments"
            caption={t('judgments.title')}
            rows={rows}
            rowKey={(row) => row.id}
            open={(row) => `/courts/judgment/${row.partyId}`}
            columns={[
              { key: 'case', label: t('case'), cell: (row) => <CaseNumber {...row} /> },
              { key: 'who', label: t('accused'), cell: (row) => <BothNames name={nameOf(row)} /> },
              { key: 'verdict', label: t('judgment.verdict'), cell: (row) => both(verdicts[row.verdict]) },
              { key: 'on', label: t('judgment.on'), cell: (row) => date(row.onDate) },
              { key: 'custody', label: t('custody'), cell: (row) => t(`cases:custody.${row.custody}`) },
              { key: 'drafted', label: t('judgments.drafted'), cell: (row) => instant(row.draftedAt) },
              {
                key: 'late',
                label: t('common:word.status'),
                cell: (row) =>
                  row.overdue ? <StatusBadge meaning="amber">{t('judgments.late')}</StatusBadge> : null,
              },
            ]}
            empty={
              <EmptyState icon="circle-check" title={t('judgments.empty')} why={t('judgments.empty-why')} />
            }
          />
        )}
      </Load>
    </Page>
  )
}
