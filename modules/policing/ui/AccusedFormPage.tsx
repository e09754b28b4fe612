import { useState } from 'react'
import { PersonEntry, type TypedPerson, typedPerson } from '#kernel/people/ui'
import { Form, say, today, useGo, useTranslation, uuidv7 } from '#platform/ui'
import { addAccused } from '../contract.ts'
import { CaseForm } from './CaseForm.tsx'

/** Adding an accused whom the investigation found. */
export default function AccusedFormPage() {
  const { t } = useTranslation('policing')
  return <CaseForm title={t('accused.title')}>{(_, caseId) => <AccusedForm caseId={caseId} />}</CaseForm>
}

function AccusedForm({ caseId }: { caseId: string }) {
  const { t } = useTranslation('policing')
  const go = useGo()
  const [initial] = useState(() => ({ partyId: uuidv7() }))
  return (
    <Form
      endpoint={addAccused}
      draft={`policing.accused.${caseId}`}
      initial={initial}
      prepare={({ person, ...values }) => ({
        ...values,
        caseId,
        person: typedPerson(person as TypedPerson, today()),
      })}
      submit={t('accused.submit')}
      onDone={() => {
        say(t('accused.done'))
        go(`/cases/${caseId}`)
      }}
    >
      <PersonEntry bornHint={t('person.birth-hint')} />
    </Form>
  )
}
