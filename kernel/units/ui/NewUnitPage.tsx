import {
  DateField,
  Form,
  NameFields,
  Page,
  SearchField,
  SelectField,
  TextField,
  useFormValues,
  useLanguage,
  useTranslation,
} from '#platform/ui'
import { CreateUnit, hierarchies, parentKinds, type UnitKind, unitKinds } from '../contract.ts'
import { parentSearch } from './unit-search.ts'
import { type Change, useChange } from './use-change.tsx'

/** A new unit: what it is, since when, and under what it stands in each order its kind belongs to. */
export default function NewUnitPage() {
  const { t } = useTranslation('units')
  const change = useChange(t('change.create'))
  return (
    <Page
      title={t('change.create')}
      lead={t('change.create-lead')}
      back={{ to: '/units', label: t('nav.units') }}
    >
      <Form
        schema={CreateUnit}
        initial={{ name: { en: '', ur: '' } }}
        draft="units.create"
        submit={t('change.show-effects')}
        onSubmit={(values) => change.ask({ act: 'create', ...(values as object) } as Change)}
      >
        <SelectField
          name="kind"
          label={t('change.kind')}
          required
          options={unitKinds
            .filter((kind) => parentKinds[kind].territory !== undefined && kind !== 'province')
            .map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
        <TextField
          name="code"
          label={t('change.code')}
          hint={t('change.code-hint')}
          required
          ltr
          maxLength={60}
        />
        <NameFields name="name" required />
        <DateField name="from" label={t('change.from')} hint={t('change.from-hint')} required />
        <ParentFields />
      </Form>
      {change.dialog}
    </Page>
  )
}

function ParentFields() {
  const { t } = useTranslation('units')
  const language = useLanguage()
  const kind = useFormValues().kind as UnitKind | undefined
  if (kind === undefined) return null
  return hierarchies.map((hierarchy) => {
    const kinds = parentKinds[kind]?.[hierarchy]
    return kinds === undefined ? null : (
      <SearchField
        key={`${kind} ${hierarchy}`}
        name={`parents.${hierarchy}`}
        label={t('change.parent-in', { hierarchy: t(`hierarchy.${hierarchy}`) })}
        hint={kinds.map((each) => t(`kind.${each}`)).join(' · ')}
        required={hierarchy === 'territory'}
        search={parentSearch(kinds, language)}
      />
    )
  })
}
