import { ALWAYS_OPEN, type CourtCalendar } from './calendar/court-calendar.ts'
import { type Day, dayOf } from './calendar/day.ts'
import type { Step } from './explanation.ts'
import { rulesInForce } from './packs/index.ts'
import type { RulesInForce } from './packs/rule-pack.ts'

/** Under which law and calendar a rule computes, and where it writes its steps (nowhere: the fast way). */
export type How = {
  rules?: RulesInForce
  calendar?: CourtCalendar
  steps?: Step[]
  /** The day whose law answers, for rules whose facts carry no date of their own. */
  asOf?: Day
}

/** Where neither the facts nor the question give a day, the law as it stands: the versions that have no end. */
const AS_IT_STANDS: Day = dayOf(9999, 12, 31)

export function dayOfQuestion(how: How): Day {
  return how.asOf ?? AS_IT_STANDS
}

export function rulesOfCourse(how: How): RulesInForce {
  return how.rules ?? rulesInForce()
}

export function calendarOfCourse(how: How): CourtCalendar {
  return how.calendar ?? ALWAYS_OPEN
}
