import type { OutputOf } from '#platform/http/contract'
import {
  EmptyState,
  formatNumber,
  Link,
  Load,
  Page,
  RecordTable,
  Section,
  useBoth,
  useCall,
  useTranslation,
} from '#platform/ui'
import { getOverview, type Show } from '../contract.ts'
import classes from './Prosecution.module.css'

type Overview = OutputOf<typeof getOverview>

const late: readonly Show[] = ['overdue', 'returned-overdue']

/** The district prosecutor's view: every number is a link to its list. */
export default function OverviewPage() {
  const { t } = useTranslation('prosecution')
  const overview = useCall(getOverview, {}, { refetchEvery: 120_000 })
  return (
    <Page title={t('overview.title')} lead={t('overview.lead')}>
      <Load call={overview}>
        {(data) => (
          <>
            <Figures figures={data.figures} />
            <Section title={t('overview.by-station')}>
              <Stations stations={data.stations} />
            </Section>
            <Section title={t('overview.by-defect')}>
              <Defects defects={data.defects} />
            </Section>
          </>
        )}
      </Load>
    </Page>
  )
}

function Figures({ figures }: Pick<Overview, 'figures'>) {
  const { t } = useTranslation('prosecution')
  return (
    <ul className={classes.figures}>
      {figures.map(({ show, count, oldest }) => (
        <li key={show} data-late={late.includes(show) && count > 0}>
          <Link to={`/prosecution/challans?show=${show}`} className={classes.figure}>
            <strong>{formatNumber(count)}</strong>
            <span>{t(`show.${show}`)}</span>
            <small>{oldest === null ? t('overview.none') : t('overview.oldest', { on: oldest })}</small>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Stations({ stations }: Pick<Overview, 'stations'>) {
  const { t } = useTranslation('prosecution')
  const both = useBoth()
  type Row = Overview['stations'][number]
  const column = (key: 'waiting' | 'overdue' | 'returned' | 'returnedOverdue', show: Show) => ({
    key,
    label: t(`show.${show}`),
    align: 'end' as const,
    cell: (row: Row) =>
      row[key] === 0 ? (
        <span className={classes.soft}>0</span>
      ) : (
        <Link to={`/prosecution/challans?show=${show}&station=${row.stationId}`}>
          {formatNumber(row[key])}
        </Link>
      ),
  })
  return (
    <RecordTable
      name="prosecution.stations"
      caption={t('overview.by-station')}
      rows={stations}
      columns={[
        {
          key: 'station',
          label: t('challans.station'),
          cell: (row) => both({ en: row.station.nameEn, ur: row.station.nameUr }),
        },
        column('waiting', 'waiting'),
        column('overdue', 'overdue'),
        column('returned', 'returned'),
        column('returnedOverdue', 'returned-overdue'),
      ]}
      rowKey={(row) => String(row.stationId)}
      empty={<EmptyState title={t('overview.no-stations')} icon="circle-check" />}
    />
  )
}

function Defects({ defects }: Pick<Overview, 'defects'>) {
  const { t } = useTranslation('prosecution')
  const both = useBoth()
  return (
    <RecordTable
      name="prosecution.defects"
      caption={t('overview.by-defect')}
      rows={defects}
      columns={[
        {
          key: 'defect',
          label: t('challans.defects'),
          wrap: true,
          cell: (row) => both({ en: row.textEn, ur: row.textUr }),
        },
        {
          key: 'count',
          label: t('overview.count'),
          align: 'end',
          cell: (row) => (
            <Link to={`/prosecution/challans?show=returned&defect=${row.code}`}>
              {formatNumber(row.count)}
            </Link>
          ),
        },
      ]}
      rowKey={(row) => row.code}
      empty={<EmptyState title={t('overview.no-defects')} icon="circle-check" />}
    />
  )
}
