import { afterMonths, type Day, readDay } from '../calendar/day.ts'
import { type Step, type Steps, shown, u, uDay } from '../explanation.ts'
import { dayOfQuestion, type How, rulesOfCourse } from '../how.ts'
import type { Text } from '../refusal.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'
import { monthsOf } from './term.ts'

type Sentences = InputsOf<'sentence'>['sentences']
type Fine = NonNullable<Sentences[number]['fine']>

/**
 * Imprisonment in default of fine, served after the substantive sentences, without set-off or remission. Full payment
 * ends it on that day (PPC s.68); part payment leaves the days that the unpaid part bears to the fine (s.69).
 * @param from first day after the substantive sentences
 * @returns first day after the default terms
 */
export function afterFineDefaults(sentences: Sentences, from: Day, steps: Steps): Day {
  const fined = sentences
    .flatMap(({ id, sentencedOn, fine }, index) =>
      fine === undefined
        ? []
        : [{ id, fine, place: `${sentencedOn} ${id}`, path: `inputs.sentences.${index}.fine` }],
    )
    // By day of sentence, then by name: ISO days sort as texts do.
    .sort((a, b) => (a.place < b.place ? -1 : 1))
  let at = from
  for (const { id, fine, path } of fined) {
    const whole = afterMonths(at, monthsOf(fine.defaultTerm)) + (fine.defaultTerm.days ?? 0) - at
    const { ends, paidInFull } = endOfDefault(at, whole, fine, path)
    if (steps !== undefined) explain(steps, id, { from: at, ends, whole, paidInFull })
    at = ends
  }
  return at
}

/** Fines are compared in paisa, so that rupees with a fraction divide exactly. */
function endOfDefault(
  from: Day,
  whole: number,
  fine: Fine,
  path: string,
): { ends: Day; paidInFull: boolean } {
  const due = Math.round(fine.amount * 100)
  if (due === 0) return { ends: from, paidInFull: true }
  const payments = (fine.payments ?? [])
    .map((payment, at) => ({
      on: readDay(payment.on, `${path}.payments.${at}.on`),
      paisa: Math.round(payment.amount * 100),
    }))
    .sort((a, b) => a.on - b.on)
  let unpaid = due
  let ends = from + whole
  for (const payment of payments) {
    // What is paid once the default term is served buys no day of it.
    if (payment.on >= ends) break
    unpaid = Math.max(0, unpaid - payment.paisa)
    const required = Math.ceil((whole * unpaid) / due)
    ends = Math.min(ends, Math.max(from + required, payment.on + 1))
  }
  return { ends, paidInFull: unpaid === 0 }
}

const SECTIONS = { FINE_PAID: 'PPC s.68', FINE_PART_PAID: 'PPC s.69', FINE_UNPAID: 'PPC s.64' } as const

function explain(
  steps: Step[],
  id: string,
  { from, ends, whole, paidInFull }: { from: Day; ends: Day; whole: number; paidInFull: boolean },
): void {
  const required = ends - from
  const code = paidInFull ? 'FINE_PAID' : required < whole ? 'FINE_PART_PAID' : 'FINE_UNPAID'
  steps.push({
    code,
    section: SECTIONS[code],
    text: required > 0 ? served(id, required, whole, from) : nothingServed(id, paidInFull),
    value: required,
  })
}

function served(id: string, required: number, whole: number, from: Day): Text {
  const last = from + required - 1
  return {
    en: `Sentence ${id}: ${required} of ${whole} days in default of the fine, from ${shown(from)} to ${shown(last)}; no set-off and no remission apply to them.`,
    ur: `سزا ${u(id)}: عدم ادائیگیِ جرمانہ پر ${u(whole)} میں سے ${u(required)} دن قید، ${uDay(from)} تا ${uDay(last)}؛ اس پر نہ منہائی ہے نہ معافی۔`,
  }
}

function nothingServed(id: string, paidInFull: boolean): Text {
  return paidInFull
    ? {
        en: `Sentence ${id}: the fine is paid, no imprisonment in default.`,
        ur: `سزا ${u(id)}: جرمانہ ادا ہو چکا، عدم ادائیگی کی قید نہیں۔`,
      }
    : {
        en: `Sentence ${id}: the fine is not paid, and the court ordered no imprisonment in default.`,
        ur: `سزا ${u(id)}: جرمانہ ادا نہیں ہوا، مگر عدالت نے عدم ادائیگی پر قید کا حکم نہیں دیا۔`,
      }
}

/**
 * The longest imprisonment in default of fine that a court may order: one quarter of the offence's longest term (PPC
 * s.65), or for an offence punishable with fine only two, four or six months, simple (s.67).
 */
export function fineDefaultCap(
  inputs: InputsOf<'fine-default-cap'>,
  how: How = {},
): ResultOf<'fine-default-cap'> {
  const rules = rulesOfCourse(how)
  const day = dayOfQuestion(how)
  if (inputs.fineOnlyOffence === true) {
    const small = rules.on('fine-only.small-fine', day).value
    const middle = rules.on('fine-only.middle-fine', day).value
    const cap = rules.on(
      inputs.fineAmount <= small
        ? 'fine-only.small-months'
        : inputs.fineAmount <= middle
          ? 'fine-only.middle-months'
          : 'fine-only.large-months',
      day,
    )
    how.steps?.push({
      code: 'FINE_ONLY_CAP',
      section: cap.section,
      text: {
        en: `${cap.text.en}; the imprisonment must be simple.`,
        ur: `${cap.text.ur}؛ قید محض ہوگی۔`,
      },
      value: cap.value,
    })
    return { capMonths: cap.value, descriptionMustBe: 'SIMPLE', flags: [] }
  }
  const share = rules.on('fine-default.share-of-term', day)
  const capMonths = inputs.maxPunishmentMonths / share.value
  how.steps?.push({
    code: 'QUARTER_OF_LONGEST_TERM',
    section: share.section,
    text: {
      en: `One part in ${share.value} of the longest term of ${inputs.maxPunishmentMonths} months is ${capMonths} months.`,
      ur: `زیادہ سے زیادہ سزا ${u(inputs.maxPunishmentMonths)} ماہ کا چوتھا حصہ ${u(capMonths)} ماہ ہے۔`,
    },
    value: capMonths,
  })
  return { capMonths, flags: [] }
}
