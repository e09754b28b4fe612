import { ChoiceField, CnicField, say, TextField, useFormats, useTranslation } from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { paidAgainst, payOut } from '../contract.ts'

/** The whole balance into the hands of whoever leaves. */
export function PayOut({ id, balance }: { id: string; balance: number }) {
  const { t } = useTranslation('custody-accounts')
  const { money } = useFormats()
  return (
    <ActForm
      label={t('act.pay-out')}
      icon="cash"
      endpoint={payOut}
      initial={{ against: 'thumb' }}
      given={{ imprisonmentId: id }}
      onDone={({ voucher }) => say(t('booked', { voucher }))}
      filled
    >
      <p>
        {t('act.pay-out-means')} <strong>{money(balance)}</strong>
      </p>
      <AgainstField />
      <TextField name="party" label={t('field.sent')} hint={t('field.sent-hint')} />
      <CnicField name="partyCnic" />
    </ActForm>
  )
}

export function AgainstField() {
  const { t } = useTranslation('custody-accounts')
  return (
    <ChoiceField
      name="against"
      label={t('field.against')}
      required
      options={paidAgainst.map((value) => ({ value, label: t(`against.${value}`) }))}
    />
  )
}
