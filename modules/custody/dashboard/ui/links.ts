/** A register of one prison under filters: where a figure of this page stands person by person. */
export function registerOf(prisonId: number, key: string, filters: Record<string, string> = {}): string {
  const written = new URLSearchParams({ prison: String(prisonId), ...filters })
  return `/custody/registers/${key}?with=${encodeURIComponent(written.toString())}`
}

/** What stood before the first day or month of a flow. */
export function rollBefore(flow: readonly { roll: number; came: number; left: number }[]): number {
  const first = flow[0]
  return first === undefined ? 0 : first.roll - first.came + first.left
}

/** How full, in whole percent; null where no place is on record. */
export function percentOf(held: number, places: number): number | null {
  return places === 0 ? null : Math.round((held / places) * 100)
}
