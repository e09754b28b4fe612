import type { AuditEntry } from '../contract.ts'

export interface Change {
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

/** Field by field what an entry changed. An insert has no before, a delete no after. */
export function changesOf(detail: AuditEntry['detail']): Change[] {
  const before = recordOf(detail.before)
  const after = recordOf(detail.after)
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, from: before[field], to: after[field] }))
}

/** What an entry says beside the changes: the code of a refusal, the file of an export. */
export function remarksOf(detail: AuditEntry['detail']): [string, unknown][] {
  return Object.entries(detail).filter(([key]) => key !== 'before' && key !== 'after')
}

/** A value as one reads it; nothing for what was not there. */
export function shownValue(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
