import { sql } from 'kysely'
import type { Database, Tx } from '#platform/db'
import { findStep } from './one-time-codes.ts'

/** Whether an account has a confirmed second factor. */
export async function hasSecondFactor(on: Tx | Database['kysely'], accountId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from identity.second_factor
    where account_id = ${accountId}::uuid and confirmed_at is not null`.execute(on)
  return rows.length > 0
}

/**
 * Takes a code, once. The step is moved in one statement that only one caller can win: of two hundred who send the same code
 * at the same instant, one gets in, and a code older than the last one taken is refused too (RFC 6238 §5.2).
 */
export async function takeCode(
  on: Tx | Database['kysely'],
  accountId: string,
  code: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ secret: Buffer }>`select secret from identity.second_factor
    where account_id = ${accountId}::uuid and confirmed_at is not null`.execute(on)
  if (rows[0] === undefined) return false
  const step = findStep(rows[0].secret, code, now)
  if (step === null) return false
  const { rows: taken } = await sql`update identity.second_factor set last_step = ${step}
    where account_id = ${accountId}::uuid and last_step < ${step} returning 1`.execute(on)
  return taken.length > 0
}

/** Keeps a secret until its holder shows a code made from it. What was confirmed before stays in force until then. */
export async function proposeSecret(tx: Tx, accountId: string, secret: Buffer): Promise<void> {
  await sql`insert into identity.second_factor (account_id, proposed_secret) values (${accountId}::uuid, ${secret})
    on conflict (account_id) do update set proposed_secret = excluded.proposed_secret`.execute(tx)
}

/** Puts the proposed secret in force if the code is its own. That code counts as taken. */
export async function confirmSecret(tx: Tx, accountId: string, code: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{
    proposed_secret: Buffer | null
  }>`select proposed_secret from identity.second_factor
    where account_id = ${accountId}::uuid for update`.execute(tx)
  const secret = rows[0]?.proposed_secret
  if (secret == null) return false
  const step = findStep(secret, code, now)
  if (step === null) return false
  await sql`update identity.second_factor
    set secret = proposed_secret, proposed_secret = null, confirmed_at = ${now}, last_step = ${step}
    where account_id = ${accountId}::uuid`.execute(tx)
  return true
}
