import { Suspense } from 'react'
import { ExtraFields } from '#kernel/extra-fields/ui'
import {
  Button,
  ChoiceField,
  Columns,
  call,
  DateField,
  Fieldset,
  Form,
  type Found,
  Icon,
  Load,
  NumberField,
  Page,
  SearchField,
  SelectField,
  TextField,
  today,
  useBoth,
  useCall,
  useFormValues,
  useGo,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { listPrisoners } from '../../prisoners/contract.ts'
import {
  type Answers,
  type IncidentType,
  incidentRoles,
  listIncidentTypes,
  type Question,
  reportIncident,
  severities,
} from '../contract.ts'
import classes from './Incidents.module.css'

type Written = {
  readonly type?: string
  readonly people?: readonly { readonly role?: string }[]
}

/** Reporting an incident: its kind brings its own questions. */
export default function ReportIncidentPage() {
  const { t } = useTranslation('custody-incidents')
  const go = useGo()
  const both = useBoth()
  return (
    <Page
      title={t('report.act')}
      lead={t('report.lead')}
      back={{ to: '/custody/incidents', label: t('title') }}
    >
      <Load call={useCall(listIncidentTypes, {}, { keep: false })} lines={8}>
        {({ rows }) => (
          <Form
            endpoint={reportIncident}
            initial={{ occurredOn: today(), people: [] }}
            submit={t('report.act')}
            prepare={(values) => {
              const { type, answers } = values as { type?: string; answers?: Answers }
              const chosen = rows.find((one) => one.code === type)
              return { ...values, version: chosen?.version ?? 1, answers: answered(chosen, answers ?? {}) }
            }}
            onDone={({ id }) => go(`/custody/incidents/${id}`)}
          >
            <Columns>
              <SelectField
                name="type"
                label={t('column.type')}
                required
                options={rows
                  .filter(({ offered }) => offered)
                  .map((one) => ({ value: one.code, label: both(one.text) }))}
              />
              <SelectField
                name="severity"
                label={t('column.severity')}
                hint={t('report.severity-hint')}
                options={severities.map((value) => ({ value, label: t(`severity.${value}`) }))}
              />
            </Columns>
            <Told types={rows} />
            <Columns>
              <DateField name="occurredOn" label={t('report.on')} required />
              <TextField name="occurredTime" ltr label={t('report.time')} hint="14:30" required />
              <TextField name="place" label={t('column.place')} required maxLength={200} />
            </Columns>
            <TextField name="account" label={t('report.account')} multiline required maxLength={6000} />
            <Questions types={rows} />
            <Suspense>
              <ExtraFields form="custody.incident" />
            </Suspense>
            <Fieldset legend={t('people')}>
              <People />
            </Fieldset>
          </Form>
        )}
      </Load>
    </Page>
  )
}

/** Yes and no are both said, never taken from silence; what belongs to another kind is left behind. */
function answered(type: IncidentType | undefined, given: Answers): Answers {
  return Object.fromEntries(
    (type?.questions ?? []).flatMap(({ id, kind }) => {
      const said = given[id]
      const answer = kind === 'yes-no' && said !== undefined && said !== '' ? said === 'yes' : said
      return answer === undefined || answer === '' ? [] : [[id, answer]]
    }),
  )
}

function Told({ types }: { types: readonly IncidentType[] }) {
  const { t } = useTranslation('custody-incidents')
  const both = useBoth()
  const { type } = useFormValues<Written>()
  const chosen = types.find((one) => one.code === type)
  if (chosen === undefined || chosen.tells.length === 0) return null
  return (
    <p className={classes.soft}>
      <Icon name="bell" size={16} /> {t('report.tells', { who: chosen.tells.map(both).join(' · ') })}
    </p>
  )
}

function Questions({ types }: { types: readonly IncidentType[] }) {
  const { t } = useTranslation('custody-incidents')
  const { type } = useFormValues<Written>()
  const chosen = types.find((one) => one.code === type)
  if (chosen === undefined) return null
  return (
    <Fieldset legend={`${t('questions')} · ${t('version', { version: chosen.version })}`}>
      {chosen.questions.map((question) => (
        <Asked key={question.id} question={question} />
      ))}
    </Fieldset>
  )
}

function Asked({ question }: { question: Question }) {
  const { t } = useTranslation('custody-incidents')
  const both = useBoth()
  const field = { name: `answers.${question.id}`, label: both(question), required: question.required }
  if (question.kind === 'yes-no')
    return <ChoiceField {...field} options={['yes', 'no'].map((value) => ({ value, label: t(value) }))} />
  if (question.kind === 'number') return <NumberField {...field} />
  if (question.kind === 'choice')
    return (
      <SelectField
        {...field}
        options={(question.options ?? []).map((one) => ({ value: one.value, label: both(one) }))}
      />
    )
  return <TextField {...field} maxLength={2000} />
}

function People() {
  const { t } = useTranslation('custody-incidents')
  const both = useBoth()
  const { people = [] } = useFormValues<Written>()
  const set = useSetField()
  const search = async (text: string, signal: AbortSignal): Promise<Found[]> => {
    const { rows } = await call(listPrisoners, { q: text, size: 10 }, { signal })
    return rows.map((row) => ({ value: row.id, label: `${row.number} ${both(row.name)}` }))
  }
  return (
    <>
      {people
        .map((one, index) => ({ path: `people.${index}`, role: one.role }))
        .map(({ path, role }) => (
          <div key={path} className={classes.person}>
            <Columns>
              <SelectField
                name={`${path}.role`}
                label={t('role-label')}
                required
                options={incidentRoles.map((value) => ({ value, label: t(`role.${value}`) }))}
              />
              {role === 'officer' ? (
                <TextField name={`${path}.name`} label={t('common:word.name')} required maxLength={120} />
              ) : (
                <SearchField name={`${path}.imprisonmentId`} label={t('prisoner')} required search={search} />
              )}
            </Columns>
          </div>
        ))}
      <div>
        <Button
          size="xs"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => set('people', [...people, { role: 'involved' }])}
        >
          {t('report.add-person')}
        </Button>
      </div>
    </>
  )
}
