/** Days since 1970-01-01 (UTC). Whole days only: no time zone can move a date. */
export type Day = number

export function toDay(iso: string): Day {
  const time = Date.parse(`${iso}T00:00:00Z`)
  if (Number.isNaN(time)) throw new RangeError(`Not a date: ${iso}`)
  return time / 86_400_000
}

/** The stories ask for the same few thousand days hundreds of thousands of times. */
const isoDays = new Map<Day, string>()

export function toIso(day: Day): string {
  let iso = isoDays.get(day)
  if (iso === undefined) {
    iso = new Date(day * 86_400_000).toISOString().slice(0, 10)
    isoDays.set(day, iso)
  }
  return iso
}

export function yearOf(day: Day): number {
  return new Date(day * 86_400_000).getUTCFullYear()
}

export function dayOfYear(day: Day): number {
  return day - toDay(`${yearOf(day)}-01-01`) + 1
}

/** The corresponding date; where a month has no such date, the first of the following month. */
export function addMonths(day: Day, months: number): Day {
  const date = new Date(day * 86_400_000)
  const sameDate =
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate()) / 86_400_000
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / 86_400_000
  const nextFirst = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 1) / 86_400_000
  return sameDate >= first && sameDate < nextFirst ? sameDate : nextFirst
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** As the product shows a date: `12 Mar 2026`. */
export function shown(day: Day): string {
  const date = new Date(day * 86_400_000)
  return `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** First day of each Eid as expected or observed; three days are kept. Approximate: the moon decides. */
const eids = `
2019-06-05 2019-08-12 2020-05-24 2020-08-01 2021-05-13 2021-07-21 2022-05-03 2022-07-10 2023-04-22 2023-06-29
2024-04-10 2024-06-17 2025-03-31 2025-06-07 2026-03-21 2026-05-27 2027-03-10 2027-05-17 2028-02-27 2028-05-05
`
const fixedHolidays = ['02-05', '03-23', '05-01', '08-14', '11-09', '12-25']

const eidDays = new Set(
  eids
    .trim()
    .split(/\s+/)
    .flatMap((iso) => [toDay(iso), toDay(iso) + 1, toDay(iso) + 2]),
)

/** Days on which the demo's courts sit: Monday to Friday, without public holidays. */
export function isWorkingDay(day: Day): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7
  if (weekday === 0 || weekday === 6) return false
  return !eidDays.has(day) && !fixedHolidays.includes(toIso(day).slice(5))
}

export function workingDayFrom(day: Day): Day {
  let candidate = day
  while (!isWorkingDay(candidate)) candidate++
  return candidate
}

export function workingDayUpTo(day: Day): Day {
  let candidate = day
  while (!isWorkingDay(candidate)) candidate--
  return candidate
}

/** `2026-03-12T22:40` from a day and minutes after midnight, which may run into the following days. */
export function instant(day: Day, minutes: number): string {
  const whole = day + Math.floor(minutes / 1440)
  const rest = ((minutes % 1440) + 1440) % 1440
  const two = (n: number) => String(n).padStart(2, '0')
  return `${toIso(whole)}T${two(Math.floor(rest / 60))}:${two(rest % 60)}`
}
