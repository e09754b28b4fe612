import {
  BothNames,
  Button,
  DeadlineBadge,
  EmptyState,
  Icon,
  Load,
  Ltr,
  Page,
  RecordTable,
  useBoth,
  useCall,
  useGo,
  useTranslation,
} from '#platform/ui'
import { listArrivals } from '../contract.ts'
import { TakeShift } from '../shift/ui/TakeShift.tsx'

/** Who is on the way from a court, the longest awaited first. */
export default function ArrivalsPage() {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const go = useGo()
  const arrivals = useCall(listArrivals, {}, { refetchEvery: 60_000 })
  return (
    <Page
      title={t('arrivals.title')}
      lead={t('arrivals.lead')}
      actions={
        <Button
          onClick={() => go('/custody/admissions/new')}
          leftSection={<Icon name="file-plus" size={17} />}
        >
          {t('arrivals.on-paper')}
        </Button>
      }
    >
      <TakeShift desk="admission" />
      <Load call={arrivals}>
        {({ rows }) => (
          <RecordTable
            name="custody.arrivals"
            caption={t('arrivals.title')}
            rows={rows}
            rowKey={(row) => row.handoverId}
            open={(row) =>
              row.heldHere === null
                ? `/custody/admissions/new?handover=${row.handoverId}`
                : `/custody/prisoners/${row.heldHere}/warrant?handover=${row.handoverId}`
            }
            empty={<EmptyState icon="door-enter" title={t('arrivals.empty')} why={t('arrivals.empty-why')} />}
            columns={[
              {
                key: 'name',
                label: t('common:word.name'),
                cell: (row) => <BothNames name={row.name} />,
              },
              {
                key: 'father',
                label: t('common:word.father-name'),
                cell: (row) => (row.father === null ? '' : both(row.father)),
              },
              { key: 'due', label: t('arrivals.due'), cell: (row) => <DeadlineBadge date={row.dueOn} /> },
              { key: 'fir', label: t('word.fir'), cell: (row) => <Ltr>{row.fir}</Ltr> },
              { key: 'station', label: t('word.station'), cell: (row) => both(row.station) },
              { key: 'sections', label: t('word.sections'), cell: (row) => <Ltr>{row.sections}</Ltr> },
              { key: 'court', label: t('word.court'), cell: (row) => both(row.court) },
              {
                key: 'held',
                label: t('common:word.remarks'),
                cell: (row) => (row.heldHere === null ? '' : t('arrivals.held-here')),
              },
            ]}
          />
        )}
      </Load>
    </Page>
  )
}
