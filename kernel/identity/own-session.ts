import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Call, Services } from '#kernel/gate'
import type { Database } from '#platform/db'
import { refuse, refuseFields } from '#platform/http'
import type { OutputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'
import { enrolmentOf, newSecret } from './one-time-codes.ts'
import { hashPassword, passwordProblem } from './passwords.ts'
import { confirmSecret, hasSecondFactor, proposeSecret } from './second-factor.ts'
import {
  endOtherSessions,
  endSession,
  type HeldPost,
  idleMinutes,
  listHeldPosts,
  listSessions,
  minutesBefore,
  stepUpMinutes,
} from './sessions.ts'
import { checkPasswordOrRefuse, takeCodeOrRefuse } from './sign-in.ts'
import { inNameOf, recordSignIn } from './sign-in-record.ts'
import { forgetTries, takeTry } from './tries.ts'

type SessionView = OutputOf<typeof contract.getSession>

/** The gate has identified the caller of every endpoint that needs an account. */
function caller(call: Call): { sessionId: string; accountId: string } {
  if (call.sessionId === null || call.accountId === null) throw refuse('not-signed-in')
  return { sessionId: call.sessionId, accountId: call.accountId }
}

/** Who is signed in, under which post. */
export async function getSession({ auth }: Services, _input: object, call: Call): Promise<SessionView> {
  return viewSession(auth, caller(call), call.now)
}

async function viewSession(
  auth: Database,
  { sessionId, accountId }: { sessionId: string; accountId: string },
  now: Date,
): Promise<SessionView> {
  const { rows } = await sql<{
    username: string
    name_en: string
    name_ur: string
    language: 'en' | 'ur'
    second_factor: 'required' | 'optional'
    grant_id: string | null
    step_up_at: string | null
    with_second_factor: boolean
    has_password: boolean
    has_second_factor: boolean
  }>`
    select a.username, a.name_en, a.name_ur, a.language, a.second_factor, s.grant_id, s.step_up_at, s.with_second_factor,
           exists (select 1 from identity.password p where p.account_id = a.id) as has_password,
           exists (select 1 from identity.second_factor f where f.account_id = a.id and f.confirmed_at is not null) as has_second_factor
      from identity.session s join identity.account a on a.id = s.account_id
     where s.id = ${sessionId}::uuid and a.id = ${accountId}::uuid`.execute(auth.kysely)
  const row = rows[0]
  if (row === undefined) throw refuse('not-signed-in')
  const mustSetUpSecondFactor = row.second_factor === 'required' && !row.with_second_factor
  const held = mustSetUpSecondFactor ? [] : await listHeldPosts(auth.kysely, accountId, now)
  const acting = held.find((each) => each.grantId === row.grant_id)
  const stepUpEnds =
    row.step_up_at === null ? null : new Date(Date.parse(row.step_up_at) + stepUpMinutes * 60_000)
  return {
    account: {
      id: accountId,
      username: row.username,
      name: { en: row.name_en, ur: row.name_ur },
      language: row.language,
    },
    acting: acting === undefined ? null : shown(acting),
    posts: held.map(shown),
    permissions: [...(acting?.permissions ?? [])],
    stepUpUntil: stepUpEnds === null || stepUpEnds <= now ? null : stepUpEnds.toISOString(),
    withSecondFactor: row.with_second_factor,
    mustSetUpSecondFactor,
    hasPassword: row.has_password,
    hasSecondFactor: row.has_second_factor,
  }
}

function shown({ grantId, post, title, unit }: HeldPost): SessionView['posts'][number] {
  return {
    grantId,
    post,
    title,
    unit: { id: unit.id, code: unit.code, name: unit.name, kind: unit.kind },
  }
}

/**
 * The secret under which this account's drafts are kept on whatever device it uses; made when first asked for. It protects what is on
 * a device from the next person there, so it must not change: a draft of last week is read with it.
 */
export async function getDraftSecret(
  { auth }: Services,
  _input: object,
  call: Call,
): Promise<{ secret: string }> {
  const { accountId } = caller(call)
  const secret = await findDraftSecret(auth, accountId)
  if (secret !== undefined) return { secret: secret.toString('base64') }
  await inNameOf(auth, accountId, call, (tx) =>
    sql`insert into identity.draft_secret (account_id, secret) values (${accountId}::uuid, ${randomBytes(32)})
      on conflict (account_id) do nothing`.execute(tx),
  )
  const made = await findDraftSecret(auth, accountId)
  if (made === undefined) throw new Error('A draft secret was made and is not there.')
  return { secret: made.toString('base64') }
}

async function findDraftSecret(auth: Database, accountId: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ secret: Buffer }>`
    select secret from identity.draft_secret where account_id = ${accountId}::uuid`.execute(auth.kysely)
  return rows[0]?.secret
}

/** Acts under another post one holds. The step-up does not go with it. */
export async function actAs(
  { auth }: Services,
  input: { grantId: string },
  call: Call,
): Promise<SessionView> {
  const own = caller(call)
  const held = (await listHeldPosts(auth.kysely, own.accountId, call.now)).find(
    (each) => each.grantId === input.grantId,
  )
  if (held === undefined) throw refuse('identity.post-not-held')
  await inNameOf(auth, own.accountId, call, async (tx) => {
    await sql`update identity.session set grant_id = ${held.grantId}::uuid, step_up_at = null,
        idle_minutes = ${held.desk ? idleMinutes.desk : idleMinutes.usual}
      where id = ${own.sessionId}::uuid`.execute(tx)
    await recordSignIn(tx, 'acting-as', call, {
      subjectIds: [own.sessionId, held.grantId],
      detail: { post: held.post, unit: held.unit.code },
    })
  })
  return viewSession(auth, own, call.now)
}

/** Confirms who is at the keyboard. Where a second factor is set up the password alone is not enough. */
export async function stepUp(
  { auth }: Services,
  input: { code?: string | undefined; password?: string | undefined },
  call: Call,
): Promise<{ stepUpUntil: string }> {
  const own = caller(call)
  const withCode = await hasSecondFactor(auth.kysely, own.accountId)
  if (withCode) {
    if (input.code === undefined) throw refuse('identity.code-needed')
    await takeCodeOrRefuse(auth, own.accountId, input.code, call)
  } else {
    if (input.password === undefined) throw refuse('identity.wrong-password')
    await checkPasswordOrRefuse(auth, own.accountId, input.password, call)
  }
  await inNameOf(auth, own.accountId, call, async (tx) => {
    await sql`update identity.session set step_up_at = ${call.now},
        with_second_factor = with_second_factor or ${withCode} where id = ${own.sessionId}::uuid`.execute(tx)
    await recordSignIn(tx, 'step-up', call, {
      subjectIds: [own.sessionId],
      detail: { with: withCode ? 'code' : 'password' },
    })
  })
  return { stepUpUntil: new Date(call.now.getTime() + stepUpMinutes * 60_000).toISOString() }
}

/** Keeps one's language. */
export async function setLanguage(
  { auth }: Services,
  input: { language: 'en' | 'ur' },
  call: Call,
): Promise<Record<string, never>> {
  const { accountId } = caller(call)
  await inNameOf(auth, accountId, call, (tx) =>
    sql`update identity.account set language = ${input.language} where id = ${accountId}::uuid`.execute(tx),
  )
  return {}
}

export async function listOwnSessions(
  { auth }: Services,
  _input: object,
  call: Call,
): Promise<OutputOf<typeof contract.listSessions>> {
  const { accountId, sessionId } = caller(call)
  return { sessions: await listSessions(auth, accountId, sessionId, call.now) }
}

/** Ends one of one's own sessions. Another's is not found. */
export async function revokeSession(
  { auth }: Services,
  input: { id: string },
  call: Call,
): Promise<Record<string, never>> {
  const { accountId } = caller(call)
  const ended = await inNameOf(auth, accountId, call, (tx) =>
    endSession(tx, { id: input.id, accountId }, 'revoked', call.now),
  )
  if (!ended) throw refuse('not-found')
  return {}
}

/** Makes a secret to scan. Replacing one in force asks for a fresh step-up, or a borrowed keyboard could take the account over. */
export async function beginSecondFactor(
  { auth }: Services,
  _input: object,
  call: Call,
): Promise<{ secret: string; uri: string }> {
  const { accountId, sessionId } = caller(call)
  if (await hasSecondFactor(auth.kysely, accountId)) {
    const { rows } = await sql`select 1 from identity.session where id = ${sessionId}::uuid
      and step_up_at > ${minutesBefore(call.now, stepUpMinutes)}`.execute(auth.kysely)
    if (rows.length === 0) throw refuse('step-up-required')
  }
  const secret = newSecret()
  const username = await inNameOf(auth, accountId, call, async (tx) => {
    await proposeSecret(tx, accountId, secret)
    const { rows } = await sql<{
      username: string
    }>`select username from identity.account where id = ${accountId}::uuid`.execute(tx)
    return rows[0]!.username
  })
  return enrolmentOf(secret, username)
}

/** Puts the scanned secret in force. */
export async function confirmSecondFactor(
  { auth }: Services,
  input: { code: string },
  call: Call,
): Promise<Record<string, never>> {
  const { accountId, sessionId } = caller(call)
  await takeTry(auth, `code:${accountId}`, call.now)
  const confirmed = await inNameOf(auth, accountId, call, async (tx) => {
    if (!(await confirmSecret(tx, accountId, input.code, call.now))) return false
    await endOtherSessions(tx, accountId, sessionId, 'second-factor-changed', call.now)
    await sql`update identity.session set with_second_factor = true, step_up_at = ${call.now}
      where id = ${sessionId}::uuid`.execute(tx)
    await recordSignIn(tx, 'second-factor-set-up', call, { subjectIds: [accountId] })
    return true
  })
  if (!confirmed) throw refuse('identity.wrong-code')
  await forgetTries(auth, `code:${accountId}`)
  return {}
}

/** Changes one's password; every other session ends. */
export async function changePassword(
  { auth }: Services,
  input: { current: string; next: string },
  call: Call,
): Promise<Record<string, never>> {
  const { accountId, sessionId } = caller(call)
  const { username } = await checkPasswordOrRefuse(auth, accountId, input.current, call)
  const problem = passwordProblem('next', input.next, username)
  if (problem !== null) throw refuseFields([problem])
  const hash = await hashPassword(input.next)
  await inNameOf(auth, accountId, call, async (tx) => {
    await sql`update identity.password set hash = ${hash}, changed_at = ${call.now} where account_id = ${accountId}::uuid`.execute(
      tx,
    )
    await endOtherSessions(tx, accountId, sessionId, 'password-changed', call.now)
    await recordSignIn(tx, 'password-changed', call, { subjectIds: [accountId] })
  })
  return {}
}
