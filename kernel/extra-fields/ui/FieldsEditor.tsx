import { type KeyboardEvent, useRef } from 'react'
import {
  ActionIcon,
  Button,
  CheckField,
  Columns,
  DateField,
  Icon,
  NumberField,
  SelectField,
  TextField,
  useBoth,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { fieldKinds } from '../contract.ts'
import { listKinds } from '../judge.ts'
import { type DraftField, type DraftValue, kindOf, moved } from './draft.ts'
import classes from './ExtraFields.module.css'

type Draft = { readonly fields?: readonly DraftField[] }

/** The fields one under the other, in the order asked; Alt with an arrow moves the one in which one types. */
export function FieldsEditor({ kept }: { kept: readonly string[] }) {
  const { t } = useTranslation('extra-fields')
  const { fields = [] } = useFormValues<Draft>()
  const set = useSetField()
  const list = useRef<HTMLDivElement>(null)
  const focus = (path: string) =>
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>(`[data-path="${path}.en"]`)?.focus(),
    )
  const move = (at: number, by: -1 | 1) => {
    const next = moved(fields, at, by)
    if (next === fields) return
    set('fields', next)
    focus(`fields.${at + by}.label`)
  }
  const addValue = (at: number) => {
    const values = fields[at]?.values ?? []
    set(`fields.${at}.values`, [...values, {}])
    focus(`fields.${at}.values.${values.length}`)
  }
  const onKey = (event: KeyboardEvent, at: number) => {
    const { target, key, altKey } = event
    if (altKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
      event.preventDefault()
      move(at, key === 'ArrowUp' ? -1 : 1)
    } else if (key === 'Enter' && !event.ctrlKey && !event.metaKey && target instanceof HTMLInputElement) {
      // Enter would propose a draft half written; in a list it asks for the next value.
      event.preventDefault()
      if (/\.values\.\d+\./.test(target.dataset.path ?? '')) addValue(at)
    }
  }
  return (
    <div ref={list} className={classes.editor}>
      <p className={classes.soft}>{t('editor-hint')}</p>
      {fields
        .map((field, at) => ({ field, at, path: `fields.${at}` }))
        .map(({ field, at, path }) => (
          // The keys are heard on the way up from the fields inside, which are what one tabs to.
          <fieldset key={path} className={classes.draft} onKeyDown={(event) => onKey(event, at)}>
            <OneField
              field={field}
              path={path}
              kept={field.key !== undefined && kept.includes(field.key)}
              move={(by) => move(at, by)}
              addValue={() => addValue(at)}
              remove={() =>
                set(
                  'fields',
                  fields.filter((_one, n) => n !== at),
                )
              }
            />
          </fieldset>
        ))}
      <div>
        <Button
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => {
            set('fields', [...fields, { kind: 'text', required: false, sealed: false }])
            focus(`fields.${fields.length}.label`)
          }}
        >
          {t('add-field')}
        </Button>
      </div>
    </div>
  )
}

function OneField({
  field,
  path,
  kept,
  move,
  addValue,
  remove,
}: {
  field: DraftField
  path: string
  kept: boolean
  move: (by: -1 | 1) => void
  addValue: () => void
  remove: () => void
}) {
  const { t } = useTranslation('extra-fields')
  const both = useBoth()
  const kind = kindOf(field)
  const name = both({ en: field.label?.en ?? '', ur: field.label?.ur ?? '' })
  const button = (icon: 'arrow-up' | 'arrow-down' | 'trash', label: string, act: () => void) => (
    <ActionIcon variant="subtle" aria-label={`${label}: ${name}`} title={label} onClick={act}>
      <Icon name={icon} size={17} />
    </ActionIcon>
  )
  return (
    <>
      <div className={classes.head}>
        <strong>{name === '' ? t('new-field') : name}</strong>
        <span className={classes.badges}>
          {button('arrow-up', t('move-up'), () => move(-1))}
          {button('arrow-down', t('move-down'), () => move(1))}
          {button('trash', kept ? t('end-field') : t('common:act.remove'), remove)}
        </span>
      </div>
      <Columns>
        <TextField
          name={`${path}.label.en`}
          lang="en"
          label={`${t('label')} (English)`}
          required
          maxLength={120}
        />
        <TextField
          name={`${path}.label.ur`}
          lang="ur"
          label={`${t('label')} (اردو)`}
          required
          maxLength={120}
        />
        <SelectField
          name={`${path}.kind`}
          label={t('kind-label')}
          required
          disabled={kept}
          {...(kept ? { hint: t('kept-hint') } : {})}
          options={fieldKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      </Columns>
      {kind === 'number' ? (
        <Columns>
          <TextField name={`${path}.unit.en`} lang="en" label={`${t('unit')} (English)`} maxLength={30} />
          <TextField name={`${path}.unit.ur`} lang="ur" label={`${t('unit')} (اردو)`} maxLength={30} />
          <NumberField name={`${path}.least`} label={t('least')} decimals={3} />
          <NumberField name={`${path}.most`} label={t('most')} decimals={3} />
          <NumberField name={`${path}.decimals`} label={t('decimals')} />
        </Columns>
      ) : null}
      {listKinds.includes(kind) ? (
        <Values path={`${path}.values`} values={field.values ?? []} add={addValue} />
      ) : null}
      <Columns>
        <CheckField name={`${path}.required`} label={t('required')} />
        <CheckField
          name={`${path}.sealed`}
          label={t('sealed-label')}
          hint={t('sealed-hint')}
          disabled={kept}
        />
      </Columns>
      <details>
        <summary>{t('help')}</summary>
        <Columns>
          <TextField name={`${path}.help.en`} lang="en" label={`${t('help')} (English)`} maxLength={300} />
          <TextField name={`${path}.help.ur`} lang="ur" label={`${t('help')} (اردو)`} maxLength={300} />
        </Columns>
      </details>
    </>
  )
}

function Values({ path, values, add }: { path: string; values: readonly DraftValue[]; add: () => void }) {
  const { t } = useTranslation('extra-fields')
  const set = useSetField()
  return (
    <>
      {values
        .map((one, at) => ({ one, at, place: `${path}.${at}` }))
        .map(({ one, at, place }) => (
          <div key={place} className={classes.value}>
            <TextField
              name={`${place}.en`}
              lang="en"
              label={`${t('value', { n: at + 1 })} (English)`}
              required
            />
            <TextField
              name={`${place}.ur`}
              lang="ur"
              label={`${t('value', { n: at + 1 })} (اردو)`}
              required
            />
            <DateField name={`${place}.until`} label={t('until')} />
            <ActionIcon
              variant="subtle"
              aria-label={`${t('common:act.remove')}: ${one.en ?? ''}`}
              onClick={() =>
                set(
                  path,
                  values.filter((_value, n) => n !== at),
                )
              }
            >
              <Icon name="trash" size={17} />
            </ActionIcon>
          </div>
        ))}
      <div>
        <Button size="xs" leftSection={<Icon name="plus" size={16} />} onClick={add}>
          {t('add-value')}
        </Button>
      </div>
    </>
  )
}
