import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  ActionIcon,
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
                <span>
                  {both(question)}
                  {question.options === undefined ? null : (
                    <span className={classes.choices}>
                      {question.options.map((option) => (
                        <bdi key={option.value}>{both(option)}</bdi>
                      ))}
                    </span>
                  )}
                </span>
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
              questions: questions.filter((one) => one.dropped !== true).map(asAsked),
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

type Choice = Partial<NonNullable<Question['options']>[number]>
type Written = Partial<Omit<Question, 'options'>> & {
  readonly dropped?: boolean
  readonly options?: readonly Choice[]
}

/** Only a choice has choices; what was written before another kind of answer was chosen is left out. */
function asAsked({ dropped: _, required, options, ...one }: Written): Record<string, unknown> {
  return { ...one, required: required === true, ...(one.kind === 'choice' ? { options: options ?? [] } : {}) }
}

/** Questions are reworded, made obligatory, dropped or added. Of a question asked already the short names of its choices stay. */
function Edited({ kept }: { kept: readonly Question[] }) {
  const { t } = useTranslation('custody-incidents')
  const { questions = [] } = useFormValues<{ questions?: readonly Written[] }>()
  const set = useSetField()
  return (
    <>
      {questions
        .map((one, index) => ({ one, path: `questions.${index}`, before: kept[index] }))
        .map(({ one, path, before }) => (
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
              {before === undefined ? (
                <>
                  <TextField name={`${path}.id`} ltr label={t('form.id')} required maxLength={40} />
                  <SelectField
                    name={`${path}.kind`}
                    label={t('form.kind')}
                    required
                    options={questionKinds.map((value) => ({ value, label: t(`question-kind.${value}`) }))}
                  />
                </>
              ) : null}
              <CheckField name={`${path}.required`} label={t('form.required')} />
              <CheckField name={`${path}.dropped`} label={t('form.drop')} />
            </Columns>
            {one.kind === 'choice' ? (
              <Choices
                path={`${path}.options`}
                options={one.options ?? []}
                kept={before?.options?.length ?? 0}
              />
            ) : null}
          </div>
        ))}
      <div>
        <Button
          size="xs"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => set('questions', [...questions, { options: [{}, {}] }])}
        >
          {t('form.add')}
        </Button>
      </div>
    </>
  )
}

/** Two choices at least. One that was offered before is reworded and stays: an answer given with it is read by its short name. */
function Choices({ path, options, kept }: { path: string; options: readonly Choice[]; kept: number }) {
  const { t } = useTranslation('custody-incidents')
  const set = useSetField()
  return (
    <>
      {options
        .map((one, at) => ({ one, at, place: `${path}.${at}` }))
        .map(({ one, at, place }) => (
          <div key={place} className={classes.choice}>
            <TextField
              name={`${place}.en`}
              lang="en"
              label={`${t('form.choice', { n: at + 1 })} (English)`}
              required
              maxLength={120}
            />
            <TextField
              name={`${place}.ur`}
              lang="ur"
              label={`${t('form.choice', { n: at + 1 })} (اردو)`}
              required
              maxLength={120}
            />
            <TextField
              name={`${place}.value`}
              ltr
              label={t('form.id')}
              required
              disabled={at < kept}
              maxLength={40}
            />
            {at < Math.max(kept, 2) ? null : (
              <ActionIcon
                variant="subtle"
                aria-label={`${t('common:act.remove')}: ${one.en ?? at + 1}`}
                onClick={() =>
                  set(
                    path,
                    options.filter((_choice, n) => n !== at),
                  )
                }
              >
                <Icon name="trash" size={17} />
              </ActionIcon>
            )}
          </div>
        ))}
      {options.length < 20 ? (
        <div>
          <Button
            size="xs"
            leftSection={<Icon name="plus" size={16} />}
            onClick={() => set(path, [...options, {}])}
          >
            {t('form.add-choice')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
