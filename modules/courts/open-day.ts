import { sql } from 'kysely'
import { calendarOf, courtCalendar, isoDay, readDay } from '#kernel/law'
import type { Tx } from '#platform/db'
import { type Doubt, refuse } from '#platform/http'

/** Today in Pakistan, as the database tells it: the same day the queues and the policies go by. */
export async function todayOf(tx: Tx): Promise<string> {
  const { rows } = await sql<{ today: string }>`select workflow.today() as today`.execute(tx)
  return rows[0]!.today
}

/** The day itself when the province's courts sit, else the next on which they do. */
export function openDayFrom(jurisdiction: string, day: string): string {
  return isoDay(courtCalendar(calendarOf(jurisdiction)).firstOpenFrom(readDay(day, 'day')))
}

/** The last day on which courts sit up to a day, the day itself included; undefined when none after `after`. */
export function openDayUpTo(jurisdiction: string, day: string, after: string): string | undefined {
  const calendar = courtCalendar(calendarOf(jurisdiction))
  for (let at = readDay(day, 'day'); at > readDay(after, 'after'); at--)
    if (calendar.isOpen(at)) return isoDay(at)
  return undefined
}

/** Courts sit on open days. @throws courts.court-closed naming the next open day */
export function refuseClosedDay(jurisdiction: string, day: string): void {
  const next = openDayFrom(jurisdiction, day)
  if (next !== day) throw refuse('courts.court-closed', { day, next })
}

/** Courts may sit on a closed day by special order, and a duty Magistrate does: possible, and doubted. */
export function doubtsOfDay(jurisdiction: string, day: string, path: string): Doubt[] {
  const next = openDayFrom(jurisdiction, day)
  return next === day ? [] : [{ code: 'courts.closed-day', path, params: { day, next }, about: [day] }]
}

/** A day some days later. */
export function daysAfter(day: string, days: number): string {
  return isoDay(readDay(day, 'day') + days)
}

/** Nothing is recorded that has not happened yet. @throws courts.date-ahead */
export async function refuseAhead(tx: Tx, day: string): Promise<void> {
  if (day > (await todayOf(tx))) throw refuse('courts.date-ahead', { day })
}
