import { sql } from 'kysely'
import type { Call, Services } from '#kernel/gate'
import type { Database, Tx } from '#platform/db'
import { refuse, refuseFields } from '#platform/http'
import { cookie, hashToken, readCookie } from './cookies.ts'
import { enrolmentHalves, hashHalf } from './enrolment-code.ts'
import { decoyHash, hashPassword, isOutdated, passwordProblem, verifyPassword } from './passwords.ts'
import { hasSecondFactor, takeCode } from './second-factor.ts'
import {
  beginSession,
  endOtherSessions,
  endSession,
  findWaitingSession,
  type NewSession,
} from './sessions.ts'
import { inNameOf, recordSignIn } from './sign-in-record.ts'
import { forgetTries, giveBackTry, takeTry } from './tries.ts'

type Next = { next: 'done' | 'second-factor' }

/** Usernames are compared without regard to case and as one Unicode form. */
export const asUsername = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

/**
 * Checks a username and a password. A name that does not exist, one that is disabled, a service and a wrong password are
 * answered in the same words after the same work (SEC-8).
 */
export async function signIn(
  { auth }: Services,
  input: { username: string; password: string },
  call: Call,
): Promise<Next> {
  const username = asUsername(input.username)
  await takeTryOrRecord(auth, username, call)
  const { rows } = await sql<{ id: string; hash: string }>`
    select a.id, p.hash from identity.account a join identity.password p on p.account_id = a.id
     where a.username = ${username} and a.kind = 'person' and a.disabled_at is null`.execute(auth.kysely)
  const found = rows[0]
  const right = await verifyPassword(input.password, found?.hash ?? decoyHash)
  if (found === undefined || !right) {
    await inNameOf(auth, null, call, (tx) =>
      recordSignIn(tx, 'sign-in-failed', call, {
        subjectIds: found === undefined ? [] : [found.id],
        detail: { known: found !== undefined },
      }),
    )
    throw refuse('identity.wrong-credentials')
  }
  await forgetTries(auth, `name:${username}`)
  if (call.address !== '') await giveBackTry(auth, `address:${call.address}`)
  const renewed = isOutdated(found.hash) ? await hashPassword(input.password) : null
  return inNameOf(auth, found.id, call, async (tx) => {
    if (renewed !== null)
      await sql`update identity.password set hash = ${renewed} where account_id = ${found.id}::uuid`.execute(
        tx,
      )
    return openSession(tx, found.id, 'password', call)
  })
}

/** The last step of every way in: a session at once, or one that waits for the code. */
export async function openSession(
  tx: Tx,
  accountId: string,
  method: NewSession['method'],
  call: Call,
): Promise<Next> {
  const secondFactorDue = await hasSecondFactor(tx, accountId)
  const session = await replaceSession(
    tx,
    { accountId, method, secondFactorDue, withSecondFactor: false },
    call,
  )
  await recordSignIn(tx, secondFactorDue ? 'sign-in-first-step' : 'sign-in', call, {
    subjectIds: [session],
    detail: { method },
  })
  return { next: secondFactorDue ? 'second-factor' : 'done' }
}

/** A new session under a new token; what this browser had before is over, so a planted cookie is worth nothing. */
async function replaceSession(
  tx: Tx,
  session: Pick<NewSession, 'accountId' | 'method' | 'secondFactorDue' | 'withSecondFactor'>,
  call: Call,
): Promise<string> {
  const old = readCookie(call.headers)
  if (old !== null)
    await sql`update identity.session set ended_at = ${call.now}, ended_why = 'replaced'
      where token_hash = ${hashToken(old)} and ended_at is null`.execute(tx)
  const { id, token } = await beginSession(
    tx,
    { ...session, address: call.address, userAgent: call.userAgent },
    call.now,
  )
  call.setHeader('set-cookie', cookie(call.headers, token))
  return id
}

/** Takes the authenticator's code after the password. */
export async function showSecondFactor(
  { auth }: Services,
  input: { code: string },
  call: Call,
): Promise<Next> {
  const waiting = await findWaitingSession(auth, call.headers, call.now)
  if (waiting === null) throw refuse('identity.sign-in-again')
  await takeCodeOrRefuse(auth, waiting.accountId, input.code, call)
  return inNameOf(auth, waiting.accountId, call, async (tx) => {
    const session = await replaceSession(
      tx,
      {
        accountId: waiting.accountId,
        method: waiting.method,
        secondFactorDue: false,
        withSecondFactor: true,
      },
      call,
    )
    await recordSignIn(tx, 'sign-in', call, {
      subjectIds: [session],
      detail: { method: waiting.method, secondFactor: true },
    })
    return { next: 'done' }
  })
}

/** Takes a code, counting the tries of this account's second factor. */
export async function takeCodeOrRefuse(
  auth: Database,
  accountId: string,
  code: string,
  call: Call,
): Promise<void> {
  await takeTry(auth, `code:${accountId}`, call.now)
  if (await takeCode(auth.kysely, accountId, code, call.now)) {
    await forgetTries(auth, `code:${accountId}`)
    return
  }
  await inNameOf(auth, accountId, call, (tx) =>
    recordSignIn(tx, 'second-factor-failed', call, { subjectIds: [accountId] }),
  )
  throw refuse('identity.wrong-code')
}

/** Checks the password of someone already signed in, counting the tries. */
export async function checkPasswordOrRefuse(
  auth: Database,
  accountId: string,
  password: string,
  call: Call,
): Promise<{ username: string }> {
  const { rows } = await sql<{ username: string; hash: string | null }>`
    select a.username, p.hash from identity.account a left join identity.password p on p.account_id = a.id
     where a.id = ${accountId}::uuid`.execute(auth.kysely)
  const { username, hash } = rows[0]!
  await takeTry(auth, `name:${username}`, call.now)
  const right = await verifyPassword(password, hash ?? decoyHash)
  if (hash === null || !right) {
    await inNameOf(auth, accountId, call, (tx) =>
      recordSignIn(tx, 'password-check-failed', call, { subjectIds: [accountId] }),
    )
    throw refuse('identity.wrong-password')
  }
  await forgetTries(auth, `name:${username}`)
  return { username }
}

/** Ends the session of this browser, whether it is open or waits for a code. Repeating it does nothing. */
export async function signOut(
  { auth }: Services,
  _input: object,
  call: Call,
): Promise<Record<string, never>> {
  call.setHeader('set-cookie', cookie(call.headers, ''))
  const token = readCookie(call.headers)
  if (token === null) return {}
  const { rows } = await sql<{ id: string; account_id: string }>`
    select id, account_id from identity.session where token_hash = ${hashToken(token)} and ended_at is null`.execute(
    auth.kysely,
  )
  const session = rows[0]
  if (session === undefined) return {}
  await inNameOf(auth, session.account_id, call, async (tx) => {
    await endSession(tx, { id: session.id, accountId: session.account_id }, 'signed-out', call.now)
    await recordSignIn(tx, 'sign-out', call, { subjectIds: [session.id] })
  })
  return {}
}

/**
 * Chooses a password with a one-time code whose halves came from two officers. The old password, second factor and
 * sessions end with it: whoever had them has them no more.
 */
export async function enrol(
  { auth }: Services,
  input: { username: string; code: string; password: string },
  call: Call,
): Promise<Next> {
  const username = asUsername(input.username)
  const problem = passwordProblem('password', input.password, username)
  if (problem !== null) throw refuseFields([problem])
  await takeTryOrRecord(auth, username, call)
  const halves = enrolmentHalves(input.code)
  const hash = await hashPassword(input.password)
  const next = await inNameOf(auth, null, call, async (tx) => {
    const { rows } = await sql<{ account_id: string; named: string }>`
      with used as (
        update identity.enrolment e set used_at = ${call.now} from identity.account a
         where a.id = e.account_id and a.username = ${username} and a.disabled_at is null and a.kind = 'person'
           and e.approved_at is not null and e.used_at is null and e.cancelled_at is null and e.expires_at > ${call.now}
           and e.first_half_hash = ${hashHalf(halves[0])} and e.second_half_hash = ${hashHalf(halves[1])}
        returning e.account_id)
      select account_id, set_config('mizan.account', account_id::text, true) as named from used`.execute(tx)
    const accountId = rows[0]?.account_id
    if (accountId === undefined) {
      await recordSignIn(tx, 'enrolment-failed', call)
      return null
    }
    await sql`insert into identity.password (account_id, hash, changed_at) values (${accountId}::uuid, ${hash}, ${call.now})
      on conflict (account_id) do update set hash = excluded.hash, changed_at = excluded.changed_at`.execute(
      tx,
    )
    await sql`delete from identity.second_factor where account_id = ${accountId}::uuid`.execute(tx)
    await endOtherSessions(tx, accountId, null, 'enrolled', call.now)
    return openSession(tx, accountId, 'enrolment', call)
  })
  if (next === null) throw refuse('identity.wrong-enrolment-code')
  await forgetTries(auth, `name:${username}`)
  return next
}

/** Counts the try by name and by address; the lock itself is recorded, once for every try it turned away. */
async function takeTryOrRecord(auth: Database, username: string, call: Call): Promise<void> {
  try {
    if (call.address !== '') await takeTry(auth, `address:${call.address}`, call.now)
    await takeTry(auth, `name:${username}`, call.now)
  } catch (refusal) {
    await inNameOf(auth, null, call, async (tx) => {
      const { rows } = await sql<{
        id: string
      }>`select id from identity.account where username = ${username}`.execute(tx)
      await recordSignIn(tx, 'sign-in-locked', call, { subjectIds: rows.map((row) => row.id) })
    })
    throw refusal
  }
}
