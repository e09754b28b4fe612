import { useTranslation } from 'react-i18next'
import { formatDate, formatDistance, parseDate, weekday } from '../../i18n/format.ts'
import { useLanguage } from '../language.ts'
import { TextInput } from '../mantine.ts'
import { type FieldProps, useField } from './context.ts'
import classes from './Form.module.css'
import { shown } from './fields.tsx'
import { useTyped } from './use-typed.ts'

const iso = /^\d{4}-\d{2}-\d{2}$/

/** A date as it is typed, no mouse needed; what was understood is read back below, with its weekday and distance. */
export function DateField(field: FieldProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { value, change, error } = useField<string>(field)
  const { text, type, leave } = useTyped<string>(
    value,
    (typed) => (typed.trim() === '' ? undefined : (parseDate(typed) ?? typed)),
    (kept) => (iso.test(kept) ? kept.split('-').reverse().join('/') : kept),
    change,
  )
  const understood = value !== undefined && iso.test(value) && error === undefined
  return (
    <div>
      <TextInput
        {...shown({ ...field, hint: field.hint ?? t('common:form.date-hint') }, error)}
        data-path={field.name}
        className={classes.ltr}
        inputMode="numeric"
        autoComplete="off"
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={leave}
      />
      <div className={classes.read} aria-live="polite">
        {understood
          ? `${weekday(value, language)}${language === 'ur' ? '، ' : ', '}${formatDate(value, language)} · ${formatDistance(value, language)}`
          : null}
      </div>
    </div>
  )
}
