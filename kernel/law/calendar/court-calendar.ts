import { LawInputError } from '../refusal.ts'
import { type Day, findDay, weekdayOf } from './day.ts'

export type Weekday = 'Sun' | 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat'

/** As it travels: weekly days off, and closed dates as `2026-05-01` or runs as `2026-03-20..2026-03-23`. */
export type CalendarDefinition = { weeklyOff?: readonly Weekday[]; closed?: readonly string[] }

/** When courts and offices are open. */
export type CourtCalendar = {
  isOpen(day: Day): boolean
  /** The day itself when open, else the next that is. */
  firstOpenFrom(day: Day): Day
  /** The `count`-th open day after `day`. */
  afterOpenDays(day: Day, count: number): Day
}

export const WEEKDAYS: readonly Weekday[] = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** No court is shut this long; a longer search means that the calendar was typed wrongly. */
const LONGEST_CLOSURE_DAYS = 400

/** A calendar that is never closed: what a rule uses when none was given. */
export const ALWAYS_OPEN: CourtCalendar = {
  isOpen: () => true,
  firstOpenFrom: (day) => day,
  afterOpenDays: (day, count) => day + count,
}

const byContent = new Map<string, CourtCalendar>()
const byIdentity = new WeakMap<object, CourtCalendar>()
const REMEMBERED = 256

/**
 * Reads a calendar once and remembers it: five million clocks share a handful of calendars.
 * @throws LawInputError when a closed date cannot be read, or every weekday is off
 */
export function courtCalendar(definition: CalendarDefinition | undefined): CourtCalendar {
  if (definition === undefined) return ALWAYS_OPEN
  const known = byIdentity.get(definition)
  if (known !== undefined) return known
  const key = JSON.stringify([definition.weeklyOff ?? [], definition.closed ?? []])
  let calendar = byContent.get(key)
  if (calendar === undefined) {
    calendar = readCalendar(definition)
    if (byContent.size >= REMEMBERED) byContent.clear()
    byContent.set(key, calendar)
  }
  // A frozen definition cannot change under the remembered reading; any other may, so it is found by its content.
  if (Object.isFrozen(definition)) byIdentity.set(definition, calendar)
  return calendar
}

function readCalendar(definition: CalendarDefinition): CourtCalendar {
  const off: boolean[] = WEEKDAYS.map((weekday) => definition.weeklyOff?.includes(weekday) ?? false)
  if (off.every(Boolean)) throw neverOpen('calendar.weeklyOff')
  const closed = closedDays(definition.closed ?? [])
  const isOpen = (day: Day) => !off[weekdayOf(day)] && !closed.has(day)
  const firstOpenFrom = (day: Day) => {
    for (let next = day; next <= day + LONGEST_CLOSURE_DAYS; next++) if (isOpen(next)) return next
    throw neverOpen('calendar.closed')
  }
  const afterOpenDays = (day: Day, count: number) => {
    let at = day
    for (let counted = 0; counted < count; counted++) at = firstOpenFrom(at + 1)
    return at
  }
  return { isOpen, firstOpenFrom, afterOpenDays }
}

/** @throws LawInputError naming the entry that cannot be read */
export function closedDays(entries: readonly string[]): Set<Day> {
  const days = new Set<Day>()
  entries.forEach((entry, index) => {
    const path = `calendar.closed.${index}`
    const [first, last = first, ...rest] = entry.split('..')
    const from = findDay(first ?? '')
    const to = findDay(last ?? '')
    if (from === undefined || to === undefined || rest.length > 0) throw LawInputError.notADate(path, entry)
    if (to < from) throw LawInputError.outOfOrder(path, last ?? '', first ?? '')
    if (to - from > LONGEST_CLOSURE_DAYS) throw neverOpen(path)
    for (let day = from; day <= to; day++) days.add(day)
  })
  return days
}

function neverOpen(path: string): LawInputError {
  return new LawInputError('NEVER_OPEN', path, {
    en: `${path} leaves no open day within ${LONGEST_CLOSURE_DAYS} days: correct the closed days.`,
    ur: `⁦${path}⁩ کے مطابق ⁦${LONGEST_CLOSURE_DAYS}⁩ دن تک عدالت کھلتی ہی نہیں۔ تعطیلات درست کریں۔`,
  })
}
