import { u } from '../explanation.ts'
import type { How } from '../how.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'

type YearsMonthsDays = readonly [number, number, number]

const inDays = ([years, months, days]: YearsMonthsDays) => years * 360 + months * 30 + days

/** What remains on the jail roll, on its own base of months of 30 days and years of 360. */
export function jailRoll(inputs: InputsOf<'jail-roll'>, how: How = {}): ResultOf<'jail-roll'> {
  const left = inDays(inputs.total) - inDays(inputs.served) - inDays(inputs.remission)
  const days = Math.max(0, left)
  const remaining: [number, number, number] = [
    Math.floor(days / 360),
    Math.floor((days % 360) / 30),
    days % 30,
  ]
  const written = remaining.join('-')
  how.steps?.push({
    code: 'JAIL_ROLL',
    section: 'SHC Cr.A. S-207/2004 (roll on a 360/30 base)',
    text: {
      en: `${inputs.total.join('-')} less ${inputs.served.join('-')} served and ${inputs.remission.join('-')} remitted leaves ${written} (years-months-days).`,
      ur: `${u(inputs.total.join('-'))} میں سے کاٹی ہوئی ${u(inputs.served.join('-'))} اور معافی ${u(inputs.remission.join('-'))} منہا، باقی ${u(written)} (سال-ماہ-دن)۔`,
    },
    value: written,
  })
  return { remaining, flags: left < 0 ? ['SERVED_EXCEEDS_TOTAL'] : [] }
}
