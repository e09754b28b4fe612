import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#platform/db'
import { refuse } from '#platform/http'

/** Five wrong tries close the door for ten minutes (FBI CJIS, SEC-8). */
export const triesAllowed = 5
/** One address may serve a whole office behind one router, so it is given more. */
export const triesAllowedPerAddress = 60
const lockMs = 10 * 60_000

/** What tries are counted by: a username as typed (whether or not it exists), an account's second factor, an address. */
export type Counted = `name:${string}` | `code:${string}` | `address:${string}`

const keyOf = (counted: Counted): Buffer => createHash('sha256').update(counted).digest()

/**
 * Takes one try before the secret is looked at, so that a thousand guesses sent at once are still five. Throws
 * `identity.locked` when none is left, in the same words whether or not the name exists.
 */
export async function takeTry(auth: Database, counted: Counted, now: Date): Promise<void> {
  const allowed = counted.startsWith('address:') ? triesAllowedPerAddress : triesAllowed
  const over = new Date(now.getTime() - lockMs)
  const until = new Date(now.getTime() + lockMs)
  const { rows } = await sql<{ tries: number; locked_until: string | null }>`
    insert into identity.sign_in_try as t (key, tries, first_at) values (${keyOf(counted)}, 1, ${now})
    on conflict (key) do update set
      tries = case when coalesce(t.locked_until <= ${now}, t.first_at <= ${over}) then 1 else t.tries + 1 end,
      first_at = case when coalesce(t.locked_until <= ${now}, t.first_at <= ${over}) then ${now} else t.first_at end,
      locked_until = case
        when coalesce(t.locked_until <= ${now}, t.first_at <= ${over}) then null
        when t.locked_until is not null then t.locked_until
        when t.tries + 1 > ${allowed} then ${until}::timestamptz end
    returning tries, locked_until`.execute(auth.kysely)
  const lockedUntil = rows[0]!.locked_until
  if (lockedUntil !== null)
    throw refuse('identity.locked', {
      minutes: Math.max(1, Math.ceil((Date.parse(lockedUntil) - now.getTime()) / 60_000)),
    })
}

/** Forgets the tries after the right secret was shown. */
export async function forgetTries(auth: Database, counted: Counted): Promise<void> {
  await sql`delete from identity.sign_in_try where key = ${keyOf(counted)}`.execute(auth.kysely)
}

/** Gives one try back to an address from which someone signed in; the wrong ones stay counted. */
export async function giveBackTry(auth: Database, counted: Counted): Promise<void> {
  await sql`update identity.sign_in_try set tries = greatest(tries - 1, 0) where key = ${keyOf(counted)}`.execute(
    auth.kysely,
  )
}

/** Drops counters nobody needs any more; names that do not exist would otherwise pile up. Returns how many. */
export async function sweepTries(auth: Database, now: Date): Promise<number> {
  const old = new Date(now.getTime() - 2 * lockMs)
  const { rows } = await sql<{ n: number }>`with gone as (
      delete from identity.sign_in_try where first_at < ${old} and coalesce(locked_until < ${now}, true) returning 1)
    select count(*)::integer as n from gone`.execute(auth.kysely)
  return rows[0]!.n
}
