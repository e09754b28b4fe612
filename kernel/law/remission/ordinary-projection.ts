import { afterMonths, civilOf, type Day, dayOf, isoDay, monthsClipped, readDay } from '../calendar/day.ts'
import { shown, u, uDay } from '../explanation.ts'
import { type How, rulesOfCourse } from '../how.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'
import { endOfTerm } from '../sentence/term.ts'

/**
 * Where ordinary remission would bring the date if it is earned every month: accrual from the first of the month after
 * sentence, posted on each following first, until release falls due before the next posting. A forecast, not an entry
 * in the ledger.
 */
export function ordinaryProjection(
  inputs: InputsOf<'ordinary-projection'>,
  how: How = {},
): ResultOf<'ordinary-projection'> {
  const rules = rulesOfCourse(how)
  const sentencedOn = readDay(inputs.sentencedOn, 'inputs.sentencedOn')
  const setOff = inputs.setOffDays ?? 0
  const flags: string[] = []
  const unremitted = Math.max(
    endOfTerm(sentencedOn, inputs.term, rules, sentencedOn) - setOff,
    sentencedOn + 1,
  )
  const ledger = rules.on('remission.per-month', sentencedOn)
  if (inputs.perMonth > ledger.value) flags.push('PER_MONTH_OVER_RULE_REFER')

  const accrual = firstOfNextMonth(sentencedOn)
  let ends = unremitted
  let monthsCredited = 0
  let posting = afterMonths(accrual, 1)
  while (ends > posting) {
    ends = Math.max(ends - inputs.perMonth, posting)
    monthsCredited++
    posting = monthsClipped(accrual, monthsCredited + 1)
  }
  const remissionDays = monthsCredited * inputs.perMonth

  how.steps?.push({
    code: 'ORDINARY_REMISSION_PROJECTED',
    section: ledger.section,
    text: {
      en: `Accrual from ${shown(accrual)}: ${monthsCredited} postings of ${inputs.perMonth} days before release falls due.`,
      ur: `${uDay(accrual)} سے معافی شروع: رہائی سے پہلے ${u(monthsCredited)} ماہ، ہر ماہ ${u(inputs.perMonth)} دن۔`,
    },
    value: remissionDays,
  })

  if (inputs.term === 'LIFE') {
    const floorYears = rules.on('life.floor-years', sentencedOn)
    const floor = afterMonths(sentencedOn - setOff, floorYears.value * 12)
    if (floor > ends) {
      ends = floor
      flags.push('LIFE_FLOOR_15Y_GOVERNS')
      how.steps?.push({
        code: 'LIFE_FLOOR',
        section: floorYears.section,
        text: {
          en: `A life convict serves at least ${floorYears.value} years: to ${shown(floor - 1)}.`,
          ur: `عمر قید میں کم از کم ${u(floorYears.value)} سال لازم ہیں: ${uDay(floor - 1)} تک۔`,
        },
        value: isoDay(floor),
      })
    }
  }
  how.steps?.push({
    code: 'DUE_RELEASE_PROJECTED',
    section: ledger.section,
    text: {
      en: `If every month is earned, the last day is ${shown(ends - 1)}.`,
      ur: `ہر ماہ کی معافی ملے تو آخری دن ${uDay(ends - 1)} ہے۔`,
    },
    value: isoDay(ends - 1),
  })
  return { monthsCredited, remissionDays, dueRelease: isoDay(ends - 1), flags }
}

function firstOfNextMonth(day: Day): Day {
  const { year, month } = civilOf(day)
  return month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1)
}
