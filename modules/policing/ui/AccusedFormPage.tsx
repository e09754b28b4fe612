import { useState } from 'react'
import { Form, say, useGo, useTranslation, uuidv7 } from '#platform/ui'
import { addAccused } from '../contract.ts'
import { CaseForm } from './CaseForm.tsx'
import { PersonBlock } from './PersonBlock.tsx'

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
      prepare={(values) => ({ ...values, caseId })}
      submit={t('accused.submit')}
      onDone={() => {
        say(t('accused.done'))
        go(`/cases/${caseId}`)
      }}
    >
      <PersonBlock at="person" born />
    </Form>
  )
}
