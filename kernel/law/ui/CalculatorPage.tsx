import { useState } from 'react'
import { z } from 'zod'
import {
  calculate,
  type FormField,
  factWords,
  listRules,
  ruleWords,
  type Text,
  wordsOf,
} from '#kernel/law/contract'
import {
  Button,
  CallRefused,
  call,
  EmptyState,
  Fieldset,
  Form,
  Icon,
  Load,
  NativeSelect,
  Page,
  PickOne,
  Section,
  SelectField,
  useBoth,
  useCall,
  useFormValues,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import classes from './CalculatorPage.module.css'
import { type Calculation, Explanation } from './Explanation.tsx'
import { RuleFields } from './RuleFields.tsx'
import { boxAt, fits, inputsOf, missingIn, type Values, valuesOf } from './rule-values.ts'

type Rules = z.output<typeof listRules.output>
interface Rule {
  readonly rule: string
  readonly variants: readonly { readonly key: string; readonly fields: readonly FormField[] }[]
  readonly example: Record<string, unknown> | null
}

/** Any rule of the engine by hand: facts in, the day out, with every step and section. */
export default function CalculatorPage() {
  const { t } = useTranslation('law')
  const known = useCall(listRules, {})
  return (
    <Page title={t('nav.calculator')} lead={t('calculator.lead')}>
      <Load call={known}>{(rules) => <Calculator known={rules} />}</Load>
    </Page>
  )
}

function Calculator({ known }: { known: Rules }) {
  const { t } = useTranslation('law')
  const both = useBoth()
  const rules = known.rules as unknown as readonly Rule[]
  const [name, setName] = useQueryText('rule', 'sentence')
  const [filled, setFilled] = useState<{ round: number; variant: string; values: Values }>({
    round: 0,
    variant: '0',
    values: {},
  })
  const [answers, setAnswers] = useState<{ now?: Calculation; before?: Calculation }>({})
  const rule = rules.find((one) => one.rule === name) ?? rules[0]!
  const variant = rule.variants.find((one) => one.key === filled.variant) ?? rule.variants[0]!
  const choose = (next: string) => {
    setName(next)
    setFilled({ round: filled.round + 1, variant: '0', values: {} })
    setAnswers({})
  }
  const fillExample = () => {
    const { example } = rule
    if (example === null) return
    const suited = rule.variants.find((one) => fits(one.fields, example)) ?? variant
    setFilled({ round: filled.round + 1, variant: suited.key, values: valuesOf(suited.fields, example) })
    setAnswers({})
  }
  return (
    <div className={classes.sides}>
      <div className={classes.question}>
        <PickOne
          label={t('calculator.rule')}
          options={rules.map((one) => {
            const words = wordsOf(ruleWords, one.rule)
            return { value: one.rule, label: both(words), words: `${words.en} ${words.ur}` }
          })}
          value={rule.rule}
          onChange={choose}
        />
        {rule.variants.length < 2 ? null : (
          <NativeSelect
            label={t('calculator.variant')}
            value={variant.key}
            onChange={(event) =>
              setFilled({ round: filled.round + 1, variant: event.currentTarget.value, values: {} })
            }
            data={rule.variants.map((one) => ({ value: one.key, label: both(wordsOfVariant(one.fields)) }))}
          />
        )}
        {rule.example === null ? null : (
          <Button leftSection={<Icon name="flask" size={16} />} onClick={fillExample}>
            {t('calculator.example')}
          </Button>
        )}
        <RuleForm
          key={`${rule.rule} ${variant.key} ${filled.round}`}
          rule={rule.rule}
          fields={variant.fields}
          initial={filled.values}
          known={known}
          onAnswer={(now) =>
            setAnswers(({ now: before }) => (before === undefined ? { now } : { now, before }))
          }
        />
      </div>
      <div className={classes.answer}>
        <Section title={both(wordsOf(ruleWords, rule.rule))}>
          {answers.now === undefined ? (
            <EmptyState title={t('calculator.none')} why={t('calculator.none-why')} icon="calculator" />
          ) : (
            <Explanation now={answers.now} before={answers.before} />
          )}
        </Section>
      </div>
    </div>
  )
}

/** A form of a rule is named by the facts that it alone asks for. */
function wordsOfVariant(fields: readonly FormField[]): Text {
  const words = fields
    .filter((field) => field.required && field.kind !== 'choice')
    .map((field) => wordsOf(factWords, field.key))
  return { en: words.map((word) => word.en).join(', '), ur: words.map((word) => word.ur).join('، ') }
}

const Typed = z.record(z.string(), z.unknown())
const needed: Text = { en: 'This fact is needed. Fill it in.', ur: 'یہ معلومات درکار ہیں۔ درج کریں۔' }

const noDate: Text = {
  en: 'There is no such date. Type day, month and year, for example 12/03/2026.',
  ur: 'ایسی کوئی تاریخ نہیں۔ دن، مہینہ اور سال لکھیں، مثلاً \u206612/03/2026\u2069۔',
}

/** Names the box by its label instead of the engine's own path. */
function named(message: Text, path: string): Text {
  const key = path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? path
  const label = wordsOf(factWords, key)
  return {
    en: message.en.replaceAll(path, label.en),
    ur: message.ur.replaceAll(`\u2066${path}\u2069`, `”${label.ur}“`),
  }
}

function wrong(errors: readonly { path: string; message: Text }[]): CallRefused {
  return new CallRefused(
    {
      type: 'about:blank',
      title: 'invalid-input',
      titleUr: 'invalid-input',
      status: 422,
      code: 'invalid-input',
      errors: errors.map(({ path, message }) => ({ path, code: 'law', message })),
    },
    undefined,
  )
}

function RuleForm({
  rule,
  fields,
  initial,
  known,
  onAnswer,
}: {
  rule: string
  fields: readonly FormField[]
  initial: Values
  known: Rules
  onAnswer: (calculation: Calculation) => void
}) {
  const { t } = useTranslation('law')
  const both = useBoth()
  const send = async (typed: unknown) => {
    const { $pack, $calendar, ...values } = Typed.parse(typed ?? {})
    const inputs = inputsOf(fields, values)
    const missing = missingIn(fields, inputs)
    if (missing.length > 0) throw wrong(missing.map((path) => ({ path, message: needed })))
    const question = {
      rule,
      inputs,
      packCode: String($pack ?? known.own.packCode),
      calendarCode: String($calendar ?? known.own.calendarCode),
    }
    const answer = await call(calculate, question)
    if ('error' in answer) {
      const { code, path, message } = answer.error
      const box = boxAt(fields, path.replace(/^inputs\./, ''))
      throw wrong([{ path: box, message: code === 'NOT_A_DATE' ? noDate : named(message, path) }])
    }
    onAnswer({ fields, question, answer })
  }
  return (
    <Form
      schema={Typed}
      initial={{ $pack: known.own.packCode, $calendar: known.own.calendarCode, ...initial }}
      submit={t('calculator.calculate')}
      onSubmit={send}
    >
      <RuleFields fields={fields} />
      <Fieldset legend={t('calculator.under')}>
        <SelectField
          name="$pack"
          label={t('calculator.pack')}
          options={known.packs.map((pack) => ({ value: pack.code, label: both(pack.title) }))}
        />
        <SelectField
          name="$calendar"
          label={t('calculator.calendar')}
          options={known.calendars.map((calendar) => ({ value: calendar.code, label: both(calendar.name) }))}
        />
        <CalendarNote known={known} />
      </Fieldset>
    </Form>
  )
}

function CalendarNote({ known }: { known: Rules }) {
  const both = useBoth()
  const { $calendar } = useFormValues()
  const note = known.calendars.find((calendar) => calendar.code === $calendar)?.note
  return note === undefined ? null : <p className={classes.note}>{both(note)}</p>
}
