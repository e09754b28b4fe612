import { useMemo } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  CheckField,
  ChecksField,
  Columns,
  DateField,
  Fieldset,
  Form,
  Load,
  NativeSelect,
  NumberField,
  Page,
  SelectField,
  say,
  TextField,
  useBoth,
  useCall,
  useFormats,
  useFormValues,
  useGo,
  useQueryText,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import {
  authorities,
  getSettingRule,
  proposeSetting,
  type SettingField,
  type SettingValues,
} from '../contract.ts'
import { ProseField, Words } from './Prose.tsx'
import { Unsettled } from './Provinces.tsx'
import classes from './Settings.module.css'

type Rule = OutputOf<typeof getSettingRule>

/** What a rule becomes from a day on, beside what it is; proposed with its paper, for another officer to adopt. */
export default function ChangePage() {
  const { key = '' } = useRouteParams()
  const [asked] = useQueryText('rule')
  const [prisonId, setPrisonId] = useQueryText('prison')
  const found = useCall(
    getSettingRule,
    { key, ...(asked === '' ? {} : { rule: asked }), ...(prisonId === '' ? {} : { prisonId }) },
    { keep: false },
  )
  return (
    <Load call={found}>
      {(rule) => <Change key={`${prisonId} ${rule.version}`} rule={rule} setPrisonId={setPrisonId} />}
    </Load>
  )
}

function Change({ rule, setPrisonId }: { rule: Rule; setPrisonId: (id: string) => void }) {
  const { t } = useTranslation('custody-settings')
  const both = useBoth()
  const { date } = useFormats()
  const go = useGo()
  const back = `/custody/settings/${rule.key}`
  const initial = useMemo(
    () => ({ fromOn: rule.today, values: inForm(rule.fields, rule.current?.values ?? {}) }),
    [rule],
  )
  return (
    <Page
      title={both(rule.label)}
      lead={rule.label.en === rule.name.en ? both(rule.about) : both(rule.name)}
      back={{ to: back, label: both(rule.name) }}
    >
      {rule.prisons.length === 0 ? null : (
        <NativeSelect
          label={t('change.where')}
          description={t('change.where-hint')}
          value={rule.prison === null ? '' : String(rule.prison.id)}
          onChange={(event) => setPrisonId(event.currentTarget.value)}
          data={[
            { value: '', label: t('whole-province') },
            ...rule.prisons.map((prison) => ({ value: String(prison.id), label: both(prison.name) })),
          ]}
        />
      )}
      {rule.next === null ? null : (
        <Alert color="blue">{t('change.next', { day: date(rule.next.fromOn) })}</Alert>
      )}
      <Form
        endpoint={proposeSetting}
        initial={initial}
        submit={t('act.propose')}
        cancel={() => go(back)}
        version={rule.version}
        // Only the rule itself is compared with what somebody else made of it meanwhile; the paper and the day are one's own.
        comparison={{
          apart: (values) => inForm(rule.fields, (values.values ?? {}) as SettingValues),
          together: (fields, mine) => ({ ...mine, values: fields }),
          label: (column) =>
            both(rule.fields.find((field) => field.column === column)?.name ?? { en: column, ur: column }),
        }}
        prepare={(values) => prepared(rule, values)}
        onDone={() => {
          say(t('proposed.done'))
          go(back)
        }}
      >
        {rule.identityFields.length === 0 ? null : (
          <Fieldset legend={t('change.for-whom')}>
            <Columns>
              {rule.identityFields.map((field) => (
                <Asked key={field.column} field={field} path="identity" />
              ))}
            </Columns>
          </Fieldset>
        )}
        {rule.mayEnd ? (
          <CheckField name="ends" label={t('change.ends')} hint={t('change.ends-hint')} />
        ) : null}
        <Values rule={rule} />
        <Fieldset legend={t('change.paper')}>
          <Columns>
            <DateField name="fromOn" label={t('change.from')} hint={t('change.from-hint')} required />
            <SelectField
              name="authority"
              label={t('change.authority')}
              required
              options={authorities.map((value) => ({ value, label: t(`authority.${value}`) }))}
            />
          </Columns>
          <Columns>
            <TextField name="paperNumber" ltr label={t('change.number')} required />
            <DateField name="paperOn" label={t('change.paper-on')} required />
          </Columns>
          <TextField name="reason" multiline label={t('change.reason')} required />
        </Fieldset>
      </Form>
    </Page>
  )
}

/** Every value: as it is, and the field for what it becomes. */
function Values({ rule }: { rule: Rule }) {
  const { t } = useTranslation('custody-settings')
  const both = useBoth()
  const { ends } = useFormValues<{ ends?: boolean }>()
  if (ends === true) return null
  return (
    <Fieldset legend={t('change.values')}>
      {rule.fields.map((field) => {
        const said = rule.current?.said.find(({ column }) => column === field.column)
        return (
          <div key={field.column} className={classes.pair}>
            <div className={classes.was}>
              <span className={classes.soft}>{t(`change.now-${rule.from}`)}</span>
              {said === undefined ? (
                <Unsettled />
              ) : field.kind === 'prose' ? (
                <Words text={String(rule.current?.values[field.column] ?? '')} language={field.language} />
              ) : (
                <strong>{both(said.text)}</strong>
              )}
            </div>
            <Asked field={field} path="values" />
          </div>
        )
      })}
    </Fieldset>
  )
}

function Asked({ field, path }: { field: SettingField; path: 'values' | 'identity' }) {
  const { t } = useTranslation('custody-settings')
  const both = useBoth()
  const shared = {
    name: `${path}.${field.column}`,
    label: both(field.name),
    required: field.empty === null,
    ...(field.empty === null ? {} : { hint: t('change.empty', { means: both(field.empty) }) }),
  }
  const options = field.options.map(({ value, name }) => ({ value, label: both(name) }))
  switch (field.kind) {
    case 'number':
      return <NumberField {...shared} {...(field.unit === null ? {} : { unit: both(field.unit) })} />
    case 'quantity':
      return (
        <NumberField {...shared} decimals={3} {...(field.unit === null ? {} : { unit: both(field.unit) })} />
      )
    case 'money':
      return <NumberField {...shared} decimals={2} unit={t('rupees')} />
    case 'choice':
    case 'flag':
      return <SelectField {...shared} options={options} />
    case 'choices':
      return <ChecksField {...shared} required={false} options={options} />
    case 'time':
      return <TextField {...shared} ltr hint={t('change.time')} />
    case 'text':
      return <TextField {...shared} {...(field.language === null ? {} : { lang: field.language })} />
    case 'prose':
      return <ProseField field={field} path={path} />
  }
}

/** Values as the fields hold them: what is chosen is chosen by its text. */
function inForm(fields: readonly SettingField[], values: SettingValues): Record<string, unknown> {
  return Object.fromEntries(
    fields.map(({ column, kind }) => {
      const value = values[column] ?? undefined
      if (value === undefined) return [column, undefined]
      if (kind === 'choice' || kind === 'flag') return [column, String(value)]
      return [column, Array.isArray(value) ? value.map(String) : value]
    }),
  )
}

/** And as they are sent. */
function asTyped({ kind, numbers }: SettingField, value: unknown): unknown {
  if (value === undefined || value === '') return undefined
  if (kind === 'flag') return value === 'true'
  if (kind === 'choice') return numbers ? Number(value) : value
  if (kind === 'choices') return (value as readonly string[]).map((one) => (numbers ? Number(one) : one))
  return value
}

function prepared(rule: Rule, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const typed = (fields: readonly SettingField[], given: unknown) =>
    Object.fromEntries(
      fields.map((field) => [
        field.column,
        asTyped(field, (given as Record<string, unknown> | undefined)?.[field.column]),
      ]),
    )
  return {
    ...values,
    key: rule.key,
    ...(rule.prison === null ? {} : { prisonId: rule.prison.id }),
    identity: rule.identityFields.length === 0 ? rule.identity : typed(rule.identityFields, values.identity),
    values: typed(rule.fields, values.values),
  }
}
