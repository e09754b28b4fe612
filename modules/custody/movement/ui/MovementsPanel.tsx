import { useState } from 'react'
import {
  Button,
  Columns,
  DateField,
  ErrorPanel,
  Form,
  Icon,
  Link,
  Load,
  Modal,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  today,
  useCall,
  useCommand,
  useFormats,
  useFormValues,
  useMay,
  useTranslation,
} from '#platform/ui'
import { bringBack, leaveReasons, listMovementsOf, sendOut } from '../contract.ts'
import classes from './Movement.module.css'
import { useWhere } from './movement-words.ts'

/** On the prisoner's page: whether outside, sending out and back, and every movement. */
export default function MovementsPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-movement')
  const where = useWhere()
  const { instant } = useFormats()
  const may = useMay('custody:move')
  const back = useCommand(bringBack)
  const found = useCall(listMovementsOf, { id })
  const [sending, setSending] = useState(false)
  return (
    <Section
      title={t('panel.title')}
      actions={
        may && found.data?.held === true ? (
          found.data.out === null ? (
            <Button
              size="xs"
              leftSection={<Icon name="transfer-out" size={16} />}
              onClick={() => setSending(true)}
            >
              {t('panel.send')}
            </Button>
          ) : found.data.out.kind === 'WAY' ? undefined : (
            <Button size="xs" loading={back.busy} onClick={() => back.start({ id })}>
              {t('out.back')}
            </Button>
          )
        ) : undefined
      }
    >
      {back.error === null || back.error === undefined ? null : <ErrorPanel error={back.error} />}
      <Modal opened={sending} onClose={() => setSending(false)} title={t('panel.send')} size="lg">
        <p>
          <Link to={`/custody/prisoners/${id}/compare`}>{t('panel.compare')}</Link>
        </p>
        <SendOut id={id} close={() => setSending(false)} />
      </Modal>
      <Load call={found} lines={2}>
        {({ out, rows }) => (
          <>
            {out === null ? null : (
              <p>
                <StatusBadge meaning="blue" icon="transfer-out">
                  {t('panel.out', { kind: t(`kind.${out.kind}`) })}
                </StatusBadge>
              </p>
            )}
            <ul className={classes.list}>
              {rows.slice(0, 8).map((row) => (
                <li key={row.id} className={classes.words}>
                  <strong>{t(`kind.${row.kind}`)}</strong>
                  <span>{where(row)}</span>
                  <span className={classes.soft}>
                    {[row.outAt, row.inAt]
                      .filter((at, index, both) => at !== null && both.indexOf(at) === index)
                      .map((at) => instant(at ?? ''))
                      .join(' – ')}
                  </span>
                  {row.escort === null ? null : <span className={classes.soft}>{row.escort}</span>}
                </li>
              ))}
            </ul>
          </>
        )}
      </Load>
    </Section>
  )
}

function SendOut({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation('custody-movement')
  return (
    <Form
      endpoint={sendOut}
      initial={{ kind: 'HOS', dueDate: today() }}
      submit={t('send.submit')}
      cancel={close}
      prepare={({ dueDate, dueTime, ...values }) => ({
        ...values,
        id,
        ...(values.kind === 'HOS' ? { reason: undefined } : {}),
        ...(typeof dueDate === 'string' && typeof dueTime === 'string' && dueTime !== ''
          ? { dueBack: `${dueDate}T${dueTime}` }
          : {}),
      })}
      onDone={() => {
        close()
        say(t('panel.sent'))
      }}
    >
      <SelectField
        name="kind"
        label={t('send.kind')}
        required
        options={(['HOS', 'TAP'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <LeaveReason />
      <TextField name="destination" label={t('send.destination')} required maxLength={200} />
      <TextField
        name="escort"
        label={t('send.escort')}
        hint={t('send.escort-hint')}
        required
        maxLength={200}
      />
      <Columns>
        <DateField name="dueDate" label={t('send.due-date')} />
        <TextField name="dueTime" ltr label={t('send.due-time')} hint={t('send.due-hint')} />
      </Columns>
    </Form>
  )
}

function LeaveReason() {
  const { t } = useTranslation('custody-movement')
  const { kind } = useFormValues<{ kind?: string }>()
  if (kind !== 'TAP') return null
  return (
    <SelectField
      name="reason"
      label={t('send.reason')}
      required
      options={leaveReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
    />
  )
}
