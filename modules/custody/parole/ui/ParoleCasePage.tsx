import type { ReactNode } from 'react'
import {
  Alert,
  BothNames,
  DeadlineBadge,
  Group,
  Icon,
  KeyValue,
  Link,
  Load,
  Ltr,
  Page,
  Section,
  StatusBadge,
  type Step,
  StepBar,
  useBoth,
  useCall,
  useFormats,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { dayOf } from '../../pakistan-day.ts'
import { getParoleCase, type ParoleCase } from '../contract.ts'
import { CaseActs, LicenceActs } from './CaseActs.tsx'
import { Diary } from './Diary.tsx'
import classes from './Parole.module.css'
import { LicenceBadge, Reasons, StandingBadge } from './words.tsx'

/** One parole case, from the request to the end of the sentence. */
export default function ParoleCasePage() {
  const { id = '' } = useRouteParams()
  return <Load call={useCall(getParoleCase, { id })}>{(data) => <One data={data} />}</Load>
}

function One({ data }: { data: ParoleCase }) {
  const { t } = useTranslation('custody-parole')
  const both = useBoth()
  const { case: of, licence } = data
  return (
    <Page
      title={`${t('case.title')} · ${both(of.name)}`}
      back={{ to: '/custody/parole', label: t('title') }}
      lead={
        <Group gap={8}>
          <Ltr>{of.number}</Ltr>
          <BothNames name={of.name} as="inline" to={`/custody/prisoners/${of.imprisonmentId}`} />
          {licence === null ? (
            <StatusBadge meaning={of.state === 'open' || of.state === 'forwarded' ? 'amber' : 'grey'}>
              {t(`case-state.${of.state}`)}
            </StatusBadge>
          ) : (
            <LicenceBadge state={licence.state} />
          )}
          {data.standing === null ? null : <StandingBadge standing={data.standing} />}
        </Group>
      }
      actions={<CaseActs data={data} />}
    >
      <StepBar steps={stepsOf(data, (key) => t(`step.${key}`))} />
      {data.reasons.length === 0 ? null : (
        <Section title={t('case.law')}>
          <Reasons reasons={data.reasons} />
          {of.referredPaper === null ? null : (
            <p>
              {t('case.referred')}: <bdi>{of.referredPaper}</bdi>
            </p>
          )}
        </Section>
      )}
      {licence === null ? null : <Licence data={data} licence={licence} />}
      <Section title={t('case.reports')}>
        <div className={classes.reports}>
          <Conduct data={data} />
          <Inquiry data={data} />
          <Decision data={data} />
        </div>
      </Section>
      {licence === null || licence.leftAt === null ? null : (
        <Diary
          entries={data.diary}
          of={{ licenceId: licence.id }}
          mayWrite={data.may.supervise && licence.state === 'running'}
        />
      )}
    </Page>
  )
}

function stepsOf({ case: of, licence }: ParoleCase, label: (key: string) => string): Step[] {
  const reported = of.conduct !== null && of.inquiry !== null
  const ended = of.state === 'refused' || of.state === 'withdrawn'
  const out = licence?.leftAt ?? null
  const over = licence?.state === 'discharged' || licence?.state === 'returned'
  return [
    { key: 'asked', label: label('asked'), state: 'done', date: of.askedOn },
    { key: 'reports', label: label('reports'), state: reported ? 'done' : ended ? 'skipped' : 'current' },
    {
      key: 'forwarded',
      label: label('forwarded'),
      state: of.forwarded !== null ? 'done' : ended ? 'skipped' : reported ? 'current' : 'ahead',
      date: of.forwarded?.on,
    },
    {
      key: 'decided',
      label: label('decided'),
      state:
        of.state === 'granted' ? 'done' : ended ? 'stopped' : of.state === 'forwarded' ? 'current' : 'ahead',
      date: of.decision?.on,
    },
    {
      key: 'out',
      label: label('out'),
      state: out !== null ? 'done' : licence === null || licence.state === 'cancelled' ? 'ahead' : 'current',
      date: out === null ? undefined : dayOf(out),
    },
    {
      key: 'end',
      label: label('end'),
      state: over ? 'done' : out === null ? 'ahead' : licence?.state === 'revoked' ? 'stopped' : 'current',
      date: over ? (licence?.dischargedOn ?? undefined) : (of.lastDay ?? undefined),
    },
  ]
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <article className={classes.card}>
      <h3>{title}</h3>
      {children}
    </article>
  )
}

function Recommends({ yes }: { yes: boolean }) {
  const { t } = useTranslation('custody-parole')
  return (
    <span>
      <StatusBadge meaning={yes ? 'blue' : 'grey'} icon={yes ? 'check' : 'x'}>
        {t(yes ? 'recommends' : 'recommends-not')}
      </StatusBadge>
    </span>
  )
}

function Conduct({ data: { case: of } }: { data: ParoleCase }) {
  const { t } = useTranslation('custody-parole')
  const both = useBoth()
  const { instant } = useFormats()
  return (
    <Card title={t('conduct.title')}>
      {of.conduct === null ? (
        <span className={classes.soft}>{t('conduct.none')}</span>
      ) : (
        <>
          <Recommends yes={of.conduct.recommends} />
          <span>
            {t(`conduct.${of.conduct.conduct}`)} · <bdi>{of.conduct.words}</bdi>
          </span>
          <span className={classes.soft}>
            {of.conduct.by === null ? '' : `${both(of.conduct.by)} · `}
            {instant(of.conduct.at)}
          </span>
        </>
      )}
    </Card>
  )
}

function Inquiry({ data: { case: of } }: { data: ParoleCase }) {
  const { t } = useTranslation('custody-parole')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <Card title={t('inquiry.title')}>
      {of.inquiry === null ? (
        <span className={classes.soft}>{t('inquiry.none')}</span>
      ) : (
        <>
          <Recommends yes={of.inquiry.recommends} />
          <span>
            {t('inquiry.residence')}: <bdi>{of.inquiry.residence}</bdi> ·{' '}
            {t(of.inquiry.residenceFit ? 'inquiry.fit' : 'inquiry.unfit')}
          </span>
          {of.inquiry.employer === null ? null : (
            <span>
              {t('inquiry.employer')}: <bdi>{of.inquiry.employer}</bdi> ·{' '}
              {t(of.inquiry.employerWilling === true ? 'inquiry.willing' : 'inquiry.unwilling')}
            </span>
          )}
          <bdi>{of.inquiry.words}</bdi>
          <span className={classes.soft}>
            {of.inquiry.by === null ? '' : `${both(of.inquiry.by)} · `}
            {date(of.inquiry.visitedOn)}
          </span>
        </>
      )}
    </Card>
  )
}

function Decision({ data: { case: of } }: { data: ParoleCase }) {
  const { t } = useTranslation('custody-parole')
  const { date } = useFormats()
  return (
    <Card title={t('decision.title')}>
      {of.forwarded === null ? (
        <span className={classes.soft}>{t('decision.not-sent')}</span>
      ) : (
        <span>
          {t('decision.sent', { day: date(of.forwarded.on) })} <bdi>{of.forwarded.paper}</bdi>
        </span>
      )}
      {of.decision === null ? (
        of.forwarded === null ? null : (
          <span className={classes.soft}>{t('decision.waits')}</span>
        )
      ) : (
        <>
          <strong>{t(`case-state.${of.state}`)}</strong>
          <span>
            <Ltr>{of.decision.order}</Ltr> · {date(of.decision.on)} · <bdi>{of.decision.authority}</bdi>
          </span>
          {of.decision.why === null ? null : <bdi>{of.decision.why}</bdi>}
        </>
      )}
    </Card>
  )
}

function Licence({ data, licence }: { data: ParoleCase; licence: NonNullable<ParoleCase['licence']> }) {
  const { t } = useTranslation('custody-parole')
  const both = useBoth()
  const { date, instant } = useFormats()
  const { returned, revoked } = licence
  return (
    <Section title={t('licence.title')} actions={<LicenceActs data={data} licence={licence} />}>
      {licence.state === 'to-verify' ? (
        <Alert color="yellow" icon={<Icon name="scan" />}>
          <strong>{t('licence.to-verify')}</strong> {t('licence.to-verify-why')}
        </Alert>
      ) : null}
      {licence.state === 'issued' ? (
        <Alert color="blue" icon={<Icon name="door-exit" />} title={t('licence.issued')}>
          <Link to={`/custody/prisoners/${data.case.imprisonmentId}/release`}>{t('licence.to-release')}</Link>
        </Alert>
      ) : null}
      {licence.state === 'revoked' && revoked !== null ? (
        <Alert
          color="red"
          icon={<Icon name="alert-triangle" />}
          title={t('licence.revoked', { day: revoked.on })}
        >
          <bdi>{revoked.why}</bdi>
        </Alert>
      ) : null}
      {returned !== null && returned.daysBetween > 0 && returned.days === null ? (
        <Alert color="yellow" icon={<Icon name="help" />}>
          <strong>{t('licence.days-refer', { count: returned.daysBetween })}</strong>{' '}
          {t('licence.days-refer-why')}
        </Alert>
      ) : null}
      <KeyValue
        columns={2}
        items={[
          {
            label: t('licence.order'),
            value: (
              <>
                <Ltr>{licence.order}</Ltr> · {date(licence.orderedOn)} · <bdi>{licence.authority}</bdi>
              </>
            ),
          },
          {
            label: t('licence.verified'),
            value:
              licence.verifiedBy === null ? (
                '—'
              ) : (
                <>
                  {both(licence.verifiedBy)} · <bdi>{licence.verifiedHow}</bdi>
                </>
              ),
          },
          { label: t('licence.from'), value: date(licence.from) },
          { label: t('licence.left'), value: licence.leftAt === null ? '—' : instant(licence.leftAt) },
          { label: t('inquiry.residence'), value: <bdi>{licence.residence}</bdi> },
          { label: t('inquiry.employer'), value: <bdi>{licence.employer ?? '—'}</bdi> },
          ...(licence.nextReportOn === null
            ? []
            : [{ label: t('column.report-on'), value: <DeadlineBadge date={licence.nextReportOn} /> }]),
          {
            label: t('column.last-day'),
            value: data.case.lastDay === null ? '—' : `${date(data.case.lastDay)} · ${t('licence.runs-on')}`,
          },
          ...(returned === null
            ? []
            : [
                {
                  label: t('licence.returned'),
                  value: (
                    <>
                      {instant(returned.at)} ·{' '}
                      {returned.imprisonmentId === null ? (
                        t('licence.returned-to', {
                          prison: returned.prison === null ? '' : both(returned.prison),
                        })
                      ) : (
                        <Link to={`/custody/prisoners/${returned.imprisonmentId}`}>{t('to-prisoner')}</Link>
                      )}
                      {returned.days === null ? '' : ` · ${t(`days.${returned.days}`)}`}
                    </>
                  ),
                },
              ]),
        ]}
      />
      <ul className={classes.conditions}>
        {licence.conditions.map((one) => (
          <li key={one}>
            <bdi>{one}</bdi>
          </li>
        ))}
      </ul>
    </Section>
  )
}
