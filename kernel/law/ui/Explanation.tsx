import { useState } from 'react'
import type { z } from 'zod'
import {
  type Answer,
  type FormField,
  factsShown,
  type Line,
  meaningOf,
  mustRefer,
  printCalculation,
  resultsInOrder,
  type Shown,
  shownValue,
} from '#kernel/law/contract'
import {
  Button,
  call,
  ErrorPanel,
  Icon,
  Ltr,
  Section,
  useBoth,
  useFormats,
  useTranslation,
} from '#platform/ui'
import classes from './Explanation.module.css'

export type Answered = z.output<typeof Answer>

/** What was asked and answered: kept so that the next answer can be compared with it. */
export interface Calculation {
  readonly fields: readonly FormField[]
  readonly question: {
    readonly rule: string
    readonly inputs: Record<string, unknown>
    readonly packCode: string
    readonly calendarCode: string
  }
  readonly answer: Answered
}

/** The answer with the steps and sections that prove it, and what has changed since the calculation before. */
export function Explanation({ now, before }: { now: Calculation; before: Calculation | undefined }) {
  const { t } = useTranslation('law')
  const both = useBoth()
  const { answer, question, fields } = now
  const results = resultsInOrder(answer.rule, answer.result)
  const compared = before?.answer.rule === answer.rule ? before : undefined
  const [main] = results
  return (
    <div aria-live="polite">
      {main === undefined ? null : (
        <p className={classes.main}>
          <bdi>
            <Value value={main.value} />
          </bdi>
          <span>{both(main.label)}</span>
        </p>
      )}
      {mustRefer(answer.result) ? (
        <p className={classes.refer} role="alert">
          <Icon name="gavel" size={20} />
          <span>{t('calculator.refer')}</span>
        </p>
      ) : null}
      {answer.flags.map((flag) => (
        <p key={flag} className={classes.flag}>
          <Icon name="flag" size={17} />
          <span>{both(meaningOf(flag))}</span>
        </p>
      ))}
      <Print calculation={now} />
      <Section title={t('calculator.results')}>
        <Lines lines={results} before={compared && resultsInOrder(answer.rule, compared.answer.result)} />
      </Section>
      <Section title={t('calculator.steps')}>
        <ol className={classes.steps}>
          {answer.steps.map((step) => (
            <li key={`${step.code} ${step.text.en} ${String(step.value)}`}>
              <span>{both(step.text)}</span>
              {step.value === undefined ? null : (
                <bdi className={classes.value}>
                  <Value value={shownValue(step.value)} />
                </bdi>
              )}
              <span className={classes.section}>
                <Icon name="book" size={14} />
                <Ltr>{step.section}</Ltr>
              </span>
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t('calculator.facts')}>
        <Lines
          lines={factsShown(fields, question.inputs)}
          before={compared && factsShown(compared.fields, compared.question.inputs)}
        />
      </Section>
      <p className={classes.rule}>
        {t('calculator.pack')}: <Ltr>{`${answer.rulePack.code} ${answer.rulePack.version}`}</Ltr> ·{' '}
        {t('calculator.hash')}: <Ltr copy>{answer.hash.slice(0, 32)}</Ltr>
      </p>
      <p className={classes.rule}>{t('calculator.binds-nobody')}</p>
    </div>
  )
}

function Lines({ lines, before }: { lines: readonly Line[]; before: readonly Line[] | undefined }) {
  const both = useBoth()
  const earlier = new Map(before?.map((line) => [line.path, line]))
  return (
    <dl className={classes.lines}>
      {lines.map((line) => {
        const other = earlier.get(line.path)
        const changed = before !== undefined && JSON.stringify(other?.value) !== JSON.stringify(line.value)
        return (
          <div key={line.path} className={changed ? classes.changed : undefined}>
            <dt>{both(line.label)}</dt>
            <dd>
              {changed && other !== undefined ? (
                <del className={classes.before}>
                  <bdi>
                    <Value value={other.value} />
                  </bdi>
                </del>
              ) : null}
              <bdi>
                <Value value={line.value} />
              </bdi>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

export function Value({ value }: { value: Shown }) {
  const both = useBoth()
  const { date } = useFormats()
  switch (value.kind) {
    case 'day':
      return date(value.day)
    case 'instant':
      return (
        <>
          {date(value.at.slice(0, 10))} <Ltr>{value.at.slice(11, 16)}</Ltr>
        </>
      )
    case 'words':
      return both(value.text)
    case 'plain':
      return <Ltr>{value.text}</Ltr>
  }
}

function Print({ calculation }: { calculation: Calculation }) {
  const { t } = useTranslation('law')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(undefined)
  const open = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const sheet = await call(printCalculation, calculation.question)
      const address = URL.createObjectURL(sheet)
      const link = Object.assign(document.createElement('a'), {
        href: address,
        download: `${calculation.question.rule}.pdf`,
      })
      link.click()
      setTimeout(() => URL.revokeObjectURL(address), 60_000)
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <div className={`${classes.acts} ${classes.unprinted}`}>
        <Button leftSection={<Icon name="download" size={17} />} loading={busy} onClick={() => void open()}>
          {t('calculator.pdf')}
        </Button>
        <Button leftSection={<Icon name="printer" size={17} />} onClick={() => window.print()}>
          {t('calculator.print')}
        </Button>
      </div>
      {failure === undefined ? null : <ErrorPanel error={failure} retry={() => void open()} />}
    </>
  )
}
