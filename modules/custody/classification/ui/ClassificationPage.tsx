import {
  DeadlineBadge,
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
import { habitShows, listHabits } from '../contract.ts'
import { HabitBadge } from './HabitBadge.tsx'

/** Convicts by whether they are casual or habitual: who is to be decided first. */
export default function ClassificationPage() {
  const { t } = useTranslation('custody-classification')
  const both = useBoth()
  const { date } = useFormats()
  const [asked, setShow] = useQueryText('show', 'open')
  const show = habitShows.find((one) => one === asked) ?? 'open'
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <SegmentedControl
          aria-label={t('title')}
          value={show}
          onChange={setShow}
          data={habitShows.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
      }
    >
      <RecordTable
        key={show}
        name="custody.classification"
        caption={t('title')}
        source={listHabits}
        input={{ show }}
        rowKey={(row) => row.imprisonmentId}
        open={(row) => `/custody/prisoners/${row.imprisonmentId}`}
        empty={<EmptyState icon="binary-tree" title={t('empty')} why={t('empty-why')} />}
        columns={[
          { key: 'number', label: t('column.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
          { key: 'name', label: t('column.name'), cell: (row) => both(row.name) },
          { key: 'admitted', label: t('column.admitted'), cell: (row) => date(row.admittedOn) },
          {
            key: 'earlier',
            label: t('column.earlier'),
            cell: (row) => (
              <>
                {t('count', { count: row.earlier })}{' '}
                {row.consider && row.habit !== 'habitual' ? (
                  <StatusBadge meaning="amber" icon="history">
                    {t('consider')}
                  </StatusBadge>
                ) : null}
              </>
            ),
          },
          { key: 'habit', label: t('column.habit'), cell: (row) => <HabitBadge habit={row.habit} /> },
          {
            key: 'review',
            label: t('column.review'),
            cell: (row) => (row.reviewOn === null ? '' : <DeadlineBadge date={row.reviewOn} />),
          },
          { key: 'prison', label: t('column.prison'), cell: (row) => both(row.prison), hidden: true },
        ]}
      />
    </Page>
  )
}
