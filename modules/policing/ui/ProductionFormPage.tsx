import { useState } from 'react'
import {
  ChoiceField,
  Columns,
  DateField,
  EmptyState,
  Form,
  Link,
  Load,
  NumberField,
  SameAsLast,
  SelectField,
  say,
  TextField,
  today,
  useBoth,
  useCall,
  useGo,
  useQueryText,
  useTranslation,
  uuidv7,
} from '#platform/ui'
import { listCourts, produceInCourt } from '../contract.ts'
import { CaseForm, type FirFile, useAccusedOptions } from './CaseForm.tsx'
import { instantOf, timeNow } from './clock-time.ts'

/** Producing an arrested person before a court with the application for remand. */
export default function ProductionFormPage() {
  const { t } = useTranslation('policing')
  return (
    <CaseForm title={t('production.title')}>
      {(file, caseId) => <ProductionForm file={file} caseId={caseId} />}
    </CaseForm>
  )
}

function ProductionForm({ file, caseId }: { file: FirFile; caseId: string }) {
  const { t } = useTranslation('policing')
  const go = useGo()
  const both = useBoth()
  const options = useAccusedOptions()
  const [party] = useQueryText('party')
  const courts = useCall(listCourts, {})
  const held = file.accused.filter(({ custody }) => custody === 'police')
  const [initial] = useState(() => ({
    id: uuidv7(),
    partyId: held.some(({ partyId }) => partyId === party)
      ? party
      : held.length === 1
        ? held[0]?.partyId
        : '',
    courtId: '',
    asked: '',
    days: '',
    reasons: '',
    producedOn: today(),
    producedAt: timeNow(),
  }))
  if (held.length === 0)
    return (
      <EmptyState
        icon="users"
        title={t('production.nobody')}
        why={t('production.nobody-why')}
        action={<Link to={`/policing/cases/${caseId}/arrest`}>{t('panel.act.arrest')}</Link>}
      />
    )
  return (
    <Load call={courts}>
      {(data) => (
        <Form
          endpoint={produceInCourt}
          draft={`policing.production.${caseId}`}
          initial={initial}
          prepare={({ producedOn, ...values }) => ({
            ...values,
            producedAt: instantOf(producedOn as string, values.producedAt as string),
          })}
          submit={t('production.submit')}
          onDone={({ flags }) => {
            say(t(flags.includes('NEAR_QATL_OR_DACOITY_REFER') ? 'production.near' : 'production.done'))
            go(`/cases/${caseId}`)
          }}
        >
          <SameAsLast />
          <SelectField name="partyId" label={t('production.who')} options={options(held)} required />
          <SelectField
            name="courtId"
            label={t('production.court')}
            required
            options={data.courts.map((court) => ({
              value: String(court.id),
              label: both({ en: court.nameEn, ur: court.nameUr }),
            }))}
          />
          <Columns>
            <DateField name="producedOn" label={t('production.on')} required />
            <TextField name="producedAt" ltr label={t('production.at')} hint={t('fir.time-hint')} required />
          </Columns>
          <ChoiceField
            name="asked"
            label={t('production.asked')}
            required
            options={[
              { value: 'police', label: t('production.police'), hint: t('production.police-hint') },
              { value: 'judicial', label: t('production.judicial'), hint: t('production.judicial-hint') },
            ]}
          />
          <NumberField name="days" label={t('production.days')} unit={t('production.days-unit')} required />
          <TextField
            name="reasons"
            multiline
            label={t('production.reasons')}
            hint={t('production.reasons-hint')}
            required
          />
        </Form>
      )}
    </Load>
  )
}
