/** The periods for which returns are owed, by the calendar; pure and browser-safe. Days are `yyyy-mm-dd`. */

export const periodNames = ['day', 'fortnight', 'month', 'quarter', 'year'] as const
export type PeriodName = (typeof periodNames)[number]

export interface Period {
  readonly from: string
  /** Its last day. */
  readonly to: string
}

const iso = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)
export const plusDays = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The period a day lies in. A fortnight is from the 1st to the 15th, or from the 16th to the month's end. */
export function periodOf(name: PeriodName, day: string): Period {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const at = month - 1
  switch (name) {
    case 'day':
      return { from: day, to: day }
    case 'fortnight':
      return date <= 15
        ? { from: iso(year, at, 1), to: iso(year, at, 15) }
        : { from: iso(year, at, 16), to: iso(year, at + 1, 0) }
    case 'month':
      return { from: iso(year, at, 1), to: iso(year, at + 1, 0) }
    case 'quarter': {
      const first = at - (at % 3)
      return { from: iso(year, first, 1), to: iso(year, first + 3, 0) }
    }
    case 'year':
      return { from: iso(year, 0, 1), to: iso(year, 12, 0) }
  }
}

/** The last period that has ended before a day. */
export const lastEnded = (name: PeriodName, today: string): Period =>
  periodOf(name, plusDays(periodOf(name, today).from, -1))

/**
 * Every period that has ended before today and is not owed yet, the oldest first: from the day after the last one, or the last ended alone
 * where there was none before. Nights on which nothing ran are made up for; a prison is not asked for years before it began.
 */
export function fallenDue(name: PeriodName, today: string, lastTo: string | null): Period[] {
  const ended = lastEnded(name, today)
  if (lastTo === null) return [ended]
  const found: Period[] = []
  for (
    let period = periodOf(name, plusDays(lastTo, 1));
    period.to <= ended.to;
    period = periodOf(name, plusDays(period.to, 1))
  )
    found.push(period)
  return found
}
