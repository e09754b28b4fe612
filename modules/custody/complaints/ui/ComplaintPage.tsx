import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  Button,
  ChoiceField,
  ConfirmAct,
  EmptyState,
  Form,
  Group,
  Icon,
  type IconName,
  KeyValue,
  Link,
  Load,
  Ltr,
  Modal,
  Page,
  Section,
  StatusBadge,
  type Step,
  StepBar,
  say,
  TextField,
  Timeline,
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
import {
  acknowledgeComplaint,
  addComplaintStatement,
  appealComplaint,
  complaintFindings,
  findOnComplaint,
  getComplaint,
  listNameable,
  nameInComplaint,
  passComplaintUp,
  replyToComplaint,
  reviewBefallen,
} from '../contract.ts'
import classes from './Complaints.module.css'
import { NamedFields } from './NamedFields.tsx'
import { ComplaintState } from './words.tsx'

type Data = OutputOf<typeof getComplaint>

/** One complaint from the box to the reply, and what happens to the complainant meanwhile. */
export default function ComplaintPage() {
  const { id = '' } = useRouteParams()
  return <Load call={useCall(getComplaint, { id }, { keep: false })}>{(data) => <One data={data} />}</Load>
}

const order = ['received', 'acknowledged', 'found', 'replied'] as const

function stepsOf(
  { state, receivedOn, acknowledgeBy, decideBy, replyBy }: Data['complaint'],
  t: (key: string) => string,
): Step[] {
  const at = state === 'appealed' ? 1 : order.indexOf(state)
  const dates = [receivedOn, acknowledgeBy, decideBy, replyBy]
  return order.map((key, index) => ({
    key,
    label: t(`step-bar.${key}`),
    state: index <= at ? 'done' : index === at + 1 ? 'current' : 'ahead',
    date: dates[index],
  }))
}

function One({ data }: { data: Data }) {
  const { t } = useTranslation('custody-complaints')
  const both = useBoth()
  const { date } = useFormats()
  const { complaint, may } = data
  const mayOpen = useMay('custody:read-prisoner')
  return (
    <Page
      title={`${t(`subject.${complaint.subject}`)} · ${complaint.code}`}
      back={{ to: '/custody/complaints', label: t('title') }}
      lead={<ComplaintState row={complaint} />}
      actions={<Acts data={data} />}
      aside={
        <>
          <WhatHappensNext
            items={
              complaint.due === null
                ? []
                : [
                    {
                      what: t(`due.${complaint.due.step}`),
                      date: complaint.due.on,
                      by: t(`level.${complaint.level}`),
                    },
                  ]
            }
          />
          <Section title={t('sealed')}>
            <p className={classes.soft}>
              <Icon name="shield-lock" size={16} /> {t('sealed-lead')}
            </p>
            <ul>
              {complaint.against.map((one) => (
                <li key={`${one.name.en} ${one.post.en}`}>
                  {both(one.name)} · {both(one.post)}
                </li>
              ))}
              {complaint.sealedFrom.map((post) => (
                <li key={post.en}>{t('sealed-post', { post: both(post) })}</li>
              ))}
            </ul>
          </Section>
        </>
      }
    >
      <StepBar steps={stepsOf(complaint, t)} />
      {complaint.flags > 0 ? (
        <Alert color="red" icon={<Icon name="eye" />} title={t('flags', { count: complaint.flags })}>
          {t('flags-why', { until: complaint.watchUntil })}
        </Alert>
      ) : null}
      <Section title={t('said')}>
        <p className={classes.words} dir="auto">
          {complaint.text}
        </p>
        <KeyValue
          columns={2}
          items={[
            {
              label: t('column.from'),
              value:
                complaint.prisoner === null ? (
                  t('anonymous')
                ) : (
                  <>
                    <Ltr>{complaint.prisoner.number}</Ltr>{' '}
                    {complaint.imprisonmentId !== null && mayOpen ? (
                      <Link to={`/custody/prisoners/${complaint.imprisonmentId}`}>
                        {both(complaint.prisoner.name)}
                      </Link>
                    ) : (
                      both(complaint.prisoner.name)
                    )}
                  </>
                ),
            },
            {
              label: t('take.by-name'),
              value:
                complaint.byName === null
                  ? '—'
                  : `${complaint.byName}${complaint.byRelation === null ? '' : ` · ${t(`relation.${complaint.byRelation}`)}`}`,
            },
            { label: t('take.channel'), value: t(`channel.${complaint.channel}`) },
            { label: t('column.on'), value: date(complaint.receivedOn) },
            { label: t('column.prison'), value: both(complaint.prison) },
            ...(complaint.finding === null
              ? []
              : [{ label: t('finding-label'), value: t(`finding.${complaint.finding}`) }]),
            ...(complaint.appealUntil === null
              ? []
              : [{ label: t('appeal-until'), value: date(complaint.appealUntil) }]),
          ]}
        />
      </Section>
      <Since data={data} />
      <Section
        title={t('done')}
        actions={
          may.handle ? (
            <Group gap={8}>
              <AddStatement id={complaint.id} />
              <NameOfficer id={complaint.id} />
            </Group>
          ) : undefined
        }
      >
        <Timeline
          entries={data.steps.map((step) => ({
            id: step.id,
            at: step.at,
            agency: t(`step.${step.kind}`),
            icon: icons[step.kind] ?? 'notes',
            title: step.text,
            by: both(step.by),
          }))}
        />
      </Section>
    </Page>
  )
}

const icons: Readonly<Record<string, IconName>> = {
  acknowledged: 'check',
  statement: 'messages',
  found: 'scale',
  replied: 'send',
  appealed: 'arrow-up',
  'passed-up': 'arrow-up',
  named: 'user-plus',
}

/** What befell the complainant since: each is looked into, and said to be explained or not. */
function Since({ data: { complaint, since } }: { data: Data }) {
  const { t } = useTranslation('custody-complaints')
  const both = useBoth()
  const { instant } = useFormats()
  const [asking, setAsking] = useState<{ eventId: string; verdict: 'explained' | 'retaliation' }>()
  const review = useCommand(reviewBefallen)
  return (
    <Section title={t('since.title')}>
      {complaint.prisoner === null ? (
        <EmptyState icon="eye-off" title={t('since.anonymous')} why={t('since.anonymous-why')} />
      ) : since.length === 0 ? (
        <EmptyState
          icon="shield-check"
          title={t('since.none')}
          why={t('since.none-why', { until: complaint.watchUntil })}
        />
      ) : (
        <ul className={classes.list}>
          {since.map((one) => (
            <li key={one.id} className={classes.item} data-flag={one.review === null}>
              <span className={classes.badges}>
                <StatusBadge meaning={one.review === null ? 'amber' : 'grey'}>
                  {t(`befell.${one.kind}`)}
                </StatusBadge>
                <span>{both(one.what)}</span>
                {one.byNamed ? (
                  <StatusBadge meaning="red" icon="alert-triangle">
                    {t('since.by-named')}
                  </StatusBadge>
                ) : null}
                <span className={classes.soft}>{instant(one.at)}</span>
              </span>
              {one.review === null ? (
                <Group gap={8}>
                  {(['explained', 'retaliation'] as const).map((verdict) => (
                    <Button key={verdict} size="xs" onClick={() => setAsking({ eventId: one.id, verdict })}>
                      {t(`verdict.${verdict}`)}
                    </Button>
                  ))}
                </Group>
              ) : (
                <span className={classes.badges}>
                  <StatusBadge meaning={one.review.verdict === 'retaliation' ? 'red' : 'grey'}>
                    {t(`verdict.${one.review.verdict}`)}
                  </StatusBadge>
                  <bdi>{one.review.note}</bdi>
                  <span className={classes.soft}>{both(one.review.by)}</span>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <ConfirmAct
        opened={asking !== undefined}
        onClose={() => setAsking(undefined)}
        title={asking === undefined ? '' : t(`verdict.${asking.verdict}`)}
        consequence={t('since.consequence')}
        reason="required"
        actLabel={t('since.act')}
        onConfirm={async (note) => {
          if (asking !== undefined) await review.run({ id: complaint.id, ...asking, note })
        }}
      />
    </Section>
  )
}

function AddStatement({ id }: { id: string }) {
  const { t } = useTranslation('custody-complaints')
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <>
      <Button size="xs" leftSection={<Icon name="messages" size={16} />} onClick={() => setOpened(true)}>
        {t('statement.act')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('statement.act')} size="lg">
        <Form
          endpoint={addComplaintStatement}
          initial={{}}
          submit={t('statement.act')}
          cancel={close}
          prepare={(values) => ({ ...values, id })}
          onDone={close}
        >
          <TextField name="text" label={t('statement.text')} multiline required maxLength={8000} />
        </Form>
      </Modal>
    </>
  )
}

function NameOfficer({ id }: { id: string }) {
  const { t } = useTranslation('custody-complaints')
  const go = useGo()
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <>
      <Button size="xs" leftSection={<Icon name="user-plus" size={16} />} onClick={() => setOpened(true)}>
        {t('name.act')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('name.act')} size="lg">
        <p className={classes.soft}>{t('name.means')}</p>
        <Load call={useCall(listNameable, opened ? {} : undefined)} lines={3}>
          {(data) => (
            <Form
              endpoint={nameInComplaint}
              initial={{}}
              submit={t('name.act')}
              cancel={close}
              prepare={(values) => ({ ...values, id })}
              onDone={() => {
                close()
                say(t('name.done'))
                go('/custody/complaints')
              }}
            >
              <NamedFields officers={data.rows} />
            </Form>
          )}
        </Load>
      </Modal>
    </>
  )
}

/** The next step a complaint waits for, and handing it upwards. */
function Acts({ data: { complaint, may } }: { data: Data }) {
  const { t } = useTranslation('custody-complaints')
  const go = useGo()
  const [act, setAct] = useState<'acknowledge' | 'find' | 'reply' | 'appeal' | 'pass-up'>()
  const close = () => setAct(undefined)
  const acknowledge = useCommand(acknowledgeComplaint)
  const appeal = useCommand(appealComplaint)
  const up = useCommand(passComplaintUp)
  const { id, state } = complaint
  return (
    <Group gap={8}>
      {may.handle && state === 'received' ? (
        <Button variant="filled" onClick={() => setAct('acknowledge')}>
          {t('acknowledge.act')}
        </Button>
      ) : null}
      {may.handle && (state === 'acknowledged' || state === 'appealed') ? (
        <Button variant="filled" onClick={() => setAct('find')}>
          {t('find.act')}
        </Button>
      ) : null}
      {may.handle && state === 'found' ? (
        <Button variant="filled" onClick={() => setAct('reply')}>
          {t('reply.act')}
        </Button>
      ) : null}
      {state === 'replied' ? (
        <Button
          leftSection={<Icon name="printer" size={18} />}
          onClick={() => go(`/custody/complaints/${id}/reply`)}
        >
          {t('reply.sheet')}
        </Button>
      ) : null}
      {may.appeal ? <Button onClick={() => setAct('appeal')}>{t('appeal.act')}</Button> : null}
      {may.passUp ? <Button onClick={() => setAct('pass-up')}>{t('pass-up.act')}</Button> : null}
      <ConfirmAct
        opened={act === 'acknowledge'}
        onClose={close}
        title={t('acknowledge.act')}
        consequence={t('acknowledge.means')}
        reason="required"
        actLabel={t('acknowledge.act')}
        onConfirm={(how) => acknowledge.run({ id, how })}
      />
      <ConfirmAct
        opened={act === 'appeal'}
        onClose={close}
        title={t('appeal.act')}
        consequence={t('appeal.means')}
        reason="required"
        actLabel={t('appeal.act')}
        onConfirm={(grounds) => appeal.run({ id, grounds })}
      />
      <ConfirmAct
        opened={act === 'pass-up'}
        onClose={close}
        title={t('pass-up.act')}
        consequence={t('pass-up.means')}
        reason="required"
        actLabel={t('pass-up.act')}
        onConfirm={(why) => up.run({ id, why })}
      />
      <Modal opened={act === 'find'} onClose={close} title={t('find.act')} size="lg">
        <Form
          endpoint={findOnComplaint}
          initial={{}}
          submit={t('find.act')}
          cancel={close}
          prepare={(values) => ({ ...values, id })}
          onDone={close}
        >
          <ChoiceField
            name="finding"
            label={t('finding-label')}
            required
            options={complaintFindings.map((value) => ({ value, label: t(`finding.${value}`) }))}
          />
          <TextField name="reasons" label={t('find.reasons')} multiline required maxLength={8000} />
        </Form>
      </Modal>
      <Modal opened={act === 'reply'} onClose={close} title={t('reply.act')} size="lg">
        <Form
          endpoint={replyToComplaint}
          initial={{}}
          submit={t('reply.act')}
          cancel={close}
          prepare={(values) => ({ ...values, id })}
          onDone={() => {
            close()
            go(`/custody/complaints/${id}/reply`)
          }}
        >
          <TextField
            name="reply"
            label={t('reply.text')}
            hint={t('reply.hint')}
            multiline
            required
            maxLength={4000}
          />
        </Form>
      </Modal>
    </Group>
  )
}
