import {
  BothNames,
  DeadlineBadge,
  EmptyState,
  Ltr,
  Page,
  RecordTable,
  SegmentedControl,
  StatusBadge,
  useBoth,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { listDiary } from '../contract.ts'

const shows = ['due', 'orders', 'to-confirm', 'to-approve', 'at-gate'] as const

/** The release diary: due soon, orders received, dates and releases that wait for an officer. */
export default function DiaryPage() {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const [asked, setShow] = useQueryText('show', 'due')
  const show = shows.find((one) => one === asked) ?? 'due'
  return (
    <Page title={t('diary.title')} lead={t(`diary.lead-${show}`)}>
      <SegmentedControl
        value={show}
        onChange={setShow}
        data={shows.map((value) => ({ value, label: t(`diary.show-${value}`) }))}
      />
      <RecordTable
        key={show}
        name="custody.diary"
        caption={t('diary.title')}
        source={listDiary}
        input={{ show, within: 30 }}
        rowKey={(row) => row.imprisonmentId}
        open={(row) =>
          `/custody/prisoners/${row.imprisonmentId}/${show === 'to-confirm' ? 'release-date' : 'release'}`
        }
        empty={<EmptyState icon="calendar-due" title={t('diary.empty')} why={t(`diary.empty-${show}`)} />}
        columns={[
          { key: 'number', label: t('word.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
          { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
          {
            key: 'father',
            label: t('common:word.father-name'),
            cell: (row) => (row.father === null ? '' : both(row.father)),
          },
          { key: 'category', label: t('word.category'), cell: (row) => t(`category.${row.category}`) },
          {
            key: 'due',
            label: t('word.due-release'),
            cell: (row) => (row.dueRelease === null ? '' : <DeadlineBadge date={row.dueRelease} />),
          },
          {
            key: 'date-state',
            label: t('diary.date-state'),
            cell: (row) =>
              row.dateState === null ? (
                ''
              ) : (
                <StatusBadge meaning={row.dateState === 'confirmed' ? 'grey' : 'amber'}>
                  {t(`date-state.${row.dateState}`)}
                </StatusBadge>
              ),
          },
          {
            key: 'orders',
            label: t('diary.orders'),
            cell: (row) => (row.orders === 0 ? '' : row.orders),
            align: 'end',
          },
          {
            key: 'release',
            label: t('diary.release'),
            cell: (row) =>
              row.release === null ? (
                ''
              ) : (
                <StatusBadge meaning={row.release.state === 'approved' ? 'blue' : 'amber'}>
                  {t(`release-state.${row.release.state}`)}
                </StatusBadge>
              ),
          },
        ]}
      />
    </Page>
  )
}
