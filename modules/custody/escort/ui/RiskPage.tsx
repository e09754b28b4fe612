import {
  DeadlineBadge,
  EmptyState,
  Ltr,
  Page,
  RecordTable,
  SegmentedControl,
  useBoth,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { listRiskReviews } from '../contract.ts'
import { RiskBadge } from './words.tsx'

const shows = ['due', 'high', 'all'] as const

/** Classes of risk of a prison: what is due first. */
export default function RiskPage() {
  const { t } = useTranslation('custody-escort')
  const both = useBoth()
  const [asked, setShow] = useQueryText('show', 'due')
  const show = shows.find((one) => one === asked) ?? 'due'
  return (
    <Page
      title={t('risk.list')}
      lead={t('risk.list-lead')}
      back={{ to: '/custody/escorts', label: t('title') }}
      actions={
        <SegmentedControl
          aria-label={t('risk.list')}
          value={show}
          onChange={setShow}
          data={shows.map((value) => ({ value, label: t(`risk.show-${value}`) }))}
        />
      }
    >
      <RecordTable
        key={show}
        name="custody.risk"
        caption={t('risk.list')}
        source={listRiskReviews}
        input={{ show }}
        rowKey={(row) => row.imprisonmentId}
        open={(row) => `/custody/prisoners/${row.imprisonmentId}`}
        empty={<EmptyState icon="shield" title={t('risk.empty')} why={t('risk.empty-why')} />}
        columns={[
          { key: 'number', label: t('column.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
          { key: 'name', label: t('column.name'), cell: (row) => both(row.name) },
          { key: 'class', label: t('risk.class'), cell: (row) => <RiskBadge risk={row.class} /> },
          { key: 'review', label: t('risk.review'), cell: (row) => <DeadlineBadge date={row.reviewOn} /> },
          { key: 'reason', label: t('risk.reason'), cell: (row) => <bdi>{row.reason}</bdi>, wrap: true },
        ]}
      />
    </Page>
  )
}
