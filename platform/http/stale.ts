import { createHash } from 'node:crypto'
import { canonical } from './canonical.ts'
import type { CurrentRecord } from './contract.ts'
import { Refusal } from './refusal.ts'

/**
 * The version of the fields that a form edits, found from the fields themselves: it changes when one of them does and not when
 * anything else of the record does, so nobody is asked to compare what cannot clash.
 */
export function versionOf(values: Record<string, unknown>): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(values)))
    .digest('base64url')
    .slice(0, 22)
}

/** Somebody else has changed the record since it was read: nothing is written, and the caller is told how it stands now. */
export function refuseStale(current: CurrentRecord): Refusal {
  return new Refusal('stale-version', {}, [], [], current)
}

/** @throws stale-version when the fields are not as they were read */
export function refuseUnlessCurrent(version: string, values: Record<string, unknown>): void {
  const now = versionOf(values)
  if (now !== version) throw refuseStale({ version: now, values })
}
