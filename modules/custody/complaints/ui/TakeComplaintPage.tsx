import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  Button,
  Columns,
  DateField,
  Fieldset,
  Form,
  Icon,
  Load,
  Ltr,
  Page,
  SelectField,
  TextField,
  today,
  useCall,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'
import {
  complaintChannels,
  complaintRelations,
  complaintSubjects,
  listNameable,
  takeComplaint,
} from '../contract.ts'
import classes from './Complaints.module.css'
import { NamedFields } from './NamedFields.tsx'

/** Takes a complaint down. It is sealed as it is written: whoever took it does not see it again. */
export default function TakeComplaintPage() {
  const { t } = useTranslation('custody-complaints')
  const officers = useCall(listNameable, {}, { keep: false })
  const [code, setCode] = useState<string>()
  return (
    <Page title={t('take.act')} lead={t('take.lead')}>
      {code === undefined ? (
        <Load call={officers} lines={8}>
          {(data) => <Take officers={data} done={setCode} />}
        </Load>
      ) : (
        <Alert color="blue" title={t('take.taken')} icon={<Icon name="shield-check" />}>
          <p className={classes.code}>
            <Ltr copy>{code}</Ltr>
          </p>
          <p>{t('take.receipt')}</p>
          <Button onClick={() => setCode(undefined)}>{t('take.another')}</Button>
        </Alert>
      )}
    </Page>
  )
}

function Take({ officers, done }: { officers: OutputOf<typeof listNameable>; done: (code: string) => void }) {
  const { t } = useTranslation('custody-complaints')
  return (
    <Form
      endpoint={takeComplaint}
      initial={{ channel: 'desk', receivedOn: today(), against: [] }}
      submit={t('take.submit')}
      prepare={(values) => ({ ...values, prisonId: officers.prison.id })}
      onDone={({ code }) => done(code)}
    >
      <Columns>
        <SelectField
          name="channel"
          label={t('take.channel')}
          required
          options={complaintChannels.map((value) => ({ value, label: t(`channel.${value}`) }))}
        />
        <SelectField
          name="subject"
          label={t('column.subject')}
          required
          options={complaintSubjects.map((value) => ({ value, label: t(`subject.${value}`) }))}
        />
        <DateField name="receivedOn" label={t('column.on')} required />
      </Columns>
      <TextField
        name="text"
        label={t('take.text')}
        hint={t('take.text-hint')}
        multiline
        required
        maxLength={8000}
      />
      <Fieldset legend={t('column.from')}>
        <TextField name="prisonerNumber" ltr label={t('take.number')} hint={t('take.number-hint')} />
        <Columns>
          <TextField name="byName" label={t('take.by-name')} hint={t('take.by-hint')} maxLength={120} />
          <SelectField
            name="byRelation"
            label={t('take.by-relation')}
            options={complaintRelations.map((value) => ({ value, label: t(`relation.${value}`) }))}
          />
        </Columns>
      </Fieldset>
      <Fieldset legend={t('against')}>
        <p className={classes.soft}>{t('take.against-hint')}</p>
        <Against officers={officers} />
      </Fieldset>
    </Form>
  )
}

function Against({ officers }: { officers: OutputOf<typeof listNameable> }) {
  const { t } = useTranslation('custody-complaints')
  const { against = [] } = useFormValues<{ against?: readonly Record<string, unknown>[] }>()
  const set = useSetField()
  return (
    <>
      {against
        .map((_one, index) => `against.${index}`)
        .map((path) => (
          <div key={path} className={classes.against}>
            <NamedFields path={path} officers={officers.rows} />
          </div>
        ))}
      <div>
        <Button
          size="xs"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => set('against', [...against, {}])}
        >
          {t('take.add-officer')}
        </Button>
      </div>
    </>
  )
}
