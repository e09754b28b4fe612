import {
  Chart,
  ErrorPanel,
  formatNumber,
  KeyValue,
  Load,
  Ltr,
  Page,
  Section,
  Stack,
  useBoth,
  useCall,
  useLanguage,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { drawReport, getReport, runReport } from '../contract.ts'
import { type Described, Files, Narrow, ReportRows, useFilters } from './parts.tsx'

/** One report: picture, table, what it counts, and the file. Its filters stand in the address, so a link shows the same. */
export default function ReportPage() {
  const { key = '' } = useRouteParams()
  const { t } = useTranslation('reporting')
  const found = useCall(getReport, { key }, { keep: false })
  const both = useBoth()
  return (
    <Page
      title={found.data === undefined ? t('title') : both(found.data.title)}
      lead={found.data === undefined ? undefined : both(found.data.definition)}
      back={{ to: '/reports', label: t('back') }}
      actions={found.data === undefined ? undefined : <Files report={found.data} />}
    >
      <Load call={found}>{(report) => <Shown key={report.key} report={report} />}</Load>
    </Page>
  )
}

function Shown({ report }: { report: Described }) {
  const { t } = useTranslation('reporting')
  const both = useBoth()
  const lang = useLanguage()
  const [filters] = useFilters()
  const input = { key: report.key, lang, ...filters }
  const first = useCall(runReport, { ...input, page: 1, size: 1 })
  const drawn = useCall(drawReport, input)
  const chart = drawn.data?.chart
  const totals = Object.entries(first.data?.totals ?? {})
  return (
    <Stack gap={22}>
      <Narrow report={report} />
      {drawn.isError ? <ErrorPanel error={drawn.error} retry={() => void drawn.refetch()} /> : null}
      {chart == null || chart.sum === 0 ? null : (
        <Chart
          title={both(report.title)}
          kind={chart.kind}
          categories={chart.categories}
          series={chart.series}
          summary={[
            chart.highest === null
              ? t('summary-none')
              : t('summary', {
                  count: chart.sum,
                  category: chart.highest.category,
                  highest: chart.highest.sum,
                }),
            ...(chart.left > 0 ? [t('summary-left', { count: chart.left })] : []),
          ].join(' ')}
          definition={both(report.definition)}
          asOf={drawn.data?.asOf ?? ''}
        />
      )}
      {totals.length === 0 ? null : (
        <KeyValue
          columns={3}
          items={totals.map(([key, sum]) => ({
            label: `${t('totals')}: ${both(report.columns.find((column) => column.key === key)!.title)}`,
            value: <Ltr>{formatNumber(sum)}</Ltr>,
          }))}
        />
      )}
      <Section title={t('rows')}>
        <ReportRows report={report} />
      </Section>
    </Stack>
  )
}
