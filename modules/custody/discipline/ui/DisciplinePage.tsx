import {
  BothNames,
  Chart,
  EmptyState,
  FigureTiles,
  formatMonth,
  formatNumber,
  Icon,
  Link,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  SegmentedControl,
  useBoth,
  useCall,
  useFormats,
  useLanguage,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { getDisciplineYear, listAdjudications } from '../contract.ts'
import { ReportOffence } from './ReportForm.tsx'
import { Punished, ReportState } from './words.tsx'

const shows = ['waiting', 'to-confirm', 'appeals', 'decided', 'all'] as const

/** Order in the prison at a glance: what waits to be heard, the year, and every report. */
export default function DisciplinePage() {
  const { t } = useTranslation('custody-discipline')
  const both = useBoth()
  const { instant } = useFormats()
  const mayReport = useMay('custody:report-offence')
  const [asked, setShow] = useQueryText('show', 'waiting')
  const show = shows.find((one) => one === asked) ?? 'waiting'
  return (
    <Page title={t('title')} lead={t('lead')} {...(mayReport ? { actions: <ReportOffence /> } : {})}>
      <Year />
      <Section
        title={t('reports')}
        actions={
          <Link to="/custody/registers/punishments">
            <Icon name="book" size={16} /> {t('book')}
          </Link>
        }
      >
        <SegmentedControl
          aria-label={t('reports')}
          value={show}
          onChange={setShow}
          data={shows.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
        <RecordTable
          key={show}
          name="custody.adjudications"
          caption={t('reports')}
          source={listAdjudications}
          input={{ show }}
          rowKey={(row) => row.id}
          open={(row) => `/custody/adjudications/${row.id}`}
          empty={<EmptyState icon="gavel" title={t(`empty.${show}`)} why={t('empty-why')} />}
          columns={[
            { key: 'at', label: t('column.at'), cell: (row) => instant(row.occurredAt) },
            { key: 'number', label: t('column.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
            { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
            {
              key: 'offence',
              label: t('report.offence'),
              wrap: true,
              cell: (row) => (
                <>
                  <Ltr>{row.offence.section}</Ltr> {both(row.offence.text)}
                </>
              ),
            },
            { key: 'state', label: t('common:word.status'), cell: (row) => <ReportState row={row} /> },
            {
              key: 'punishments',
              label: t('column.punishments'),
              wrap: true,
              cell: (row) => <Punished punishments={row.punishments} />,
            },
            { key: 'prison', label: t('column.prison'), cell: (row) => both(row.prison), hidden: true },
          ]}
        />
      </Section>
    </Page>
  )
}

function Year() {
  const { t } = useTranslation('custody-discipline')
  const language = useLanguage()
  const found = useCall(getDisciplineYear, {}, { refetchEvery: 60_000 })
  return (
    <Load call={found} lines={5}>
      {({ months, ...sums }) => {
        const proved = months.reduce((sum, one) => sum + one.proved, 0)
        const notProved = months.reduce((sum, one) => sum + one.notProved, 0)
        return (
          <>
            <FigureTiles
              tiles={(
                [
                  ['waiting', sums.waiting],
                  ['to-confirm', sums.toConfirm],
                  ['appeals', sums.appeals],
                ] as const
              ).map(([key, count]) => ({
                key,
                figure: formatNumber(count),
                label: t(`show.${key}`),
                to: `/custody/discipline?show=${key}`,
              }))}
            />
            <Chart
              title={t('chart.title')}
              kind="stacked-bar"
              categories={months.map(({ month }) => formatMonth(month, language))}
              series={[
                { name: t('finding.proved'), values: months.map((one) => one.proved) },
                { name: t('chart.not-proved'), values: months.map((one) => one.notProved) },
                { name: t('chart.open'), values: months.map((one) => one.open) },
              ]}
              summary={t('chart.summary', { proved, notProved, open: sums.waiting })}
              definition={t('chart.definition')}
            />
          </>
        )
      }}
    </Load>
  )
}
