import { readDay } from '../calendar/day.ts'
import { type How, rulesOfCourse } from '../how.ts'
import { isolated, LawInputError } from '../refusal.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'
import { asIfGranted, sentence } from '../sentence/sentence.ts'
import { sentenceByCalendar } from './sentence.ts'

/**
 * The sentence computed by both implementations; only an answer on which they agree comes back. To be used before any
 * date of release is confirmed: one engine's bug must neither free nor hold anyone.
 * @throws LawInputError COMPUTATIONS_DISAGREE naming the field and both values
 */
export function computeSentenceTwice(inputs: InputsOf<'sentence'>, how: How = {}): ResultOf<'sentence'> {
  const first = sentence(inputs, how)
  const { ifSetOffGranted, ...confirmed } = first
  agree(confirmed, secondly(inputs, how))
  if (ifSetOffGranted !== undefined) {
    const asked = secondly(asIfGranted(inputs), how)
    agree(ifSetOffGranted, { setOffDays: asked.setOffDays, dueRelease: asked.dueRelease })
  }
  return first
}

function secondly(inputs: InputsOf<'sentence'>, how: How): ReturnType<typeof sentenceByCalendar> {
  const rules = rulesOfCourse(how)
  return sentenceByCalendar(inputs, {
    lifeYears: (sentencedOn) => rules.on('life.years', readDay(sentencedOn, 'sentencedOn')).value,
    floorYears: (begunOn) => rules.on('life.floor-years', readDay(begunOn, 'begunOn')).value,
  })
}

/** @throws LawInputError on the first field that differs */
export function agree(first: Record<string, unknown>, second: Record<string, unknown>): void {
  for (const field of new Set([...Object.keys(first), ...Object.keys(second)])) {
    const one = JSON.stringify(first[field])
    const two = JSON.stringify(second[field])
    if (one === two) continue
    throw new LawInputError('COMPUTATIONS_DISAGREE', field, {
      en: `The two computations disagree on ${field} (${one} and ${two}): the date may not be confirmed. Refer to a law officer.`,
      ur: `دونوں حسابات ${isolated(field)} پر متفق نہیں (${isolated(`${one} / ${two}`)}): تاریخ کی توثیق نہیں ہو سکتی۔ لا افسر سے رجوع کریں۔`,
    })
  }
}
