import { useTranslation } from 'react-i18next'
import { formatCnic } from '../../i18n/format.ts'
import { TextInput } from '../mantine.ts'
import { type FieldProps, useField } from './context.ts'
import classes from './Form.module.css'
import { shown, TextField } from './fields.tsx'

/** A name in both scripts, side by side; the value is `{ en, ur }`. */
export function NameFields({
  name,
  label,
  required,
  disabled,
}: Omit<FieldProps, 'label' | 'hint'> & { label?: string }) {
  const { t } = useTranslation()
  const title = label ?? t('common:word.name')
  return (
    <div className={classes.columns}>
      <TextField
        name={`${name}.en`}
        lang="en"
        label={`${title} (${t('common:form.name-en')})`}
        required={required}
        disabled={disabled}
      />
      <TextField
        name={`${name}.ur`}
        lang="ur"
        label={`${title} (${t('common:form.name-ur')})`}
        required={required}
        disabled={disabled}
      />
    </div>
  )
}

/** A CNIC: any digits are accepted, the dashes put in; the value is `35202-1234567-1` as far as it was typed. */
export function CnicField({ label, hint, ...field }: Omit<FieldProps, 'label'> & { label?: string }) {
  const { t } = useTranslation()
  const title = label ?? t('common:form.cnic')
  const { value, change, error } = useField<string>({ name: field.name, label: title })
  return (
    <TextInput
      {...shown({ ...field, label: title, hint: hint ?? t('common:form.cnic-hint') }, error)}
      data-path={field.name}
      className={classes.ltr}
      inputMode="numeric"
      autoComplete="off"
      maxLength={40}
      value={value ?? ''}
      onChange={(event) => change(formatCnic(event.currentTarget.value) || undefined)}
    />
  )
}
