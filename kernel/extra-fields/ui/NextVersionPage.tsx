import type { OutputOf } from '#platform/http/contract'
import {
  Columns,
  DateField,
  Fieldset,
  Form,
  Load,
  Page,
  say,
  TextField,
  useBoth,
  useCall,
  useFormValues,
  useGo,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getForm, proposeFormVersion } from '../contract.ts'
import { type DraftField, toPreview, toSend } from './draft.ts'
import classes from './ExtraFields.module.css'
import { FieldsEditor } from './FieldsEditor.tsx'
import { Preview } from './Preview.tsx'

type Data = OutputOf<typeof getForm>

/** Drafts the next version and shows it in both languages before it is proposed. The address says whether of the province or the unit. */
export default function NextVersionPage() {
  const { t } = useTranslation('extra-fields')
  const { form = '' } = useRouteParams()
  const both = useBoth()
  const found = useCall(getForm, { form }, { keep: false })
  const own = location.pathname.endsWith('/next-own')
  return (
    <Page
      title={found.data === undefined ? t('next-title') : `${t('next-title')}: ${both(found.data.title)}`}
      lead={t('next-lead')}
      back={{ to: `/settings/fields/${form}`, label: t('form') }}
    >
      <Load call={found} lines={8}>
        {(data) => <Draft data={data} own={own} />}
      </Load>
    </Page>
  )
}

function Draft({ data, own }: { data: Data; own: boolean }) {
  const { t } = useTranslation('extra-fields')
  const both = useBoth()
  const go = useGo()
  const scope = data.drafts.find(({ unitId }) => (unitId === null) !== own)
  if (scope === undefined) return null
  const versions = data.versions.filter(
    ({ jurisdiction, unit }) => jurisdiction === data.own && (unit?.id ?? null) === scope.unitId,
  )
  const newest = versions[0]
  // What was returned is taken up again; otherwise one begins from what was adopted last.
  const begin = newest?.state === 'returned' ? newest : versions.find(({ state }) => state === 'adopted')
  const used = versions
    .filter(({ state }) => state === 'adopted')
    .flatMap(({ fields }) => fields.map(({ key }) => key))
  return (
    <Form
      endpoint={proposeFormVersion}
      draft={`extra-fields.version.${data.key}.${scope.unitId ?? 'province'}`}
      initial={{ inForceFrom: data.today, fields: begin?.fields ?? [] }}
      prepare={({ fields, ...values }) => ({
        ...values,
        form: data.key,
        after: newest?.version ?? 0,
        ...(scope.unitId === null ? {} : { unitId: scope.unitId }),
        fields: toSend((fields ?? []) as readonly DraftField[], used),
      })}
      submit={t('act.propose')}
      onDone={({ id }) => {
        say(t('proposed'))
        go(`/settings/field-versions/${id}`)
      }}
    >
      <p className={classes.soft}>{t('for', { name: both(scope.name) })}</p>
      <FieldsEditor kept={used} />
      <Fieldset legend={t('preview')}>
        <DraftPreview />
      </Fieldset>
      <Columns>
        <DateField name="inForceFrom" label={t('from')} required />
      </Columns>
      <TextField name="why" label={t('why')} hint={t('why-hint')} required maxLength={500} />
    </Form>
  )
}

function DraftPreview() {
  const { t } = useTranslation('extra-fields')
  const { fields = [] } = useFormValues<{ fields?: readonly DraftField[] }>()
  return fields.length === 0 ? (
    <p className={classes.soft}>{t('no-fields')}</p>
  ) : (
    <Preview fields={toPreview(fields)} />
  )
}
