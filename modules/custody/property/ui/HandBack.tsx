import { ChoiceField, CnicField, say, TextField, useTranslation } from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { handBack } from '../contract.ts'

/** Everything back at once, against thumb or signature. */
export function HandBack({ id, bags }: { id: string; bags: number }) {
  const { t } = useTranslation('custody-property')
  return (
    <ActForm
      label={t('act.hand-back')}
      icon="package"
      endpoint={handBack}
      initial={{ against: 'thumb' }}
      given={{ imprisonmentId: id }}
      onDone={({ receipt }) => say(t('receipted', { receipt }))}
      filled
    >
      <p>{t('act.hand-back-means', { count: bags })}</p>
      <AgainstField />
      <TextField name="name" label={t('field.sent')} hint={t('field.sent-hint')} />
      <CnicField name="cnic" />
    </ActForm>
  )
}

export function AgainstField({ name = 'against' }: { name?: string }) {
  const { t } = useTranslation('custody-property')
  return (
    <ChoiceField
      name={name}
      label={t('field.against')}
      required
      options={['thumb', 'signature'].map((value) => ({ value, label: t(`against.${value}`) }))}
    />
  )
}
