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
import { listCases } from '../contract.ts'

/** Every case one's units take part in. */
export default function CasesPage() {
  const { t } = useTranslation('cases')
  const { date } = useFormats()
  const both = useBoth()
  return (
    <Page title={t('list.title')} lead={t('list.lead')}>
      <RecordTable
        name="cases.list"
        caption={t('list.title')}
        source={listCases}
        search
        standardSort="-registered"
        columns={[
          {
            key: 'fir',
            label: t('fir-number'),
            sort: 'fir',
            cell: (row) => <Ltr>{`${row.firNumber}/${row.firYear}`}</Ltr>,
          },
          {
            key: 'station',
            label: t('police-station'),
            cell: (row) => (
              <BothNames name={{ en: row.policeStation.nameEn, ur: row.policeStation.nameUr }} />
            ),
          },
          { key: 'registered', label: t('fir-on'), sort: 'registered', cell: (row) => date(row.firOn) },
          {
            key: 'court',
            label: t('court'),
            cell: (row) => (row.court === null ? '' : both({ en: row.court.nameEn, ur: row.court.nameUr })),
          },
          {
            key: 'district',
            label: t('district'),
            hidden: true,
            cell: (row) => both({ en: row.district.nameEn, ur: row.district.nameUr }),
          },
        ]}
        rowKey={(row) => row.id}
        open={(row) => `/cases/${row.id}`}
        empty={<EmptyState title={t('list.empty')} why={t('list.empty-why')} icon="folder" />}
      />
    </Page>
  )
}
