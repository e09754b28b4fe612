import { afterMonths, type Day, readDay } from '../calendar/day.ts'
import { type Steps, shown, u, uDay } from '../explanation.ts'
import { dayOfQuestion, type How, rulesOfCourse } from '../how.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'
import { monthsOf } from './term.ts'

type Sentences = InputsOf<'sentence'>['sentences']

/**
 * Imprisonment in default of fine, served after the substantive sentences, without set-off or remission. Full payment
 * ends it on that day (PPC s.68); part payment leaves the days that the unpaid part bears to the fine (s.69).
 * @param from first day after the substantive sentences
 * @returns first day after the default terms
 */
export function afterFineDefaults(sentences: Sentences, from: Day, steps: Steps): Day {
  if (!sentences.some((sentence) => sentence.fine !== undefined)) return from
  const fined = sentences
    .map((sentence, index) => ({ sentence, index }))
    .filter(({ sentence }) => sentence.fine !== undefined)
    .sort(
      (a, b) =>
        (a.sentence.sentencedOn < b.sentence.sentencedOn
          ? -1
          : a.sentence.sentencedOn > b.sentence.sentencedOn
            ? 1
            : 0) || (a.sentence.id < b.sentence.id ? -1 : 1),
    )
  let at = from
  for (const { sentence, index } of fined) {
    const fine = sentence.fine
    if (fine === undefined) continue
    const whole = afterMonths(at, monthsOf(fine.defaultTerm)) + (fine.defaultTerm.days ?? 0) - at
    const ends = endOfDefault(at, whole, fine, `inputs.sentences.${index}.fine`)
    const required = ends - at
    const began = at
    steps?.push({
      code: required === 0 ? 'FINE_PAID' : required < whole ? 'FINE_PART_PAID' : 'FINE_UNPAID',
      section: required === 0 ? 'PPC s.68' : required < whole ? 'PPC s.69' : 'PPC s.64',
      text:
        required === 0
          ? {
              en: `Sentence ${sentence.id}: the fine is paid, no imprisonment in default.`,
              ur: `سزا ${u(sentence.id)}: جرمانہ ادا ہو چکا، عدم ادائیگی کی قید نہیں۔`,
            }
          : {
              en: `Sentence ${sentence.id}: ${required} of ${whole} days in default of the fine, from ${shown(began)} to ${shown(ends - 1)}; no set-off and no remission apply to them.`,
              ur: `سزا ${u(sentence.id)}: عدم ادائیگیِ جرمانہ پر ${u(whole)} میں سے ${u(required)} دن قید، ${uDay(began)} تا ${uDay(ends - 1)}؛ اس پر نہ منہائی ہے نہ معافی۔`,
            },
      value: required,
    })
    at = ends
  }
  return at
}

/** Fines are compared in paisa, so that rupees with a fraction divide exactly. */
function endOfDefault(
  from: Day,
  whole: number,
  fine: NonNullable<Sentences[number]['fine']>,
  path: string,
): Day {
  const due = Math.round(fine.amount * 100)
  if (due === 0) return from
  const payments = (fine.payments ?? [])
    .map((payment, at) => ({
      on: readDay(payment.on, `${path}.payments.${at}.on`),
      paisa: Math.round(payment.amount * 100),
    }))
    .sort((a, b) => a.on - b.on)
  let paid = 0
  let ends = from + whole
  for (const payment of payments) {
    if (payment.on >= ends) break
    paid += payment.paisa
    const required = Math.ceil((whole * Math.max(0, due - paid)) / due)
    ends = Math.min(ends, Math.max(from + required, payment.on < from ? from : payment.on + 1))
  }
  return ends
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
