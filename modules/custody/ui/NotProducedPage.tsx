import type { OutputOf } from '#platform/http/contract'
import {
  Chart,
  EmptyState,
  formatMonth,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  useBoth,
  useCall,
  useFormats,
  useLanguage,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { getProductionYear, listNotProduced, notProducedReasons } from '../contract.ts'

type Month = OutputOf<typeof getProductionYear>['months'][number]

/** As many as can be told apart in one drawing. */
const drawnApart = 3

/** Why prisoners were not produced, over a year: the drawing, each reason in numbers, and who it was. */
export default function NotProducedPage() {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const { date } = useFormats()
  const year = useCall(getProductionYear, {})
  const [asked] = useQueryText('reason')
  const reason = notProducedReasons.find((one) => one === asked)
  return (
    <Page
      title={t('not-produced-year.title')}
      lead={t('not-produced-year.lead')}
      back={{ to: '/custody/productions', label: t('productions.title') }}
    >
      <Load call={year} lines={8}>
        {({ months }) => <Year months={months} />}
      </Load>
      <Section title={t('not-produced-year.list')}>
        <RecordTable
          key={reason ?? 'all'}
          name="custody.not-produced"
          caption={t('not-produced-year.list')}
          source={listNotProduced}
          input={reason === undefined ? {} : { reason }}
          filters={[
            {
              key: 'reason',
              label: t('not-produced-year.reason'),
              kind: 'choice',
              options: notProducedReasons.map((value) => ({ value, label: t(`not-produced.${value}`) })),
            },
          ]}
          rowKey={(row) => row.id}
          open={(row) => `/custody/prisoners/${row.imprisonmentId}`}
          empty={
            <EmptyState
              icon="check"
              title={t('not-produced-year.empty')}
              why={t('not-produced-year.empty-why')}
            />
          }
          columns={[
            { key: 'on', label: t('not-produced-year.on'), cell: (row) => date(row.on) },
            { key: 'number', label: t('not-produced-year.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
            { key: 'name', label: t('not-produced-year.name'), cell: (row) => both(row.name) },
            {
              key: 'court',
              label: t('not-produced-year.court'),
              cell: (row) => (row.court === null ? '' : both(row.court)),
            },
            {
              key: 'reason',
              label: t('not-produced-year.reason'),
              cell: (row) => t(`not-produced.${row.reason}`),
            },
            { key: 'note', label: t('not-produced-year.note'), cell: (row) => row.note, wrap: true },
          ]}
        />
      </Section>
    </Page>
  )
}

function Year({ months }: { months: readonly Month[] }) {
  const { t } = useTranslation('custody')
  const language = useLanguage()
  const sum = (of: (month: Month) => number) => months.reduce((total, month) => total + of(month), 0)
  const not = sum((month) => month.notProduced)
  const video = sum((month) => month.byVideo)
  const all = not + video + sum((month) => month.sent)
  const share = (count: number) => `${all === 0 ? 0 : ((100 * count) / all).toFixed(1)}%`
  const reasons = notProducedReasons
    .map((reason) => ({ reason, count: sum((month) => month.reasons[reason]) }))
    .sort((a, b) => b.count - a.count)
  const drawn = reasons.slice(0, drawnApart).map(({ reason }) => reason)
  return (
    <>
      <Chart
        title={t('not-produced-year.chart')}
        kind="stacked-bar"
        categories={months.map(({ month }) => formatMonth(month, language))}
        series={[
          ...drawn.map((reason) => ({
            name: t(`not-produced.${reason}`),
            values: months.map((month) => month.reasons[reason]),
          })),
          {
            name: t('not-produced-year.rest'),
            values: months.map(
              (month) => month.notProduced - drawn.reduce((part, reason) => part + month.reasons[reason], 0),
            ),
          },
        ]}
        summary={t('not-produced-year.summary', { all, not, video, share: share(not) })}
        definition={t('not-produced-year.definition')}
      />
      <Section title={t('not-produced-year.table')}>
        <RecordTable
          name="custody.not-produced-reasons"
          caption={t('not-produced-year.table')}
          rows={reasons}
          rowKey={(row) => row.reason}
          open={(row) => `/custody/not-produced?reason=${row.reason}`}
          columns={[
            {
              key: 'reason',
              label: t('not-produced-year.reason'),
              cell: (row) => t(`not-produced.${row.reason}`),
            },
            { key: 'count', label: t('not-produced-year.count'), align: 'end', cell: (row) => row.count },
            {
              key: 'share',
              label: t('not-produced-year.share'),
              align: 'end',
              cell: (row) => <Ltr>{share(row.count)}</Ltr>,
            },
          ]}
        />
      </Section>
    </>
  )
}
