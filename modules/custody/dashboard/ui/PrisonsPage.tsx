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
import { comparePrisons, type PrisonFigures } from '../contract.ts'
import { percentOf, registerOf, rollBefore } from './links.ts'
import { PrisonMap } from './PrisonMap.tsx'

type Prisons = OutputOf<typeof comparePrisons>

const figure = (count: number) => <Ltr>{formatNumber(count)}</Ltr>
/** A number that leads to what it counts; nothing leads to nobody. */
const counted = (count: number, to: string) =>
  count === 0 ? figure(count) : <Link to={to}>{figure(count)}</Link>
const sum = (
  rows: readonly PrisonFigures[],
  key: 'onRoll' | 'authorised' | 'underTrial' | 'red' | 'bailDue',
) => rows.reduce((total, row) => total + row[key], 0)

/** The department at a glance: where it is full, who is untried, how the roll has moved; each prison opens its own day. */
export default function PrisonsPage() {
  const { t } = useTranslation('custody-dashboard')
  const found = useCall(comparePrisons, {})
  return (
    <Page title={t('prisons.title')} lead={t('prisons.lead')}>
      <Load call={found} lines={10}>
        {(data) => (
          <Stack gap={26}>
            <Whole data={data} />
            <DistrictsInShades data={data} />
            <Section title={t('prisons.ranking')}>
              <Ranking rows={data.rows} />
            </Section>
            <Year data={data} />
          </Stack>
        )}
      </Load>
    </Page>
  )
}

function Whole({ data: { rows } }: { data: Prisons }) {
  const { t } = useTranslation('custody-dashboard')
  const onRoll = sum(rows, 'onRoll')
  const over = rows.filter((row) => row.authorised > 0 && row.onRoll > row.authorised).length
  const red = sum(rows, 'red')
  const bail = sum(rows, 'bailDue')
  return (
    <FigureTiles
      tiles={[
        {
          key: 'total',
          figure: figure(onRoll),
          label: t('prisons.total', { count: rows.length }),
          icon: 'users-group',
          to: '/custody/prisoners',
        },
        {
          key: 'untried',
          figure: <Ltr>{`${percentOf(sum(rows, 'underTrial'), onRoll) ?? 0}%`}</Ltr>,
          label: t('prisons.under-trial'),
          icon: 'scale',
          below: formatNumber(sum(rows, 'underTrial')),
          to: '/custody/prisoners',
        },
        {
          key: 'over',
          figure: figure(over),
          label: t('prisons.over'),
          icon: 'bed',
          ...(over > 0 ? { meaning: 'amber' as const } : {}),
        },
        {
          key: 'red',
          figure: figure(red),
          label: t('prisons.red'),
          icon: 'alert-triangle',
          ...(red > 0 ? { meaning: 'red' as const } : {}),
          to: '/custody/liberty',
        },
        {
          key: 'bail',
          figure: figure(bail),
          label: t('prisons.bail'),
          icon: 'hourglass',
          ...(bail > 0 ? { meaning: 'red' as const } : {}),
          to: '/custody/statutory-bail',
        },
      ]}
    />
  )
}

function DistrictsInShades({ data: { rows } }: { data: Prisons }) {
  const { t } = useTranslation('custody-dashboard')
  const both = useBoth()
  return (
    <PrisonMap
      title={t('prisons.map')}
      text={t('prisons.map-text')}
      rows={rows.filter((row) => row.authorised > 0)}
      shade={(here) => {
        const percent = percentOf(sum(here, 'onRoll'), sum(here, 'authorised'))!
        const says = t('prisons.map-says', {
          district: here[0]!.district === null ? '' : both(here[0]!.district),
          prisons: here.map(({ prison }) => both(prison.name)).join(' · '),
          percent,
        })
        // Twice as many as there is room for is as dark as it gets.
        return { share: Math.min(1, percent / 200), says }
      }}
    />
  )
}

function Ranking({ rows }: { rows: readonly PrisonFigures[] }) {
  const { t } = useTranslation('custody-dashboard')
  const both = useBoth()
  const ranked = rows.toSorted(
    (a, b) => (percentOf(b.onRoll, b.authorised) ?? -1) - (percentOf(a.onRoll, a.authorised) ?? -1),
  )
  const monthAgo = new Date(Date.parse(`${today()}T00:00:00Z`) - 29 * 86_400_000).toISOString().slice(0, 10)
  const opens = (row: PrisonFigures) => `/custody/today?prison=${row.prison.id}`
  return (
    <RecordTable
      name="custody.prisons"
      caption={t('prisons.ranking')}
      rows={ranked}
      rowKey={(row) => String(row.prison.id)}
      open={opens}
      columns={[
        {
          key: 'prison',
          label: t('prisons.prison'),
          cell: (row) => <BothNames name={row.prison.name} as="inline" to={opens(row)} />,
        },
        {
          key: 'district',
          label: t('prisons.district'),
          cell: (row) => (row.district === null ? '' : both(row.district)),
        },
        {
          key: 'on-roll',
          label: t('prisons.on-roll'),
          align: 'end',
          cell: (row) => counted(row.onRoll, registerOf(row.prison.id, 'roll')),
        },
        {
          key: 'authorised',
          label: t('prisons.authorised'),
          align: 'end',
          cell: (row) => counted(row.authorised, `/custody/accommodation?prison=${row.prison.id}`),
        },
        {
          key: 'occupancy',
          label: t('prisons.occupancy'),
          align: 'end',
          cell: (row) => {
            const percent = percentOf(row.onRoll, row.authorised)
            return percent === null ? (
              '—'
            ) : (
              <StatusBadge meaning={percent > 150 ? 'red' : percent > 100 ? 'amber' : 'blue'}>
                <Ltr>{`${percent}%`}</Ltr>
              </StatusBadge>
            )
          },
        },
        {
          key: 'untried',
          label: t('prisons.untried'),
          align: 'end',
          cell: (row) => <Ltr>{`${percentOf(row.underTrial, row.onRoll) ?? 0}%`}</Ltr>,
        },
        { key: 'women', label: t('prisons.women'), align: 'end', cell: (row) => figure(row.women) },
        {
          key: 'red',
          label: t('prisons.red'),
          align: 'end',
          cell: (row) => counted(row.red, `/custody/liberty?prison=${row.prison.id}`),
        },
        {
          key: 'bail',
          label: t('prisons.bail'),
          align: 'end',
          cell: (row) => counted(row.bailDue, registerOf(row.prison.id, 'under-trials', { bail: 'due' })),
        },
        {
          key: 'not-produced',
          label: t('prisons.not-produced'),
          align: 'end',
          cell: (row) =>
            counted(
              row.notProduced,
              registerOf(row.prison.id, 'productions', { from: monthAgo, outcome: 'not-produced' }),
            ),
        },
      ]}
      empty={<EmptyState title={t('prisons.empty')} icon="building-fortress" />}
    />
  )
}

function Year({ data: { months, asOf } }: { data: Prisons }) {
  const { t } = useTranslation('custody-dashboard')
  const { language } = useFormats()
  const named = (month: string) =>
    new Intl.DateTimeFormat(language === 'ur' ? 'ur-PK-u-nu-latn' : 'en-GB', {
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    }).format(new Date(`${month}T00:00:00Z`))
  return (
    <Chart
      title={t('prisons.trend')}
      kind="line"
      categories={months.map(({ on }) => named(on))}
      series={[{ name: t('prisons.on-roll'), values: months.map(({ roll }) => roll) }]}
      summary={t('prisons.trend-summary', {
        first: rollBefore(months),
        last: months.at(-1)?.roll ?? 0,
        came: months.reduce((total, { came }) => total + came, 0),
        left: months.reduce((total, { left }) => total + left, 0),
      })}
      definition={t('prisons.trend-definition')}
      asOf={asOf}
    />
  )
}
