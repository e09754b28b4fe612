import { useState } from 'react'
import {
  Columns,
  DateField,
  Form,
  SelectField,
  say,
  TextField,
  today,
  useGo,
  useTranslation,
  uuidv7,
} from '#platform/ui'
import { addSeizure } from '../contract.ts'
import { CaseForm, type FirFile, useAccusedOptions } from './CaseForm.tsx'
import { instantOf } from './clock-time.ts'

/** Recording property seized in the investigation. */
export default function SeizureFormPage() {
  const { t } = useTranslation('policing')
  return (
    <CaseForm title={t('seizure.title')}>
      {(file, caseId) => <SeizureForm file={file} caseId={caseId} />}
    </CaseForm>
  )
}

function SeizureForm({ file, caseId }: { file: FirFile; caseId: string }) {
  const { t } = useTranslation('policing')
  const go = useGo()
  const options = useAccusedOptions()
  const [initial] = useState(() => ({ id: uuidv7(), seizedOn: today(), seizedAt: '' }))
  return (
    <Form
      endpoint={addSeizure}
      draft={`policing.seizure.${caseId}`}
      initial={initial}
      prepare={({ seizedOn, ...values }) => ({
        ...values,
        caseId,
        seizedAt: instantOf(seizedOn as string, values.seizedAt as string),
      })}
      submit={t('seizure.submit')}
      onDone={() => {
        say(t('seizure.done'))
        go(`/cases/${caseId}`)
      }}
    >
      <TextField name="description" label={t('fir.description')} required />
      <Columns>
        <DateField name="seizedOn" label={t('seizure.on')} required />
        <TextField name="seizedAt" ltr label={t('seizure.at')} hint={t('fir.time-hint')} required />
      </Columns>
      {file.accused.length === 0 ? null : (
        <SelectField name="partyId" label={t('seizure.from')} options={options(file.accused)} />
      )}
      <Columns>
        <TextField name="memoNumber" ltr label={t('word.memo')} />
        <TextField name="malkhanaNumber" ltr label={t('word.malkhana')} />
      </Columns>
    </Form>
  )
}
