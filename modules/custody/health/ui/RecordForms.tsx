import { type ReactNode, useState } from 'react'
import {
  Button,
  CheckField,
  ChoiceField,
  Columns,
  DateField,
  Form,
  Icon,
  type IconName,
  Modal,
  SelectField,
  say,
  TextField,
  today,
  useBoth,
  useTranslation,
} from '#platform/ui'
import {
  backFromHospital,
  declareFitness,
  diagnose,
  endWard,
  followDiagnosis,
  orderWard,
  prescribe,
  recordAllergy,
  sendToHospital,
  stopPrescription,
  writeNote,
} from '../contract.ts'
import { pathways, type Status, slots } from '../pathways.ts'
import classes from './Health.module.css'
import type { HealthRecord } from './RecordPage.tsx'
import { usePathwayWords } from './words.tsx'

/** A button and the dialog behind it. */
export function Opens({
  label,
  title,
  icon,
  children,
}: {
  label: string
  title: string
  icon?: IconName
  children: (close: () => void) => ReactNode
}) {
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button
        size="xs"
        {...(icon === undefined ? {} : { leftSection: <Icon name={icon} size={16} /> })}
        onClick={() => setOpened(true)}
      >
        {label}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={title} size="lg">
        {children(() => setOpened(false))}
      </Modal>
    </>
  )
}

interface OfOne {
  readonly id: string
  readonly close: () => void
}

/** What each of these forms has in common: it closes, says so, and keeps nothing on the device. */
function useSent(close: () => void) {
  const { t } = useTranslation('custody-health')
  return {
    submit: t('form.save'),
    cancel: close,
    onDone: () => {
      close()
      say(t('form.saved'))
    },
  }
}

function Why({ name = 'why', label }: { name?: string; label?: string }) {
  const { t } = useTranslation('custody-health')
  return (
    <TextField
      name={name}
      label={label ?? t('form.why')}
      hint={t('form.why-hint')}
      multiline
      required
      maxLength={500}
    />
  )
}

export function AllergyForm({ id, close }: OfOne) {
  const { t } = useTranslation('custody-health')
  return (
    <Form endpoint={recordAllergy} initial={{}} {...useSent(close)} prepare={(values) => ({ ...values, id })}>
      <TextField name="substance" label={t('form.substance')} required maxLength={100} />
      <TextField name="reaction" label={t('form.reaction')} maxLength={200} />
      <CheckField name="severe" label={t('form.severe')} />
    </Form>
  )
}

export function DiagnosisForm({ id, close }: OfOne) {
  const { t } = useTranslation('custody-health')
  return (
    <Form
      endpoint={diagnose}
      initial={{ status: 'suspected', onsetOn: today() }}
      {...useSent(close)}
      prepare={(values) => ({ ...values, id })}
    >
      <Columns>
        <SelectField
          name="pathway"
          label={t('form.pathway')}
          required
          options={pathways.map((value) => ({ value, label: t(`pathway.${value}`) }))}
        />
        <SelectField
          name="status"
          label={t('form.status')}
          required
          options={(['suspected', 'confirmed', 'on-treatment'] as const).map((value) => ({
            value,
            label: t(`status.${value}`),
          }))}
        />
      </Columns>
      <TextField name="words" label={t('form.words')} hint={t('form.words-hint')} maxLength={200} />
      <DateField name="onsetOn" label={t('form.onset')} required />
      <TextField name="note" label={t('form.note')} multiline maxLength={1000} />
    </Form>
  )
}

/** One of the steps that the pathway allows from where it stands. */
export function NextStep({ diagnosisId, status }: { diagnosisId: string; status: Status }) {
  const { t } = useTranslation('custody-health')
  return (
    <Opens label={t('record.next', { status: t(`status.${status}`) })} title={t(`status.${status}`)}>
      {(close) => <StepForm diagnosisId={diagnosisId} status={status} close={close} />}
    </Opens>
  )
}

function StepForm({ close, ...step }: { diagnosisId: string; status: Status; close: () => void }) {
  const { t } = useTranslation('custody-health')
  return (
    <Form
      endpoint={followDiagnosis}
      initial={{}}
      {...useSent(close)}
      prepare={(values) => ({ ...values, ...step })}
    >
      <TextField name="note" label={t('form.note')} multiline maxLength={1000} />
    </Form>
  )
}

export function PrescriptionForm({ record, close }: { record: HealthRecord; close: () => void }) {
  const { t } = useTranslation('custody-health')
  const words = usePathwayWords()
  return (
    <Form
      endpoint={prescribe}
      initial={{ fromOn: today() }}
      {...useSent(close)}
      prepare={({ rounds, ...values }) => ({
        ...values,
        id: record.patient.imprisonmentId,
        slots: slots.filter((slot) => (rounds as Record<string, boolean> | undefined)?.[slot] === true),
      })}
    >
      <Columns>
        <TextField name="medicine" label={t('form.medicine')} required maxLength={120} />
        <TextField name="dose" label={t('form.dose')} required maxLength={120} />
      </Columns>
      <fieldset className={classes.checks}>
        <legend>{t('form.slots')}</legend>
        {slots.map((slot) => (
          <CheckField key={slot} name={`rounds.${slot}`} label={t(`slot.${slot}`)} />
        ))}
      </fieldset>
      <CheckField name="watched" label={t('form.watched')} />
      <Columns>
        <DateField name="fromOn" label={t('form.from')} required />
        <DateField name="untilOn" label={t('form.until')} />
      </Columns>
      <SelectField
        name="diagnosisId"
        label={t('form.for')}
        options={record.diagnoses.map((one) => ({ value: one.id, label: words(one.pathway, one.words) }))}
      />
    </Form>
  )
}

export function StopForm({ prescriptionId, close }: { prescriptionId: string; close: () => void }) {
  return (
    <Form
      endpoint={stopPrescription}
      initial={{}}
      {...useSent(close)}
      prepare={(values) => ({ ...values, prescriptionId })}
    >
      <Why />
    </Form>
  )
}

export function WardForm({ record, close }: { record: HealthRecord; close: () => void }) {
  const { t } = useTranslation('custody-health')
  const both = useBoth()
  const words = usePathwayWords()
  return (
    <Form
      endpoint={orderWard}
      initial={{ ward: 'isolation', fromOn: today() }}
      {...useSent(close)}
      prepare={(values) => ({ ...values, id: record.patient.imprisonmentId })}
    >
      <ChoiceField
        name="ward"
        label={t('form.ward')}
        required
        options={(['isolation', 'hospital'] as const).map((value) => ({ value, label: t(`ward.${value}`) }))}
      />
      <Columns>
        <DateField name="fromOn" label={t('form.from')} required />
        <DateField name="expectedUntil" label={t('form.expected-until')} />
      </Columns>
      <SelectField
        name="locationId"
        label={t('form.place')}
        hint={t('form.place-hint')}
        options={record.isolationPlaces.map((one) => ({ value: one.id, label: both(one.name) }))}
      />
      <SelectField
        name="diagnosisId"
        label={t('form.for')}
        options={record.diagnoses.map((one) => ({ value: one.id, label: words(one.pathway, one.words) }))}
      />
      <Why />
    </Form>
  )
}

export function EndWardForm({ id, close }: OfOne) {
  const { t } = useTranslation('custody-health')
  return (
    <Form endpoint={endWard} initial={{}} {...useSent(close)} prepare={(values) => ({ ...values, id })}>
      <p>{t('record.end-ward-means')}</p>
      <Why />
    </Form>
  )
}

export function FitnessForm({ id, close }: OfOne) {
  const { t } = useTranslation('custody-health')
  const choice = (
    name: string,
    label: string,
    values: readonly (readonly [value: string, label: string])[],
  ) => (
    <ChoiceField
      name={name}
      label={label}
      required
      options={values.map(([value, words]) => ({ value, label: words }))}
    />
  )
  return (
    <Form
      endpoint={declareFitness}
      initial={{ kind: 'travel', fit: 'no' }}
      {...useSent(close)}
      prepare={(values) => ({ ...values, id })}
    >
      <Columns>
        {choice('kind', t('form.kind'), [
          ['travel', t('form.travel')],
          ['labour', t('form.labour')],
        ])}
        {choice('fit', t('form.fit'), [
          ['yes', t('form.fit-yes')],
          ['no', t('form.fit-no')],
        ])}
      </Columns>
      <DateField name="until" label={t('form.until')} />
      <Why />
    </Form>
  )
}

export function HospitalForm({ id, close }: OfOne) {
  const { t } = useTranslation('custody-health')
  return (
    <Form
      endpoint={sendToHospital}
      initial={{ dueDate: today() }}
      {...useSent(close)}
      prepare={({ dueDate, dueTime, ...values }) => ({
        ...values,
        id,
        ...(typeof dueDate === 'string' && typeof dueTime === 'string' && dueTime !== ''
          ? { dueBack: `${dueDate}T${dueTime}` }
          : {}),
      })}
    >
      <TextField
        name="destination"
        label={t('form.hospital')}
        hint={t('form.hospital-hint')}
        required
        maxLength={200}
      />
      <TextField name="escort" label={t('form.escort')} required maxLength={200} />
      <Columns>
        <DateField name="dueDate" label={t('form.due-date')} />
        <TextField name="dueTime" ltr label={t('form.due-time')} hint={t('form.due-hint')} />
      </Columns>
      <CheckField name="urgent" label={t('form.urgent')} />
      <Why />
    </Form>
  )
}

export function BackForm({ id, close }: OfOne) {
  const { t } = useTranslation('custody-health')
  return (
    <Form
      endpoint={backFromHospital}
      initial={{}}
      {...useSent(close)}
      prepare={(values) => ({ ...values, id })}
    >
      <p>{t('record.back-means')}</p>
      <Why name="outcome" label={t('form.words-note')} />
    </Form>
  )
}

export function NoteForm({ id, close }: OfOne) {
  const { t } = useTranslation('custody-health')
  return (
    <Form endpoint={writeNote} initial={{}} {...useSent(close)} prepare={(values) => ({ ...values, id })}>
      <TextField name="words" label={t('form.words-note')} multiline required maxLength={2000} />
    </Form>
  )
}
