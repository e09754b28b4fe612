import {
  BothNames,
  EmptyState,
  Ltr,
  Page,
  RecordTable,
  SegmentedControl,
  StatusBadge,
  useBoth,
  useFormats,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { grounds } from '../codes.ts'
import { listReleaseOrders } from '../contract.ts'
import { CaseNumber } from './CaseLine.tsx'
import { releaseMeaning } from './release-meaning.ts'
import { nameOf } from './words.ts'

const shows = ['to-sign', 'open', 'all'] as const

/** The court's orders to prisons to release: what waits for the judge, what the prison has not acted on, all. */
export default function ReleaseOrdersPage() {
  const { t } = useTranslation('courts')
  const both = useBoth()
  const { date } = useFormats()
  const [asked, setShow] = useQueryText('show', 'open')
  const show = shows.find((one) => one === asked) ?? 'open'
  return (
    <Page title={t('releases.title')} lead={t('releases.lead')}>
      <div>
        <SegmentedControl
          aria-label={t('releases.show')}
          value={show}
          onChange={setShow}
          data={shows.map((value) => ({ value, label: t(`releases.show-${value}`) }))}
        />
      </div>
      <RecordTable
        key={show}
        name="courts.release-orders"
        caption={t('releases.title')}
        source={listReleaseOrders}
        input={{ show }}
        rowKey={(row) => row.id}
        open={(row) => `/courts/release-orders/${row.id}`}
        columns={[
          {
            key: 'number',
            label: t('release.number'),
            cell: (row) => (row.number === null ? '–' : <Ltr>{`${row.number}/${row.year}`}</Ltr>),
          },
          { key: 'who', label: t('accused'), cell: (row) => <BothNames name={nameOf(row)} /> },
          { key: 'case', label: t('case'), cell: (row) => <CaseNumber {...row} /> },
          {
            key: 'prison',
            label: t('remand.prison'),
            cell: (row) => both({ en: row.prisonEn, ur: row.prisonUr }),
          },
          { key: 'ground', label: t('release.ground'), cell: (row) => both(grounds[row.ground]) },
          {
            key: 'state',
            label: t('common:word.status'),
            cell: (row) => (
              <StatusBadge meaning={row.overdue ? 'red' : releaseMeaning(row.state)}>
                {t(row.overdue ? 'release.overdue' : `release.state-${row.state}`)}
              </StatusBadge>
            ),
          },
          {
            key: 'issued',
            label: t('release.issued'),
            cell: (row) => (row.issuedOn === null ? '' : date(row.issuedOn)),
          },
        ]}
        empty={<EmptyState icon="circle-check" title={t('releases.empty')} why={t('releases.empty-why')} />}
      />
    </Page>
  )
}
