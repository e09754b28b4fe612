import type { OutputOf } from '#platform/http/contract'
import {
  Chart,
  type FigureTile,
  FigureTiles,
  formatNumber,
  Load,
  Ltr,
  NativeSelect,
  Page,
  Section,
  Stack,
  useBoth,
  useCall,
  useFormats,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { getToday } from '../contract.ts'
import { percentOf, registerOf, rollBefore } from './links.ts'

type Today = OutputOf<typeof getToday>

const figure = (count: number) => <Ltr>{formatNumber(count)}</Ltr>

/** A prison's day in figures, each leading to the people it counts. */
export default function TodayPage() {
  const { t } = useTranslation('custody-dashboard')
  const both = useBoth()
  const [prison, setPrison] = useQueryText('prison', '')
  const found = useCall(getToday, prison === '' ? {} : { prisonId: prison }, { refetchEvery: 60_000 })
  return (
    <Page
      title={found.data === undefined ? t('title') : both(found.data.prison.name)}
      lead={found.data === undefined ? t('lead') : `${t('lead')} · ${t('as-of', { at: found.data.asOf })}`}
    >
      <Load call={found} lines={10}>
        {(data) => (
          <Stack gap={26}>
            {data.prisons.length < 2 ? null : (
              <NativeSelect
                label={t('prison')}
                value={String(data.prison.id)}
                onChange={(event) => setPrison(event.currentTarget.value)}
                data={data.prisons.map((one) => ({ value: String(one.id), label: both(one.name) }))}
              />
            )}
            <Figures data={data} />
            <Who data={data} />
            <Flow data={data} />
          </Stack>
        )}
      </Load>
    </Page>
  )
}

function Figures({ data }: { data: Today }) {
  const { t } = useTranslation('custody-dashboard')
  const { id } = data.prison
  const today = { from: data.on, to: data.on }
  const right = (count: number) => (count === 0 ? {} : { meaning: 'red' as const })
  const soon = (count: number) => (count === 0 ? {} : { meaning: 'amber' as const })
  const { roll } = data
  return (
    <>
      <Section title={t('roll.title')}>
        <FigureTiles
          tiles={[
            {
              key: 'total',
              figure: figure(roll.total),
              label: t('roll.total'),
              icon: 'users',
              below: (
                <>
                  {t('roll.split', roll)}
                  <br />
                  {t('roll.women', { count: roll.women })}
                </>
              ),
              to: registerOf(id, 'roll'),
            },
            {
              key: 'outside',
              figure: figure(roll.court + roll.hospital + roll.leave + roll.away),
              label: t('roll.outside'),
              icon: 'route',
              below: t('roll.outside-split', roll),
              to: '/custody/movements',
            },
            ...capacityTiles(data, t),
          ]}
        />
      </Section>
      <Section title={t('day.title')}>
        <FigureTiles
          tiles={[
            {
              key: 'admitted',
              figure: figure(data.day.admitted),
              label: t('day.admitted'),
              icon: 'door-enter',
              to: registerOf(id, 'admissions', today),
            },
            {
              key: 'released',
              figure: figure(data.day.released),
              label: t('day.released'),
              icon: 'door-exit',
              to: registerOf(id, 'releases', today),
            },
            {
              key: 'to-produce',
              figure: figure(data.day.toProduce),
              label: t('day.to-produce'),
              icon: 'gavel',
              to: `/custody/productions?on=${data.on}`,
            },
            {
              key: 'produced',
              figure: figure(data.day.produced),
              label: t('day.produced'),
              icon: 'truck',
              to: registerOf(id, 'productions', { ...today, outcome: 'sent' }),
            },
            {
              key: 'not-produced',
              figure: figure(data.day.notProduced),
              label: t('day.not-produced'),
              icon: 'alert-triangle',
              ...soon(data.day.notProduced),
              to: registerOf(id, 'productions', { ...today, outcome: 'not-produced' }),
            },
          ]}
        />
      </Section>
      <Section title={t('liberty.title')}>
        <FigureTiles
          tiles={[
            {
              key: 'red',
              figure: figure(data.liberty.red),
              label: t('liberty.red'),
              icon: 'scale',
              ...right(data.liberty.red),
              to: `/custody/liberty?prison=${id}`,
            },
            {
              key: 'bail',
              figure: figure(data.liberty.bailDue),
              label: t('liberty.bail'),
              icon: 'hourglass',
              ...right(data.liberty.bailDue),
              to: registerOf(id, 'under-trials', { bail: 'due' }),
            },
            {
              key: 'past',
              figure: figure(data.liberty.pastRelease),
              label: t('liberty.past'),
              icon: 'calendar-due',
              ...right(data.liberty.pastRelease),
              to: registerOf(id, 'release-diary', { to: dayAfter(data.on, -1) }),
            },
            {
              key: 'soon',
              figure: figure(data.liberty.dueSoon),
              label: t('liberty.soon'),
              icon: 'calendar-event',
              to: registerOf(id, 'release-diary', { from: data.on, to: dayAfter(data.on, 7) }),
            },
          ]}
        />
      </Section>
      <Section title={t('watch.title')}>
        <FigureTiles tiles={watchTiles(data, t, soon)} />
      </Section>
    </>
  )
}

type Say = (key: string, values?: Record<string, unknown>) => string

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

function capacityTiles({ capacity, prison }: Today, t: Say): FigureTile[] {
  return [
    ...(['authorised', 'working', 'maximum'] as const).map((measure): FigureTile => {
      const percent = percentOf(capacity.held, capacity[measure])
      return {
        key: measure,
        figure: percent === null ? '—' : <Ltr>{`${percent}%`}</Ltr>,
        label: t(`capacity.${measure}`),
        icon: 'bed',
        below:
          percent === null
            ? t('capacity.none')
            : t('capacity.places', { held: capacity.held, places: capacity[measure] }),
        ...(percent !== null && percent > 100 ? { meaning: measure === 'maximum' ? 'red' : 'amber' } : {}),
        to: `/custody/accommodation?prison=${prison.id}`,
      }
    }),
    {
      key: 'without-place',
      figure: figure(capacity.withoutPlace),
      label: t('roll.without-place'),
      icon: 'tent',
      ...(capacity.withoutPlace > 0 ? { meaning: 'amber' } : {}),
      to: `/custody/accommodation?prison=${prison.id}`,
    },
  ]
}

function watchTiles(data: Today, t: Say, soon: (count: number) => Pick<FigureTile, 'meaning'>): FigureTile[] {
  const open = data.counts.filter(({ check }) => check === null)
  const missing = data.counts.reduce((sum, { check }) => sum + (check?.missing ?? 0), 0)
  const today = { from: data.on, to: data.on }
  return [
    {
      key: 'counts',
      figure: figure(open.length),
      label: t('watch.counts'),
      icon: 'clipboard-check',
      below:
        open.length === 0
          ? t('watch.counts-all')
          : t('watch.counts-kinds', {
              kinds: open.map(({ kind }) => t(`custody-roll:kind.${kind}`)).join(' · '),
            }),
      to: registerOf(data.prison.id, 'lock-up', today),
    },
    {
      key: 'missing',
      figure: figure(missing),
      label: t('watch.missing'),
      icon: 'user-search',
      ...(missing > 0 ? { meaning: 'red' as const } : {}),
      to: registerOf(data.prison.id, 'lock-up', today),
    },
    {
      key: 'crossings',
      figure: (
        <Ltr>
          {`${formatNumber(data.crossings.finger + data.crossings.eye)} / ${formatNumber(
            data.crossings.finger + data.crossings.eye + data.crossings.none,
          )}`}
        </Ltr>
      ),
      label: t('watch.crossings'),
      icon: 'fingerprint-scan',
      below: t('watch.crossings-split', data.crossings),
      ...soon(data.crossings.none),
      to: `/custody/gate-checks?prison=${data.prison.id}`,
    },
    {
      key: 'isolation',
      figure: figure(data.wards.isolation),
      label: t('watch.isolation'),
      icon: 'shield',
      below: t('watch.hospital-ward', { count: data.wards.hospital }),
      to: registerOf(data.prison.id, 'hospital'),
    },
    ...(data.visits === null
      ? []
      : [
          {
            key: 'visits',
            figure: figure(data.visits.expected + data.visits.running + data.visits.ended),
            label: t('watch.visits'),
            icon: 'messages' as const,
            below: t('watch.visits-split', data.visits),
            to: '/custody/visits',
          },
        ]),
    ...(data.adjudications === null
      ? []
      : [
          {
            key: 'adjudications',
            figure: figure(data.adjudications.waiting),
            label: t('watch.adjudications'),
            icon: 'gavel' as const,
            below: t('watch.late', { count: data.adjudications.late }),
            ...soon(data.adjudications.late),
            to: '/custody/discipline?show=waiting',
          },
        ]),
    ...(data.complaints === null
      ? []
      : [
          {
            key: 'complaints',
            figure: figure(data.complaints.open),
            label: t('watch.complaints'),
            icon: 'message' as const,
            below: t('watch.late', { count: data.complaints.late }),
            ...soon(data.complaints.late),
            to: '/custody/complaints?show=open',
          },
        ]),
  ]
}

function Who({ data }: { data: Today }) {
  const { t } = useTranslation('custody-dashboard')
  const { roll } = data
  return (
    <Chart
      title={t('categories.title')}
      kind="bar"
      categories={(['under-trial', 'convict', 'condemned', 'other'] as const).map((key) =>
        t(`categories.${key}`),
      )}
      series={[
        { name: t('categories.count'), values: [roll.underTrial, roll.convict, roll.condemned, roll.other] },
      ]}
      summary={t('categories.summary', {
        total: roll.total,
        percent: percentOf(roll.underTrial, roll.total) ?? 0,
      })}
      asOf={data.asOf}
    />
  )
}

function Flow({ data }: { data: Today }) {
  const { t } = useTranslation('custody-dashboard')
  const { date } = useFormats()
  const { flow } = data
  return (
    <Chart
      title={t('flow.title')}
      kind="bar"
      categories={flow.map(({ on }) => date(on))}
      series={[
        { name: t('flow.came'), values: flow.map(({ came }) => came) },
        { name: t('flow.left'), values: flow.map(({ left }) => left) },
      ]}
      summary={t('flow.summary', {
        came: flow.reduce((sum, { came }) => sum + came, 0),
        left: flow.reduce((sum, { left }) => sum + left, 0),
        first: rollBefore(flow),
        last: flow.at(-1)?.roll ?? 0,
      })}
      definition={t('flow.definition')}
      asOf={data.asOf}
    />
  )
}
