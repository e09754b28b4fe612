import { useEffect, useRef } from 'react'
import {
  Button,
  CheckField,
  ChoiceField,
  Columns,
  DateField,
  Form,
  SelectField,
  say,
  TextField,
  useFormats,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { type AdjournmentReason, adjournmentReasons, outcomes, purposes, sides } from '../codes.ts'
import { type DayLine, recordOutcome } from '../contract.ts'
import classes from './Courts.module.css'
import { useOptions } from './words.ts'

interface Values extends Record<string, unknown> {
  outcome: string
  reason: string
  concluded: boolean
}

/** One minute for one case: what happened, why if nothing did, and the next date. Ctrl-Enter keeps it and opens the next case. */
export function OutcomeForm({
  line,
  suggested,
  done,
}: {
  line: DayLine
  suggested: readonly string[]
  done: () => void
}) {
  const { t } = useTranslation('courts')
  const around = useRef<HTMLDivElement>(null)
  // Opened by a key or by the case before it: the hands are on the keyboard already.
  useEffect(() => around.current?.querySelector<HTMLInputElement>('input[type=radio]')?.focus(), [])
  return (
    <div ref={around}>
      <Form
        endpoint={recordOutcome}
        initial={{
          outcome: '',
          reason: '',
          adjournedBy: '',
          note: '',
          concluded: false,
          next: { onDate: '', purpose: line.purpose },
        }}
        prepare={({ concluded, next, reason, adjournedBy, ...values }) => ({
          ...values,
          hearingId: line.id,
          ...(mayAdjourn(values.outcome) ? { reason, adjournedBy } : {}),
          ...(concluded === true && values.outcome === 'done-in-full' ? { concluded: true } : nextOf(next)),
        })}
        submit={t('outcome.submit')}
        onDone={() => {
          say(t('outcome.done'))
          done()
        }}
      >
        <Fields suggested={suggested} />
      </Form>
    </div>
  )
}

const mayAdjourn = (outcome: unknown) => outcome === 'adjourned' || outcome === 'judge-absent'

/** A next date left empty is no next date, although its purpose is filled in already. */
const nextOf = (next: unknown) => ((next as { onDate: string }).onDate === '' ? {} : { next })

function Fields({ suggested }: { suggested: readonly string[] }) {
  const { t } = useTranslation('courts')
  const options = useOptions()
  const set = useSetField()
  const { date } = useFormats()
  const values = useFormValues<Values>()
  const side = adjournmentReasons[values.reason as AdjournmentReason]?.side
  return (
    <>
      <ChoiceField name="outcome" label={t('outcome.what')} options={options(outcomes)} required />
      {mayAdjourn(values.outcome) ? (
        <Columns>
          <SelectField
            name="reason"
            label={t('outcome.reason')}
            options={options(adjournmentReasons)}
            required={values.outcome === 'adjourned'}
          />
          <SelectField
            name="adjournedBy"
            label={t('outcome.side')}
            hint={side === undefined ? undefined : t(`outcome.usual-${side}`)}
            options={options(sides)}
          />
        </Columns>
      ) : null}
      {values.outcome === 'done-in-full' ? (
        <CheckField name="concluded" label={t('outcome.concluded')} />
      ) : null}
      {values.concluded && values.outcome === 'done-in-full' ? null : (
        <>
          <Columns>
            <DateField name="next.onDate" label={t('outcome.next')} required />
            <SelectField
              name="next.purpose"
              label={t('outcome.next-purpose')}
              options={options(purposes)}
              required
            />
          </Columns>
          <div className={classes.dates}>
            {suggested.map((day) => (
              <Button key={day} size="xs" onClick={() => set('next.onDate', day)}>
                {date(day)}
              </Button>
            ))}
          </div>
        </>
      )}
      <TextField name="note" label={t('outcome.note')} />
    </>
  )
}
