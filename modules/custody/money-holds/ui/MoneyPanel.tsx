import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  DateField,
  Form,
  Load,
  Ltr,
  Modal,
  NumberField,
  Section,
  SelectField,
  TextField,
  useCall,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { dueKinds, enterMoneyDue, getMoneyOf, moneyLaw, payMoney } from '../contract.ts'
import classes from './Money.module.css'

type Money = OutputOf<typeof getMoneyOf>
type Hold = Money['holds'][number]

/** Fines and money holds of a prisoner with what each payment would do; nothing where there is none. */
export default function MoneyPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-money-holds')
  const found = useCall(getMoneyOf, { imprisonmentId: id })
  if (found.data !== undefined && found.data.fines.length === 0 && found.data.holds.length === 0) return null
  return (
    <Section title={t('panel.title')}>
      <Load call={found} lines={2}>
        {(money) => <Items money={money} />}
      </Load>
    </Section>
  )
}

function Items({ money }: { money: Money }) {
  const { t } = useTranslation('custody-money-holds')
  const { money: rupees } = useFormats()
  return (
    <ul className={classes.items}>
      {money.fines.map((fine) => (
        <li key={fine.sentenceId} className={classes.item}>
          <strong>{t('panel.fine', { name: fine.name })}</strong>
          <span>
            {fine.paid >= fine.amount
              ? `${t('panel.paid')}: ${rupees(fine.amount)}`
              : t('panel.left', { left: fine.amount - fine.paid, amount: fine.amount })}
          </span>
          <ul>
            {money.dueRelease === null ? null : <li>{t('panel.due-now', { day: money.dueRelease })}</li>}
            {fine.ifPaid.map((one) => (
              <li key={one.amount}>{t('panel.if-paid', { amount: one.amount, day: one.dueRelease })}</li>
            ))}
          </ul>
        </li>
      ))}
      {money.holds.map((hold) => (
        <HoldItem key={hold.holdId} hold={hold} mayEnter={money.mayEnter} />
      ))}
    </ul>
  )
}

function HoldItem({ hold, mayEnter }: { hold: Hold; mayEnter: boolean }) {
  const { t } = useTranslation('custody-money-holds')
  const { date, money } = useFormats()
  const [form, setForm] = useState<'enter' | 'pay'>()
  const { due } = hold
  const left = due === null ? 0 : due.amount - due.paid
  const close = () => setForm(undefined)
  return (
    <li className={classes.item}>
      <strong>{due === null ? t('panel.hold') : t(`kind.${due.kind}`)}</strong>
      <bdi>{hold.paper}</bdi>
      <span>
        {due === null
          ? t('panel.not-entered')
          : left <= 0
            ? t('panel.all-paid')
            : t('panel.left', { left, amount: due.amount })}
      </span>
      {due === null ? null : (
        <span className={classes.soft}>
          <Ltr>{moneyLaw[due.kind].held}</Ltr>
        </span>
      )}
      {mayEnter && due === null ? (
        <Button size="xs" onClick={() => setForm('enter')}>
          {t('panel.enter')}
        </Button>
      ) : null}
      {mayEnter && due !== null && left > 0 ? (
        <Button size="xs" onClick={() => setForm('pay')}>
          {t('panel.pay')}
        </Button>
      ) : null}
      {due === null || due.payments.length === 0 ? null : (
        <ul aria-label={t('panel.payments')}>
          {due.payments.map((one) => (
            <li key={`${one.paidOn} ${one.receipt}`}>
              {date(one.paidOn)} · {money(one.amount)} · <bdi>{one.receipt}</bdi>
            </li>
          ))}
        </ul>
      )}
      <Modal
        opened={form === 'enter'}
        onClose={close}
        title={t('panel.enter-title')}
        closeButtonProps={{ 'aria-label': t('common:act.close') }}
      >
        <Form
          endpoint={enterMoneyDue}
          initial={{ kind: hold.holdKind === 'SURETY' ? 'surety' : 'diyat' }}
          prepare={(values) => ({ ...values, holdId: hold.holdId })}
          submit={t('panel.enter')}
          cancel={close}
          onDone={close}
        >
          <SelectField
            name="kind"
            label={t('field.kind')}
            required
            options={dueKinds
              .filter((kind) => (kind === 'surety') === (hold.holdKind === 'SURETY'))
              .map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          <NumberField name="amount" label={t('field.amount')} required />
          <DateField name="orderedOn" label={t('field.ordered-on')} required />
          <TextField name="instrument" label={t('field.instrument')} required />
        </Form>
      </Modal>
      <Modal
        opened={form === 'pay'}
        onClose={close}
        title={t('panel.pay-title')}
        closeButtonProps={{ 'aria-label': t('common:act.close') }}
      >
        <Form
          endpoint={payMoney}
          initial={{}}
          prepare={(values) => ({ ...values, moneyDueId: due?.id ?? '' })}
          submit={t('panel.pay')}
          cancel={close}
          onDone={close}
        >
          <NumberField name="amount" label={t('field.amount')} required />
          <DateField name="paidOn" label={t('field.paid-on')} required />
          <TextField name="receipt" label={t('field.receipt')} required />
        </Form>
      </Modal>
    </li>
  )
}
