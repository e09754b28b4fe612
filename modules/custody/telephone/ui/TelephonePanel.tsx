import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  Form,
  GivenReasons,
  Icon,
  Load,
  Ltr,
  Modal,
  NameFields,
  NumberField,
  Section,
  SelectField,
  StatusBadge,
  TextField,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import { relations } from '../../visits/contract.ts'
import { addNumber, beginCall, endCall, getTelephoneOf, type PhoneNumber } from '../contract.ts'
import classes from './Telephone.module.css'
import { VetNumber } from './VetNumber.tsx'
import { Week } from './Week.tsx'

type Data = OutputOf<typeof getTelephoneOf>

/** A prisoner's telephone: what is left of the week, the numbers, the calls. */
export default function TelephonePanel({ id }: { id: string }) {
  const { t } = useTranslation(['custody-telephone', 'custody-visits'])
  const found = useCall(getTelephoneOf, { id })
  const mayRun = useMay('custody:run-telephone')
  const [adding, setAdding] = useState(false)
  return (
    <Section
      title={t('panel.title')}
      actions={
        mayRun && found.data?.held === true ? (
          <Button size="xs" leftSection={<Icon name="plus" size={16} />} onClick={() => setAdding(true)}>
            {t('number.add')}
          </Button>
        ) : undefined
      }
    >
      <Load call={found} lines={3}>
        {(data) => <Whole data={data} />}
      </Load>
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={t('number.add')}
        closeButtonProps={{ 'aria-label': t('common:act.close') }}
      >
        <Form
          endpoint={addNumber}
          initial={{ relation: 'mother' }}
          prepare={(values) => ({ ...values, id })}
          submit={t('number.add')}
          cancel={() => setAdding(false)}
          onDone={() => setAdding(false)}
        >
          <TextField name="number" type="tel" ltr label={t('number.number')} required />
          <NameFields name="name" required />
          <SelectField
            name="relation"
            label={t('custody-visits:visitor.relation')}
            required
            options={relations.map((value) => ({ value, label: t(`custody-visits:relation.${value}`) }))}
          />
        </Form>
      </Modal>
    </Section>
  )
}

function Whole({ data }: { data: Data }) {
  const { t } = useTranslation(['custody-telephone', 'custody-visits'])
  const both = useBoth()
  const { instant } = useFormats()
  const mayRun = useMay('custody:run-telephone')
  const end = useCommand(endCall)
  const [calling, setCalling] = useState<PhoneNumber>()
  const all = data.rule?.minutesWeek ?? 0
  const open = data.calls.find((call) => call.endedAt === null)
  return (
    <>
      <div className={classes.balance}>
        <strong>{t('panel.left', { left: data.left, all })}</strong>
        <div className={classes.bar} data-out={data.left === 0}>
          <span style={{ inlineSize: `${all === 0 ? 100 : (data.used / all) * 100}%` }} />
        </div>
        {data.left === 0 ? (
          <StatusBadge meaning="red" icon="hand-stop">
            {t('panel.used-up')}
          </StatusBadge>
        ) : null}
      </div>
      {data.numbers.length === 0 ? (
        <p className={classes.soft}>{t('number.none')}</p>
      ) : (
        <ul className={classes.items}>
          {data.numbers.map((number) => (
            <li key={number.id} className={classes.item}>
              <Ltr>{number.number}</Ltr>
              <strong>{both(number.name)}</strong>
              <span>{t(`custody-visits:relation.${number.relation}`)}</span>
              {number.exempt ? (
                <StatusBadge meaning="blue" icon="scale">
                  {t('number.exempt')}
                </StatusBadge>
              ) : null}
              <StatusBadge
                meaning={number.state === 'approved' ? 'blue' : number.state === 'pending' ? 'amber' : 'red'}
                {...(number.state === 'approved' ? { icon: 'check' as const } : {})}
              >
                {t(`custody-visits:tie.${number.state}`)}
              </StatusBadge>
              {number.state === 'pending' ? <VetNumber numberId={number.id} number={number.number} /> : null}
              {mayRun && data.held && number.state === 'approved' && open === undefined ? (
                <Button
                  size="xs"
                  disabled={data.left === 0 && !number.exempt}
                  leftSection={<Icon name="phone" size={16} />}
                  aria-label={`${t('call.begin')} ${number.number}`}
                  onClick={() => setCalling(number)}
                >
                  {t('call.begin')}
                </Button>
              ) : null}
              {number.why === null ? null : <span className={classes.soft}>{number.why}</span>}
            </li>
          ))}
        </ul>
      )}
      {open === undefined ? null : (
        <div className={classes.item} data-open="true">
          <Icon name="phone" size={18} />
          <span>{t('call.open', { to: both(open.to), at: open.startedAt })}</span>
          {mayRun ? (
            <Button
              size="xs"
              variant="filled"
              loading={end.busy}
              onClick={() => end.start({ callId: open.id })}
            >
              {t('call.end')}
            </Button>
          ) : null}
        </div>
      )}
      {data.calls.length === 0 ? null : <Week days={data.days} title={t('week.title')} />}
      {data.calls.length === 0 ? null : (
        <details>
          <summary>{t('call.all', { count: data.calls.length })}</summary>
          <ul className={classes.items}>
            {data.calls.map((call) => (
              <li key={call.id} className={classes.item}>
                <span>{instant(call.startedAt)}</span>
                <Ltr>{call.number}</Ltr>
                <span>{both(call.to)}</span>
                {call.minutes === null ? null : <span>{t('call.minutes', { count: call.minutes })}</span>}
                {call.minutes !== null && !call.exempt && call.charged !== call.minutes ? (
                  <StatusBadge meaning="amber">
                    {t('call.over', { count: call.minutes - (call.charged ?? 0) })}
                  </StatusBadge>
                ) : null}
                {call.overrides.length === 0 ? null : <GivenReasons reasons={call.overrides} />}
              </li>
            ))}
          </ul>
        </details>
      )}
      <Modal
        opened={calling !== undefined}
        onClose={() => setCalling(undefined)}
        title={t('call.begin')}
        closeButtonProps={{ 'aria-label': t('common:act.close') }}
      >
        {calling === undefined ? null : (
          <Form
            endpoint={beginCall}
            initial={{}}
            prepare={(values) => ({ ...values, numberId: calling.id })}
            submit={t('call.begin')}
            cancel={() => setCalling(undefined)}
            onDone={() => setCalling(undefined)}
          >
            <p>
              <Ltr>{calling.number}</Ltr> {both(calling.name)}
            </p>
            <NumberField name="minutes" label={t('call.over-minutes')} hint={t('call.over-hint')} />
          </Form>
        )}
      </Modal>
    </>
  )
}
