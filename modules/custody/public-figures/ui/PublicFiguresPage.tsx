import type { OutputOf } from '#platform/http/contract'
import {
  Chart,
  EmptyState,
  FigureTiles,
  formatNumber,
  Load,
  Ltr,
  OtherLanguage,
  Page,
  RecordTable,
  Section,
  Stack,
  useBoth,
  useCall,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { getPublicFigures } from '../contract.ts'
import classes from './PublicFigures.module.css'

type Province = OutputOf<typeof getPublicFigures>['provinces'][number]
type Prison = Province['prisons'][number]
type Count = Exclude<keyof Prison, 'id' | 'name'>

const figure = (count: number) => <Ltr>{formatNumber(count)}</Ltr>
const meanings = ['held', 'under-trial', 'over-year', 'places', 'juveniles'] as const

/** For anybody: how full the prisons are and how many are not tried yet, with what is counted and how. */
export default function PublicFiguresPage() {
  const { t } = useTranslation('custody-public-figures')
  return (
    <main className={classes.alone}>
      <div className={classes.language}>
        <OtherLanguage />
      </div>
      <Load call={useCall(getPublicFigures, {})} lines={8}>
        {({ provinces }) =>
          provinces.length === 0 ? (
            <EmptyState icon="building-fortress" title={t('none')} why={t('none-why')} />
          ) : (
            provinces.map((province) => <Figures key={province.code} province={province} />)
          )
        }
      </Load>
    </main>
  )
}

function Figures({ province }: { province: Province }) {
  const { t } = useTranslation('custody-public-figures')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <Page title={t('title')} lead={t('lead', { province: both(province.name), day: date(province.on) })}>
      <Stack gap={26}>
        <Tiles whole={province.whole} />
        <p className={classes.soft}>{t('rounding')}</p>
        <Section title={t('prisons')}>
          <Prisons prisons={province.prisons} />
        </Section>
        {province.months.length < 2 ? null : <Months months={province.months} />}
        <Section title={t('meaning.title')}>
          <dl className={classes.meanings}>
            {meanings.map((key) => (
              <div key={key}>
                <dt>{t(`tile.${key}`)}</dt>
                <dd>{t(`meaning.${key}`)}</dd>
              </div>
            ))}
          </dl>
          <a href="/api/public/prisons">{t('meaning.data')}</a>
        </Section>
      </Stack>
    </Page>
  )
}

function Tiles({ whole }: { whole: Province['whole'] }) {
  const { t } = useTranslation('custody-public-figures')
  return (
    <FigureTiles
      tiles={[
        {
          key: 'held',
          figure: figure(whole.held),
          label: t('tile.held'),
          icon: 'users-group',
          below: `${formatNumber(whole.authorised)} ${t('tile.places')}`,
        },
        {
          key: 'under-trial',
          figure: figure(whole.underTrial),
          label: t('tile.under-trial'),
          icon: 'scale',
          ...share(whole.underTrial, whole.held),
        },
        {
          key: 'over-year',
          figure: figure(whole.overYear),
          label: t('tile.over-year'),
          icon: 'hourglass',
        },
        { key: 'women', figure: figure(whole.women), label: t('tile.women'), icon: 'users' },
        {
          key: 'juveniles',
          figure: figure(whole.juveniles),
          label: t('tile.juveniles'),
          icon: 'school',
        },
      ]}
    />
  )
}

function share(part: number, all: number): { below?: string } {
  return all === 0 ? {} : { below: `${Math.round((part / all) * 100)}%` }
}

function Prisons({ prisons }: { prisons: readonly Prison[] }) {
  const { t } = useTranslation('custody-public-figures')
  const both = useBoth()
  const count = (key: string, of: Count) => ({
    key,
    label: t(`column.${key}`),
    cell: (row: Prison) => figure(row[of]),
  })
  return (
    <RecordTable
      name="public.prisons"
      caption={t('prisons')}
      rows={prisons}
      rowKey={(row) => String(row.id)}
      columns={[
        { key: 'prison', label: t('column.prison'), cell: (row) => both(row.name), wrap: true },
        count('held', 'held'),
        count('places', 'authorised'),
        { key: 'full', label: t('column.full'), cell: (row) => <Full row={row} /> },
        count('under-trial', 'underTrial'),
        count('over-year', 'overYear'),
        count('convict', 'convict'),
        count('condemned', 'condemned'),
        count('women', 'women'),
        count('juveniles', 'juveniles'),
      ]}
    />
  )
}

/** How full: the bar ends at twice as many as there is room for. */
function Full({ row }: { row: Prison }) {
  if (row.authorised === 0) return null
  const percent = Math.round((row.held / row.authorised) * 100)
  return (
    <span className={classes.full} data-over={percent > 100}>
      <span className={classes.bar} aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(100, percent / 2)}%` }} />
      </span>
      <Ltr>{`${percent}%`}</Ltr>
    </span>
  )
}

function Months({ months }: { months: Province['months'] }) {
  const { t } = useTranslation('custody-public-figures')
  const { date } = useFormats()
  return (
    <Chart
      title={t('year')}
      summary={t('year-text', { from: months[0]!.held, to: months.at(-1)!.held })}
      kind="line"
      categories={months.map(({ on }) => date(on))}
      series={[
        { name: t('held'), values: months.map(({ held }) => held) },
        { name: t('untried'), values: months.map(({ underTrial }) => underTrial) },
      ]}
    />
  )
}
