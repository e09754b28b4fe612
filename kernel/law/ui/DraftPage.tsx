import { z } from 'zod'
import {
  Change,
  confidences,
  draftVersion,
  getPack,
  IsoDay,
  type LegalNumberRow,
  unitWords,
  wordsOf,
} from '#kernel/law/contract'
import {
  Button,
  Columns,
  call,
  DateField,
  Fieldset,
  Form,
  Icon,
  Load,
  NumberField,
  Page,
  SelectField,
  TextField,
  useBoth,
  useCall,
  useFormValues,
  useGo,
  useRouteParams,
  useSetField,
  useTranslation,
} from '#platform/ui'

const Typed = z.object({
  changes: z.array(Change).min(1),
  effectiveFrom: IsoDay,
  reason: z.string().min(10),
})

/** New numbers for a pack. Nothing changes until it was simulated, proposed, and adopted by another officer. */
export default function DraftPage() {
  const { t } = useTranslation('law')
  const both = useBoth()
  const go = useGo()
  const { code = '' } = useRouteParams()
  const found = useCall(getPack, { code })
  return (
    <Load call={found}>
      {(pack) => (
        <Page
          title={t('draft.title', { pack: both(pack.title) })}
          back={{ to: `/law/packs/${code}`, label: both(pack.title) }}
          lead={t('draft.lead')}
        >
          <Form
            schema={Typed}
            initial={{ changes: [{}], effectiveFrom: '', reason: '' }}
            submit={t('draft.submit')}
            draft={`law.draft.${code}`}
            onSubmit={async (values) => {
              const made = await call(draftVersion, { code, ...Typed.parse(values) })
              go(`/law/versions/${made.id}`)
            }}
          >
            <Changes numbers={pack.numbers} />
            <DateField
              name="effectiveFrom"
              label={t('draft.effective')}
              hint={t('draft.effective-hint')}
              required
            />
            <TextField
              name="reason"
              label={t('draft.reason')}
              hint={t('draft.reason-hint')}
              multiline
              required
            />
          </Form>
        </Page>
      )}
    </Load>
  )
}

function Changes({ numbers }: { numbers: readonly LegalNumberRow[] }) {
  const { t } = useTranslation('law')
  const set = useSetField()
  const values = useFormValues()
  const changes = Array.isArray(values.changes) ? (values.changes as { key?: string }[]) : []
  return (
    <>
      {changes.map((change, at) => (
        <Fieldset key={`changes.${String(at)}`} legend={t('draft.change', { number: at + 1 })}>
          <OneChange name={`changes.${at}`} chosen={change.key} numbers={numbers} />
          {changes.length < 2 ? null : (
            <Button
              size="compact-sm"
              leftSection={<Icon name="trash" size={15} />}
              onClick={() =>
                set(
                  'changes',
                  changes.filter((other) => other !== change),
                )
              }
            >
              {t('draft.remove', { number: at + 1 })}
            </Button>
          )}
        </Fieldset>
      ))}
      <Button leftSection={<Icon name="plus" size={16} />} onClick={() => set('changes', [...changes, {}])}>
        {t('draft.add')}
      </Button>
    </>
  )
}

function OneChange({
  name,
  chosen,
  numbers,
}: {
  name: string
  chosen: string | undefined
  numbers: readonly LegalNumberRow[]
}) {
  const { t } = useTranslation('law')
  const both = useBoth()
  const current = numbers.filter((number) => number.key === chosen)
  const latest = current.at(-1)
  const keys = [...new Map(numbers.map((number) => [number.key, number])).values()]
  const unit = latest === undefined ? undefined : both(wordsOf(unitWords, latest.unit))
  return (
    <>
      <SelectField
        name={`${name}.key`}
        label={t('draft.number')}
        required
        options={keys.map((number) => ({
          value: number.key,
          label: `${both(number.text)} (${number.section})`,
        }))}
      />
      {latest === undefined ? null : (
        <p>
          {t('draft.stands')}: <strong>{`${latest.value} ${unit}`}</strong>, {both(latest.text)}
        </p>
      )}
      <Columns>
        <NumberField
          name={`${name}.value`}
          label={t('draft.value')}
          decimals={2}
          required
          {...(unit === undefined ? {} : { unit })}
        />
        <DateField
          name={`${name}.effectiveFrom`}
          label={t('draft.number-from')}
          hint={t('draft.number-from-hint')}
        />
      </Columns>
      <TextField name={`${name}.section`} label={t('draft.section')} ltr required />
      <TextField name={`${name}.text.en`} label={t('draft.text-en')} lang="en" required />
      <TextField name={`${name}.text.ur`} label={t('draft.text-ur')} lang="ur" required />
      <SelectField
        name={`${name}.confidence`}
        label={t('confidence.word')}
        required
        options={confidences.map((value) => ({ value, label: t(`confidence.${value}`) }))}
      />
    </>
  )
}
