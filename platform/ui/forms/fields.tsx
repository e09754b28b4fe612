import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { parseNumber } from '../../i18n/format.ts'
import { Checkbox, NativeSelect, Radio, Textarea, TextInput } from '../mantine.ts'
import { type FieldProps, useField } from './context.ts'
import classes from './Form.module.css'
import { useTyped } from './use-typed.ts'

export function shown({ label, hint, required, disabled }: FieldProps, error: string | undefined) {
  return { label, description: hint, withAsterisk: required, required, disabled, error }
}

export function TextField({
  multiline = false,
  ltr = false,
  lang,
  type = 'text',
  autoComplete = 'off',
  maxLength,
  ...field
}: FieldProps & {
  multiline?: boolean
  ltr?: boolean
  lang?: 'en' | 'ur'
  type?: 'text' | 'password' | 'tel' | 'email'
  autoComplete?: string
  maxLength?: number
}) {
  const { value, change, error } = useField<string>(field)
  const props = {
    ...shown(field, error),
    'data-path': field.name,
    value: value ?? '',
    autoComplete,
    maxLength,
    lang,
    dir: ltr ? 'ltr' : lang === undefined ? 'auto' : lang === 'ur' ? 'rtl' : 'ltr',
  }
  return multiline ? (
    <Textarea {...props} autosize={false} rows={4} onChange={(event) => change(event.currentTarget.value)} />
  ) : (
    <TextInput {...props} type={type} onChange={(event) => change(event.currentTarget.value)} />
  )
}

export function NumberField({
  unit,
  decimals = 0,
  ...field
}: FieldProps & { unit?: string; decimals?: number }) {
  const { value, change, error } = useField<number | string>(field)
  const { text, type, leave } = useTyped(
    value,
    (typed) => (typed.trim() === '' ? undefined : (parseNumber(typed) ?? typed)),
    (kept) => String(kept),
    change,
  )
  return (
    <TextInput
      {...shown(field, error)}
      data-path={field.name}
      inputMode={decimals === 0 ? 'numeric' : 'decimal'}
      autoComplete="off"
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={leave}
      rightSection={unit === undefined ? undefined : <span className={classes.unit}>{unit}</span>}
      rightSectionWidth={unit === undefined ? undefined : 72}
    />
  )
}

export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: string | undefined
}

/** The browser's own list: by far the fastest with a keyboard, and known to every phone and screen reader. */
export function SelectField({ options, ...field }: FieldProps & { options: readonly Option[] }) {
  const { t } = useTranslation()
  const { value, change, error } = useField<string>(field)
  return (
    <NativeSelect
      {...shown(field, error)}
      data-path={field.name}
      value={value ?? ''}
      onChange={(event) => change(event.currentTarget.value)}
    >
      <option value="">{t('common:form.choose')}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </NativeSelect>
  )
}

export function ChoiceField({ options, ...field }: FieldProps & { options: readonly Option[] }) {
  const { value, change, error } = useField<string>(field)
  return (
    <Radio.Group {...shown(field, error)} data-path={field.name} value={value ?? ''} onChange={change}>
      <div className={classes.choices}>
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            label={option.label}
            description={option.hint}
            disabled={field.disabled}
          />
        ))}
      </div>
    </Radio.Group>
  )
}

/** Any number of a short list, ticked one by one. */
export function SeveralField({ options, ...field }: FieldProps & { options: readonly Option[] }) {
  const { value, change, error } = useField<readonly string[]>(field)
  return (
    <Checkbox.Group
      {...shown(field, error)}
      data-path={field.name}
      value={[...(value ?? [])]}
      onChange={change}
    >
      <div className={classes.choices}>
        {options.map((option) => (
          <Checkbox
            key={option.value}
            value={option.value}
            label={option.label}
            description={option.hint}
            disabled={field.disabled}
          />
        ))}
      </div>
    </Checkbox.Group>
  )
}

export function CheckField(field: FieldProps) {
  const { value, change, error } = useField<boolean>(field)
  return (
    <Checkbox
      label={field.label}
      description={field.hint}
      disabled={field.disabled}
      error={error}
      data-path={field.name}
      checked={value === true}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  )
}

/** Several of a few: which of them are chosen, in the order in which they stand here. */
export function ChecksField({ options, ...field }: FieldProps & { options: readonly Option[] }) {
  const { value = [], change, error } = useField<readonly string[]>(field)
  const chosen = (option: Option) => value.includes(option.value)
  return (
    <Checkbox.Group {...shown(field, error)} data-path={field.name} value={[...value]}>
      <div className={classes.choices}>
        {options.map((option) => (
          <Checkbox
            key={option.value}
            value={option.value}
            label={option.label}
            disabled={field.disabled}
            onChange={() =>
              change(
                options
                  .filter((one) => (one === option ? !chosen(one) : chosen(one)))
                  .map((one) => one.value),
              )
            }
          />
        ))}
      </div>
    </Checkbox.Group>
  )
}

export function FileField({ accept, ...field }: FieldProps & { accept?: string }) {
  const id = useId()
  const { change, error } = useField<File>(field)
  return (
    <div data-path={field.name}>
      <label htmlFor={id} className={classes.label}>
        {field.label}
        {field.required ? <span aria-hidden="true"> *</span> : null}
      </label>
      {field.hint === undefined ? null : <div className={classes.hint}>{field.hint}</div>}
      <input
        id={id}
        type="file"
        className={classes.file}
        accept={accept}
        required={field.required}
        disabled={field.disabled}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        onChange={(event) => change(event.currentTarget.files?.[0])}
      />
      {error === undefined ? null : (
        <div id={`${id}-error`} className={classes.error}>
          {error}
        </div>
      )}
    </div>
  )
}

/** Fields that belong together under one heading. */
export function Fieldset({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className={classes.fieldset}>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  )
}

/** Short fields side by side; under each other where there is no room. */
export function Columns({ children }: { children: ReactNode }) {
  return <div className={classes.columns}>{children}</div>
}
