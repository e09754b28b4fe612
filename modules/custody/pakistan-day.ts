/** The day of an instant on Pakistan's clocks, which have known no summer time since 2009. Browser-safe. */
export function dayOf(instant: string): string {
  return new Date(Date.parse(instant) + 5 * 3_600_000).toISOString().slice(0, 10)
}
