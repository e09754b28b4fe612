import {
  BothNames,
  EmptyState,
  FigureTiles,
  formatNumber,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  SegmentedControl,
  useBoth,
  useCall,
  useFormats,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { dayOf } from '../../pakistan-day.ts'
import { countMatters, listMatters, matterKinds, matterShows } from '../contract.ts'
import { MatterState } from './words.tsx'

/** What each figure opens. */
const opens = {
  lateDuties: 'show=due',
  open: 'show=open',
  atLarge: 'show=at-large',
  children: 'show=open&kind=child',
  childrenSoonSix: 'show=due&kind=child',
} as const

/** Everything grave or special in the prison, what is late first. */
export default function MattersPage() {
  const { t } = useTranslation('custody-matters')
  const both = useBoth()
  const { date } = useFormats()
  const [asked, setShow] = useQueryText('show', 'open')
  const show = matterShows.find((one) => one === asked) ?? 'open'
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Load call={useCall(countMatters, {}, { refetchEvery: 60_000 })} lines={2}>
        {(counts) => (
          <FigureTiles
            tiles={(['lateDuties', 'open', 'atLarge', 'children', 'childrenSoonSix'] as const).flatMap(
              (key) => {
                const count = counts[key]
                return count === null
                  ? []
                  : [
                      {
                        key,
                        figure: formatNumber(count),
                        label: t(`tile.${key}`),
                        to: `/custody/matters?${opens[key]}`,
                      },
                    ]
              },
            )}
          />
        )}
      </Load>
      <Section title={t('list')}>
        <SegmentedControl
          aria-label={t('list')}
          value={show}
          onChange={setShow}
          data={matterShows.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
        <RecordTable
          key={show}
          name="custody.matters"
          caption={t('list')}
          source={listMatters}
          input={{ show }}
          filters={[
            {
              key: 'kind',
              label: t('column.kind'),
              kind: 'choice',
              options: matterKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
            },
          ]}
          rowKey={(row) => row.id}
          open={(row) => `/custody/matters/${row.id}`}
          empty={<EmptyState icon="shield-check" title={t(`empty.${show}`)} why={t('empty-why')} />}
          columns={[
            { key: 'kind', label: t('column.kind'), cell: (row) => t(`kind.${row.kind}`) },
            { key: 'number', label: t('column.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
            {
              key: 'who',
              label: t('column.who'),
              cell: (row) =>
                row.child === null ? (
                  <BothNames name={row.name} />
                ) : (
                  <>
                    {both(row.child.name)} · {both(row.name)}
                  </>
                ),
              wrap: true,
            },
            {
              key: 'state',
              label: t('common:word.status'),
              cell: (row) => <MatterState row={row} />,
              wrap: true,
            },
            { key: 'since', label: t('column.since'), cell: (row) => date(dayOf(row.happenedAt)) },
            {
              key: 'progress',
              label: t('column.progress'),
              cell: (row) => t('done-of', { done: row.settled, all: row.settled + row.owed }),
            },
            { key: 'prison', label: t('column.prison'), cell: (row) => both(row.prison), hidden: true },
          ]}
        />
      </Section>
    </Page>
  )
}
