import { useState } from 'react'
import { downloadDocument } from '#kernel/documents/contract'
import { countryName } from '#platform/countries'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  BothNames,
  Button,
  DocumentViewer,
  ErrorPanel,
  Group,
  Icon,
  KeyValue,
  Link,
  Load,
  Ltr,
  Page,
  Section,
  say,
  Timeline,
  urlOf,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getMatter, issueWantedSheet } from '../contract.ts'
import { ChildActs, ChildRecord } from './ChildRecord.tsx'
import { Duties } from './Duties.tsx'
import { EndOfStay } from './EndOfStay.tsx'
import classes from './Matters.module.css'
import { Recapture } from './Recapture.tsx'
import { iconOf, MatterState } from './words.tsx'

type Data = OutputOf<typeof getMatter>

/** One matter: what is owed by which law until when, and what was done. */
export default function MatterPage() {
  const { id = '' } = useRouteParams()
  return <Load call={useCall(getMatter, { id })}>{(data) => <One data={data} />}</Load>
}

function One({ data }: { data: Data }) {
  const { t } = useTranslation('custody-matters')
  const both = useBoth()
  const { matter, child, duties } = data
  const all = matter.settled + matter.owed
  const stayed = duties.filter(
    (one) => one.stops === 'execution' && ['open', 'aside-proposed'].includes(one.state),
  )
  return (
    <Page
      title={`${t(`kind.${matter.kind}`)} · ${both(child?.name ?? matter.name)}`}
      back={{ to: '/custody/matters', label: t('title') }}
      lead={
        <Group gap={8}>
          <Icon name={iconOf[matter.kind]} size={18} />
          <Ltr>{matter.number}</Ltr>
          <BothNames name={matter.name} as="inline" to={`/custody/prisoners/${matter.imprisonmentId}`} />
          <MatterState row={matter} />
        </Group>
      }
      actions={<Acts data={data} />}
    >
      {stayed.length === 0 ? null : (
        <Alert color="yellow" icon={<Icon name="scale" />}>
          <strong>{t('stops.execution')}</strong> {stayed.map((one) => both(one.name)).join(' · ')}
        </Alert>
      )}
      {matter.kind === 'death' ? <StayOfTheDead data={data} /> : null}
      {matter.closed ? <Alert color="blue" title={t('close-all')} icon={<Icon name="check" />} /> : null}
      {child === null ? null : <ChildRecord child={child} />}
      <Section title={t('owed')}>
        <p className={classes.soft}>
          {t('done-of', { done: matter.settled, all })} · {t('owed-lead')}
        </p>
        <progress
          className={classes.bar}
          max={Math.max(all, 1)}
          value={matter.settled}
          aria-label={t('column.progress')}
        />
        <Duties data={data} />
      </Section>
      <Facts data={data} />
      {matter.sheet === null ? null : <Sheet sheet={matter.sheet} />}
      <Section title={t('history')}>
        <History data={data} />
      </Section>
    </Page>
  )
}

/** Whether the register still counts the dead among those inside, and who can end that. */
function StayOfTheDead({ data: { matter, may } }: { data: Data }) {
  const { t } = useTranslation('custody-matters')
  if (may.endStay || (!matter.inside && matter.endedAt === null)) return null
  return (
    <Alert
      color={matter.inside ? 'yellow' : 'blue'}
      icon={<Icon name={matter.inside ? 'hourglass' : 'check'} />}
    >
      {t(matter.inside ? 'death.not-yet' : 'death.ended')}
    </Alert>
  )
}

function Acts({ data }: { data: Data }) {
  const { t } = useTranslation('custody-matters')
  const issue = useCommand(issueWantedSheet, { onDone: ({ number }) => say(t('wanted.issued', { number })) })
  const { matter, child, may } = data
  if (may.endStay) return <EndOfStay id={matter.id} />
  if (!may.keep) return null
  if (child !== null) return <ChildActs id={matter.id} child={child} />
  if (!matter.atLarge) return null
  return (
    <Group gap={8}>
      {issue.error === null || issue.error === undefined ? null : <ErrorPanel error={issue.error} />}
      <Button
        loading={issue.busy}
        leftSection={<Icon name="printer" size={16} />}
        onClick={() => issue.start({ id: matter.id })}
      >
        {t('wanted.act')}
      </Button>
      <Recapture id={matter.id} />
    </Group>
  )
}

function Facts({ data: { matter } }: { data: Data }) {
  const { t } = useTranslation('custody-matters')
  const both = useBoth()
  const { instant, date, language } = useFormats()
  return (
    <Section title={t('facts')}>
      <KeyValue
        columns={2}
        items={[
          { label: t('happened'), value: instant(matter.happenedAt) },
          { label: t('column.prison'), value: both(matter.prison) },
          {
            label: t('opened'),
            value: `${t(`source.${matter.source}`)}${matter.openedBy === null ? '' : ` · ${both(matter.openedBy)}`}`,
          },
          ...(matter.nationality === null
            ? []
            : [{ label: t('nationality'), value: countryName(matter.nationality, language) }]),
          ...(matter.answer === null || matter.answeredOn === null
            ? []
            : [
                {
                  label: t('do.answer'),
                  value: `${t(matter.answer ? 'wish.yes' : 'wish.no')} · ${date(matter.answeredOn)}`,
                },
              ]),
          ...(matter.kind === 'escape' && matter.endedAt !== null
            ? [{ label: t('recaptured'), value: `${instant(matter.endedAt)} · ${matter.endedHow ?? ''}` }]
            : []),
          ...(matter.daysAtLarge === null
            ? []
            : [
                {
                  label: t('days-at-large'),
                  value: (
                    <>
                      <Ltr>{String(matter.daysAtLarge)}</Ltr> · {t('days-at-large-why')}{' '}
                      <Link to={`/custody/prisoners/${matter.imprisonmentId}/release-date`}>
                        {t('to-date')}
                      </Link>
                    </>
                  ),
                },
              ]),
          ...(matter.note === null ? [] : [{ label: t('open.note'), value: <bdi>{matter.note}</bdi> }]),
        ]}
      />
    </Section>
  )
}

function Sheet({ sheet }: { sheet: NonNullable<Data['matter']['sheet']> }) {
  const { t } = useTranslation('custody-matters')
  const [shown, setShown] = useState(false)
  return (
    <Section title={t('wanted.title')}>
      <Group gap={8}>
        <Ltr>{sheet.number}</Ltr>
        <Button size="xs" onClick={() => setShown(!shown)}>
          {t('wanted.show')}
        </Button>
      </Group>
      {shown ? (
        <DocumentViewer
          key={sheet.number}
          name={`${sheet.number.replaceAll('/', '-')}.pdf`}
          url={urlOf(downloadDocument, {
            documentId: sheet.documentId,
            version: sheet.version,
            inline: 'yes',
          })}
          type="application/pdf"
        />
      ) : null}
    </Section>
  )
}

/** Latest first; the opening stands at the end. */
function History({ data: { matter, duties } }: { data: Data }) {
  const { t } = useTranslation('custody-matters')
  const both = useBoth()
  const done = duties
    .filter((one) => one.state === 'done' && one.doneOn !== null)
    .toSorted((a, b) => ((a.doneOn ?? '') < (b.doneOn ?? '') ? 1 : -1))
  return (
    <Timeline
      entries={[
        ...(matter.endedAt === null || matter.kind !== 'escape'
          ? []
          : [
              {
                id: 'ended',
                at: matter.endedAt,
                agency: t(`kind.${matter.kind}`),
                icon: 'shield-check' as const,
                title: t('recaptured'),
                detail: <bdi>{matter.endedHow}</bdi>,
              },
            ]),
        ...done.map((one) => ({
          id: one.id,
          at: one.doneOn ?? '',
          agency: one.citation,
          icon: 'check' as const,
          title: both(one.name),
          detail: (
            <>
              {one.reference === null ? null : (
                <>
                  {t('paper')}: <bdi>{one.reference}</bdi>{' '}
                </>
              )}
              <bdi>{one.note}</bdi>
            </>
          ),
          by: one.doneBy === null ? undefined : both(one.doneBy),
        })),
        {
          id: 'opened',
          at: matter.happenedAt,
          agency: t(`kind.${matter.kind}`),
          icon: iconOf[matter.kind],
          title: t('opened'),
          detail: t(`source.${matter.source}`),
        },
      ]}
    />
  )
}
