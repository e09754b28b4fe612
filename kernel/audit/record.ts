import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** Something done, read or refused that no table trigger sees. */
export interface AuditAct {
  /** `read`, `refused`, `sign-in`, `export` … */
  readonly act: string
  /** The endpoint's name, or the table. */
  readonly subject: string
  readonly subjectIds?: readonly string[]
  readonly detail?: Record<string, unknown>
}

/**
 * Writes one entry in the current transaction. Who, where and why come from the transaction itself and cannot be passed in.
 * A failure is thrown, never swallowed: what cannot be recorded must not be answered (SEC-3).
 */
export async function recordAct(tx: Tx, entry: AuditAct): Promise<void> {
  await sql`insert into audit.entry (act, subject, subject_ids, detail)
    values (${entry.act}, ${entry.subject}, ${entry.subjectIds ?? []}::text[], ${JSON.stringify(entry.detail ?? {})}::jsonb)`.execute(
    tx,
  )
}
