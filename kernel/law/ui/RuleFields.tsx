import { choiceWords, type FormField, factWords, wordsOf } from '#kernel/law/contract'
import {
  Button,
  Columns,
  DateField,
  Fieldset,
  Icon,
  NumberField,
  SelectField,
  TextField,
  useBoth,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { isGiven } from './rule-values.ts'

/** The boxes of a rule's facts, in the order of its schema. */
export function RuleFields({
  fields,
  at = '',
  within = 'needed',
}: {
  fields: readonly FormField[]
  at?: string
  /** Facts of a group that may be left out are needed only once one of them was typed. */
  within?: 'needed' | 'optional'
}) {
  return fields
    .filter((field) => !isGiven(field))
    .map((field) => (
      <RuleField
        key={field.key}
        field={within === 'optional' ? { ...field, required: false } : field}
        name={at === '' ? field.key : `${at}.${field.key}`}
      />
    ))
}

function RuleField({ field, name }: { field: FormField; name: string }) {
  const { t } = useTranslation('law')
  const both = useBoth()
  const label = both(wordsOf(factWords, field.key))
  const box = { name, label, required: field.required }
  const unit = (key: 'years' | 'months' | 'days', at: string) => (
    <NumberField name={`${name}.${at}`} label={both(wordsOf(factWords, key))} />
  )
  const choices = (values: readonly string[]) =>
    values.map((value) => ({ value, label: both(wordsOf(choiceWords, value)) }))
  switch (field.kind) {
    case 'day':
      return <DateField {...box} />
    case 'instant':
      return (
        <Fieldset legend={label}>
          <Columns>
            <DateField name={`${name}.day`} label={t('form.day')} required={field.required} />
            <TextField
              name={`${name}.time`}
              label={t('form.time')}
              hint={t('form.time-hint')}
              ltr
              required={field.required}
            />
          </Columns>
        </Fieldset>
      )
    case 'number':
      return <NumberField {...box} decimals={field.whole ? 0 : 2} />
    case 'yes-no':
      return <SelectField {...box} options={choices(['true', 'false'])} />
    case 'choice':
      return <SelectField {...box} options={choices(field.options)} />
    case 'texts':
      return <TextField {...box} hint={t('form.texts-hint')} />
    case 'term':
      return (
        <Fieldset legend={label}>
          <SelectField
            name={`${name}.life`}
            label={t('form.term-kind')}
            options={[{ value: 'LIFE', label: both(wordsOf(choiceWords, 'LIFE')) }]}
            hint={t('form.term-hint')}
          />
          <Columns>
            {unit('years', 'years')}
            {unit('months', 'months')}
            {unit('days', 'days')}
          </Columns>
        </Fieldset>
      )
    case 'duration':
    case 'days-triple': {
      const at = field.kind === 'duration' ? ['years', 'months', 'days'] : ['0', '1', '2']
      return (
        <Fieldset legend={label}>
          <Columns>
            {unit('years', at[0]!)}
            {unit('months', at[1]!)}
            {unit('days', at[2]!)}
          </Columns>
        </Fieldset>
      )
    }
    case 'punishment':
      return (
        <Fieldset legend={label}>
          <Columns>
            <SelectField
              name={`${name}.grave`}
              label={t('form.punishment')}
              options={choices(['DEATH', 'LIFE'])}
              hint={t('form.punishment-hint')}
            />
            {unit('months', 'months')}
          </Columns>
        </Fieldset>
      )
    case 'group':
      return (
        <Fieldset legend={label}>
          <RuleFields fields={field.fields} at={name} within={field.required ? 'needed' : 'optional'} />
        </Fieldset>
      )
    case 'list':
      return <ListField field={field} name={name} label={label} />
    default:
      return <TextField {...box} />
  }
}

function ListField({
  field,
  name,
  label,
}: {
  field: Extract<FormField, { kind: 'list' }>
  name: string
  label: string
}) {
  const { t } = useTranslation('law')
  const set = useSetField()
  const rows = rowsAt(useFormValues(), name)
  return (
    <Fieldset legend={label}>
      {rows.map((row, at) => (
        // Rows have no name of their own; taking one out moves the others' values with them.
        <Fieldset key={`${name}.${String(at)}`} legend={t('form.row', { label, number: at + 1 })}>
          <RuleFields fields={field.fields} at={`${name}.${at}`} />
          <Button
            size="compact-sm"
            leftSection={<Icon name="trash" size={15} />}
            onClick={() =>
              set(
                name,
                rows.filter((other) => other !== row),
              )
            }
          >
            {t('form.remove-row', { label, number: at + 1 })}
          </Button>
        </Fieldset>
      ))}
      <Button leftSection={<Icon name="plus" size={16} />} onClick={() => set(name, [...rows, {}])}>
        {t('form.add-row', { label })}
      </Button>
    </Fieldset>
  )
}

function rowsAt(values: unknown, path: string): readonly unknown[] {
  let at: unknown = values
  for (const key of path.split('.')) at = (at as Record<string, unknown> | undefined)?.[key]
  return Array.isArray(at) ? at : []
}
