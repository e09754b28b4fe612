import {
  BothNames,
  DeadlineBadge,
  EmptyState,
  FigureTiles,
  formatNumber,
  Link,
  Load,
  Ltr,
  Page,
  RecordTable,
  SegmentedControl,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { type Convict, countParole, listParole, listParoleCases } from '../contract.ts'
import { OpenParoleCase } from './OpenCase.tsx'
import classes from './Parole.module.css'
import { LicenceBadge, Reasons, StandingBadge } from './words.tsx'

const shows = ['possible', 'open', 'licence', 'due', 'over', 'barred'] as const

/** Who may be considered for a licence and what the law says of each; the cases under way; who is outside and due to report. */
export default function ParolePage() {
  const { t } = useTranslation('custody-parole')
  const [asked, setShow] = useQueryText('show', 'possible')
  const show = shows.find((one) => one === asked) ?? 'possible'
  const candidates = show === 'possible' || show === 'barred'
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Load call={useCall(countParole, {}, { refetchEvery: 60_000 })} lines={2}>
        {(counts) => (
          <FigureTiles
            tiles={(
              [
                ['open', counts.open, 'open'],
                ['onLicence', counts.onLicence, 'licence'],
                ['late', counts.late, 'due'],
                ['toDischarge', counts.toDischarge, 'due'],
              ] as const
            ).map(([key, count, opens]) => ({
              key,
              figure: formatNumber(count),
              label: t(`tile.${key}`),
              meaning: key === 'late' && count > 0 ? ('amber' as const) : undefined,
              to: `/custody/parole?show=${opens}`,
            }))}
          />
        )}
      </Load>
      <SegmentedControl
        aria-label={t('title')}
        value={show}
        onChange={setShow}
        data={shows.map((value) => ({ value, label: t(`show.${value}`) }))}
      />
      {candidates ? <Candidates key={show} show={show} /> : <Cases key={show} show={show} />}
    </Page>
  )
}

function Served({ row }: { row: Convict }) {
  const { t } = useTranslation('custody-parole')
  if (row.served === null) return '—'
  return (
    <span className={classes.served}>
      <progress max={100} value={row.served.percent} aria-label={t('column.served')} />
      <span className={classes.soft}>{t('served', { days: row.served.days, of: row.served.of })}</span>
    </span>
  )
}

function Candidates({ show }: { show: 'possible' | 'barred' }) {
  const { t } = useTranslation('custody-parole')
  const { date } = useFormats()
  return (
    <RecordTable
      name="custody.parole"
      caption={t('candidates')}
      source={listParole}
      input={{ show }}
      rowKey={(row) => row.imprisonmentId}
      empty={<EmptyState icon="route" title={t(`empty.${show}`)} why={t('empty-why.candidates')} />}
      detail={(row) => (
        <>
          <Reasons reasons={row.reasons} />
          <p className={classes.badges}>
            <Link to={`/custody/prisoners/${row.imprisonmentId}`}>{t('to-prisoner')}</Link>
            {row.caseId === null ? (
              row.standing === 'barred' ? null : (
                <OpenParoleCase imprisonmentId={row.imprisonmentId} />
              )
            ) : (
              <Link to={`/custody/parole/${row.caseId}`}>{t('panel.case')}</Link>
            )}
          </p>
        </>
      )}
      columns={[
        { key: 'number', label: t('column.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
        { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
        {
          key: 'standing',
          label: t('column.standing'),
          cell: (row) =>
            row.caseId === null ? (
              <StandingBadge standing={row.standing} />
            ) : (
              <StatusBadge meaning="blue">{t('case-open')}</StatusBadge>
            ),
        },
        { key: 'served', label: t('column.served'), cell: (row) => <Served row={row} /> },
        {
          key: 'last',
          label: t('column.last-day'),
          cell: (row) => (row.lastDay === null ? '—' : date(row.lastDay)),
        },
        {
          key: 'conduct',
          label: t('column.conduct'),
          wrap: true,
          cell: (row) => (
            <span className={classes.badges}>
              <StatusBadge meaning={row.punishments > 0 ? 'amber' : 'grey'}>
                {t('punishments', { count: row.punishments })}
              </StatusBadge>
              {row.fit ? null : (
                <StatusBadge meaning="amber" icon="stethoscope">
                  {t('unfit')}
                </StatusBadge>
              )}
            </span>
          ),
        },
        {
          key: 'sections',
          label: t('column.sections'),
          cell: (row) => <Ltr>{row.sections}</Ltr>,
          wrap: true,
        },
      ]}
    />
  )
}

function Cases({ show }: { show: 'open' | 'licence' | 'due' | 'over' }) {
  const { t } = useTranslation('custody-parole')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <RecordTable
      name="custody.parole-cases"
      caption={t('cases')}
      source={listParoleCases}
      input={{ show }}
      rowKey={(row) => row.id}
      open={(row) => `/custody/parole/${row.id}`}
      empty={<EmptyState icon="route" title={t(`empty.${show}`)} why={t('empty-why.cases')} />}
      columns={[
        { key: 'number', label: t('column.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
        { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
        {
          key: 'state',
          label: t('common:word.status'),
          cell: (row) =>
            row.licence === null ? (
              <StatusBadge meaning={row.state === 'open' || row.state === 'forwarded' ? 'amber' : 'grey'}>
                {t(`case-state.${row.state}`)}
              </StatusBadge>
            ) : (
              <LicenceBadge state={row.licence.state} />
            ),
        },
        {
          key: 'reports',
          label: t('column.reports'),
          cell: (row) => t('reports-of', { done: Number(row.conduct) + Number(row.inquiry), all: 2 }),
        },
        {
          key: 'report-on',
          label: t('column.report-on'),
          cell: (row) =>
            row.licence?.nextReportOn == null ? '—' : <DeadlineBadge date={row.licence.nextReportOn} />,
        },
        {
          key: 'last',
          label: t('column.last-day'),
          cell: (row) => (row.lastDay === null ? '—' : date(row.lastDay)),
        },
        { key: 'opened', label: t('column.opened'), cell: (row) => date(row.openedOn) },
        { key: 'prison', label: t('column.prison'), cell: (row) => both(row.prison), hidden: true },
      ]}
    />
  )
}
