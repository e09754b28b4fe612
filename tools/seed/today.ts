/** The day in Pakistan. */
export function today(): string {
  return new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)
}
