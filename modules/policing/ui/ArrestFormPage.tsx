import { useState } from 'react'
import {
  CheckField,
  Columns,
  DateField,
  EmptyState,
  Form,
  Link,
  NumberField,
  SameAsLast,
  SelectField,
  say,
  TextField,
  today,
  useGo,
  useTranslation,
  uuidv7,
} from '#platform/ui'
import { recordArrest } from '../contract.ts'
import { CaseForm, type FirFile, useAccusedOptions } from './CaseForm.tsx'
import { instantOf } from './clock-time.ts'

/** Recording an arrest; its twenty-four hours begin. */
export default function ArrestFormPage() {
  const { t } = useTranslation('policing')
  return (
    <CaseForm title={t('arrest.title')}>
      {(file, caseId) => <ArrestForm file={file} caseId={caseId} />}
    </CaseForm>
  )
}

function ArrestForm({ file, caseId }: { file: FirFile; caseId: string }) {
  const { t } = useTranslation('policing')
  const go = useGo()
  const options = useAccusedOptions()
  const free = file.accused.filter(({ custody }) => custody !== 'police' && custody !== 'prison')
  const [initial] = useState(() => ({
    id: uuidv7(),
    partyId: free.length === 1 ? free[0]?.partyId : '',
    arrestedOn: today(),
    arrestedAt: '',
    place: '',
    journeyMinutes: '',
    groundsTold: false,
  }))
  if (free.length === 0)
    return (
      <EmptyState
        icon="users"
        title={t('arrest.nobody')}
        why={t('arrest.nobody-why')}
        action={<Link to={`/policing/cases/${caseId}/accused`}>{t('panel.act.accused')}</Link>}
      />
    )
  return (
    <Form
      endpoint={recordArrest}
      draft={`policing.arrest.${caseId}`}
      initial={initial}
      prepare={({ arrestedOn, ...values }) => ({
        ...values,
        arrestedAt: instantOf(arrestedOn as string, values.arrestedAt as string),
      })}
      submit={t('arrest.submit')}
      onDone={(arrest) => {
        say(t('arrest.done', { at: arrest.produceBy }))
        go('/policing/arrests')
      }}
    >
      <SameAsLast />
      <SelectField name="partyId" label={t('arrest.who')} options={options(free)} required />
      <Columns>
        <DateField name="arrestedOn" label={t('arrest.on')} required />
        <TextField name="arrestedAt" ltr label={t('arrest.at')} hint={t('fir.time-hint')} required />
      </Columns>
      <Columns>
        <TextField name="place" label={t('arrest.place')} required />
        <NumberField
          name="journeyMinutes"
          label={t('arrest.journey')}
          hint={t('arrest.journey-hint')}
          unit={t('arrest.minutes')}
        />
      </Columns>
      <CheckField name="groundsTold" label={t('arrest.grounds')} required />
    </Form>
  )
}
