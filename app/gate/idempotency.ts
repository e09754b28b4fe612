import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'

interface Command {
  readonly key: string
  readonly hash: Buffer
  readonly endpoint: string
  readonly accountId: string
  /** Fields of the answer that must not be kept. */
  readonly secretFields: readonly string[]
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * Carries a command out at most once per key. The answer is stored in the command's own transaction: after a cut line the
 * caller asks again and is told what happened the first time, and nothing is doubled.
 * A key used for another request is refused; one whose first request is still running is told so instead of waiting.
 */
export async function carryOutOnce(
  tx: Tx,
  command: Command,
  carryOut: () => Promise<unknown>,
): Promise<unknown> {
  if (!uuid.test(command.key)) throw refuse('idempotency.not-a-key')
  const { rows: locked } = await sql<{ got: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${command.accountId} ${command.key}`}, 0)) as got`.execute(
    tx,
  )
  if (locked[0]?.got !== true) throw refuse('idempotency.in-flight')
  const { rows } = await sql<{ request_hash: Buffer; answer: unknown }>`
    select request_hash, answer from events.command
    where account_id = ${command.accountId}::uuid and key = ${command.key}::uuid`.execute(tx)
  const earlier = rows[0]
  if (earlier !== undefined) {
    if (!earlier.request_hash.equals(command.hash)) throw refuse('idempotency.other-request')
    return earlier.answer
  }
  const answer = (await carryOut()) ?? {}
  await sql`insert into events.command (account_id, key, endpoint, request_hash, status, answer)
    values (${command.accountId}::uuid, ${command.key}::uuid, ${command.endpoint}, ${command.hash}, 200, ${JSON.stringify(without(answer, command.secretFields))}::jsonb)`.execute(
    tx,
  )
  return answer
}

/** What may be kept: a secret shown once would otherwise lie in the table for whoever reads it next. */
function without(answer: unknown, secretFields: readonly string[]): unknown {
  if (secretFields.length === 0 || typeof answer !== 'object' || answer === null) return answer
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [name, secretFields.includes(name) ? null : value]),
  )
}
