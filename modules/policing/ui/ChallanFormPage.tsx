import { useState } from 'react'
import {
  CheckField,
  ChoiceField,
  Fieldset,
  Form,
  Section,
  say,
  TextField,
  useGo,
  useTranslation,
  uuidv7,
} from '#platform/ui'
import { submitChallan } from '../contract.ts'
import { CaseForm, type FirFile, useAccusedOptions } from './CaseForm.tsx'
import DefectList from './DefectList.tsx'
import classes from './Policing.module.css'

const kinds = ['final', 'interim', 'supplementary', 'cancellation'] as const

/** Submitting the report under s.173, or submitting it again after it was returned. */
export default function ChallanFormPage() {
  const { t } = useTranslation('policing')
  return (
    <CaseForm title={t('challan.title')}>
      {(file, caseId) => <ChallanForm file={file} caseId={caseId} />}
    </CaseForm>
  )
}

function ChallanForm({ file, caseId }: { file: FirFile; caseId: string }) {
  const { t } = useTranslation('policing')
  const go = useGo()
  const options = useAccusedOptions()
  const inCourt = file.state === 'filed' || file.state === 'under-trial'
  const last = file.reports.at(-1)
  const returned = last?.returned?.resubmitted === false ? last.returned : null
  const [initial] = useState(() => ({
    id: uuidv7(),
    kind: returned === null ? (inCourt ? 'supplementary' : 'final') : last?.kind,
    summary: returned === null ? '' : (last?.summary ?? ''),
    sent: Object.fromEntries(
      file.accused.map(({ partyId }) => [
        partyId,
        returned === null ? true : (last?.accused.includes(partyId) ?? false),
      ]),
    ),
  }))
  return (
    <>
      {returned === null ? null : (
        <Section title={t('challan.cure')}>
          <DefectList defects={returned.defects} />
          {returned.remarks === null ? null : <p className={classes.told}>{returned.remarks}</p>}
        </Section>
      )}
      <Form
        endpoint={submitChallan}
        draft={`policing.challan.${caseId}.${file.reports.length}`}
        initial={initial}
        prepare={({ sent, ...values }) => ({
          ...values,
          caseId,
          accused:
            values.kind === 'cancellation'
              ? []
              : Object.entries(sent as Record<string, boolean>)
                  .filter(([, yes]) => yes)
                  .map(([partyId]) => partyId),
        })}
        submit={t('challan.submit')}
        onDone={() => {
          say(t('challan.done'))
          go(`/cases/${caseId}`)
        }}
      >
        <ChoiceField
          name="kind"
          label={t('challan.kind')}
          required
          options={kinds
            .filter((kind) => !inCourt || kind === 'supplementary' || kind === 'final')
            .map((kind) => ({
              value: kind,
              label: t(`kind.${kind}`),
              ...(kind === 'interim' || kind === 'cancellation' ? { hint: t(`kind.${kind}-hint`) } : {}),
            }))}
        />
        {file.accused.length === 0 ? null : (
          <Fieldset legend={t('challan.accused')}>
            {options(file.accused).map(({ value, label }) => (
              <CheckField key={value} name={`sent.${value}`} label={label} />
            ))}
          </Fieldset>
        )}
        <TextField
          name="summary"
          multiline
          label={t('challan.summary')}
          hint={t('challan.summary-hint')}
          required
        />
      </Form>
    </>
  )
}
