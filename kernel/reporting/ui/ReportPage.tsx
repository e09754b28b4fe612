import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  Chart,
  EmptyState,
  ErrorPanel,
  formatNumber,
  Group,
  Icon,
  KeyValue,
  Link,
  Load,
  Ltr,
  NativeSelect,
  Page,
  RecordTable,
  Section,
  Stack,
  say,
  Text,
  TextInput,
  urlOf,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useLanguage,
  useQueryText,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { askExport, drawReport, exportReport, getReport, type ReportRow, runReport } from '../contract.ts'

type Described = OutputOf<typeof getReport>
const formats = ['csv', 'xlsx'] as const

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

function useFilters(): [Record<string, string>, (next: Record<string, string>) => void] {
  const [written, write] = useQueryText('with')
  const now = Object.fromEntries(new URLSearchParams(written))
  return [
    now,
    (next) => write(new URLSearchParams(Object.entries(next).filter(([, value]) => value !== '')).toString()),
  ]
}

function Shown({ report }: { report: Described }) {
  const { t } = useTranslation('reporting')
  const { date } = useFormats()
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
        <RecordTable
          key={JSON.stringify(filters)}
          name={`reporting.${report.key}`}
          caption={both(report.title)}
          source={runReport}
          input={input}
          rowKey={(row) => String(row.n)}
          columns={report.columns.map((column) => ({
            key: column.key,
            label: both(column.title),
            sort: column.key,
            ...(column.kind === 'number' ? { align: 'end' as const } : {}),
            cell: (row: ReportRow) => {
              const value = row.cells[column.key] ?? null
              if (value === null) return ''
              const text =
                column.kind === 'date' ? (
                  date(String(value))
                ) : typeof value === 'number' ? (
                  <Ltr>{formatNumber(value)}</Ltr>
                ) : column.kind === 'identifier' ? (
                  <Ltr>{value}</Ltr>
                ) : (
                  value
                )
              const to = row.links[column.key]
              return to === undefined ? text : <Link to={to}>{text}</Link>
            },
          }))}
          empty={<EmptyState title={t('empty')} why={t('empty-why')} icon="report-analytics" />}
        />
      </Section>
    </Stack>
  )
}

function Narrow({ report }: { report: Described }) {
  const { t } = useTranslation('reporting')
  const both = useBoth()
  const [filters, setFilters] = useFilters()
  const set = (key: string, value: string) => setFilters({ ...filters, [key]: value })
  const fromNumber = report.filters.some(({ key, hidden }) => hidden && filters[key] !== undefined)
  return (
    <Group gap={14} align="end" role="group" aria-label={t('filters')}>
      {report.filters
        .filter((filter) => !filter.hidden)
        .map((filter) =>
          filter.kind === 'date' ? (
            <TextInput
              key={filter.key}
              type="date"
              label={both(filter.title)}
              value={filters[filter.key] ?? ''}
              onChange={(event) => set(filter.key, event.currentTarget.value)}
            />
          ) : (
            <NativeSelect
              key={filter.key}
              label={both(filter.title)}
              value={filters[filter.key] ?? ''}
              onChange={(event) => set(filter.key, event.currentTarget.value)}
              data={[
                { value: '', label: t('all') },
                ...filter.options.map(({ value, label }) => ({ value, label: both(label) })),
              ]}
            />
          ),
        )}
      {fromNumber ? <Text>{t('from-number')}</Text> : null}
      {Object.keys(filters).length === 0 ? null : (
        <Button variant="subtle" onClick={() => setFilters({})}>
          {t('clear')}
        </Button>
      )}
    </Group>
  )
}

function Files({ report }: { report: Described }) {
  const { t } = useTranslation('reporting')
  const lang = useLanguage()
  const [filters] = useFilters()
  const counted = useCall(runReport, { key: report.key, lang, ...filters, page: 1, size: 1 })
  const ask = useCommand(askExport, { onDone: () => say(t('asked')) })
  const long = (counted.data?.total ?? 0) > report.longest
  return (
    <Stack gap={6} align="end">
      <Group gap={8}>
        {formats.map((format) =>
          long ? (
            <Button
              key={format}
              variant="default"
              leftSection={<Icon name="download" size={16} />}
              disabled={ask.busy}
              onClick={() => ask.start({ key: report.key, format, lang, ...filters })}
            >
              {t(`export.${format}`)}
            </Button>
          ) : (
            <Button
              key={format}
              component="a"
              variant="default"
              leftSection={<Icon name="download" size={16} />}
              href={urlOf(exportReport, { key: report.key, format, lang, ...filters })}
              download
            >
              {t(`export.${format}`)}
            </Button>
          ),
        )}
      </Group>
      {long ? <Text size="sm">{t('long', { count: counted.data?.total ?? 0 })}</Text> : null}
      {ask.error == null ? null : <ErrorPanel error={ask.error} />}
    </Stack>
  )
}
