import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  Button,
  ConfirmAct,
  DateField,
  Form,
  Group,
  Icon,
  Load,
  Ltr,
  Page,
  Panels,
  PersonCard,
  Section,
  SelectField,
  StatusBadge,
  StepBar,
  say,
  TextField,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useRouteParams,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { CodeReader } from '../code-reader/CodeReader.tsx'
import {
  approveRelease,
  endPaperWarrant,
  getReleasePage,
  holdKinds,
  letOut,
  liftHold,
  placeHold,
  proposeRelease,
  stopRelease,
  verifyOrder,
} from '../contract.ts'
import { dayOf } from '../pakistan-day.ts'
import { KeepPage } from '../warrants/ui/KeepPage.tsx'
import classes from './Custody.module.css'

type Data = OutputOf<typeof getReleasePage>

/** A release: every case and hold, the orders verified, one officer proposing, another approving, the gate letting go. */
export default function ReleasePage() {
  const { t } = useTranslation('custody')
  const { id = '' } = useRouteParams()
  const found = useCall(getReleasePage, { imprisonmentId: id })
  return (
    <Page
      title={t('release.title')}
      lead={t('release.lead')}
      back={{ to: `/custody/prisoners/${id}`, label: t('prisoner.title') }}
    >
      <Load call={found} lines={6}>
        {(data) => <ReleaseParts data={data} />}
      </Load>
    </Page>
  )
}

function ReleaseParts({ data }: { data: Data }) {
  const { t } = useTranslation('custody')
  const { prisoner, gate, release } = data
  const open = release !== null && release.state !== 'stopped' ? release : null
  const left = open?.state === 'left'
  return (
    <>
      <PersonCard
        name={prisoner.name}
        {...(prisoner.father === null ? {} : { father: prisoner.father })}
        number={prisoner.number}
        status={
          <StatusBadge meaning={prisoner.state === 'in' ? 'blue' : 'grey'}>
            {t(`state.${prisoner.state}`)}
          </StatusBadge>
        }
      />
      <StepBar
        steps={[
          {
            key: 'gate',
            label: t('release.step-gate'),
            state: gate.releasable || left ? 'done' : 'stopped',
          },
          {
            key: 'proposed',
            label: t('release-state.proposed'),
            state: open === null ? (gate.releasable ? 'current' : 'ahead') : 'done',
            ...(open === null ? {} : { date: dayOf(open.proposedAt) }),
          },
          {
            key: 'approved',
            label: t('release-state.approved'),
            state: open?.approvedAt ? 'done' : open === null ? 'ahead' : 'current',
            ...(open?.approvedAt ? { date: dayOf(open.approvedAt) } : {}),
          },
          {
            key: 'left',
            label: t('release-state.left'),
            state: left ? 'done' : open?.state === 'approved' ? 'current' : 'ahead',
            ...(open?.leftAt ? { date: dayOf(open.leftAt) } : {}),
          },
        ]}
      />
      {prisoner.state === 'in' ? (
        <>
          <Verdict data={data} />
          {open?.state === 'approved' ? <Panels place="gate" id={prisoner.imprisonmentId} /> : null}
          <Acts data={data} />
          <Cases data={data} />
          <Holds data={data} />
        </>
      ) : null}
      <Panels place="release" id={prisoner.imprisonmentId} />
      <Signatures data={data} />
    </>
  )
}

function Verdict({ data: { gate } }: { data: Data }) {
  const { t } = useTranslation('custody')
  const count =
    gate.cases.filter((one) => one.blocker !== null).length + gate.holds.filter((hold) => hold.blocks).length
  return (
    <div className={classes.verdict} data-open={gate.releasable}>
      <Icon name={gate.releasable ? 'lock-open' : 'lock'} size={26} />
      <strong>{gate.releasable ? t('release.clear') : t('release.shut', { count })}</strong>
      <span className={classes.soft}>{t('release.checked', { day: gate.asOf })}</span>
    </div>
  )
}

function Cases({ data }: { data: Data }) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <Section title={t('release.cases')}>
      {data.gate.cases.map((one) => (
        <article key={one.warrantId} className={classes.warrant}>
          <div className={classes.between}>
            <strong>
              <Ltr>{one.label}</Ltr> <Ltr>{one.sections}</Ltr>
            </strong>
            <StatusBadge
              meaning={one.blocker === null ? 'grey' : 'red'}
              icon={one.blocker === null ? 'circle-check' : 'hand-stop'}
            >
              {one.blocker === null ? t('release.no-bar') : t(`blocker.${one.blocker}`)}
            </StatusBadge>
          </div>
          <p>
            {t(`case-status.${one.status}`)}
            {one.status === 'CONVICTED' && data.gate.dueRelease !== null
              ? ` · ${t(
                  data.gate.dueRelease.confirmed ? 'release.due-confirmed' : 'release.due-unconfirmed',
                  {
                    day: data.gate.dueRelease.date,
                  },
                )}`
              : ''}
          </p>
          {one.order === null ? null : (
            <div className={classes.between}>
              <span>
                {t('release.order', {
                  number: one.order.number,
                  court: both(one.order.court),
                  ground: t(`release-ground.${one.order.ground}`),
                })}{' '}
                {date(one.order.issuedOn)}
              </span>
              {one.order.verified ? (
                <StatusBadge meaning="grey" icon="shield-check">
                  {t('release.verified')}
                </StatusBadge>
              ) : (
                <Verify imprisonmentId={data.prisoner.imprisonmentId} orderId={one.order.id} />
              )}
            </div>
          )}
          {one.order === null && one.blocker === 'REMAND_IN_FORCE' ? (
            <EndPaper warrantId={one.warrantId} />
          ) : null}
        </article>
      ))}
    </Section>
  )
}

function Verify({ imprisonmentId, orderId }: { imprisonmentId: string; orderId: string }) {
  const { t } = useTranslation('custody')
  const may = useMay('courts:verify-release')
  const [wrong, setWrong] = useState(false)
  if (!may) return <StatusBadge meaning="amber">{t('release.not-verified')}</StatusBadge>
  return (
    <div>
      <Form
        endpoint={verifyOrder}
        initial={{ code: '' }}
        submit={t('release.verify')}
        prepare={(values) => ({ ...values, imprisonmentId, orderId })}
        onDone={({ outcome }) => {
          setWrong(outcome === 'wrong-code')
          if (outcome === 'verified') say(t('release.verified'))
        }}
      >
        <ReadRobkar orderId={orderId} />
        <TextField name="code" ltr label={t('release.code')} hint={t('release.code-hint')} required />
      </Form>
      {wrong ? <Alert color="red">{t('release.wrong-code')}</Alert> : null}
    </div>
  )
}

/** The code out of the square on the robkar; one of another order is named and not taken. */
function ReadRobkar({ orderId }: { orderId: string }) {
  const { t } = useTranslation('custody-warrants')
  const set = useSetField()
  const [other, setOther] = useState(false)
  return (
    <>
      <CodeReader
        onCode={(code) => {
          const own = code.kind === 'robkar' && code.orderId === orderId
          setOther(!own)
          if (own) set('code', code.code)
        }}
      />
      {other ? <Alert color="red">{t('code.other-order')}</Alert> : null}
    </>
  )
}

/** Only of a warrant on paper; the server refuses any other, which a court ends itself. */
function EndPaper({ warrantId }: { warrantId: string }) {
  const { t } = useTranslation(['custody', 'custody-warrants'])
  const may = useMay('custody:propose-release')
  const mayKeep = useMay('custody:admit')
  const [open, setOpen] = useState(false)
  if (!may) return null
  if (!open)
    return (
      <Group>
        <Button size="xs" onClick={() => setOpen(true)} leftSection={<Icon name="file-check" size={16} />}>
          {t('release.paper-order')}
        </Button>
      </Group>
    )
  return (
    <Form
      endpoint={endPaperWarrant}
      initial={{ ground: 'bail' }}
      submit={t('release.enter-order')}
      cancel={() => setOpen(false)}
      prepare={(values) => ({ ...values, warrantId })}
      onDone={() => setOpen(false)}
    >
      <SelectField
        name="ground"
        label={t('release.ground')}
        required
        options={['bail', 'acquittal', 'discharge', 'compromise', 'sentence-suspended'].map((ground) => ({
          value: ground,
          label: t(`release-ground.${ground}`),
        }))}
      />
      <TextField name="order" label={t('release.order-number')} required />
      <DateField name="on" label={t('release.order-on')} required />
      {mayKeep ? (
        <KeepPage
          kind="release-order"
          warrantId={warrantId}
          onKept={() => say(t('custody-warrants:papers.added'))}
        />
      ) : null}
      <TextField
        name="verifiedHow"
        label={t('release.verified-how')}
        hint={t('release.verified-how-hint')}
        required
      />
    </Form>
  )
}

function Holds({ data }: { data: Data }) {
  const { t } = useTranslation('custody')
  const { date } = useFormats()
  const may = useMay('custody:hold')
  const lift = useCommand(liftHold)
  const [placing, setPlacing] = useState(false)
  const [lifting, setLifting] = useState<string | undefined>(undefined)
  return (
    <Section
      title={t('holds.title')}
      actions={
        may ? (
          <Button
            size="xs"
            onClick={() => setPlacing(!placing)}
            leftSection={<Icon name="hand-stop" size={16} />}
          >
            {t('holds.place')}
          </Button>
        ) : undefined
      }
    >
      {placing ? (
        <Form
          endpoint={placeHold}
          initial={{}}
          submit={t('holds.place')}
          cancel={() => setPlacing(false)}
          prepare={(values) => ({ ...values, imprisonmentId: data.prisoner.imprisonmentId })}
          onDone={() => setPlacing(false)}
        >
          <SelectField
            name="kind"
            label={t('holds.kind')}
            required
            options={holdKinds.map((kind) => ({ value: kind, label: t(`hold.${kind}`) }))}
          />
          <TextField name="source" label={t('holds.source')} required />
          <DateField name="placedOn" label={t('holds.placed-on')} required />
          <DateField name="until" label={t('holds.until')} />
        </Form>
      ) : null}
      {data.gate.holds.length === 0 ? <p className={classes.soft}>{t('holds.none')}</p> : null}
      <ul className={classes.held}>
        {data.gate.holds.map((hold) => (
          <li key={hold.id ?? hold.kind}>
            <strong>{t(`hold.${hold.kind}`)}</strong>
            <bdi>{hold.source}</bdi>
            {hold.until === null ? null : <span className={classes.soft}>{date(hold.until)}</span>}
            <StatusBadge meaning={hold.blocks ? 'red' : 'grey'} icon={hold.blocks ? 'hand-stop' : 'check'}>
              {t(hold.blocks ? 'holds.in-force' : 'holds.ended')}
            </StatusBadge>
            {may && hold.id !== null ? (
              <Button size="xs" onClick={() => setLifting(hold.id ?? undefined)}>
                {t('holds.lift')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ConfirmAct
        opened={lifting !== undefined}
        onClose={() => setLifting(undefined)}
        title={t('holds.lift')}
        consequence={t('holds.lift-consequence')}
        reason="required"
        danger
        actLabel={t('holds.lift')}
        onConfirm={async (why) => {
          if (lifting !== undefined) await lift.run({ holdId: lifting, why })
        }}
      />
    </Section>
  )
}

function Acts({ data }: { data: Data }) {
  const { t } = useTranslation('custody')
  const propose = useCommand(proposeRelease)
  const approve = useCommand(approveRelease)
  const leave = useCommand(letOut)
  const halt = useCommand(stopRelease)
  const mayPropose = useMay('custody:propose-release')
  const mayApprove = useMay('custody:approve-release')
  const mayLetOut = useMay('custody:let-out')
  const [asking, setAsking] = useState<'propose' | 'approve' | 'leave' | 'stop' | undefined>(undefined)
  const { release, gate, prisoner } = data
  const open =
    release !== null && (release.state === 'proposed' || release.state === 'approved') ? release : null
  const close = () => setAsking(undefined)
  return (
    <Group>
      {open === null && mayPropose ? (
        <Button variant="filled" disabled={!gate.releasable} onClick={() => setAsking('propose')}>
          {t('release.propose')}
        </Button>
      ) : null}
      {open?.state === 'proposed' && mayApprove ? (
        open.own ? (
          <p className={classes.soft}>{t('release.own')}</p>
        ) : (
          <Button
            variant="filled"
            disabled={!gate.releasable}
            onClick={() => setAsking('approve')}
            leftSection={<Icon name="shield-check" size={17} />}
          >
            {t('release.approve')}
          </Button>
        )
      ) : null}
      {open?.state === 'approved' && mayLetOut ? (
        <Button
          variant="filled"
          size="lg"
          disabled={!gate.releasable || data.identity !== 'known'}
          onClick={() => setAsking('leave')}
          leftSection={<Icon name="door-exit" size={20} />}
        >
          {t('release.let-out')}
        </Button>
      ) : null}
      {open !== null && mayPropose ? (
        <Button onClick={() => setAsking('stop')}>{t('release.stop')}</Button>
      ) : null}
      <ConfirmAct
        opened={asking === 'propose'}
        onClose={close}
        title={t('release.propose')}
        consequence={t('release.propose-consequence')}
        others={t('release.propose-others')}
        actLabel={t('release.propose')}
        onConfirm={async () => {
          await propose.run({ imprisonmentId: prisoner.imprisonmentId })
        }}
      />
      <ConfirmAct
        opened={asking === 'approve'}
        onClose={close}
        title={t('release.approve')}
        consequence={t('release.approve-consequence')}
        others={t('release.approve-others')}
        actLabel={t('release.approve')}
        onConfirm={async () => {
          if (open !== null) await approve.run({ releaseId: open.id })
        }}
      />
      <ConfirmAct
        opened={asking === 'leave'}
        onClose={close}
        title={t('release.let-out')}
        consequence={t('release.let-out-consequence', { count: data.propertyToReturn })}
        actLabel={t('release.let-out')}
        onConfirm={async () => {
          if (open !== null) await leave.run({ releaseId: open.id })
          say(t('release.gone', { number: prisoner.number }))
        }}
      />
      <ConfirmAct
        opened={asking === 'stop'}
        onClose={close}
        title={t('release.stop')}
        consequence={t('release.stop-consequence')}
        reason="required"
        danger
        actLabel={t('release.stop')}
        onConfirm={async (why) => {
          if (open !== null) await halt.run({ releaseId: open.id, why })
        }}
      />
    </Group>
  )
}

function Signatures({ data: { release } }: { data: Data }) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  if (release === null) return null
  return (
    <Section title={t('release.signatures')}>
      <p>{t('release.proposed-by', { name: both(release.proposedBy), at: release.proposedAt })}</p>
      {release.approvedBy === null ? null : (
        <p>{t('release.approved-by', { name: both(release.approvedBy), at: release.approvedAt })}</p>
      )}
      {release.leftAt === null ? null : <p>{t('release.left-at', { at: release.leftAt })}</p>}
      {release.stoppedWhy === null ? null : (
        <Alert>{t('release.stopped', { why: release.stoppedWhy })}</Alert>
      )}
    </Section>
  )
}
