import { Suspense } from 'react'
import { ExtraFields } from '#kernel/extra-fields/ui'
import type { OutputOf } from '#platform/http/contract'
import {
  CheckField,
  ChoiceField,
  Columns,
  DateField,
  Fieldset,
  Form,
  NumberField,
  SameAsLast,
  SelectField,
  TextField,
  useFormValues,
  useTranslation,
} from '#platform/ui'
import { admitPrisoner, categories } from '../contract.ts'
import { AidFields } from './AidFields.tsx'
import { InjuryRows } from './InjuryRows.tsx'
import { PaperFields } from './PaperFields.tsx'
import { Prisoner } from './Prisoner.tsx'
import { PropertyRows } from './PropertyRows.tsx'

/** The form of admission, in the order in which a clerk asks: who, known before, what, with what, in what condition, whether with counsel, what the department asks beside. */
export function AdmissionForm({
  draft,
  initial,
  onPaper,
  personId,
  prepare,
  onDone,
}: {
  draft: string
  initial: Record<string, unknown>
  onPaper: boolean
  /** Who the warrant is for, when the registry knows. */
  personId: string | undefined
  prepare: (values: Record<string, unknown>) => Record<string, unknown>
  onDone: (output: OutputOf<typeof admitPrisoner>) => void
}) {
  const { t } = useTranslation('custody')
  return (
    <Form
      endpoint={admitPrisoner}
      draft={draft}
      remember="custody.admission"
      initial={initial}
      submit={t('admission.submit')}
      prepare={prepare}
      onDone={onDone}
    >
      <SameAsLast />
      <Fieldset legend={t('admission.who')}>
        <Prisoner personId={personId} />
      </Fieldset>
      {onPaper ? (
        <Fieldset legend={t('admission.warrant')}>
          <PaperFields />
        </Fieldset>
      ) : null}
      <Fieldset legend={t('admission.custody')}>
        <Columns>
          <SelectField
            name="category"
            label={t('word.category')}
            required
            options={categories.map((category) => ({ value: category, label: t(`category.${category}`) }))}
          />
          <DateField name="admittedOn" label={t('admission.on')} />
          <TextField name="admittedTime" ltr label={t('admission.at')} hint={t('admission.at-hint')} />
        </Columns>
      </Fieldset>
      <Fieldset legend={t('admission.property')}>
        <PropertyRows />
      </Fieldset>
      <Fieldset legend={t('admission.injuries')}>
        <InjuryRows />
      </Fieldset>
      <AidFields />
      <Suspense>
        <ExtraFields form="custody.admission" />
      </Suspense>
    </Form>
  )
}

/** Years, months and days of a sentence on paper. */
export function SentenceFields() {
  const { t } = useTranslation('custody')
  const { paper } = useFormValues<{ paper?: { kind?: string; sentence?: { setOff?: string } } }>()
  if (paper?.kind !== 'conviction') return null
  return (
    <Fieldset legend={t('sentence.title')}>
      <Columns>
        <NumberField name="paper.sentence.term.years" label={t('sentence.years')} />
        <NumberField name="paper.sentence.term.months" label={t('sentence.months')} />
        <NumberField name="paper.sentence.term.days" label={t('sentence.days')} />
      </Columns>
      <CheckField name="paper.life" label={t('sentence.life')} />
      <ChoiceField
        name="paper.sentence.setOff"
        label={t('sentence.set-off')}
        required
        options={['GRANTED', 'REFUSED', 'SILENT'].map((order) => ({
          value: order,
          label: t(`set-off.${order}`),
        }))}
      />
      {paper.sentence?.setOff === 'GRANTED' ? (
        <Columns>
          <DateField name="paper.sentence.setOffFrom" label={t('sentence.set-off-from')} />
          <DateField name="paper.sentence.setOffTo" label={t('sentence.set-off-to')} />
        </Columns>
      ) : null}
      <Columns>
        <NumberField
          name="paper.sentence.fineAmount"
          label={t('sentence.fine')}
          unit={t('sentence.rupees')}
        />
        <NumberField name="paper.sentence.fineDefault.months" label={t('sentence.default-months')} />
      </Columns>
    </Fieldset>
  )
}
