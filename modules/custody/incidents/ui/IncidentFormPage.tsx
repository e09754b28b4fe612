import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  CheckField,
  Columns,
  Form,
  Icon,
  Load,
  Ltr,
  Modal,
  Page,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useFormats,
  useFormValues,
  useMay,
  useRouteParams,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { adoptIncidentForm, getIncidentForm, type Question, questionKinds } from '../contract.ts'
import classes from './Incidents.module.css'

type Data = OutputOf<typeof getIncidentForm>

/** The questions of one kind of incident, version by version; the Inspector-General adopts the next one here. */
export default function IncidentFormPage() {
  const { code = '' } = useRouteParams()
  return <Load call={useCall(getIncidentForm, { code })}>{(data) => <One data={data} />}</Load>
}

function One({ data: { type, versions } }: { data: Data }) {
  const { t } = useTranslation('custody-incidents')
  const both = useBoth()
  const { instant } = useFormats()
  const may = useMay('custody:adopt-incident-form')
  const [editing, setEditing] = useState(false)
  return (
    <Page
      title={`${t('questions')}: ${both(type.text)}`}
      lead={t('form.lead')}
      back={{ to: '/custody/incidents', label: t('title') }}
      {...(may
        ? {
            actions: (
              <Button
                variant="filled"
                leftSection={<Icon name="edit" size={18} />}
                onClick={() => setEditing(true)}
              >
                {t('form.next')}
              </Button>
            ),
          }
        : {})}
    >
      {versions.map((one) => (
        <Section
          key={`${one.version} ${one.adoptedAt}`}
          title={t('version', { version: one.version })}
          actions={
            <span className={classes.badges}>
              {one.version === type.version ? (
                <StatusBadge meaning="blue">{t('form.asked')}</StatusBadge>
              ) : null}
              <span className={classes.soft}>{t('form.used', { count: one.used })}</span>
            </span>
          }
        >
          <p className={classes.soft}>
            {instant(one.adoptedAt)}
            {one.adoptedBy === null ? '' : ` · ${both(one.adoptedBy)}`} · <bdi>{one.why}</bdi>
          </p>
          <ul className={classes.list}>
            {one.questions.map((question) => (
              <li key={question.id} className={classes.item}>
                <span>{both(question)}</span>
                <span className={classes.badges}>
                  <Ltr>{question.id}</Ltr>
                  <StatusBadge meaning="grey">{t(`question-kind.${question.kind}`)}</StatusBadge>
                  {question.required ? <StatusBadge meaning="blue">{t('form.required')}</StatusBadge> : null}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ))}
      <Modal opened={editing} onClose={() => setEditing(false)} title={t('form.next')} size="xl">
        <Form
          endpoint={adoptIncidentForm}
          initial={{ questions: type.questions }}
          submit={t('form.adopt')}
          cancel={() => setEditing(false)}
          prepare={(values) => {
            const { questions = [], ...rest } = values as { questions?: Written[] } & Record<string, unknown>
            return {
              ...rest,
              code: type.code,
              after: type.version,
              questions: questions
                .filter((one) => one.dropped !== true)
                .map(({ dropped: _, required, ...one }) => ({ ...one, required: required === true })),
            }
          }}
          onDone={({ version }) => {
            setEditing(false)
            say(t('form.adopted', { version }))
          }}
        >
          <TextField name="why" label={t('form.why')} required maxLength={300} />
          <Edited kept={type.questions} />
        </Form>
      </Modal>
    </Page>
  )
}

type Written = Partial<Question> & { readonly dropped?: boolean }

/** Questions are reworded, made obligatory, dropped or added; a choice keeps its options. */
function Edited({ kept }: { kept: readonly Question[] }) {
  const { t } = useTranslation('custody-incidents')
  const { questions = [] } = useFormValues<{ questions?: readonly Written[] }>()
  const set = useSetField()
  return (
    <>
      {questions
        .map((_one, index) => ({ path: `questions.${index}`, isNew: index >= kept.length }))
        .map(({ path, isNew }) => (
          <div key={path} className={classes.person}>
            <Columns>
              <TextField
                name={`${path}.en`}
                lang="en"
                label={`${t('form.text')} (English)`}
                required
                maxLength={200}
              />
              <TextField
                name={`${path}.ur`}
                lang="ur"
                label={`${t('form.text')} (اردو)`}
                required
                maxLength={200}
              />
            </Columns>
            <Columns>
              {isNew ? (
                <>
                  <TextField name={`${path}.id`} ltr label={t('form.id')} required maxLength={40} />
                  <SelectField
                    name={`${path}.kind`}
                    label={t('form.kind')}
                    required
                    options={questionKinds
                      .filter((kind) => kind !== 'choice')
                      .map((value) => ({ value, label: t(`question-kind.${value}`) }))}
                  />
                </>
              ) : null}
              <CheckField name={`${path}.required`} label={t('form.required')} />
              <CheckField name={`${path}.dropped`} label={t('form.drop')} />
            </Columns>
          </div>
        ))}
      <div>
        <Button
          size="xs"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => set('questions', [...questions, {}])}
        >
          {t('form.add')}
        </Button>
      </div>
    </>
  )
}
