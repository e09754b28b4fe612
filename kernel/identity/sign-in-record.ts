import { sql } from 'kysely'
import { type AuditAct, recordAct } from '#kernel/audit'
import type { Call } from '#kernel/gate'
import type { Database, Tx } from '#platform/db'

/**
 * A transaction of the sign-in service in an account's name, so that what it writes is recorded as that person's act.
 * `accountId` is null while nobody is known yet.
 */
export async function inNameOf<T>(
  auth: Database,
  accountId: string | null,
  call: Pick<Call, 'requestId'>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return auth.kysely.transaction().execute(async (tx) => {
    await sql`select set_config('mizan.account', ${accountId ?? ''}, true), set_config('mizan.request', ${call.requestId}, true)`.execute(
      tx,
    )
    return work(tx)
  })
}

/** Records an act of signing in. Of a name that does not exist only that is kept: people type passwords into that field. */
export async function recordSignIn(
  tx: Tx,
  act: string,
  call: Call,
  entry: Partial<AuditAct> = {},
): Promise<void> {
  await recordAct(tx, {
    act,
    subject: 'identity.session',
    ...entry,
    detail: { address: call.address, userAgent: call.userAgent.slice(0, 200), ...entry.detail },
  })
}
