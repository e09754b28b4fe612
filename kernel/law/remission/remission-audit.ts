import { u } from '../explanation.ts'
import { dayOfQuestion, type How, rulesOfCourse } from '../how.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'

/** The share of a sentence that was remitted, flagged above one third. It never cuts: courts have upheld more. */
export function remissionAudit(
  inputs: InputsOf<'remission-audit'>,
  how: How = {},
): ResultOf<'remission-audit'> {
  const part = rulesOfCourse(how).on('remission.audit-share', dayOfQuestion(how))
  const remittedShare = Math.round((inputs.remissionDays / inputs.grossDays) * 10_000) / 10_000
  const over = inputs.remissionDays * part.value > inputs.grossDays
  how.steps?.push({
    code: over ? 'REMISSION_OVER_ONE_THIRD' : 'REMISSION_WITHIN_ONE_THIRD',
    section: part.section,
    text: {
      en: `${inputs.remissionDays} of ${inputs.grossDays} days remitted${over ? ': more than one third, look at each entry again' : ''}.`,
      ur: `${u(inputs.grossDays)} میں سے ${u(inputs.remissionDays)} دن معاف${over ? '؛ ایک تہائی سے زائد، ہر اندراج دوبارہ دیکھیں' : ''}۔`,
    },
    value: remittedShare,
  })
  return { remittedShare, flag: over ? 'OVER_ONE_THIRD' : null, flags: over ? ['OVER_ONE_THIRD'] : [] }
}
