import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  Chart,
  ConfirmAct,
  EmptyState,
  formatNumber,
  Icon,
  Load,
  Ltr,
  NativeSelect,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  say,
  today,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { dayOf } from '../../pakistan-day.ts'
import { getOutbreak, isolateAll } from '../contract.ts'
import { outbreakDiseases } from '../pathways.ts'
import classes from './Health.module.css'
import { PatientLine, Stands } from './words.tsx'

type Outbreak = OutputOf<typeof getOutbreak>
const periods = [14, 28, 60, 120] as const
const dayMs = 86_400_000

/** One disease in the prison: cases by day and barrack, the map of roofs, the contacts, and one act for all of them. */
export default function OutbreakPage() {
  const { t } = useTranslation('custody-health')
  const [asked, setDisease] = useQueryText('disease', 'tb')
  const [days, setDays] = useQueryText('days', '28')
  const disease = outbreakDiseases.find((one) => one === asked) ?? 'tb'
  const found = useCall(getOutbreak, { disease, days }, { refetchEvery: 60_000 })
  return (
    <Page
      title={t('outbreak.title')}
      lead={t('outbreak.lead')}
      actions={
        <NativeSelect
          aria-label={t('outbreak.period')}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
          data={periods.map((period) => ({
            value: String(period),
            label: t('outbreak.days', { count: period }),
          }))}
        />
      }
    >
      <p className={classes.sealed}>
        <Icon name="shield-lock" size={17} /> {t('confidential')}
      </p>
      <Load call={found} lines={10}>
        {(view) => (
          <>
            <div className={classes.slots}>
              {view.open.map((one) => (
                <Button
                  key={one.disease}
                  aria-pressed={one.disease === disease}
                  variant={one.disease === disease ? 'filled' : 'default'}
                  onClick={() => setDisease(one.disease)}
                >
                  {t(`pathway.${one.disease}`)} ({formatNumber(one.count)})
                </Button>
              ))}
            </div>
            {view.cases.length === 0 ? (
              <EmptyState
                icon="microscope"
                title={t('outbreak.no-cases', { disease: t(`pathway.${disease}`), days: view.days })}
                why={t('outbreak.no-cases-why')}
              />
            ) : (
              <>
                <CasesByDay view={view} />
                <Roofs view={view} />
                <Cases view={view} />
                <Contacts view={view} />
              </>
            )}
          </>
        )}
      </Load>
    </Page>
  )
}

/** Barracks that the drawing can tell apart; the rest are counted together. */
const drawn = 3

function CasesByDay({ view }: { view: Outbreak }) {
  const { t } = useTranslation('custody-health')
  const both = useBoth()
  const { date } = useFormats()
  const end = Date.parse(today())
  const days = Array.from({ length: view.days }, (_, at) =>
    new Date(end - (view.days - 1 - at) * dayMs).toISOString().slice(0, 10),
  )
  const roofs = view.barracks.filter((one) => one.cases > 0).sort((a, b) => b.cases - a.cases)
  const named = new Set(roofs.slice(0, drawn).map((one) => one.id))
  const countsOf = (counts: (barrackId: string | null) => boolean) =>
    days.map((on) =>
      view.perDay
        .filter((one) => one.on === on && counts(one.barrackId))
        .reduce((sum, one) => sum + one.count, 0),
    )
  const rest = countsOf((id) => id === null || !named.has(id))
  return (
    <Chart
      title={t('outbreak.cases-per-day')}
      kind="stacked-bar"
      categories={days.map((day) => date(day))}
      series={[
        ...roofs
          .slice(0, drawn)
          .map((roof) => ({ name: both(roof.name), values: countsOf((id) => id === roof.id) })),
        ...(rest.some((count) => count > 0) ? [{ name: t('outbreak.elsewhere'), values: rest }] : []),
      ]}
      unit={t('outbreak.unit')}
      summary={t('outbreak.summary', {
        count: view.cases.length,
        disease: t(`pathway.${view.disease}`),
        days: view.days,
        barracks: roofs.length,
      })}
    />
  )
}

/** The prison's roofs, each as warm as it has cases; the numbers say it too. */
function Roofs({ view }: { view: Outbreak }) {
  const { t } = useTranslation('custody-health')
  const both = useBoth()
  const circles = Map.groupBy(view.barracks, (one) => (one.circle === null ? '' : both(one.circle)))
  return (
    <Section title={t('outbreak.map')}>
      <p className={classes.soft}>{t('outbreak.map-legend')}</p>
      <figure className={classes.map} aria-label={t('outbreak.map')}>
        {[...circles].map(([circle, roofs]) => (
          <section key={circle}>
            {circle === '' ? null : <h3>{circle}</h3>}
            <ul className={classes.roofs}>
              {roofs.map((roof) => (
                <li
                  key={roof.id}
                  className={classes.roof}
                  data-heat={roof.cases === 0 ? 0 : roof.cases === 1 ? 1 : 2}
                >
                  <strong>{both(roof.name)}</strong>
                  <span>{t('outbreak.cell', { cases: roof.cases, contacts: roof.contacts })}</span>
                  <span className={classes.soft}>{t('outbreak.held', { count: roof.held })}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </figure>
    </Section>
  )
}

function Cases({ view }: { view: Outbreak }) {
  const { t } = useTranslation('custody-health')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <Section title={`${t('outbreak.cases')} (${formatNumber(view.cases.length)})`}>
      <ul className={classes.list}>
        {view.cases.map((one) => (
          <li key={one.diagnosisId} className={classes.row}>
            <span className={classes.words}>
              <PatientLine one={one} />
              <span className={classes.soft}>
                {date(one.onsetOn)} · {one.barrack === null ? t('outbreak.no-barrack') : both(one.barrack)}
              </span>
            </span>
            <span className={classes.acts}>
              <Stands status={one.status} />
              <Lies ward={one.ward} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Lies({ ward }: { ward: 'isolation' | 'hospital' | null }) {
  const { t } = useTranslation('custody-health')
  return ward === null ? (
    <StatusBadge meaning="amber" icon="alert-triangle">
      {t('outbreak.free')}
    </StatusBadge>
  ) : (
    <StatusBadge meaning="blue" icon="shield">
      {t(`ward.${ward}`)}
    </StatusBadge>
  )
}

function Contacts({ view }: { view: Outbreak }) {
  const { t } = useTranslation('custody-health')
  const both = useBoth()
  const { date } = useFormats()
  const free = [
    ...view.cases.filter((one) => one.ward === null && one.status !== 'completed'),
    ...view.contacts.filter((one) => one.ward === null),
  ].map((one) => one.imprisonmentId)
  return (
    <Section
      title={`${t('outbreak.contacts')} (${formatNumber(view.contactsTotal)})`}
      actions={<Isolate view={view} ids={free} />}
    >
      <p className={classes.soft}>
        {t('outbreak.contacts-lead', { days: view.contactDays, source: both(view.source) })}
      </p>
      {view.contacts.length === 0 ? (
        <EmptyState icon="users" title={t('outbreak.contacts-none')} why={t('outbreak.contacts-none-why')} />
      ) : (
        <RecordTable
          name="custody.contacts"
          caption={t('outbreak.contacts')}
          rows={view.contacts}
          rowKey={(row) => row.imprisonmentId}
          open={(row) => `/custody/prisoners/${row.imprisonmentId}/health`}
          columns={[
            { key: 'number', label: t('patients.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
            {
              key: 'name',
              label: t('outbreak.contact-column'),
              cell: (row) => <BothNames name={row.name} />,
            },
            { key: 'barrack', label: t('outbreak.barrack'), cell: (row) => both(row.barrack) },
            {
              key: 'with',
              label: t('outbreak.with'),
              wrap: true,
              cell: (row) =>
                row.with.map((each) => (
                  <div key={`${each.number} ${each.from}`}>
                    <Ltr>{each.number}</Ltr> {date(dayOf(each.from))} –{' '}
                    {each.to === null ? '' : date(dayOf(each.to))}
                  </div>
                )),
            },
            {
              key: 'nights',
              label: t('outbreak.nights'),
              cell: (row) => formatNumber(row.nights),
              align: 'end',
            },
            { key: 'state', label: t('outbreak.state'), cell: (row) => <Lies ward={row.ward} /> },
          ]}
        />
      )}
      {view.contacts.length < view.contactsTotal ? (
        <p className={classes.soft}>
          {t('outbreak.contacts-more', { count: view.contacts.length, total: view.contactsTotal })}
        </p>
      ) : null}
    </Section>
  )
}

function Isolate({ view, ids }: { view: Outbreak; ids: readonly string[] }) {
  const { t } = useTranslation('custody-health')
  const { date } = useFormats()
  const [asked, setAsked] = useState(false)
  const command = useCommand(isolateAll, { onDone: (done) => say(t('outbreak.isolated', { ...done })) })
  const expectedUntil = new Date(Date.parse(today()) + view.isolationDays * dayMs).toISOString().slice(0, 10)
  if (ids.length === 0) return null
  return (
    <>
      <Button size="xs" leftSection={<Icon name="shield" size={16} />} onClick={() => setAsked(true)}>
        {t('outbreak.isolate-all', { count: ids.length })}
      </Button>
      <ConfirmAct
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('outbreak.isolate-title', { count: ids.length })}
        consequence={t('outbreak.isolate-means', { until: date(expectedUntil) })}
        actLabel={t('outbreak.isolate-act')}
        onConfirm={() => command.run({ disease: view.disease, ids: [...ids], expectedUntil })}
      />
    </>
  )
}
