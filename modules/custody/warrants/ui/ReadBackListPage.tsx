import {
  DeadlineBadge,
  EmptyState,
  FigureTiles,
  Ltr,
  Page,
  RecordTable,
  StatusBadge,
  useBoth,
  useCall,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { listWarrantsToReadBack } from '../contract.ts'

const shows = ['due', 'differs'] as const

/** Warrants typed from paper that wait for the second officer, and those where two officers read something else. */
export default function ReadBackListPage() {
  const { t } = useTranslation('custody-warrants')
  const both = useBoth()
  const [asked, setShow] = useQueryText('show', 'due')
  const show = shows.find((one) => one === asked) ?? 'due'
  const counted = useCall(listWarrantsToReadBack, { show, size: 1 })
  const counts = counted.data?.counts
  return (
    <Page title={t('title')} lead={t('lead')}>
      {counts === undefined ? null : (
        <FigureTiles
          tiles={[
            ...shows.map((key) => ({
              key,
              figure: t('count', { count: counts[key] }),
              label: t(`tile.${key}`),
              icon: key === 'due' ? ('eye' as const) : ('arrows-left-right' as const),
              ...(key === 'differs' && counts.differs > 0 ? { meaning: 'red' as const } : {}),
              press: () => setShow(key),
              pressed: show === key,
            })),
            {
              key: 'without-scan',
              figure: t('count', { count: counts.withoutScan }),
              label: t('tile.without-scan'),
              icon: 'photo',
              ...(counts.withoutScan > 0 ? { meaning: 'amber' as const } : {}),
            },
          ]}
        />
      )}
      <RecordTable
        key={show}
        name="custody.warrants-to-read-back"
        caption={t(`show.${show}`)}
        source={listWarrantsToReadBack}
        input={{ show }}
        rowKey={(row) => row.id}
        open={(row) => `/custody/warrants/${row.id}`}
        empty={<EmptyState icon="circle-check" title={t(`empty.${show}`)} why={t(`empty-why.${show}`)} />}
        columns={[
          { key: 'number', label: t('column.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
          { key: 'name', label: t('column.name'), cell: (row) => both(row.name) },
          {
            key: 'typed',
            label: t('column.typed'),
            cell: (row) => (
              <>
                {row.typedBy === null
                  ? t('page.typed-unknown', { at: row.typedAt })
                  : t('typed-by', { name: both(row.typedBy), at: row.typedAt })}{' '}
                {row.own ? <StatusBadge meaning="grey">{t('own')}</StatusBadge> : null}
              </>
            ),
          },
          {
            key: 'scans',
            label: t('column.scans'),
            cell: (row) =>
              row.scans === 0 ? (
                <StatusBadge meaning="amber" icon="photo">
                  {t('no-scan')}
                </StatusBadge>
              ) : (
                t('pages', { count: row.scans })
              ),
          },
          {
            key: 'due',
            label: t('column.due'),
            cell: (row) => (row.dueOn === null ? '' : <DeadlineBadge date={row.dueOn} />),
          },
          { key: 'prison', label: t('column.prison'), cell: (row) => both(row.prison), hidden: true },
        ]}
      />
    </Page>
  )
}
