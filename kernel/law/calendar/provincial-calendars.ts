import type { CalendarDefinition } from './court-calendar.ts'

export type ProvincialCalendar = {
  code: 'federal' | 'sindh' | 'punjab' | 'khyber-pakhtunkhwa' | 'balochistan'
  name: { en: string; ur: string }
  definition: CalendarDefinition
  /** True until a gazetted notification has been entered: the lunar dates are estimates. */
  illustrative: true
  note: { en: string; ur: string }
}

/** Fixed-date holidays; those tied to the moon are estimates and move by a day or two on sighting. */
const PUBLIC_HOLIDAYS: readonly string[] = [
  '2024-02-05',
  '2024-03-23',
  '2024-04-10..2024-04-13',
  '2024-05-01',
  '2024-06-17..2024-06-19',
  '2024-07-16..2024-07-17',
  '2024-08-14',
  '2024-09-17',
  '2024-11-09',
  '2024-12-25',
  '2025-02-05',
  '2025-03-23',
  '2025-03-31..2025-04-02',
  '2025-05-01',
  '2025-05-28',
  '2025-06-07..2025-06-09',
  '2025-07-05..2025-07-06',
  '2025-08-14',
  '2025-09-06',
  '2025-11-09',
  '2025-12-25',
  '2026-02-05',
  '2026-03-20..2026-03-23',
  '2026-05-01',
  '2026-05-27..2026-05-29',
  '2026-06-25..2026-06-26',
  '2026-08-14',
  '2026-08-26',
  '2026-11-09',
  '2026-12-25',
  '2027-02-05',
  '2027-03-10..2027-03-12',
  '2027-03-23',
  '2027-05-01',
  '2027-05-17..2027-05-19',
  '2027-06-15..2027-06-16',
  '2027-08-14..2027-08-15',
  '2027-11-09',
  '2027-12-25',
]

const NOTE = {
  en: 'Illustrative: fixed public holidays, and estimates for those that follow the moon. Enter the notified dates.',
  ur: 'بطور نمونہ: مقررہ تعطیلات، اور رویتِ ہلال والی تعطیلات کا اندازہ۔ نوٹیفکیشن کی تاریخیں درج کریں۔',
}

function calendarOf(
  code: ProvincialCalendar['code'],
  name: ProvincialCalendar['name'],
  weeklyOff: CalendarDefinition['weeklyOff'],
  own: readonly string[] = [],
): ProvincialCalendar {
  const definition = Object.freeze({ weeklyOff, closed: [...PUBLIC_HOLIDAYS, ...own] })
  return { code, name, definition, illustrative: true, note: NOTE }
}

const shipped: readonly ProvincialCalendar[] = [
  calendarOf('federal', { en: 'Islamabad', ur: 'اسلام آباد' }, ['Sat', 'Sun']),
  calendarOf(
    'sindh',
    { en: 'Sindh', ur: 'سندھ' },
    ['Sat', 'Sun'],
    ['2024-12-27', '2025-12-27', '2026-12-27', '2027-12-27'],
  ),
  calendarOf('punjab', { en: 'Punjab', ur: 'پنجاب' }, ['Sun']),
  calendarOf('khyber-pakhtunkhwa', { en: 'Khyber Pakhtunkhwa', ur: 'خیبر پختونخوا' }, ['Sat', 'Sun']),
  calendarOf('balochistan', { en: 'Balochistan', ur: 'بلوچستان' }, ['Sat', 'Sun']),
]

/** Closures that two law officers have adopted for a province's courts, over the calendar that ships. */
export type AdoptedClosure = { calendar: string; firstDay: string; lastDay: string }

export let provincialCalendars: readonly ProvincialCalendar[] = shipped

/** A province's calendar with further closed days. A new frozen definition, so that no remembered reading of the old one serves. */
export function withClosures(
  calendar: ProvincialCalendar,
  closures: readonly AdoptedClosure[],
): ProvincialCalendar {
  const more = closures
    .filter((closure) => closure.calendar === calendar.code)
    .map(({ firstDay, lastDay }) => (firstDay === lastDay ? firstDay : `${firstDay}..${lastDay}`))
  if (more.length === 0) return calendar
  const { definition } = calendar
  return {
    ...calendar,
    definition: Object.freeze({ ...definition, closed: [...(definition.closed ?? []), ...more] }),
  }
}

/** Closes the courts on adopted days for everything this process computes from now on. */
export function closeCourts(closures: readonly AdoptedClosure[]): void {
  provincialCalendars = shipped.map((calendar) => withClosures(calendar, closures))
}

/** A province's calendar as it stands in this process. */
export function findProvincialCalendar(code: string): ProvincialCalendar | undefined {
  return provincialCalendars.find((calendar) => calendar.code === code)
}
