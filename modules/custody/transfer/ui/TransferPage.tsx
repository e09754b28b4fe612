import type { OutputOf } from '#platform/http/contract'
import {
  EmptyState,
  Form,
  type IconName,
  KeyValue,
  Link,
  Load,
  Ltr,
  Page,
  Panels,
  Section,
  type Step,
  StepBar,
  say,
  Timeline,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import IdentityPanel from '../../identity-check/ui/IdentityPanel.tsx'
import { dayOf } from '../../pakistan-day.ts'
import { acceptTransfer, getTransfer } from '../contract.ts'
import { ArrivalForm } from './ArrivalForm.tsx'
import { GoesAlong } from './GoesAlong.tsx'
import { SentAfter } from './SentAfter.tsx'
import classes from './Transfer.module.css'
import { TransferActs } from './TransferActs.tsx'
import { Blockers, TransferState, Way } from './words.tsx'

type Data = OutputOf<typeof getTransfer>

/** One transfer from the proposal to the other prison's own number. */
export default function TransferPage() {
  const { id = '' } = useRouteParams()
  return <Load call={useCall(getTransfer, { id })}>{(data) => <One data={data} />}</Load>
}

function One({ data }: { data: Data }) {
  const { t } = useTranslation('custody-transfer')
  const both = useBoth()
  const { date, instant } = useFormats()
  const { transfer: one, may } = data
  const before = one.state === 'proposed' || one.state === 'approved'
  const open = one.newImprisonmentId ?? one.imprisonmentId
  const story = (
    <Section title={t('steps')}>
      <Timeline entries={entriesOf(data, t, both)} />
    </Section>
  )
  return (
    <Page
      title={both(one.name)}
      back={{ to: '/custody/transfers', label: t('title') }}
      lead={
        <span className={classes.badges}>
          {open === null ? (
            <Ltr>{one.number}</Ltr>
          ) : (
            <Link to={`/custody/prisoners/${open}`}>
              <Ltr>{one.newImprisonmentId === null ? one.number : (one.newNumber ?? one.number)}</Ltr>
            </Link>
          )}
          <Way row={one} />
          <TransferState row={one} />
        </span>
      }
      actions={<TransferActs data={data} />}
      // Who stands at the gate with the prisoner comes to the seals first, also on a phone.
      aside={may.receive ? undefined : story}
    >
      <StepBar steps={stepsOf(one, t)} />
      {may.receive ? <IdentityPanel id={one.id} gate="arrival" /> : null}
      {may.receive && one.caught !== null ? <TakeOver transfer={one} /> : null}
      {may.receive && data.checklist !== null ? (
        <Section title={t('arrive.title')}>
          <ArrivalForm id={one.id} list={data.checklist} />
        </Section>
      ) : null}
      {may.depart && one.imprisonmentId !== null ? <Panels place="gate" id={one.imprisonmentId} /> : null}
      <Section title={t(one.caught === null ? 'order' : 'caught.title')}>
        <KeyValue
          columns={2}
          items={[
            { label: t('column.number'), value: <Ltr>{one.number}</Ltr> },
            { label: t('new-number'), value: one.newNumber === null ? '—' : <Ltr>{one.newNumber}</Ltr> },
            { label: t('column.reason'), value: t(`reason.${one.reason}`) },
            ...(one.caught === null
              ? [
                  { label: t('planned-on'), value: date(one.plannedOn) },
                  { label: t('approver-label'), value: t(`approver.${one.approver}`) },
                  { label: t('escort'), value: one.escort === null ? '—' : <bdi>{one.escort}</bdi> },
                  { label: t('due-at'), value: one.dueAt === null ? '—' : instant(one.dueAt) },
                ]
              : [
                  { label: t('caught.at'), value: instant(one.caught.at) },
                  { label: t('caught.by'), value: <bdi>{one.caught.by}</bdi> },
                  { label: t('caught.where'), value: <bdi>{one.caught.where}</bdi> },
                  { label: t('caught.paper'), value: <bdi>{one.caught.paper}</bdi> },
                ]),
          ]}
        />
        <p className={classes.soft}>
          {one.caught === null ? both(data.rule.basis) : t('caught.basis')}
          {data.rule.refer || one.caught !== null ? ` · ${t('refer')}` : ''}
        </p>
      </Section>
      {before && one.imprisonmentId !== null ? (
        <Section title={t('blocker.title')}>
          <Blockers blockers={data.blockers} />
        </Section>
      ) : null}
      {data.differences.length === 0 ? null : <Differences data={data} />}
      <SentAfter data={data} />
      {one.caught !== null && data.checklist === null ? null : (
        <Section
          title={t(one.caught !== null ? 'caught.stood-there' : data.fixed ? 'along.went' : 'along.goes')}
        >
          {data.checklist === null ? (
            <EmptyState icon="truck" title={t('along.not-yet')} why={t('along.not-yet-why')} />
          ) : (
            <GoesAlong list={data.checklist} />
          )}
        </Section>
      )}
      {may.receive ? story : null}
    </Page>
  )
}

function Differences({ data }: { data: Data }) {
  const { t } = useTranslation('custody-transfer')
  const { money } = useFormats()
  // A sum of money is kept as its rupees, a seal as its number.
  const worded = (what: Data['differences'][number]['what'], value: string | null): string =>
    value === null ? '–' : what === 'cash-short' ? money(Number(value)) : value
  return (
    <Section title={t(data.transfer.caught === null ? 'difference.title' : 'caught.left-there')}>
      <ul className={classes.list}>
        {data.differences.map((one) => (
          <li key={`${one.what} ${one.key}`} className={classes.item}>
            <span>
              {t(`difference.${one.what}`)} {one.key === null ? null : <Ltr>{one.key}</Ltr>}
            </span>
            {one.sent === null && one.came === null ? null : (
              <span className={classes.soft}>
                {t('difference.sent')} <Ltr>{worded(one.what, one.sent)}</Ltr> · {t('difference.came')}{' '}
                <Ltr>{worded(one.what, one.came)}</Ltr>
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className={classes.soft}>{t('difference.means')}</p>
    </Section>
  )
}

/** Nothing came along that could be counted: only the person is taken over. */
function TakeOver({ transfer }: { transfer: Data['transfer'] }) {
  const { t } = useTranslation('custody-transfer')
  const both = useBoth()
  const go = useGo()
  return (
    <Section title={t('caught.take-over')}>
      <p className={classes.soft}>{t('caught.take-over-means', { prison: both(transfer.from.name) })}</p>
      <Form
        endpoint={acceptTransfer}
        initial={{}}
        submit={t('caught.take-over')}
        prepare={() => ({ id: transfer.id })}
        onDone={({ imprisonmentId, number }) => {
          say(t('arrive.done', { number }))
          go(`/custody/prisoners/${imprisonmentId}`)
        }}
      >
        {null}
      </Form>
    </Section>
  )
}

function stepsOf(one: Data['transfer'], t: (key: string) => string): Step[] {
  if (one.caught !== null) return stepsOfRecapture(one, one.caught.at, t)
  const order = ['proposed', 'approved', 'on-road', 'accepted'] as const
  const stopped = one.state === 'withdrawn' || one.state === 'refused' || one.state === 'returned'
  const at = stopped
    ? one.departedAt === null
      ? 1
      : 3
    : order.indexOf(one.state as (typeof order)[number]) + 1
  const steps: Step[] = order.map((key, index) => ({
    key,
    label: t(`step.${key}`),
    state: index < at ? 'done' : index === at && !stopped ? 'current' : 'ahead',
    ...(key === 'on-road' && one.departedAt !== null ? { date: one.departedAt.slice(0, 10) } : {}),
    ...(key === 'accepted' && one.acceptedAt !== null ? { date: one.acceptedAt.slice(0, 10) } : {}),
  }))
  if (stopped) steps.push({ key: one.state, label: t(`state.${one.state}`), state: 'stopped' })
  return steps
}

function stepsOfRecapture(one: Data['transfer'], caughtAt: string, t: (key: string) => string): Step[] {
  const accepted: Step = {
    key: 'accepted',
    label: t('step.accepted'),
    state: one.acceptedAt !== null ? 'done' : one.state === 'brought' ? 'current' : 'ahead',
    ...(one.acceptedAt === null ? {} : { date: one.acceptedAt.slice(0, 10) }),
  }
  return [
    { key: 'caught', label: t('step.caught'), state: 'done', date: dayOf(caughtAt) },
    { key: 'brought', label: t('step.brought'), state: 'done' },
    one.state === 'withdrawn'
      ? { key: 'withdrawn', label: t('state.withdrawn'), state: 'stopped' }
      : accepted,
  ]
}

const icons: Record<Data['steps'][number]['act'], IconName> = {
  proposed: 'file-plus',
  caught: 'shield-lock',
  brought: 'user-shield',
  approved: 'rubber-stamp',
  departed: 'truck',
  accepted: 'door-enter',
  refused: 'hand-stop',
  returned: 'arrow-back-up',
  withdrawn: 'circle-x',
  settled: 'clipboard-check',
}

function entriesOf(
  data: Data,
  t: (key: string) => string,
  both: (name: { en: string; ur: string }) => string,
) {
  return [...data.steps].reverse().map((step) => ({
    id: `${step.act} ${step.at}`,
    at: step.at,
    agency: step.act === 'caught' ? t('caught.title') : both(step.prison),
    icon: icons[step.act],
    title: t(step.act === 'accepted' && data.transfer.caught !== null ? 'step.accepted' : `act.${step.act}`),
    ...(step.words === null ? {} : { detail: <bdi>{step.words}</bdi> }),
    ...(step.by === null ? {} : { by: both(step.by) }),
  }))
}
