import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  EmptyState,
  ErrorPanel,
  formatNumber,
  Group,
  Icon,
  Link,
  Ltr,
  NativeSelect,
  RecordTable,
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
  useTranslation,
} from '#platform/ui'
import { askExport, exportReport, type getReport, type ReportRow, runReport } from '../contract.ts'

export type Described = OutputOf<typeof getReport>
const formats = ['csv', 'xlsx'] as const

/** The filters of a report stand in the address, so that a link shows the same. */
export function useFilters(): [Record<string, string>, (next: Record<string, string>) => void] {
  const [written, write] = useQueryText('with')
  const now = Object.fromEntries(new URLSearchParams(written))
  return [
    now,
    (next) => write(new URLSearchParams(Object.entries(next).filter(([, value]) => value !== '')).toString()),
  ]
}

/** The rows of a report under its filters, each number leading to what it counts. */
export function ReportRows({ report }: { report: Described }) {
  const { t } = useTranslation('reporting')
  const { date } = useFormats()
  const both = useBoth()
  const lang = useLanguage()
  const [filters] = useFilters()
  return (
    <RecordTable
      key={JSON.stringify(filters)}
      name={`reporting.${report.key}`}
      caption={both(report.title)}
      source={runReport}
      input={{ key: report.key, lang, ...filters }}
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
  )
}

/** What a report can be narrowed by. */
export function Narrow({ report }: { report: Described }) {
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

/** The report as a file, at once or in the background when it is long. */
export function Files({ report }: { report: Described }) {
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
