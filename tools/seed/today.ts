/** Yesterday in Pakistan: the last day of the demo's history, so that nothing in it lies ahead of the clock. */
export function yesterday(): string {
  return new Date(Date.now() + (5 - 24) * 3_600_000).toISOString().slice(0, 10)
}
