import { ALWAYS_OPEN, type CourtCalendar } from './calendar/court-calendar.ts'
import type { Step } from './explanation.ts'
import { rulesInForce } from './packs/index.ts'
import type { RulesInForce } from './packs/rule-pack.ts'

/** Under which law and calendar a rule computes, and where it writes its steps (nowhere: the fast way). */
export type How = { rules?: RulesInForce; calendar?: CourtCalendar; steps?: Step[] }

export function rulesOfCourse(how: How): RulesInForce {
  return how.rules ?? rulesInForce()
}

export function calendarOfCourse(how: How): CourtCalendar {
  return how.calendar ?? ALWAYS_OPEN
}
