import { useState } from 'react'
import {
  Button,
  EmptyState,
  Form,
  Icon,
  KeyValue,
  Load,
  Modal,
  Section,
  StatusBadge,
  TextField,
  useBoth,
  useCall,
  useFormats,
  useTranslation,
} from '#platform/ui'
import {
  type AnswerValue,
  correctAnswers,
  type ExtraField,
  getAnswers,
  getShownFields,
  type SubjectAnswers,
} from '../contract.ts'
import { wordsOf } from '../judge.ts'
import classes from './ExtraFields.module.css'
import { Parts } from './ExtraFields.tsx'

type Answer = SubjectAnswers['answers'][number]

/** What was answered about one record beside what the system itself asks; nothing where nothing is asked. */
export default function ExtraAnswers({ form, id }: { form: string; id: string }) {
  const { t } = useTranslation('extra-fields')
  const [correcting, setCorrecting] = useState(false)
  const found = useCall(getAnswers, { form, subjectId: id })
  if (found.data?.answers.length === 0) return null
  return (
    <Section
      title={t('answers.title')}
      actions={
        found.data?.may.correct === true ? (
          <Button size="xs" leftSection={<Icon name="edit" size={16} />} onClick={() => setCorrecting(true)}>
            {t('answers.correct')}
          </Button>
        ) : undefined
      }
    >
      <Load call={found} lines={2}>
        {(data) => (
          <>
            <Answers answers={data.answers} />
            <Modal
              opened={correcting}
              onClose={() => setCorrecting(false)}
              title={t('answers.correct')}
              closeButtonProps={{ 'aria-label': t('common:act.close') }}
            >
              <Correct form={form} id={id} data={data} close={() => setCorrecting(false)} />
            </Modal>
          </>
        )}
      </Load>
    </Section>
  )
}

function Answers({ answers }: { answers: readonly Answer[] }) {
  const { t } = useTranslation('extra-fields')
  const both = useBoth()
  if (answers.every((one) => one.said === null && !one.withheld))
    return <EmptyState icon="notes" title={t('answers.none')} why={t('answers.none-why')} />
  return (
    <KeyValue
      columns={2}
      items={answers.map((one) => ({
        label: both(one.field.label),
        value: <Said answer={one} />,
        withheld: one.withheld,
      }))}
    />
  )
}

function Said({ answer: { field, said, ended, earlier } }: { answer: Answer }) {
  const { t } = useTranslation('extra-fields')
  const both = useBoth()
  const { instant } = useFormats()
  return (
    <>
      <span className={classes.badges}>
        <Words field={field} value={said?.value ?? null} />
        {field.sealed ? (
          <StatusBadge meaning="grey" icon="lock">
            {t('sealed')}
          </StatusBadge>
        ) : null}
        {ended ? <StatusBadge meaning="grey">{t('answers.ended')}</StatusBadge> : null}
      </span>
      {earlier.length === 0 ? null : (
        <details>
          <summary>{t('answers.earlier', { count: earlier.length })}</summary>
          <ul className={classes.plain}>
            {earlier.map((one) => (
              <li key={one.at}>
                <Words field={field} value={one.value} /> · {instant(one.at)}
                {one.by === null ? '' : ` · ${both(one.by)}`}
              </li>
            ))}
          </ul>
          {said?.why == null ? null : (
            <p className={classes.soft}>
              {t('answers.why')}: <bdi>{said.why}</bdi>
              {said.by === null ? '' : ` · ${both(said.by)}`}
            </p>
          )}
        </details>
      )}
    </>
  )
}

function Words({ field, value }: { field: ExtraField; value: AnswerValue | null }) {
  const both = useBoth()
  const { date } = useFormats()
  const words = wordsOf(field, value)
  if (words === null) return <span>—</span>
  return <bdi>{field.kind === 'day' ? date(String(value)) : both(words)}</bdi>
}

function Correct({
  form,
  id,
  data,
  close,
}: {
  form: string
  id: string
  data: SubjectAnswers
  close: () => void
}) {
  const { t } = useTranslation('extra-fields')
  const shown = useCall(getShownFields, { form })
  return (
    <Load call={shown} lines={3}>
      {({ parts }) => (
        <Form
          endpoint={correctAnswers}
          initial={{ extra: data.extra }}
          version={data.version}
          prepare={(values) => ({ extra: {}, ...values, form, subjectId: id })}
          submit={t('answers.save')}
          cancel={close}
          onDone={close}
        >
          <Parts parts={parts} kept={data.extra} />
          {data.answers.some(({ withheld }) => withheld) ? (
            <p className={classes.soft}>{t('answers.sealed-hint')}</p>
          ) : null}
          <TextField name="why" label={t('common:word.reason')} required maxLength={300} />
        </Form>
      )}
    </Load>
  )
}
