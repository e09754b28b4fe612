import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  EmptyState,
  type FigureTile,
  FigureTiles,
  formatNumber,
  Icon,
  type IconName,
  Load,
  Ltr,
  type Meaning,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useTranslation,
} from '#platform/ui'
import { getHealthDesk, listPatients } from '../contract.ts'
import { openStatuses, pathways } from '../pathways.ts'
import classes from './Health.module.css'
import { PatientLine, Stands, usePathwayWords } from './words.tsx'

type Desk = OutputOf<typeof getHealthDesk>

/** The medical officer's day: what is due, who lies apart, who is away, whom to watch, and where each pathway stands. */
export default function HealthPage() {
  const { t } = useTranslation('custody-health')
  const both = useBoth()
  const words = usePathwayWords()
  const { date } = useFormats()
  const found = useCall(getHealthDesk, {}, { refetchEvery: 30_000 })
  return (
    <Page title={t('desk.title')} lead={t('desk.lead')}>
      <p className={classes.sealed}>
        <Icon name="shield-lock" size={17} /> {t('confidential')}
      </p>
      <Load call={found} lines={10}>
        {(desk) => (
          <>
            <Tiles desk={desk} />
            <Due desk={desk} />
            <Wards desk={desk} />
            <Watched desk={desk} />
            <Out desk={desk} />
            <Pathways desk={desk} />
          </>
        )}
      </Load>
      <Section title={t('patients.title')}>
        <RecordTable
          name="custody.patients"
          caption={t('patients.title')}
          source={listPatients}
          filters={[
            {
              key: 'pathway',
              label: t('patients.pathway'),
              kind: 'choice',
              options: pathways.map((value) => ({ value, label: t(`pathway.${value}`) })),
            },
            {
              key: 'status',
              label: t('patients.status'),
              kind: 'choice',
              options: openStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
            },
          ]}
          pageSize={20}
          rowKey={(row) => row.diagnosisId}
          open={(row) => `/custody/prisoners/${row.imprisonmentId}/health`}
          empty={<EmptyState icon="stethoscope" title={t('patients.empty')} why={t('desk.pathways-why')} />}
          columns={[
            { key: 'number', label: t('patients.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
            { key: 'name', label: t('patients.name'), cell: (row) => <BothNames name={row.name} /> },
            { key: 'pathway', label: t('patients.pathway'), cell: (row) => words(row.pathway, row.words) },
            { key: 'status', label: t('patients.status'), cell: (row) => <Stands status={row.status} /> },
            { key: 'onset', label: t('patients.onset'), cell: (row) => date(row.onsetOn) },
            {
              key: 'place',
              label: t('patients.place'),
              cell: (row) => (row.place === null ? t('desk.no-place') : both(row.place)),
            },
          ]}
        />
      </Section>
    </Page>
  )
}

function Tiles({ desk: { counts, wards, out } }: { desk: Desk }) {
  const { t } = useTranslation('custody-health')
  const elsewhere = wards.filter((one) => one.elsewhere).length
  const late = out.filter((one) => one.late).length
  const tile = (
    key: string,
    to: string,
    icon: IconName,
    count: number,
    below: string,
    meaning: Meaning | undefined,
  ): FigureTile => ({
    key,
    to,
    icon,
    figure: formatNumber(count),
    label: t(`desk.tile-${key}`),
    below,
    meaning,
  })
  return (
    <FigureTiles
      tiles={[
        tile(
          'due',
          '#due',
          'clipboard-list',
          counts.due,
          counts.overdue === 0 ? t('desk.tile-on-time') : t('desk.tile-overdue', { count: counts.overdue }),
          counts.overdue > 0 ? 'red' : undefined,
        ),
        tile(
          'ward',
          '#wards',
          'shield',
          wards.length,
          elsewhere === 0 ? t('desk.tile-in-place') : t('desk.tile-elsewhere', { count: elsewhere }),
          elsewhere > 0 ? 'amber' : undefined,
        ),
        tile('doses', '/custody/health/doses', 'pill', counts.dosesDue, t('desk.tile-doses-why'), undefined),
        tile(
          'watched',
          '#watched',
          'eye',
          counts.watched,
          t('desk.tile-watched-why'),
          counts.watched > 0 ? 'amber' : undefined,
        ),
        tile(
          'out',
          '#out',
          'building-hospital',
          out.length,
          late === 0 ? t('desk.tile-out-ok') : t('desk.tile-out-late', { count: late }),
          late > 0 ? 'amber' : undefined,
        ),
      ]}
    />
  )
}

function Due({ desk: { due, counts } }: { desk: Desk }) {
  const { t } = useTranslation('custody-health')
  const go = useGo()
  return (
    <div id="due">
      <Section title={`${t('desk.due')} (${formatNumber(counts.due)})`}>
        {due.length === 0 ? (
          <EmptyState icon="circle-check" title={t('desk.due-none')} why={t('desk.due-none-why')} />
        ) : (
          <ul className={classes.list}>
            {due.map((one) => (
              <li key={one.imprisonmentId} className={classes.row}>
                <PatientLine one={one} />
                <span className={classes.acts}>
                  <StatusBadge meaning={one.late ? 'red' : 'amber'} icon="clock">
                    {t('desk.due-by', { at: one.dueAt })}
                    {one.late ? ` · ${t('desk.late')}` : ''}
                  </StatusBadge>
                  <Button
                    size="xs"
                    aria-label={`${t('desk.screen')} ${one.number}`}
                    onClick={() => go(`/custody/prisoners/${one.imprisonmentId}/screening`)}
                  >
                    {t('desk.screen')}
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        )}
        {due.length < counts.due ? (
          <p className={classes.soft}>{t('desk.due-more', { count: due.length, total: counts.due })}</p>
        ) : null}
      </Section>
    </div>
  )
}

function Wards({ desk: { wards } }: { desk: Desk }) {
  const { t } = useTranslation('custody-health')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <div id="wards">
      <Section title={`${t('desk.wards')} (${formatNumber(wards.length)})`}>
        {wards.length === 0 ? (
          <EmptyState icon="shield" title={t('desk.wards-none')} why={t('desk.wards-none-why')} />
        ) : (
          <ul className={classes.list}>
            {wards.map((one) => (
              <li key={one.wardId} className={classes.row}>
                <span className={classes.words}>
                  <PatientLine one={one} />
                  <span>
                    {one.pathway === null ? '' : `${t(`pathway.${one.pathway}`)} · `}
                    {one.why}
                  </span>
                  {one.elsewhere ? (
                    <span className={classes.soft}>
                      {t('desk.elsewhere', {
                        place: one.place === null ? t('desk.no-place') : both(one.place),
                      })}
                    </span>
                  ) : null}
                </span>
                <StatusBadge meaning={one.elsewhere ? 'amber' : 'blue'} icon="shield">
                  {t(`ward.${one.ward}`)}
                  {one.until === null ? '' : ` · ${t('desk.until', { until: date(one.until) })}`}
                </StatusBadge>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  )
}

function Watched({ desk: { watched } }: { desk: Desk }) {
  const { t } = useTranslation('custody-health')
  const { instant } = useFormats()
  return (
    <div id="watched">
      <Section title={`${t('desk.watched')} (${formatNumber(watched.length)})`}>
        {watched.length === 0 ? (
          <EmptyState icon="eye" title={t('desk.watched-none')} why={t('desk.watched-none-why')} />
        ) : (
          <ul className={classes.list}>
            {watched.map((one) => (
              <li key={one.screeningId} className={classes.row} data-severe={one.risk === 'high'}>
                <PatientLine one={one} />
                <span className={classes.acts}>
                  <span className={classes.soft}>{instant(one.at)}</span>
                  <StatusBadge meaning={one.risk === 'high' ? 'red' : 'amber'} icon="eye">
                    {t(`risk.${one.risk}`)}
                  </StatusBadge>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  )
}

function Out({ desk: { out } }: { desk: Desk }) {
  const { t } = useTranslation('custody-health')
  return (
    <div id="out">
      <Section title={`${t('desk.out')} (${formatNumber(out.length)})`}>
        {out.length === 0 ? (
          <EmptyState icon="building-hospital" title={t('desk.out-none')} why={t('desk.out-none-why')} />
        ) : (
          <ul className={classes.list}>
            {out.map((one) => (
              <li key={one.movementId} className={classes.row}>
                <span className={classes.words}>
                  <PatientLine one={one} />
                  <span>{one.why ?? <span className={classes.soft}>{t('desk.no-why')}</span>}</span>
                </span>
                <StatusBadge meaning={one.late ? 'amber' : 'blue'} icon="building-hospital">
                  {one.destination} · {t('desk.since', { at: one.since })}
                  {one.late ? ` · ${t('desk.late')}` : ''}
                </StatusBadge>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  )
}

const kinds = [
  ['suspected', 'suspected'],
  ['confirmed', 'confirmed'],
  ['treated', 'on-treatment'],
] as const

/** How many stand where on each pathway, drawn to one scale. */
function Pathways({ desk: { pathways: counted } }: { desk: Desk }) {
  const { t } = useTranslation('custody-health')
  const most = Math.max(1, ...counted.map((one) => one.suspected + one.confirmed + one.treated))
  return (
    <Section title={t('desk.pathways')}>
      {counted.length === 0 ? (
        <EmptyState icon="route" title={t('desk.pathways-none')} why={t('desk.pathways-why')} />
      ) : (
        <>
          <p className={classes.legend}>
            {kinds.map(([kind, status]) => (
              <span key={kind} className={classes.part} data-kind={kind}>
                <span>&nbsp;{t(`status.${status}`)}&nbsp;</span>
              </span>
            ))}
          </p>
          <ul className={classes.bars}>
            {counted.map((one) => (
              <li key={one.pathway} className={classes.bar}>
                <strong>{t(`pathway.${one.pathway}`)}</strong>
                <span className={classes.parts}>
                  {kinds.map(([kind, status]) =>
                    one[kind] === 0 ? null : (
                      <span
                        key={kind}
                        className={classes.part}
                        data-kind={kind}
                        title={t(`status.${status}`)}
                        style={{ inlineSize: `${(one[kind] / most) * 100}%` }}
                      >
                        {formatNumber(one[kind])}
                      </span>
                    ),
                  )}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
