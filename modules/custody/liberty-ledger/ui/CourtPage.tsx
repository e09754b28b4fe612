import {
  BothNames,
  EmptyState,
  Ltr,
  Page,
  RecordTable,
  useBoth,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { listRedInCourt } from '../contract.ts'
import { MissingList } from './Reason.tsx'

/** The red list as a court sees it: its own accused, and the order that is missing. */
export default function CourtPage() {
  const { t } = useTranslation('custody-liberty-ledger')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <Page title={t('court.title')} lead={t('court.lead')}>
      <RecordTable
        name="custody.red-in-court"
        caption={t('court.title')}
        source={listRedInCourt}
        rowKey={(row) => row.partyId}
        open={(row) => `/cases/${row.caseId}`}
        empty={<EmptyState icon="circle-check" title={t('court.empty')} why={t('court.empty-why')} />}
        columns={[
          { key: 'name', label: t('court.accused'), cell: (row) => <BothNames name={row.name} /> },
          { key: 'prison', label: t('prison'), cell: (row) => both(row.prison) },
          { key: 'number', label: t('number'), cell: (row) => <Ltr>{row.number}</Ltr> },
          {
            key: 'missing',
            label: t('missing-title'),
            wrap: true,
            cell: (row) => <MissingList missing={row.missing} />,
          },
          { key: 'since', label: t('line-since'), cell: (row) => date(row.since) },
        ]}
      />
    </Page>
  )
}
