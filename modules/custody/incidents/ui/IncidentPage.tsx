import { Suspense, useState } from 'react'
import { ExtraAnswers } from '#kernel/extra-fields/ui'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  BothNames,
  Button,
  ConfirmAct,
  DateField,
  DeadlineBadge,
  EmptyState,
  ErrorPanel,
  Form,
  Group,
  Icon,
  KeyValue,
  Link,
  Load,
  Ltr,
  Modal,
  Page,
  Section,
  StatusBadge,
  say,
  TextField,
  Timeline,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import {
  type Answers,
  addIncidentStep,
  closeIncident,
  finishIncidentAction,
  getIncident,
  type Question,
} from '../contract.ts'
import classes from './Incidents.module.css'
import { IncidentState } from './words.tsx'

type Data = OutputOf<typeof getIncident>

/** One incident: who was in it, what was answered, what was done and is still to be done. */
export default function IncidentPage() {
  const { id = '' } = useRouteParams()
  return <Load call={useCall(getIncident, { id })}>{(data) => <One data={data} />}</Load>
}

function One({ data }: { data: Data }) {
  const { t } = useTranslation('custody-incidents')
  const both = useBoth()
  const { instant } = useFormats()
  const { incident, people } = data
  return (
    <Page
      title={both(incident.type.text)}
      back={{ to: '/custody/incidents', label: t('title') }}
      lead={
        <Group gap={8}>
          <IncidentState row={incident} />
          <span>{instant(incident.occurredAt)}</span>
          <bdi>{incident.place}</bdi>
        </Group>
      }
      actions={<Acts data={data} />}
    >
      {incident.lesson === null ? null : (
        <Alert color="blue" title={t('lesson')} icon={<Icon name="book" />}>
          <bdi>{incident.lesson}</bdi>{' '}
          <span className={classes.soft}>
            {incident.closedBy === null ? '' : both(incident.closedBy)}
            {incident.closedAt === null ? '' : ` · ${instant(incident.closedAt)}`}
          </span>
        </Alert>
      )}
      <Section title={t('what')}>
        <p className={classes.words} dir="auto">
          {incident.account}
        </p>
        <KeyValue
          columns={2}
          items={[
            { label: t('column.prison'), value: both(incident.prison) },
            { label: t('reported'), value: `${both(incident.reportedBy)} · ${instant(incident.reportedAt)}` },
          ]}
        />
      </Section>
      <Section title={`${t('people')} (${people.length})`}>
        {people.length === 0 ? (
          <EmptyState icon="users" title={t('nobody')} />
        ) : (
          <ul className={classes.list}>
            {people.map((one) => (
              <li key={one.id} className={classes.item}>
                <span className={classes.badges}>
                  {one.number === null ? null : <Ltr>{one.number}</Ltr>}
                  <BothNames
                    name={one.name}
                    as="inline"
                    {...(one.imprisonmentId === null
                      ? {}
                      : { to: `/custody/prisoners/${one.imprisonmentId}` })}
                  />
                </span>
                <StatusBadge meaning={one.role === 'hurt' ? 'amber' : 'grey'}>
                  {t(`role.${one.role}`)}
                </StatusBadge>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section
        title={t('questions')}
        actions={
          <Link to={`/custody/incident-types/${incident.type.code}`}>
            {t('version', { version: incident.version })}
            {incident.newest ? '' : ` · ${t('older-version')}`}
          </Link>
        }
      >
        <KeyValue
          columns={2}
          items={incident.questions.map((question) => ({
            label: both(question),
            value: <AnswerText question={question} answers={incident.answers} />,
          }))}
        />
      </Section>
      <Suspense>
        <ExtraAnswers form="custody.incident" id={incident.id} />
      </Suspense>
      <Section title={t('done-since')}>
        <Steps data={data} />
      </Section>
    </Page>
  )
}

function AnswerText({ question, answers }: { question: Question; answers: Answers }) {
  const { t } = useTranslation('custody-incidents')
  const both = useBoth()
  const answer = answers[question.id]
  if (answer === undefined) return <>—</>
  if (typeof answer === 'boolean') return <>{t(answer ? 'yes' : 'no')}</>
  if (typeof answer === 'number') return <Ltr>{String(answer)}</Ltr>
  const option = question.options?.find((one) => one.value === answer)
  return <bdi>{option === undefined ? answer : both(option)}</bdi>
}

function Steps({ data: { steps, may } }: { data: Data }) {
  const { t } = useTranslation('custody-incidents')
  const both = useBoth()
  const { instant } = useFormats()
  const finish = useCommand(finishIncidentAction, { onDone: () => say(t('action.done')) })
  const open = steps.filter((step) => step.kind === 'action' && step.doneAt === null)
  if (steps.length === 0)
    return <EmptyState icon="list-check" title={t('no-steps')} why={t('no-steps-why')} />
  return (
    <>
      {finish.error === null || finish.error === undefined ? null : <ErrorPanel error={finish.error} />}
      {open.length === 0 ? null : (
        <ul className={classes.list}>
          {open.map((step) => (
            <li key={step.id} className={classes.item}>
              <span className={classes.badges}>
                {step.dueOn === null ? null : <DeadlineBadge date={step.dueOn} />}
                <bdi>{step.text}</bdi>
              </span>
              {may.add ? (
                <Button size="xs" loading={finish.busy} onClick={() => finish.start({ stepId: step.id })}>
                  {t('action.finish')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <Timeline
        entries={steps
          .filter((step) => step.kind === 'note' || step.doneAt !== null)
          .map((step) => ({
            id: step.id,
            at: step.doneAt ?? step.at,
            agency: t(`step.${step.kind}`),
            icon: step.kind === 'note' ? 'notes' : 'check',
            title: step.text,
            by: `${both(step.doneBy ?? step.by)}${step.doneAt === null ? '' : ` · ${instant(step.doneAt)}`}`,
          }))}
      />
    </>
  )
}

function Acts({ data: { incident, may } }: { data: Data }) {
  const { t } = useTranslation('custody-incidents')
  const [act, setAct] = useState<'step' | 'close'>()
  const close = useCommand(closeIncident, { onDone: () => say(t('close.done')) })
  const shut = () => setAct(undefined)
  return (
    <Group gap={8}>
      {may.add ? (
        <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setAct('step')}>
          {t('step.add')}
        </Button>
      ) : null}
      {may.close ? (
        <Button variant="filled" onClick={() => setAct('close')}>
          {t('close.act')}
        </Button>
      ) : null}
      {incident.state === 'open' && incident.own ? (
        <span className={classes.soft}>{t('close.own')}</span>
      ) : null}
      <Modal opened={act === 'step'} onClose={shut} title={t('step.add')} size="lg">
        <Form
          endpoint={addIncidentStep}
          initial={{}}
          submit={t('step.add')}
          cancel={shut}
          prepare={(values) => ({ ...values, id: incident.id })}
          onDone={() => {
            shut()
            say(t('step.added'))
          }}
        >
          <TextField name="text" label={t('step.text')} multiline required maxLength={2000} />
          <DateField name="dueOn" label={t('step.due')} hint={t('step.due-hint')} />
        </Form>
      </Modal>
      <ConfirmAct
        opened={act === 'close'}
        onClose={shut}
        title={t('close.act')}
        consequence={t('close.means')}
        reason="required"
        actLabel={t('close.act')}
        onConfirm={(lesson) => close.run({ id: incident.id, lesson })}
      />
    </Group>
  )
}
