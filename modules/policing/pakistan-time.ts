import type { StoredProof } from '#kernel/law'

/** A date in the result of a proof. */
export function dateIn(proof: StoredProof, field: string): string {
  const value = proof.result[field]
  if (typeof value !== 'string') throw new Error(`${proof.rule} gave no ${field}.`)
  return value
}

/** An instant as the clocks of Pakistan show it, to the minute: `2026-02-03T22:40`. */
export function pakistanMinute(instant: string): string {
  return new Date(Date.parse(instant) + 5 * 3_600_000).toISOString().slice(0, 16)
}

/** The day of an instant in Pakistan. */
export function pakistanDay(instant: string): string {
  return pakistanMinute(instant).slice(0, 10)
}
