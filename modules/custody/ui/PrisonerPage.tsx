import { useRef } from 'react'
import { CaseTimeline } from '#kernel/cases/ui'
import { downloadDocument } from '#kernel/documents/contract'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  Button,
  DeadlineBadge,
  ErrorPanel,
  GivenReasons,
  Icon,
  KeyValue,
  Link,
  Load,
  Ltr,
  Page,
  Panels,
  PersonCard,
  Section,
  StatusBadge,
  type Step,
  StepBar,
  urlOf,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useGo,
  useMay,
  useRouteParams,
  useTranslation,
  WhatHappensNext,
} from '#platform/ui'
import { getPrisoner, takePhotograph } from '../contract.ts'
import { dayOf } from '../pakistan-day.ts'
import { BodyMap } from './BodyMap.tsx'
import classes from './Custody.module.css'
import { CustodySpans } from './CustodySpans.tsx'
import { useProof } from './use-proof.ts'

export type PrisonerData = OutputOf<typeof getPrisoner>
type NextStep = Parameters<typeof WhatHappensNext>[0]['items'][number]

/** One prisoner: who, where it stands, what comes next, under which warrants, with what, and the story. */
export default function PrisonerPage() {
  const { t } = useTranslation('custody')
  const { id = '' } = useRouteParams()
  const found = useCall(getPrisoner, { id })
  return (
    <Page title={t('prisoner.title')} back={{ to: '/custody/prisoners', label: t('prisoners.title') }}>
      <Load call={found} lines={8}>
        {(data) => <PrisonerParts data={data} />}
      </Load>
    </Page>
  )
}

function PrisonerParts({ data }: { data: PrisonerData }) {
  const { t } = useTranslation('custody')
  const { prisoner } = data
  return (
    <>
      <Head data={data} />
      <StepBar steps={useSteps(data)} />
      <WhatHappensNext items={useNext(data)} />
      {prisoner.withoutHandover === null ? null : (
        <Alert>{t('prisoner.without-handover', { reason: prisoner.withoutHandover })}</Alert>
      )}
      <GivenReasons reasons={prisoner.overrides} />
      <Section title={t('prisoner.spans')}>
        <CustodySpans warrants={data.warrants} releasedAt={prisoner.releasedAt} />
      </Section>
      <Warrants data={data} />
      <Injuries injuries={data.injuries} />
      <Holds data={data} />
      <Productions data={data} />
      <Panels place="prisoner" id={prisoner.id} ended={prisoner.state === 'released'} />
      <Section title={t('prisoner.timeline')}>
        <CaseTimeline entries={data.timeline} withheld={data.withheld} linked />
      </Section>
    </>
  )
}

function Head({ data: { prisoner } }: { data: PrisonerData }) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const { date, instant } = useFormats()
  const mayAdmit = useMay('custody:admit')
  return (
    <PersonCard
      name={prisoner.name}
      {...(prisoner.father === null ? {} : { father: prisoner.father })}
      {...(prisoner.cnic === null ? {} : { cnic: prisoner.cnic })}
      number={prisoner.number}
      {...(prisoner.photo === null
        ? {}
        : { photo: urlOf(downloadDocument, { documentId: prisoner.photo, version: 1, inline: 'yes' }) })}
      {...(prisoner.state === 'in' && mayAdmit ? { actions: <TakePhoto id={prisoner.id} /> } : {})}
      status={
        <StatusBadge meaning={prisoner.state === 'in' ? 'blue' : 'grey'}>
          {prisoner.state === 'in' ? t(`category.${prisoner.category}`) : t('state.released')}
        </StatusBadge>
      }
      flags={
        prisoner.previous > 0 ? (
          <StatusBadge meaning="amber" icon="history">
            {t('prisoner.previous', { count: prisoner.previous })}
          </StatusBadge>
        ) : undefined
      }
      to={`/people/${prisoner.personId}`}
      lines={[
        { label: t('word.prison'), value: both(prisoner.prison) },
        {
          label: t('word.place'),
          value: prisoner.place === null ? t('word.no-place') : both(prisoner.place),
        },
        { label: t('word.admitted'), value: instant(prisoner.admittedAt) },
        ...(prisoner.birthDate === null
          ? []
          : [
              {
                label: t('person.birth-date'),
                value:
                  prisoner.birthPrecision === 'estimated'
                    ? t('person.about', { year: prisoner.birthDate.slice(0, 4) })
                    : date(prisoner.birthDate),
              },
            ]),
        ...(prisoner.releasedAt === null
          ? []
          : [
              {
                label: t('state.released'),
                value: `${instant(prisoner.releasedAt)} · ${t(`release-ground.${prisoner.releaseGround}`)}`,
              },
            ]),
      ]}
    />
  )
}

/** From the camera of a phone or from a file. */
function TakePhoto({ id }: { id: string }) {
  const { t } = useTranslation('custody')
  const take = useCommand(takePhotograph)
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        size="xs"
        leftSection={<Icon name="camera" size={16} />}
        loading={take.busy}
        onClick={() => input.current?.click()}
      >
        {t('photo.take')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/jpeg,image/png"
        capture="user"
        aria-label={t('photo.take')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          // The same file may be chosen again after a refusal.
          event.currentTarget.value = ''
          if (file !== undefined) take.start({ id, file })
        }}
      />
      {take.error === null || take.error === undefined ? null : <ErrorPanel error={take.error} />}
    </>
  )
}

function useSteps(data: PrisonerData): Step[] {
  const { t } = useTranslation('custody')
  const { prisoner } = data
  const out = prisoner.state === 'released'
  const convicted = data.warrants.some((warrant) => warrant.kind === 'conviction')
  const date = data.releaseDates.find((one) => ['computed', 'proposed', 'confirmed'].includes(one.state))
  const confirmed = date?.state === 'confirmed'
  return [
    { key: 'admitted', label: t('step.admitted'), state: 'done', date: dayOf(prisoner.admittedAt) },
    {
      key: 'trial',
      label: t('step.under-trial'),
      state: convicted || out ? (convicted && prisoner.cases === 0 ? 'skipped' : 'done') : 'current',
    },
    {
      key: 'sentence',
      label: t('step.sentenced'),
      state: convicted ? (confirmed || out ? 'done' : 'current') : out ? 'skipped' : 'ahead',
    },
    {
      key: 'date',
      label: t('step.date-confirmed'),
      state: confirmed ? (out ? 'done' : 'current') : out ? 'skipped' : 'ahead',
      ...(confirmed && date !== undefined ? { date: date.dueRelease } : {}),
    },
    {
      key: 'released',
      label: t('step.released'),
      state: out ? 'done' : 'ahead',
      ...(prisoner.releasedAt === null ? {} : { date: dayOf(prisoner.releasedAt) }),
    },
  ]
}

/** The next legal dates: release, right to bail, production; the earliest that someone must act on first. */
function useNext(data: PrisonerData): NextStep[] {
  const { t } = useTranslation('custody')
  const proof = useProof()
  const mayRelease = useMay('custody:propose-release')
  const { prisoner } = data
  if (prisoner.state === 'released') return []
  const items: NextStep[] = []
  for (const warrant of data.warrants) {
    if (warrant.state !== 'in-force') continue
    if (warrant.nextProduction !== null)
      items.push({
        what: t('next.production', { fir: warrant.fir }),
        date: warrant.nextProduction,
        law: 'CrPC s.344',
        by: t('next.by-gate'),
        action: { label: t('next.open-list'), to: `/custody/productions?on=${warrant.nextProduction}` },
      })
    if (warrant.bail !== null)
      items.push({
        what: t(warrant.bail.eligibleFrom === null ? 'next.bail-refer' : 'next.bail', { fir: warrant.fir }),
        ...(warrant.bail.eligibleFrom === null ? {} : { date: warrant.bail.eligibleFrom }),
        law: warrant.bail.ground === null ? 'CrPC s.497' : t(`ground.${warrant.bail.ground}`),
        by: t('next.by-court'),
        proof: proof(warrant.bail.proof, { title: 'word.bail-due', date: warrant.bail.eligibleFrom }),
      })
  }
  const date = data.releaseDates.find((one) => ['computed', 'proposed', 'confirmed'].includes(one.state))
  if (date !== undefined)
    items.push({
      what: t(`next.release-${date.state}`),
      date: date.dueRelease,
      law: 'PPR 1978 r.35',
      by: t(date.state === 'confirmed' ? 'next.by-superintendent' : 'next.by-two-officers'),
      proof: proof(date.proof, { title: 'word.due-release', date: date.dueRelease }),
      action: {
        label: t('next.open-date'),
        to: `/custody/prisoners/${prisoner.id}/release-date`,
      },
    })
  items.sort((a, b) => ((a.date ?? '9') < (b.date ?? '9') ? -1 : 1))
  if (mayRelease)
    items.push({
      what: t('next.gate-check'),
      by: t('next.by-two-officers'),
      action: { label: t('next.open-release'), to: `/custody/prisoners/${prisoner.id}/release` },
    })
  return items
}

function Warrants({ data }: { data: PrisonerData }) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const { date } = useFormats()
  const proof = useProof()
  const go = useGo()
  const may = useMay('custody:admit')
  return (
    <Section
      title={t('prisoner.warrants')}
      actions={
        may && data.prisoner.state === 'in' ? (
          <Button
            size="xs"
            onClick={() => go(`/custody/prisoners/${data.prisoner.id}/warrant`)}
            leftSection={<Icon name="file-plus" size={16} />}
          >
            {t('warrant.further')}
          </Button>
        ) : undefined
      }
    >
      {data.warrants.length === 0 ? <Alert color="red">{t('prisoner.no-warrant')}</Alert> : null}
      {data.warrants.map((warrant) => (
        <article key={warrant.id} className={classes.warrant} data-ended={warrant.state === 'ended'}>
          <div className={classes.between}>
            <strong>
              {t(`warrant-kind.${warrant.kind}`)}{' '}
              {warrant.caseId === null ? (
                <Ltr>{warrant.fir}</Ltr>
              ) : (
                <Link to={`/cases/${warrant.caseId}`}>
                  {t('word.fir')} <Ltr>{warrant.fir}</Ltr>
                </Link>
              )}
            </strong>
            <StatusBadge meaning={warrant.state === 'in-force' ? 'blue' : 'grey'}>
              {warrant.state === 'in-force'
                ? t('warrant.in-force')
                : t('warrant.ended', { ground: t(`release-ground.${warrant.endedGround}`) })}
            </StatusBadge>
          </div>
          <KeyValue
            columns={3}
            items={[
              {
                label: t('word.station'),
                value: warrant.station === null ? t('common:word.not-recorded') : both(warrant.station),
              },
              {
                label: t('word.court'),
                value: warrant.court === null ? t('common:word.not-recorded') : both(warrant.court),
              },
              { label: t('word.sections'), value: <Ltr>{warrant.sections}</Ltr> },
              { label: t('word.issued-on'), value: date(warrant.issuedOn) },
              { label: t('word.detained-since'), value: date(warrant.detainedSince) },
              {
                label: t('word.next-production'),
                value: warrant.nextProduction === null ? t('common:word.none') : date(warrant.nextProduction),
              },
              ...(warrant.bail === null
                ? []
                : [
                    {
                      label: t('word.bail-due'),
                      value: (
                        <DeadlineBadge
                          date={warrant.bail.eligibleFrom ?? warrant.detainedSince}
                          {...(warrant.bail.standing === 'counting'
                            ? {}
                            : {
                                state: 'refer' as const,
                                label: t(`bail.standing-${warrant.bail.standing}`),
                              })}
                          proof={proof(warrant.bail.proof, {
                            title: 'word.bail-due',
                            date: warrant.bail.eligibleFrom,
                          })}
                        />
                      ),
                    },
                  ]),
              ...(warrant.bail === null || warrant.bail.lawChanged === null
                ? []
                : [
                    {
                      label: t('warrant.bail-changed'),
                      value: t(
                        warrant.bail.eligibleBefore === null ? 'warrant.bail-law' : 'warrant.bail-law-before',
                        { pack: warrant.bail.lawChanged, day: warrant.bail.eligibleBefore },
                      ),
                    },
                  ]),
              { label: t('warrant.source'), value: t(`warrant-source.${warrant.source}`) },
            ]}
          />
        </article>
      ))}
    </Section>
  )
}

function Injuries({ injuries }: { injuries: PrisonerData['injuries'] }) {
  const { t } = useTranslation('custody')
  const { instant } = useFormats()
  return (
    <Section title={t('injury.sealed')}>
      {injuries.recorded === 0 ? (
        <p className={classes.soft}>{t('injury.none')}</p>
      ) : injuries.open === null ? (
        <Alert icon={<Icon name="shield-lock" size={20} />}>
          {t('injury.withheld', { count: injuries.recorded })}
        </Alert>
      ) : (
        <div className={classes.injuries}>
          <BodyMap marked={injuries.open.map((one) => one.region)} />
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('injury.place')}</th>
                <th scope="col">{t('injury.kind')}</th>
                <th scope="col">{t('injury.cause')}</th>
                <th scope="col">{t('injury.description')}</th>
                <th scope="col">{t('injury.recorded')}</th>
              </tr>
            </thead>
            <tbody>
              {injuries.open.map((one) => (
                <tr key={one.id}>
                  <td>{t(`body.${one.region}`)}</td>
                  <td>
                    {t(`injury-kind.${one.kind}`)}
                    {one.serious ? (
                      <StatusBadge meaning="red" icon="alert-triangle">
                        {t('injury.serious')}
                      </StatusBadge>
                    ) : null}
                  </td>
                  <td>{one.saidCause === null ? '' : t(`injury-cause.${one.saidCause}`)}</td>
                  <td>
                    <bdi>{one.description}</bdi>
                  </td>
                  <td>{instant(one.recordedAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}

function Holds({ data }: { data: PrisonerData }) {
  const { t } = useTranslation('custody')
  const { date } = useFormats()
  if (data.holds.length === 0) return null
  return (
    <Section title={t('holds.title')}>
      <ul className={classes.held}>
        {data.holds.map((hold) => (
          <li key={hold.id}>
            <strong>{t(`hold.${hold.kind}`)}</strong>
            <bdi>{hold.source}</bdi>
            <span className={classes.soft}>{date(hold.placedOn)}</span>
            <StatusBadge meaning={hold.lifted ? 'grey' : 'red'}>
              {t(hold.lifted ? 'holds.lifted' : 'holds.in-force')}
            </StatusBadge>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Productions({ data }: { data: PrisonerData }) {
  const { t } = useTranslation('custody')
  const { date, instant } = useFormats()
  return (
    <Section title={t('productions.of-prisoner')} foldable folded={data.productions.length > 6}>
      {data.productions.length === 0 ? (
        <p className={classes.soft}>{t('productions.none-yet')}</p>
      ) : (
        <ul className={classes.held}>
          {data.productions.map((one) => (
            <li key={one.id}>
              <span>{date(one.onDate)}</span>
              {one.outcome === 'sent' ? (
                <span className={classes.soft}>
                  {t('productions.out')} {one.outAt === null ? '' : instant(one.outAt)}
                  {one.backAt === null ? '' : ` · ${t('productions.back')} ${instant(one.backAt)}`}
                </span>
              ) : one.outcome === 'by-video' ? (
                <span className={classes.soft}>{t('productions.by-video')}</span>
              ) : (
                <StatusBadge meaning="amber">{t(`not-produced.${one.reason}`)}</StatusBadge>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
