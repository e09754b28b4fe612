import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ChoiceField,
  Columns,
  DateField,
  EmptyState,
  Form,
  Load,
  Page,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useFormats,
  useFormValues,
  useMay,
  useTranslation,
} from '#platform/ui'
import { answerReference, listReferences } from '../contract.ts'
import { CaseLine } from './CaseLine.tsx'
import classes from './Courts.module.css'
import { nameOf } from './words.ts'

type Reference = OutputOf<typeof listReferences>['rows'][number]

/** What prisons must not decide themselves. The judge's answer is an order and goes into the sentence. */
export default function ReferencesPage() {
  const { t } = useTranslation('courts')
  const found = useCall(listReferences, {})
  const [open, setOpen] = useState<string | null>(null)
  return (
    <Page title={t('references.title')} lead={t('references.lead')}>
      <Load call={found}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon="circle-check" title={t('references.empty')} why={t('references.empty-why')} />
          ) : (
            <ol className={classes.day}>
              {rows.map((row) => (
                <Question
                  key={row.id}
                  reference={row}
                  opened={open === row.id}
                  toggle={() => setOpen(open === row.id ? null : row.id)}
                />
              ))}
            </ol>
          )
        }
      </Load>
    </Page>
  )
}

function Question({
  reference,
  opened,
  toggle,
}: {
  reference: Reference
  opened: boolean
  toggle: () => void
}) {
  const { t } = useTranslation('courts')
  const both = useBoth()
  const { date, instant } = useFormats()
  const mayAnswer = useMay('courts:answer')
  return (
    <li className={classes.line}>
      <p>
        <strong>{both(nameOf(reference))}</strong> · <CaseLine {...reference} /> ·{' '}
        {both({ en: reference.prisonEn, ur: reference.prisonUr })}{' '}
        {reference.overdue ? <StatusBadge meaning="red">{t('references.late')}</StatusBadge> : null}
      </p>
      <p>{t(`references.asks-${reference.question}`)}</p>
      <p className={classes.soft}>
        {/* What the prison's system wrote repeats the question in both languages; words of a person are shown. */}
        {reference.question === 'set-off' ? '' : `${reference.text} · `}
        {instant(reference.askedAt)}
        {reference.judgmentOn === null
          ? ''
          : ` · ${t('references.judgment', { on: date(reference.judgmentOn) })}`}
      </p>
      {mayAnswer ? (
        <Button aria-expanded={opened} onClick={toggle}>
          {t(opened ? 'common:act.close' : 'references.answer')}
        </Button>
      ) : null}
      {opened ? (
        <div className={classes.form}>
          <AnswerForm reference={reference} done={toggle} />
        </div>
      ) : null}
    </li>
  )
}

interface Typed extends Record<string, unknown> {
  answer: {
    order: string
    relation: string
    text: string
    reasons: string
    custody: { from: string; to: string }[]
  }
}

function AnswerForm({ reference, done }: { reference: Reference; done: () => void }) {
  const { t } = useTranslation('courts')
  return (
    <Form
      endpoint={answerReference}
      initial={{
        answer: {
          order: '',
          relation: '',
          text: '',
          reasons: '',
          custody: reference.custody.length === 0 ? [{ from: '', to: '' }] : reference.custody,
        },
      }}
      prepare={(values) => ({
        referenceId: reference.id,
        answer: answerOf(reference.question, (values as Typed).answer),
      })}
      submit={t('references.submit')}
      onDone={() => {
        say(t('references.done'))
        done()
      }}
    >
      <AnswerFields reference={reference} />
    </Form>
  )
}

function answerOf(
  about: Reference['question'],
  { order, relation, text, reasons, custody }: Typed['answer'],
) {
  if (about === 'running') return { about, relation }
  if (about === 'other') return { about, text }
  return order === 'REFUSED' ? { about, order, reasons } : { about, order, custody }
}

function AnswerFields({ reference }: { reference: Reference }) {
  const { t } = useTranslation('courts')
  const { answer } = useFormValues<Typed>()
  if (reference.question === 'other')
    return <TextField name="answer.text" label={t('references.text')} multiline required />
  if (reference.question === 'running')
    return (
      <ChoiceField
        name="answer.relation"
        label={t('sentence.relation')}
        required
        options={['CONCURRENT', 'CONSECUTIVE'].map((value) => ({
          value,
          label: t(`sentence.relations.${value}`),
        }))}
      />
    )
  return (
    <>
      <ChoiceField
        name="answer.order"
        label={t('sentence.set-off')}
        required
        options={['GRANTED', 'REFUSED'].map((value) => ({ value, label: t(`sentence.set-offs.${value}`) }))}
      />
      {answer.order === 'GRANTED' ? (
        <>
          <p className={classes.soft}>{t('sentence.custody-hint')}</p>
          {answer.custody.map((_, index) => (
            <Columns key={String(index)}>
              <DateField name={`answer.custody.${index}.from`} label={t('sentence.custody-from')} required />
              <DateField name={`answer.custody.${index}.to`} label={t('sentence.custody-to')} required />
            </Columns>
          ))}
        </>
      ) : null}
      {answer.order === 'REFUSED' ? (
        <TextField name="answer.reasons" label={t('sentence.set-off-reasons')} multiline required />
      ) : null}
    </>
  )
}
