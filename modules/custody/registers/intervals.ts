/** A stretch of custody in one case, from its first day; `to` is the day it passed into the next or ended, null while it lasts. */
export interface CustodyInterval {
  readonly kind: 'police' | 'court-custody' | 'prison'
  readonly from: string
  readonly to: string | null
}

const numberOf = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

/**
 * The days of each stretch. Any part of a day in custody is a day; the day on which one stretch passes into the next is counted in the
 * next alone, so that the days of the stretches add up to the days held.
 */
export function withDays(
  intervals: readonly CustodyInterval[],
  until: string,
): (CustodyInterval & { days: number })[] {
  const taken = new Set<number>()
  return intervals
    .toReversed()
    .map((interval) => {
      let days = 0
      const last = numberOf(interval.to ?? until)
      for (let day = numberOf(interval.from); day <= last; day += 1) {
        if (taken.has(day)) continue
        taken.add(day)
        days += 1
      }
      return { ...interval, days }
    })
    .toReversed()
}

/** Days of which any part was spent in custody in the case. */
export function daysHeld(intervals: readonly CustodyInterval[], until: string): number {
  return withDays(intervals, until).reduce((sum, { days }) => sum + days, 0)
}
