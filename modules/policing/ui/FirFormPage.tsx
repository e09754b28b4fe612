import { type ReactNode, useState } from 'react'
import { PersonEntry, type TypedPerson, typedPerson } from '#kernel/people/ui'
import {
  ActionIcon,
  Button,
  ChoiceField,
  Columns,
  DateField,
  Fieldset,
  Form,
  Icon,
  Load,
  NumberField,
  Page,
  SameAsLast,
  say,
  TextField,
  today,
  useCall,
  useFormValues,
  useGo,
  useSetField,
  useTranslation,
  uuidv7,
} from '#platform/ui'
import { registerFir, suggestFirNumber } from '../contract.ts'
import { instantOf } from './clock-time.ts'
import { type ChosenOffence, OffenceList } from './OffenceList.tsx'
import classes from './Policing.module.css'

interface Typed {
  readonly id?: string
  readonly firNumber?: number
  readonly firOn?: string
  readonly reportedOn?: string
  readonly reportedAt?: string
  readonly complains?: 'person' | 'state'
  readonly complainant?: TypedPerson
  readonly sections?: readonly ChosenOffence[]
  readonly accused?: readonly { readonly partyId: string; readonly person?: TypedPerson }[]
  readonly property?: readonly { readonly key: string }[]
}

/** Registering an FIR, by keyboard alone. */
export default function FirFormPage() {
  const { t } = useTranslation('policing')
  const next = useCall(suggestFirNumber, { on: today() }, { keep: false })
  return (
    <Page title={t('fir.title')} lead={t('fir.lead')} back={{ to: '/policing/firs', label: t('firs.title') }}>
      <Load call={next}>{({ firNumber }) => <FirForm firNumber={firNumber} />}</Load>
    </Page>
  )
}

function FirForm({ firNumber }: { firNumber: number }) {
  const { t } = useTranslation('policing')
  const go = useGo()
  const [initial] = useState(() => ({
    // Made once and kept with the draft: an FIR sent twice is one FIR.
    id: uuidv7(),
    firNumber,
    firOn: today(),
    reportedOn: today(),
    reportedAt: '',
    occurredOn: '',
    occurredAtPlace: '',
    complains: 'person',
  }))
  return (
    <Form
      endpoint={registerFir}
      draft="policing.fir"
      initial={initial}
      submit={t('fir.submit')}
      prepare={(values) => {
        const { reportedOn, complains, sections = [], accused = [], ...fir } = values as Typed
        return {
          ...fir,
          reportedAt: instantOf(reportedOn, fir.reportedAt),
          offences: sections.map(({ act, section }) => ({ act, section })),
          complainant: complains === 'state' ? undefined : typedPerson(fir.complainant, today()),
          accused: accused.map((one) => ({ ...one, person: typedPerson(one.person, today()) })),
        }
      }}
      onDone={({ caseId }) => {
        say(t('fir.done', { fir: `${firNumber}` }))
        go(`/cases/${caseId}`)
      }}
    >
      <SameAsLast />
      <Fieldset legend={t('fir.when')}>
        <Columns>
          <NumberField name="firNumber" label={t('word.fir-number')} hint={t('fir.number-hint')} required />
          <DateField name="firOn" label={t('fir.on')} required />
        </Columns>
        <Columns>
          <DateField name="reportedOn" label={t('fir.reported-on')} required />
          <TextField name="reportedAt" ltr label={t('fir.reported-at')} hint={t('fir.time-hint')} required />
        </Columns>
        <Columns>
          <DateField name="occurredOn" label={t('fir.occurred-on')} required />
          <TextField name="occurredAtPlace" label={t('word.place')} required />
        </Columns>
      </Fieldset>
      <Fieldset legend={t('fir.offences')}>
        <OffenceList />
      </Fieldset>
      <Fieldset legend={t('fir.what')}>
        <TextField
          name="narrativeUr"
          multiline
          lang="ur"
          label={t('fir.narrative-ur')}
          hint={t('fir.narrative-hint')}
        />
        <TextField name="narrativeEn" multiline lang="en" label={t('fir.narrative-en')} />
      </Fieldset>
      <Fieldset legend={t('fir.complainant')}>
        <Complainant />
      </Fieldset>
      <AccusedBlocks />
      <PropertyBlocks />
    </Form>
  )
}

function Complainant() {
  const { t } = useTranslation('policing')
  const { complains } = useFormValues() as Typed
  return (
    <>
      <ChoiceField
        name="complains"
        label={t('fir.complainant-is')}
        options={[
          { value: 'person', label: t('fir.complainant-person') },
          { value: 'state', label: t('fir.state') },
        ]}
      />
      {complains === 'state' ? null : <PersonEntry path="complainant" born={false} />}
    </>
  )
}

/** Puts the cursor into a block that was just added. */
function focusSoon(path: string) {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-path="${path}"]`)?.focus())
}

function AccusedBlocks() {
  const { t } = useTranslation('policing')
  const set = useSetField()
  const { accused = [] } = useFormValues() as Typed
  return (
    <Fieldset legend={t('fir.accused')}>
      {accused.length === 0 ? <p className={classes.soft}>{t('fir.accused-none')}</p> : null}
      {accused.map((one, index) => (
        <Block
          key={one.partyId}
          title={t('fir.accused-n', { n: index + 1 })}
          remove={() =>
            set(
              'accused',
              accused.filter((other) => other !== one),
            )
          }
        >
          <PersonEntry path={`accused.${index}.person`} bornHint={t('person.birth-hint')} />
        </Block>
      ))}
      <div>
        <Button
          leftSection={<Icon name="user-plus" size={16} />}
          onClick={() => {
            set('accused', [...accused, { partyId: uuidv7(), person: {} }])
            focusSoon(`accused.${accused.length}.person.nameUr`)
          }}
        >
          {t('fir.accused-add')}
        </Button>
      </div>
    </Fieldset>
  )
}

function PropertyBlocks() {
  const { t } = useTranslation('policing')
  const set = useSetField()
  const { property = [] } = useFormValues() as Typed
  return (
    <Fieldset legend={t('fir.property')}>
      {property.map((one, index) => (
        <Block
          key={one.key}
          title={t('fir.property-n', { n: index + 1 })}
          remove={() =>
            set(
              'property',
              property.filter((other) => other !== one),
            )
          }
        >
          <TextField name={`property.${index}.description`} label={t('fir.description')} required />
          <Columns>
            <TextField name={`property.${index}.memoNumber`} ltr label={t('word.memo')} />
            <TextField name={`property.${index}.malkhanaNumber`} ltr label={t('word.malkhana')} />
          </Columns>
        </Block>
      ))}
      <div>
        <Button
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => {
            set('property', [...property, { key: uuidv7() }])
            focusSoon(`property.${property.length}.description`)
          }}
        >
          {t('fir.property-add')}
        </Button>
      </div>
    </Fieldset>
  )
}

function Block({ title, remove, children }: { title: string; remove: () => void; children: ReactNode }) {
  const { t } = useTranslation('policing')
  return (
    <Fieldset legend={title}>
      <div className={classes.blockHead}>
        <span />
        <ActionIcon variant="subtle" aria-label={t('fir.remove', { what: title })} onClick={remove}>
          <Icon name="trash" size={17} />
        </ActionIcon>
      </div>
      {children}
    </Fieldset>
  )
}
