import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  Chart,
  EmptyState,
  FigureTiles,
  formatMonth,
  formatNumber,
  Icon,
  Link,
  Load,
  Page,
  RecordTable,
  Section,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useLanguage,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { getIncidentYear, listIncidents, listIncidentTypes, severities } from '../contract.ts'
import classes from './Incidents.module.css'
import { IncidentState } from './words.tsx'

/** What went wrong inside the walls: the year by kind, what is open, and every incident. */
export default function IncidentsPage() {
  const { t } = useTranslation('custody-incidents')
  const both = useBoth()
  const go = useGo()
  const { instant } = useFormats()
  const mayReport = useMay('custody:report-incident')
  const types = useCall(listIncidentTypes, {})
  const [show] = useQueryText('show', 'all')
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      {...(mayReport
        ? {
            actions: (
              <Button
                variant="filled"
                leftSection={<Icon name="plus" size={18} />}
                onClick={() => go('/custody/incidents/new')}
              >
                {t('report.act')}
              </Button>
            ),
          }
        : {})}
    >
      <Year />
      <Section title={t('list')}>
        <RecordTable
          key={show}
          name="custody.incidents"
          caption={t('list')}
          source={listIncidents}
          input={{ show: show === 'open' ? 'open' : 'all' }}
          filters={[
            {
              key: 'type',
              label: t('column.type'),
              kind: 'choice',
              options: (types.data?.rows ?? []).map((one) => ({ value: one.code, label: both(one.text) })),
            },
            {
              key: 'severity',
              label: t('column.severity'),
              kind: 'choice',
              options: severities.map((value) => ({ value, label: t(`severity.${value}`) })),
            },
          ]}
          rowKey={(row) => row.id}
          open={(row) => `/custody/incidents/${row.id}`}
          empty={<EmptyState icon="shield-check" title={t('empty')} why={t('empty-why')} />}
          columns={[
            { key: 'at', label: t('column.at'), cell: (row) => instant(row.occurredAt) },
            { key: 'type', label: t('column.type'), cell: (row) => both(row.type.text) },
            { key: 'state', label: t('common:word.status'), cell: (row) => <IncidentState row={row} /> },
            { key: 'place', label: t('column.place'), cell: (row) => <bdi>{row.place}</bdi>, wrap: true },
            { key: 'people', label: t('column.people'), align: 'end', cell: (row) => row.people },
            { key: 'actions', label: t('column.actions'), align: 'end', cell: (row) => row.openActions },
            { key: 'prison', label: t('column.prison'), cell: (row) => both(row.prison), hidden: true },
          ]}
        />
      </Section>
      <Section title={t('forms')} foldable folded>
        <p className={classes.soft}>{t('forms-lead')}</p>
        <span className={classes.types}>
          {(types.data?.rows ?? []).map((one) => (
            <Link key={one.code} to={`/custody/incident-types/${one.code}`}>
              {both(one.text)} · {t('version', { version: one.version })}
            </Link>
          ))}
        </span>
      </Section>
    </Page>
  )
}

type Year = OutputOf<typeof getIncidentYear>

/** The three most frequent kinds and the rest together: more than four colours cannot be told apart. */
function drawn(types: Year['types']): { text: Year['types'][number]['text'] | null; counts: number[] }[] {
  const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0)
  const sorted = types.toSorted((a, b) => sum(b.counts) - sum(a.counts))
  const rest = sorted.slice(3)
  return [
    ...sorted.slice(0, 3),
    ...(rest.length === 0
      ? []
      : [
          {
            text: null,
            counts: rest[0]!.counts.map((_n, at) => sum(rest.map((one) => one.counts[at] ?? 0))),
          },
        ]),
  ]
}

function Year() {
  const { t } = useTranslation('custody-incidents')
  const both = useBoth()
  const language = useLanguage()
  const found = useCall(getIncidentYear, {}, { refetchEvery: 60_000 })
  return (
    <Load call={found} lines={5}>
      {({ months, types, open, grave, late }) => {
        const total = types.reduce((sum, one) => sum + one.counts.reduce((a, b) => a + b, 0), 0)
        return (
          <>
            <FigureTiles
              tiles={Object.entries({ open, grave, late }).map(([key, count]) => ({
                key,
                figure: formatNumber(count),
                label: t(`tile.${key}`),
                to: '/custody/incidents?show=open',
              }))}
            />
            {types.length === 0 ? null : (
              <Chart
                title={t('chart.title')}
                kind="stacked-bar"
                categories={months.map((month) => formatMonth(month, language))}
                series={drawn(types).map((one) => ({
                  name: one.text === null ? t('chart.rest') : both(one.text),
                  values: one.counts,
                }))}
                summary={t('chart.summary', { total, open })}
                definition={t('chart.definition')}
              />
            )}
          </>
        )
      }}
    </Load>
  )
}
