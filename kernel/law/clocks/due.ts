import { type Day, isoDay } from '../calendar/day.ts'
import { shown, uDay } from '../explanation.ts'
import { calendarOfCourse, type How } from '../how.ts'
import type { LegalNumber } from '../packs/rule-pack.ts'

/**
 * Both due days of an act in court or office: the day that the section gives, and the open day on which it may still
 * be done. Always rolled from the statutory day, so that no day is rolled twice.
 */
export function dueDates(
  statutory: Day,
  number: Pick<LegalNumber, 'section' | 'text'>,
  how: How,
): { statutoryDue: string; effectiveDue: string; effective: Day } {
  const effective = calendarOfCourse(how).firstOpenFrom(statutory)
  how.steps?.push({
    code: 'STATUTORY_DUE',
    section: number.section,
    text: {
      en: `${number.text.en}: by ${shown(statutory)}.`,
      ur: `${number.text.ur}: ${uDay(statutory)} تک۔`,
    },
    value: isoDay(statutory),
  })
  if (effective !== statutory) {
    how.steps?.push({
      code: 'ROLLED_TO_OPEN_DAY',
      section: 'General Clauses Act 1897 s.10; Limitation Act 1908 s.4',
      text: {
        en: `${shown(statutory)} is closed: the act may be done on ${shown(effective)}.`,
        ur: `${uDay(statutory)} کو تعطیل ہے: ${uDay(effective)} کو عمل درست ہوگا۔`,
      },
      value: isoDay(effective),
    })
  }
  return { statutoryDue: isoDay(statutory), effectiveDue: isoDay(effective), effective }
}
