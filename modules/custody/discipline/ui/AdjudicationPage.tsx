import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ConfirmAct,
  EmptyState,
  ErrorPanel,
  GivenReasons,
  Group,
  KeyValue,
  Link,
  Load,
  Ltr,
  Page,
  Section,
  type Step,
  StepBar,
  say,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import {
  type Adjudication,
  confirmPunishment,
  decideAppeal,
  getAdjudication,
  lodgeAppeal,
  tellPrisoner,
} from '../contract.ts'
import classes from './Discipline.module.css'
import { HearingForm } from './HearingForm.tsx'
import { Punished, ReportState } from './words.tsx'

type Data = OutputOf<typeof getAdjudication>

/** One report from the allegation to the appeal. */
export default function AdjudicationPage() {
  const { id = '' } = useRouteParams()
  return <Load call={useCall(getAdjudication, { id })}>{(data) => <One data={data} />}</Load>
}

function One({ data }: { data: Data }) {
  const { t } = useTranslation('custody-discipline')
  const both = useBoth()
  const { instant } = useFormats()
  const { adjudication: one, may } = data
  const ready = one.hearableAt !== null && Date.parse(one.hearableAt) <= Date.now()
  return (
    <Page
      title={both(one.offence.text)}
      back={{ to: '/custody/discipline', label: t('title') }}
      lead={
        <Group gap={8}>
          <Ltr>{one.offence.section}</Ltr>
          <Link to={`/custody/prisoners/${one.imprisonmentId}`}>{both(one.name)}</Link>
          <Ltr>{one.number}</Ltr>
          <ReportState row={{ ...one, appealOpen: one.appealedAt !== null && one.appealOutcome === null }} />
        </Group>
      }
      actions={<Acts data={data} />}
      aside={one.state === 'quashed' ? undefined : <Usual before={data.before} />}
    >
      <StepBar steps={stepsOf(one, t)} />
      <Section title={t('alleged')}>
        <p className={classes.words} dir="auto">
          {one.account}
        </p>
        <KeyValue
          columns={2}
          items={[
            { label: t('column.at'), value: instant(one.occurredAt) },
            { label: t('report.place'), value: <bdi>{one.place}</bdi> },
            { label: t('reported-by'), value: `${both(one.reportedBy)} · ${instant(one.reportedAt)}` },
            {
              label: t('told'),
              value:
                one.toldAt === null || one.toldBy === null
                  ? t('not-told')
                  : `${both(one.toldBy)} · ${instant(one.toldAt)}`,
            },
          ]}
        />
      </Section>
      {one.state === 'told' ? (
        <Section title={t('hearing.title')}>
          {one.ownReport ? (
            <EmptyState icon="hand-stop" title={t('own-report')} why={t('own-report-why')} />
          ) : !may.hear ? (
            <EmptyState icon="gavel" title={t('superintendent-hears')} why={t('superintendent-hears-why')} />
          ) : !ready ? (
            <EmptyState
              icon="hourglass"
              title={t('too-early', { at: one.hearableAt })}
              why={t('too-early-why')}
            />
          ) : (
            <HearingForm
              id={one.id}
              kinds={data.kinds}
              suspended={data.suspended}
              forfeitable={data.forfeitable}
              suspendMonths={data.suspendMonths}
            />
          )}
        </Section>
      ) : null}
      {one.finding === null ? null : <Heard one={one} />}
      {one.punishments.length === 0 ? null : <Punishments data={data} />}
      {one.appealedAt === null ? null : <Appeal one={one} />}
    </Page>
  )
}

function stepsOf(one: Adjudication, t: (key: string) => string): Step[] {
  const order = ['reported', 'told', 'decided'] as const
  const at = one.state === 'quashed' ? 3 : order.indexOf(one.state) + 1
  const steps: Step[] = [
    { key: 'reported', label: t('step.reported'), state: 'done', date: one.reportedAt.slice(0, 10) },
    {
      key: 'told',
      label: t('step.told'),
      state: at > 1 ? 'done' : 'current',
      date: one.toldAt?.slice(0, 10),
    },
    {
      key: 'decided',
      label: t('step.decided'),
      state: at > 2 ? 'done' : at === 2 ? 'current' : 'ahead',
      date: one.decidedAt?.slice(0, 10),
    },
  ]
  if (one.finding === 'proved' || one.state === 'quashed')
    steps.push({
      key: 'appeal',
      label: one.appealOutcome === null ? t('step.appeal') : t(`outcome.${one.appealOutcome}`),
      state:
        one.appealOutcome === 'quashed'
          ? 'stopped'
          : one.appealOutcome === 'dismissed'
            ? 'done'
            : one.appealedAt === null
              ? 'ahead'
              : 'current',
      date: one.appealedAt?.slice(0, 10) ?? one.appealUntil ?? undefined,
    })
  return steps
}

/** What the same offence brought before, in this prison: shown before anything is awarded. */
function Usual({ before }: { before: Data['before'] }) {
  const { t } = useTranslation('custody-discipline')
  const both = useBoth()
  return (
    <Section title={t('usual.title')}>
      <p className={classes.soft}>{t('usual.lead', { count: before.cases, months: before.months })}</p>
      {before.kinds.length === 0 ? null : (
        <div className={classes.usual}>
          {before.kinds.map((kind) => (
            <div key={kind.kind} className={classes.bar}>
              <span>
                {both(kind.text)} · {t('usual.cases', { count: kind.cases })}
                {kind.median === null
                  ? ''
                  : ` · ${t('usual.median', { median: kind.median, most: kind.most })}`}
              </span>
              <span className={classes.track} aria-hidden="true">
                <span
                  style={{ inlineSize: `${Math.round((kind.cases / Math.max(1, before.cases)) * 100)}%` }}
                />
              </span>
            </div>
          ))}
        </div>
      )}
    </Section>
  )
}

function Heard({ one }: { one: Adjudication }) {
  const { t } = useTranslation('custody-discipline')
  const both = useBoth()
  const { instant } = useFormats()
  return (
    <Section title={t('hearing.title')}>
      <KeyValue
        columns={2}
        items={[
          { label: t('hearing.plea'), value: one.plea === null ? '—' : t(`plea.${one.plea}`) },
          {
            label: t('hearing.assistance'),
            value: one.assistance === null ? '—' : t(`assistance.${one.assistance}`),
          },
          { label: t('hearing.finding'), value: one.finding === null ? '—' : t(`finding.${one.finding}`) },
          {
            label: t('decided-by'),
            value:
              one.decidedBy === null || one.decidedAt === null
                ? '—'
                : `${both(one.decidedBy)} · ${instant(one.decidedAt)}`,
          },
        ]}
      />
      <div className={classes.list}>
        {one.statements.map((said) => (
          <div key={`${said.role} ${said.name} ${said.text}`} className={classes.said}>
            <strong>
              {t(`role.${said.role}`)}
              {said.name === '' ? '' : ` · ${said.name}`}
            </strong>
            <p dir="auto">{said.text}</p>
          </div>
        ))}
      </div>
      <KeyValue items={[{ label: t('hearing.reasons'), value: <bdi>{one.reasons}</bdi> }]} />
      <GivenReasons reasons={one.overrides} />
    </Section>
  )
}

function Punishments({ data }: { data: Data }) {
  const { t } = useTranslation('custody-discipline')
  const { date } = useFormats()
  const { adjudication: one, may } = data
  const confirm = useCommand(confirmPunishment, { onDone: () => say(t('confirm.done')) })
  return (
    <Section title={t('hearing.punishments')}>
      {confirm.error === null || confirm.error === undefined ? null : <ErrorPanel error={confirm.error} />}
      <ul className={classes.list}>
        {one.punishments.map((punishment) => (
          <li key={punishment.id} className={classes.item}>
            <span className={classes.badges}>
              <Punished punishments={[punishment]} />
              <Ltr>{punishment.section}</Ltr>
              {punishment.fromOn === null ? null : (
                <span className={classes.soft}>{t('from', { day: date(punishment.fromOn) })}</span>
              )}
              {punishment.suspendedUntil === null ? null : (
                <span className={classes.soft}>{t('until', { day: date(punishment.suspendedUntil) })}</span>
              )}
              {punishment.taken === null || punishment.taken === 0 ? null : (
                <Link to={`/custody/prisoners/${one.imprisonmentId}/release-date`}>
                  {t('taken', { count: punishment.taken })}
                </Link>
              )}
            </span>
            {may.confirm && punishment.state === 'to-confirm' ? (
              <Group gap={8}>
                <Button
                  size="xs"
                  loading={confirm.busy}
                  onClick={() => confirm.start({ id: punishment.id, confirm: true })}
                >
                  {t('confirm.yes')}
                </Button>
                <Button
                  size="xs"
                  loading={confirm.busy}
                  onClick={() => confirm.start({ id: punishment.id, confirm: false })}
                >
                  {t('confirm.no')}
                </Button>
              </Group>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Appeal({ one }: { one: Adjudication }) {
  const { t } = useTranslation('custody-discipline')
  const both = useBoth()
  const { instant } = useFormats()
  return (
    <Section title={t('step.appeal')}>
      <KeyValue
        items={[
          {
            label: t('appeal.grounds'),
            value: <bdi>{`${one.appealGrounds ?? ''}`}</bdi>,
          },
          { label: t('appeal.lodged'), value: one.appealedAt === null ? '—' : instant(one.appealedAt) },
          ...(one.appealOutcome === null
            ? []
            : [
                {
                  label: t(`outcome.${one.appealOutcome}`),
                  value: (
                    <bdi>
                      {one.appealReasons} · {one.appealBy === null ? '' : both(one.appealBy)}
                    </bdi>
                  ),
                },
              ]),
        ]}
      />
    </Section>
  )
}

function Acts({ data: { adjudication: one, may } }: { data: Data }) {
  const { t } = useTranslation('custody-discipline')
  const { date } = useFormats()
  const [act, setAct] = useState<'tell' | 'appeal' | 'dismissed' | 'quashed'>()
  const tell = useCommand(tellPrisoner, { onDone: () => say(t('tell.done')) })
  const lodge = useCommand(lodgeAppeal, { onDone: () => say(t('appeal.done')) })
  const decide = useCommand(decideAppeal)
  const close = () => setAct(undefined)
  return (
    <Group gap={8}>
      {may.tell ? (
        <Button variant="filled" onClick={() => setAct('tell')}>
          {t('tell.act')}
        </Button>
      ) : null}
      {may.appeal ? <Button onClick={() => setAct('appeal')}>{t('appeal.act')}</Button> : null}
      {may.decideAppeal ? (
        <>
          <Button variant="filled" onClick={() => setAct('quashed')}>
            {t('appeal.quash')}
          </Button>
          <Button onClick={() => setAct('dismissed')}>{t('appeal.dismiss')}</Button>
        </>
      ) : null}
      <ConfirmAct
        opened={act === 'tell'}
        onClose={close}
        title={t('tell.act')}
        consequence={t('tell.consequence')}
        actLabel={t('tell.act')}
        onConfirm={() => tell.run({ id: one.id })}
      />
      <ConfirmAct
        opened={act === 'appeal'}
        onClose={close}
        title={t('appeal.act')}
        consequence={t('appeal.consequence', { day: one.appealUntil === null ? '' : date(one.appealUntil) })}
        reason="required"
        actLabel={t('appeal.act')}
        onConfirm={(grounds) => lodge.run({ id: one.id, grounds })}
      />
      {(['dismissed', 'quashed'] as const).map((outcome) => (
        <ConfirmAct
          key={outcome}
          opened={act === outcome}
          onClose={close}
          title={t(outcome === 'quashed' ? 'appeal.quash' : 'appeal.dismiss')}
          consequence={t(`appeal.${outcome}-means`)}
          reason="required"
          actLabel={t(outcome === 'quashed' ? 'appeal.quash' : 'appeal.dismiss')}
          onConfirm={(reasons) => decide.run({ id: one.id, outcome, reasons })}
        />
      ))}
    </Group>
  )
}
