import { sql } from 'kysely'
import type { Identified } from '#kernel/gate'
import type { Database, Tx } from '#platform/db'
import { hashToken, newToken, readCookie } from './cookies.ts'

/** Minutes a session may rest: 15, at a counter 30; hours it lasts at most: 12 (SEC-9). */
export const idleMinutes = { usual: 15, desk: 30 } as const
export const absoluteHours = 12
/** Minutes a second factor stays fresh enough for a sensitive act. */
export const stepUpMinutes = 5
/** Minutes to show the code after the password. */
const secondFactorWaitMinutes = 5
/** Resting time is written down at most this often; it is precise to a minute. */
const touchEveryMs = 60_000

export const minutesBefore = (now: Date, minutes: number): Date => new Date(now.getTime() - minutes * 60_000)

/** What of a session is alive at `now`. */
const alive = (now: Date) => sql`s.ended_at is null
  and s.started_at > ${minutesBefore(now, absoluteHours * 60)}
  and s.seen_at > ${now}::timestamptz - make_interval(mins => s.idle_minutes)
  and a.disabled_at is null`

/**
 * Who a request comes from, by its cookie. One query by a unique index; a session that ended, rested too long or belongs to
 * a disabled account is nobody at once. A request that the page sends on its own (`x-background: 1`) does not keep the
 * session awake, so a screen left open still closes.
 */
export async function identify(
  auth: Database,
  headers: Headers,
  now: Date = new Date(),
): Promise<Identified | null> {
  const token = readCookie(headers)
  if (token === null) return null
  const { rows } = await sql<{
    id: string
    account_id: string
    grant_id: string | null
    step_up_at: string | null
    seen_at: string
  }>`
    select s.id, s.account_id, case when a.second_factor = 'optional' or s.with_second_factor then s.grant_id end as grant_id,
           s.step_up_at, s.seen_at
      from identity.session s join identity.account a on a.id = s.account_id
     where s.token_hash = ${hashToken(token)} and not s.second_factor_due and ${alive(now)}`.execute(
    auth.kysely,
  )
  const row = rows[0]
  if (row === undefined) return null
  if (now.getTime() - Date.parse(row.seen_at) >= touchEveryMs && headers.get('x-background') !== '1')
    await sql`update identity.session set seen_at = ${now} where id = ${row.id}::uuid and seen_at < ${now}`.execute(
      auth.kysely,
    )
  return {
    sessionId: row.id,
    accountId: row.account_id,
    grantId: row.grant_id,
    stepUpAt: row.step_up_at === null ? null : new Date(row.step_up_at),
  }
}

/** A post an account may act under, as the database says now. */
export interface HeldPost {
  readonly grantId: string
  readonly post: string
  readonly title: { en: string; ur: string }
  readonly unit: { id: number; code: string; kind: string; name: { en: string; ur: string } }
  readonly jurisdiction: string
  readonly permissions: readonly string[]
  readonly desk: boolean
}

/** Every post an account may act under at a time, longest held first. */
export async function listHeldPosts(
  on: Tx | Database['kysely'],
  accountId: string,
  at: Date,
): Promise<HeldPost[]> {
  const { rows } = await sql<{
    grant_id: string
    post: string
    title_en: string
    title_ur: string
    unit_id: number
    unit_code: string
    unit_en: string
    unit_ur: string
    unit_kind: string
    jurisdiction: string
    permissions: string[]
    desk: boolean
  }>`select * from access.grants_in_force(${accountId}::uuid, ${at})`.execute(on)
  return rows.map((row) => ({
    grantId: row.grant_id,
    post: row.post,
    title: { en: row.title_en, ur: row.title_ur },
    unit: {
      id: row.unit_id,
      code: row.unit_code,
      kind: row.unit_kind,
      name: { en: row.unit_en, ur: row.unit_ur },
    },
    jurisdiction: row.jurisdiction,
    permissions: [...new Set(row.permissions)].sort(),
    desk: row.desk,
  }))
}

export interface NewSession {
  readonly accountId: string
  readonly method: 'password' | 'oidc' | 'enrolment'
  readonly secondFactorDue: boolean
  readonly withSecondFactor: boolean
  readonly address: string
  readonly userAgent: string
}

/** Begins a session under the post last acted under, if it is still held, else the one held longest. Returns the cookie's value. */
export async function beginSession(
  tx: Tx,
  session: NewSession,
  now: Date,
): Promise<{ id: string; token: string }> {
  const held = await listHeldPosts(tx, session.accountId, now)
  const { rows: earlier } = await sql<{ grant_id: string | null }>`
    select grant_id from identity.session where account_id = ${session.accountId}::uuid and grant_id is not null
     order by started_at desc limit 1`.execute(tx)
  const acting = held.find((each) => each.grantId === earlier[0]?.grant_id) ?? held[0]
  const token = newToken()
  const { rows } = await sql<{ id: string }>`
    insert into identity.session (token_hash, account_id, grant_id, method, second_factor_due, with_second_factor,
      started_at, seen_at, idle_minutes, step_up_at, address, user_agent)
    values (${hashToken(token)}, ${session.accountId}::uuid, ${acting?.grantId ?? null}::uuid, ${session.method},
      ${session.secondFactorDue}, ${session.withSecondFactor}, ${now}, ${now},
      ${session.secondFactorDue ? secondFactorWaitMinutes : acting?.desk === true ? idleMinutes.desk : idleMinutes.usual},
      ${session.withSecondFactor ? now : null}, ${session.address}, ${session.userAgent.slice(0, 300)})
    returning id`.execute(tx)
  return { id: rows[0]!.id, token }
}

/** The session that waits for its code, by the cookie; nothing when it waited too long. */
export async function findWaitingSession(
  auth: Database,
  headers: Headers,
  now: Date,
): Promise<{ id: string; accountId: string; method: 'password' | 'oidc' } | null> {
  const token = readCookie(headers)
  if (token === null) return null
  const { rows } = await sql<{ id: string; account_id: string; method: 'password' | 'oidc' }>`
    select s.id, s.account_id, s.method from identity.session s join identity.account a on a.id = s.account_id
     where s.token_hash = ${hashToken(token)} and s.second_factor_due and ${alive(now)}`.execute(auth.kysely)
  const row = rows[0]
  return row === undefined ? null : { id: row.id, accountId: row.account_id, method: row.method }
}

export type EndReason =
  | 'signed-out'
  | 'revoked'
  | 'replaced'
  | 'password-changed'
  | 'second-factor-changed'
  | 'enrolled'

/** Ends one session. Returns whether it was still open. */
export async function endSession(
  tx: Tx,
  session: { id: string; accountId: string },
  why: EndReason,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update identity.session set ended_at = ${now}, ended_why = ${why}
     where id = ${session.id}::uuid and account_id = ${session.accountId}::uuid and ended_at is null returning id`.execute(
    tx,
  )
  return rows.length > 0
}

/** Ends every session of an account but one. */
export async function endOtherSessions(
  tx: Tx,
  accountId: string,
  exceptId: string | null,
  why: EndReason,
  now: Date,
): Promise<void> {
  await sql`update identity.session set ended_at = ${now}, ended_why = ${why}
    where account_id = ${accountId}::uuid and ended_at is null and id is distinct from ${exceptId}::uuid`.execute(
    tx,
  )
}

export interface OpenSession {
  readonly id: string
  readonly startedAt: string
  readonly seenAt: string
  readonly address: string
  readonly userAgent: string
  readonly withSecondFactor: boolean
  readonly current: boolean
}

/** The open sessions of an account, latest first. */
export async function listSessions(
  auth: Database,
  accountId: string,
  currentId: string | null,
  now: Date,
): Promise<OpenSession[]> {
  const { rows } = await sql<{
    id: string
    started_at: string
    seen_at: string
    address: string
    user_agent: string
    with_second_factor: boolean
  }>`
    select s.id, s.started_at, s.seen_at, s.address, s.user_agent, s.with_second_factor
      from identity.session s join identity.account a on a.id = s.account_id
     where s.account_id = ${accountId}::uuid and not s.second_factor_due and ${alive(now)}
     order by s.started_at desc`.execute(auth.kysely)
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.started_at,
    seenAt: row.seen_at,
    address: row.address,
    userAgent: row.user_agent,
    withSecondFactor: row.with_second_factor,
    current: row.id === currentId,
  }))
}
