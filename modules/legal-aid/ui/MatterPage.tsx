import { downloadDocument } from '#kernel/documents/contract'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  formatMoney,
  formatNumber,
  Icon,
  KeyValue,
  Load,
  Ltr,
  Page,
  Section,
  StatusBadge,
  StepBar,
  Timeline,
  type TimelineEntry,
  urlOf,
  useBoth,
  useCall,
  useFormats,
  useLanguage,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getMatter } from '../contract.ts'
import classes from './LegalAid.module.css'
import { Acts } from './MatterActs.tsx'
import { StandingBadge } from './words.tsx'

export type MatterPageData = OutputOf<typeof getMatter>

/** One matter: for all who may know of it where it stands, for legal aid what the person agreed to have told and what counsel did. */
export default function MatterPage() {
  const { id = '' } = useRouteParams()
  return <Load call={useCall(getMatter, { matterId: id })}>{(data) => <One data={data} />}</Load>
}

function One({ data }: { data: MatterPageData }) {
  const { t } = useTranslation('legal-aid')
  const both = useBoth()
  const { matter } = data
  return (
    <Page
      title={`${t('matter', { number: matter.number })}${matter.name === null ? '' : ` · ${both(matter.name)}`}`}
      back={{ to: '/legal-aid', label: t('title') }}
      lead={
        <span className={classes.badges}>
          <StandingBadge standing={matter.standing} />
          {matter.child ? <StatusBadge meaning="blue">{t('need.child')}</StatusBadge> : null}
          <span>
            {t(`reason.${matter.reason}`)} · {t(`route.${matter.route}`)}
          </span>
        </span>
      }
    >
      <Course data={data} />
      {matter.returnedWhy === null ? null : (
        <Alert color="yellow" title={t('returned')} icon={<Icon name="arrow-back-up" />}>
          <bdi>{matter.returnedWhy}</bdi>
        </Alert>
      )}
      <Acts data={data} />
      <Facts data={data} />
      {data.brief === null ? (
        <p className={classes.soft}>{t('state-only')}</p>
      ) : (
        <Told data={data} brief={data.brief} />
      )}
      {data.savedProof === null ? null : <Saved proof={data.savedProof} />}
      <Section title={t('timeline')}>
        <Line data={data} />
      </Section>
    </Page>
  )
}

function Course({ data }: { data: MatterPageData }) {
  const { t } = useTranslation('legal-aid')
  const { matter } = data
  const over = matter.standing === 'declined' || matter.standing === 'withdrawn'
  const reached = {
    'consent-awaited': 0,
    'to-send': 1,
    returned: 1,
    offered: 2,
    accepted: 3,
    assigned: 4,
    closed: 5,
    declined: 0,
    withdrawn: 1,
  }[matter.standing]
  const keys = ['consent', 'sent', 'office', 'lawyer', 'outcome'] as const
  const dates = [data.consent.on, null, data.acceptedOn, data.powerOn, data.closedOn]
  return (
    <StepBar
      steps={keys.map((key, index) => ({
        key,
        label: t(`step.${key}`),
        state:
          index < reached
            ? 'done'
            : over && index === reached
              ? 'stopped'
              : index === reached
                ? 'current'
                : 'ahead',
        ...(dates[index] == null ? {} : { date: dates[index] }),
      }))}
    />
  )
}

function Facts({ data }: { data: MatterPageData }) {
  const { t } = useTranslation('legal-aid')
  const both = useBoth()
  const { date } = useFormats()
  const { matter, consent } = data
  const day = (on: string | null) => (on === null ? '—' : date(on))
  return (
    <Section title={t('facts')}>
      <KeyValue
        items={[
          { label: t('column.origin'), value: `${t(`origin.${matter.origin}`)} · ${both(matter.from)}` },
          {
            label: t('screen.consent'),
            value: `${t(`consent.${consent.state}`)}${consent.how === null ? '' : ` · ${t(`consent-how.${consent.how}`)} · ${day(consent.on)}`}`,
          },
          { label: t('screen.office'), value: matter.office === null ? '—' : both(matter.office) },
          { label: t('column.lawyer'), value: matter.lawyer === null ? '—' : both(matter.lawyer) },
          { label: t('power-on'), value: day(data.powerOn) },
          { label: t('column.right'), value: <RightFrom data={data} /> },
          { label: t('column.next'), value: day(matter.nextOn) },
          { label: t('free-on'), value: day(data.freeOn) },
          {
            label: t('column.outcome'),
            value: matter.outcome === null ? '—' : t(`outcome.${matter.outcome}`),
          },
        ]}
      />
    </Section>
  )
}

/** The day opens its proof for whoever may read the brief. */
function RightFrom({ data }: { data: MatterPageData }) {
  const { t } = useTranslation('legal-aid')
  const { date } = useFormats()
  const both = useBoth()
  if (data.matter.groundFrom === null) return <span>{t('no-right')}</span>
  const proof = data.brief?.proof ?? null
  return (
    <span className={classes.badges}>
      <strong>{date(data.matter.groundFrom)}</strong>
      {data.ground === null ? null : <span>{t(`ground.${data.ground}`)}</span>}
      {proof === null ? null : (
        <details>
          <summary>{t('proof')}</summary>
          <ol className={classes.steps}>
            {proof.steps.map((step) => (
              <li key={`${step.section} ${step.text.en}`}>
                <Ltr>{step.section}</Ltr> {both(step.text)}
              </li>
            ))}
          </ol>
          <span className={classes.soft}>
            <Ltr>{proof.pack}</Ltr> <Ltr>{proof.hash.slice(0, 16)}</Ltr>
          </span>
        </details>
      )}
    </span>
  )
}

function Told({ data, brief }: { data: MatterPageData; brief: NonNullable<MatterPageData['brief']> }) {
  const { t } = useTranslation('legal-aid')
  const both = useBoth()
  const language = useLanguage()
  const { date } = useFormats()
  const { told } = brief
  return (
    <Section title={t('told')}>
      <div className={classes.card}>
        <div className={classes.between}>
          <strong>
            {both(told.name)} <Ltr>{told.number}</Ltr>
          </strong>
          <span>{both(told.place)}</span>
        </div>
        <span className={classes.badges}>
          {brief.needs.map((need) => (
            <StatusBadge key={need} meaning="amber" icon="info-circle">
              {t(`need.${need}`)}
              {need === 'language' && brief.language !== null ? `: ${brief.language}` : ''}
            </StatusBadge>
          ))}
        </span>
        {told.cases.map((one) => (
          <span key={one.caseLabel} className={classes.badges}>
            <strong>
              <Ltr>{one.caseLabel}</Ltr> <Ltr>{one.sections}</Ltr>
            </strong>
            {one.court === null ? null : <span>{both(one.court)}</span>}
            {one.detainedSince === null ? null : (
              <span className={classes.soft}>{t('since', { day: date(one.detainedSince) })}</span>
            )}
            {one.grantedOn === null ? null : (
              <StatusBadge meaning="amber" icon="hourglass">
                {t('granted', { day: date(one.grantedOn) })}
                {one.amount === null ? '' : ` · ${formatMoney(one.amount, language)}`}
              </StatusBadge>
            )}
          </span>
        ))}
        {brief.words === null ? null : <bdi>{brief.words}</bdi>}
        {data.may.work ? <span className={classes.soft}>{t('told-hint')}</span> : null}
      </div>
    </Section>
  )
}

function Saved({ proof }: { proof: NonNullable<MatterPageData['savedProof']> }) {
  const { t } = useTranslation('legal-aid')
  const both = useBoth()
  return (
    <Section title={t('saved.title')}>
      <p>
        <strong>
          {proof.days === null
            ? t('saved.none')
            : t('saved.days', { count: proof.days, number: formatNumber(proof.days) })}
        </strong>
      </p>
      <ol className={classes.steps}>
        {proof.steps.map((step) => (
          <li key={step.code}>{both(step.text)}</li>
        ))}
      </ol>
      <p className={classes.soft}>{t('saved.rule')}</p>
    </Section>
  )
}

const icons: Record<string, TimelineEntry['icon']> = {
  accepted: 'inbox',
  assigned: 'user-check',
  power: 'signature',
  visit: 'users',
  filing: 'file-text',
  hearing: 'gavel',
  obstacle: 'alert-triangle',
  'obstacle-over': 'circle-check',
  note: 'notes',
  court: 'building-bank',
  closed: 'circle-check',
}
const details: Record<string, string> = {
  hearing: 'result',
  court: 'result',
  obstacle: 'obstacle',
  closed: 'outcome',
}

function Line({ data }: { data: MatterPageData }) {
  const { t } = useTranslation('legal-aid')
  const both = useBoth()
  const entries: TimelineEntry[] = [
    ...data.acts.map((act) => ({
      id: act.id,
      at: act.at,
      agency: t('agency'),
      icon: icons[act.kind] ?? ('circle-dot' as const),
      title: t(`act.${act.kind}`),
      detail: (
        <>
          {act.detail === null ? null : details[act.kind] === undefined ? (
            <bdi>{act.detail} </bdi>
          ) : (
            <span>{t(`${details[act.kind]}.${act.detail}`)} </span>
          )}
          {act.words === null ? null : <bdi>{act.words}</bdi>}
          {act.document === null ? null : (
            <a
              className={classes.paper}
              href={urlOf(downloadDocument, {
                documentId: act.document.id,
                version: act.document.version,
                inline: 'yes',
              })}
              target="_blank"
              rel="noreferrer"
            >
              <Icon name="file-certificate" size={16} /> {t('power')}
            </a>
          )}
        </>
      ),
      ...(act.by === null ? {} : { by: both(act.by) }),
    })),
    // Receiving is accepting here, and whoever sees the office’s own acts sees there that it was taken on.
    ...data.steps
      .filter(({ act }) => act !== 'done' && (act !== 'accepted' || data.acts.length === 0))
      .map((step) => ({
        id: `${step.act} ${step.at}`,
        at: step.at,
        agency: both(step.unit),
        icon: 'transfer' as const,
        title: t(`hand-over.${step.act}`),
        ...(step.reason === null ? {} : { detail: <bdi>{step.reason}</bdi> }),
      })),
    {
      id: 'opened',
      at: data.matter.openedOn,
      agency: both(data.matter.from),
      icon: 'plus' as const,
      title: t('act.opened'),
    },
  ]
  return <Timeline entries={entries.toSorted((a, b) => (a.at < b.at ? 1 : -1))} />
}
