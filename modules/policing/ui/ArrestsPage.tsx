import { BothNames, EmptyState, Link, Ltr, Page, RecordTable, useFormats, useTranslation } from '#platform/ui'
import { listOpenArrests } from '../contract.ts'
import { TimeLeft } from './TimeLeft.tsx'

/** Who was arrested and must be produced, with the hours left. */
export default function ArrestsPage() {
  const { t } = useTranslation('policing')
  const { instant } = useFormats()
  return (
    <Page title={t('arrests.title')} lead={t('arrests.lead')}>
      <RecordTable
        name="policing.arrests"
        caption={t('arrests.title')}
        source={listOpenArrests}
        columns={[
          {
            key: 'name',
            label: t('word.accused'),
            cell: (row) => (
              <BothNames
                name={{
                  en: row.nameEn ?? '',
                  ur: row.nameUr ?? '',
                }}
              />
            ),
          },
          {
            key: 'fir',
            label: t('word.fir'),
            cell: (row) => (
              <Link to={`/cases/${row.caseId}`}>
                <Ltr>{`${row.firNumber}/${row.firYear}`}</Ltr>
              </Link>
            ),
          },
          { key: 'arrested', label: t('arrests.arrested-at'), cell: (row) => instant(row.arrestedAt) },
          { key: 'by', label: t('arrests.produce-by'), cell: (row) => instant(row.produceBy) },
          { key: 'left', label: t('arrests.time'), cell: (row) => <TimeLeft to={row.produceBy} /> },
          { key: 'place', label: t('arrests.place'), hidden: true, cell: (row) => <bdi>{row.place}</bdi> },
        ]}
        rowKey={(row) => row.id}
        open={(row) => `/policing/cases/${row.caseId}/produce?party=${row.partyId}`}
        empty={<EmptyState title={t('arrests.empty')} why={t('arrests.empty-why')} icon="circle-check" />}
      />
    </Page>
  )
}
