import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Chart,
  EmptyState,
  FigureTiles,
  formatNumber,
  Link,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  Stack,
  StatusBadge,
  today,
  useBoth,
  useCall,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { compareIsolation, type IsolationFigures } from '../contract.ts'
import { percentOf, registerOf } from './links.ts'
import { PrisonMap } from './PrisonMap.tsx'

type Isolation = OutputOf<typeof compareIsolation>

const figure = (count: number) => <Ltr>{formatNumber(count)}</Ltr>
const sum = (rows: readonly IsolationFigures[], key: 'isolated' | 'places' | 'noPlace' | 'came' | 'onRoll') =>
  rows.reduce((total, row) => total + row[key], 0)
/** Of a thousand on the roll, with one decimal; nothing where nobody is. */
const perThousand = (here: readonly IsolationFigures[]) => {
  const onRoll = sum(here, 'onRoll')
  return onRoll === 0 ? 0 : Math.round((sum(here, 'isolated') / onRoll) * 10_000) / 10
}
const daysAgo = (days: number) =>
  new Date(Date.parse(`${today()}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)

/** An epidemic over all prisons as far as beds tell it: where people lie apart, where there is no room for that, where it is full. */
export default function IsolationPage() {
  const { t } = useTranslation('custody-dashboard')
  const found = useCall(compareIsolation, {})
  return (
    <Page title={t('isolation.title')} lead={t('isolation.lead')}>
      <Load call={found} lines={10}>
        {(data) => (
          <Stack gap={26}>
            <Whole data={data} />
            <Month data={data} />
            <Districts data={data} />
            <Section title={t('isolation.ranking')}>
              <Ranking rows={data.rows} />
            </Section>
          </Stack>
        )}
      </Load>
    </Page>
  )
}

function Whole({ data: { rows } }: { data: Isolation }) {
  const { t } = useTranslation('custody-dashboard')
  const noPlace = sum(rows, 'noPlace')
  const free = rows.reduce(
    (total, { places, isolated, noPlace }) => total + Math.max(0, places - (isolated - noPlace)),
    0,
  )
  return (
    <FigureTiles
      tiles={[
        {
          key: 'isolated',
          figure: figure(sum(rows, 'isolated')),
          label: t('isolation.isolated'),
          icon: 'bed',
        },
        {
          key: 'free',
          figure: figure(free),
          label: t('isolation.free'),
          icon: 'check',
          ...(free === 0 ? { meaning: 'amber' as const } : {}),
        },
        {
          key: 'no-place',
          figure: figure(noPlace),
          label: t('isolation.no-place'),
          icon: 'alert-triangle',
          ...(noPlace > 0 ? { meaning: 'red' as const } : {}),
        },
        { key: 'came', figure: figure(sum(rows, 'came')), label: t('isolation.came'), icon: 'users-group' },
      ]}
    />
  )
}

function Month({ data: { days, asOf } }: { data: Isolation }) {
  const { t } = useTranslation('custody-dashboard')
  const { date } = useFormats()
  const values = days.map(({ isolated }) => isolated)
  return (
    <Chart
      title={t('isolation.trend')}
      kind="line"
      categories={days.map(({ on }) => date(on))}
      series={[{ name: t('isolation.isolated'), values }]}
      summary={t('isolation.trend-summary', {
        first: values[0] ?? 0,
        last: values.at(-1) ?? 0,
        most: Math.max(0, ...values),
      })}
      definition={t('isolation.trend-definition')}
      asOf={asOf}
    />
  )
}

function Districts({ data: { rows } }: { data: Isolation }) {
  const { t } = useTranslation('custody-dashboard')
  const both = useBoth()
  // The worst district is as dark as it gets: what counts as many is not known before.
  const most = Math.max(1, ...rows.map((row) => perThousand([row])))
  return (
    <PrisonMap
      title={t('isolation.map')}
      text={t('isolation.map-text')}
      rows={rows}
      shade={(here) => ({
        share: Math.min(1, perThousand(here) / most),
        says: t('isolation.map-says', {
          district: here[0]!.district === null ? '' : both(here[0]!.district),
          prisons: here.map(({ prison }) => both(prison.name)).join(' · '),
          isolated: sum(here, 'isolated'),
          places: sum(here, 'places'),
        }),
      })}
    />
  )
}

function Ranking({ rows }: { rows: readonly IsolationFigures[] }) {
  const { t } = useTranslation('custody-dashboard')
  const opens = (row: IsolationFigures) => `/custody/today?prison=${row.prison.id}`
  return (
    <RecordTable
      name="custody.isolation"
      caption={t('isolation.ranking')}
      rows={rows}
      rowKey={(row) => String(row.prison.id)}
      open={opens}
      columns={[
        {
          key: 'prison',
          label: t('prisons.prison'),
          cell: (row) => <BothNames name={row.prison.name} as="inline" to={opens(row)} />,
        },
        {
          key: 'isolated',
          label: t('isolation.isolated'),
          align: 'end',
          cell: (row) => figure(row.isolated),
        },
        {
          key: 'per-thousand',
          label: t('isolation.per-thousand'),
          align: 'end',
          cell: (row) => figure(perThousand([row])),
        },
        {
          key: 'places',
          label: t('isolation.places'),
          align: 'end',
          cell: (row) => (
            <Link to={`/custody/accommodation?prison=${row.prison.id}`}>{figure(row.places)}</Link>
          ),
        },
        {
          key: 'no-place',
          label: t('isolation.no-place'),
          align: 'end',
          cell: (row) =>
            row.noPlace === 0 ? (
              figure(0)
            ) : (
              <StatusBadge meaning="red">
                <Ltr>{formatNumber(row.noPlace)}</Ltr>
              </StatusBadge>
            ),
        },
        { key: 'ward', label: t('isolation.ward'), align: 'end', cell: (row) => figure(row.ward) },
        {
          key: 'at-hospital',
          label: t('isolation.at-hospital'),
          align: 'end',
          cell: (row) => figure(row.atHospital),
        },
        {
          key: 'came',
          label: t('isolation.came'),
          align: 'end',
          cell: (row) => (
            <Link to={registerOf(row.prison.id, 'admissions', { from: daysAgo(13), to: today() })}>
              {figure(row.came)}
            </Link>
          ),
        },
        {
          key: 'full',
          label: t('isolation.full'),
          align: 'end',
          cell: (row) => {
            const percent = percentOf(row.onRoll, row.authorised)
            return percent === null ? '—' : <Ltr>{`${percent}%`}</Ltr>
          },
        },
      ]}
      empty={<EmptyState title={t('isolation.empty')} icon="building-fortress" />}
    />
  )
}
