import { sql } from 'kysely'
import { requireSecondPerson, standing } from '#kernel/access'
import { recordAct } from '#kernel/audit'
import type { Call } from '#kernel/gate'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'
import { grouped, hashHalf, newHalf } from './enrolment-code.ts'

type AccountRow = OutputOf<typeof contract.listAccounts>['rows'][number]
const enrolmentHours = 72

const sorts: Record<string, string> = {
  name: 'a.name_en',
  username: 'a.username',
  created: 'a.created_at',
}

/** Accounts, with the enrolment request that is open for each. */
export async function listAccounts(
  tx: Tx,
  input: ParsedInputOf<typeof contract.listAccounts>,
  call: Pick<Call, 'now'>,
): Promise<OutputOf<typeof contract.listAccounts>> {
  const like = input.q === undefined ? null : `%${input.q.replace(/[\\%_]/g, '\\$&')}%`
  const sort = sorts[input.sort?.replace(/^-/, '') ?? ''] ?? 'a.name_en'
  const { rows } = await sql<{ row: AccountRow; total: number }>`
    select count(*) over ()::integer as total, jsonb_build_object(
        'id', a.id, 'username', a.username, 'name', jsonb_build_object('en', a.name_en, 'ur', a.name_ur), 'kind', a.kind,
        'language', a.language, 'secondFactor', a.second_factor, 'disabledAt', a.disabled_at, 'createdAt', a.created_at,
        'posts', (select count(*) from access.grant g where g.account_id = a.id and g.revoked_at is null and g.refused_at is null
           and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
           and (g.proposed_by is null or g.approved_by is not null)),
        'enrolment', case when e.id is not null then jsonb_build_object('id', e.id, 'approvedAt', e.approved_at,
           'expiresAt', e.expires_at, 'requestedBy', jsonb_build_object('id', r.id, 'username', r.username,
           'name', jsonb_build_object('en', r.name_en, 'ur', r.name_ur))) end,
        'own', a.id = ${standing(tx).accountId}::uuid) as row
      from identity.account a
      left join lateral (select e.id, e.approved_at, e.expires_at, e.requested_by from identity.enrolment e
        where e.account_id = a.id and e.used_at is null and e.cancelled_at is null and e.expires_at > ${call.now}
        order by e.requested_at desc limit 1) e on true
      left join identity.account r on r.id = e.requested_by
     where (${like}::text is null or a.username ilike ${like} or a.name_en ilike ${like} or a.name_ur ilike ${like})
       and (${input.kind ?? null}::text is null or a.kind = ${input.kind ?? null})
       and (${input.state ?? null}::text is null
         or (${input.state ?? null} = 'disabled') = (a.disabled_at is not null) and ${input.state ?? null} <> 'waiting'
         or ${input.state ?? null} = 'waiting' and e.id is not null and e.approved_at is null)
     order by ${sql.raw(sort)} ${sql.raw(input.sort?.startsWith('-') ? 'desc' : 'asc')}, a.id
     limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(tx)
  return { rows: rows.map(({ row }) => row), total: rows[0]?.total ?? 0 }
}

/** Opens an account. It has no password, so nobody can sign in with it yet. */
export async function openAccount(
  tx: Tx,
  input: ParsedInputOf<typeof contract.openAccount>,
): Promise<{ id: string }> {
  const { rows } = await sql<{ id: string }>`
    insert into identity.account (username, name_en, name_ur) values (${input.username}, ${input.name.en}, ${input.name.ur})
    on conflict (username) do nothing returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('identity.username-taken')
  return rows[0]
}

/** Disables or enables an account. Its sessions are read against it at every call, so they end with it at once. */
export async function setDisabled(
  tx: Tx,
  input: { id: string; reason: string },
  disabledAt: Date | null,
): Promise<Record<string, never>> {
  const { rows } = await sql<{
    id: string
  }>`update identity.account set disabled_at = ${disabledAt}::timestamptz
    where id = ${input.id}::uuid returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  await recordAct(tx, {
    act: disabledAt === null ? 'enable' : 'disable',
    subject: 'identity.account',
    subjectIds: [input.id],
    detail: { reason: input.reason },
  })
  return {}
}

async function getPerson(tx: Tx, id: string): Promise<void> {
  if (id === standing(tx).accountId) throw refuse('access.own-grant')
  const { rows } =
    await sql`select 1 from identity.account where id = ${id}::uuid and kind = 'person'`.execute(tx)
  if (rows.length === 0) throw refuse('not-found')
}

/**
 * Asks for an enrolment code and shows its first half. The second comes from whoever approves: an administrator alone can
 * take over no account, neither a new one nor one whose second factor was lost. A request made before is withdrawn.
 */
export async function requestEnrolment(
  tx: Tx,
  input: { id: string },
  call: Call,
): Promise<{ id: string; half: string; expiresAt: string }> {
  await getPerson(tx, input.id)
  const { accountId, grantId } = standing(tx)
  await sql`update identity.enrolment set cancelled_at = ${call.now}
    where account_id = ${input.id}::uuid and used_at is null and cancelled_at is null`.execute(tx)
  const half = newHalf()
  const { rows } = await sql<{ id: string; expires_at: string }>`
    insert into identity.enrolment (account_id, first_half_hash, requested_by, requested_in, requested_under, expires_at)
    values (${input.id}::uuid, ${hashHalf(half)}, ${accountId}::uuid, ${call.sessionId}::uuid, ${grantId}::uuid,
      now() + make_interval(hours => ${enrolmentHours}))
    returning id, expires_at`.execute(tx)
  return { id: rows[0]!.id, half: grouped(half), expiresAt: rows[0]!.expires_at }
}

async function getOpenEnrolment(
  tx: Tx,
  id: string,
): Promise<{
  account_id: string
  requested_by: string
  requested_in: string | null
  requested_under: string | null
  approved: boolean
  open: boolean
  expires_at: string
}> {
  const { rows } = await sql<{
    account_id: string
    requested_by: string
    requested_in: string | null
    requested_under: string | null
    approved: boolean
    open: boolean
    expires_at: string
  }>`
    select account_id, requested_by, requested_in, requested_under, approved_at is not null as approved, expires_at,
           used_at is null and cancelled_at is null and expires_at > now() as open
      from identity.enrolment where id = ${id}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (!rows[0].open) throw refuse('identity.enrolment-not-open')
  return rows[0]
}

/** Grants an enrolment code as the second person, and shows its second half. */
export async function approveEnrolment(
  tx: Tx,
  input: { id: string },
  call: Call,
): Promise<{ half: string; expiresAt: string }> {
  const found = await getOpenEnrolment(tx, input.id)
  if (found.approved) throw refuse('identity.enrolment-not-open')
  const { accountId } = standing(tx)
  if (found.account_id === accountId) throw refuse('access.own-grant')
  await requireSecondPerson(tx, call, {
    by: found.requested_by,
    session: found.requested_in,
    under: found.requested_under,
  })
  const half = newHalf()
  await sql`update identity.enrolment set approved_by = ${accountId}::uuid, approved_at = ${call.now}, second_half_hash = ${hashHalf(half)}
    where id = ${input.id}::uuid`.execute(tx)
  return { half: grouped(half), expiresAt: found.expires_at }
}

export async function withdrawEnrolment(
  tx: Tx,
  input: { id: string },
  call: Call,
): Promise<Record<string, never>> {
  await getOpenEnrolment(tx, input.id)
  await sql`update identity.enrolment set cancelled_at = ${call.now} where id = ${input.id}::uuid`.execute(tx)
  return {}
}

/** How many enrolment requests wait for a second person. */
export async function countWaitingEnrolments(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, count(*) filter (where expires_at < now() + interval '24 hours')::integer as overdue
      from (select distinct on (account_id) approved_at, expires_at from identity.enrolment
             where used_at is null and cancelled_at is null and expires_at > now() order by account_id, requested_at desc) e
     where approved_at is null`.execute(tx)
  return rows[0]!
}

export async function listLinks(
  tx: Tx,
  input: { account?: string | undefined },
): Promise<OutputOf<typeof contract.listLinks>> {
  const { rows } = await sql<{ row: OutputOf<typeof contract.listLinks>['links'][number] }>`
    select jsonb_build_object('id', e.id, 'issuer', e.issuer, 'subject', e.subject, 'proposedAt', e.proposed_at,
        'approvedAt', e.approved_at, 'own', e.proposed_by = ${standing(tx).accountId}::uuid,
        'account', jsonb_build_object('id', a.id, 'username', a.username, 'name', jsonb_build_object('en', a.name_en, 'ur', a.name_ur)),
        'proposedBy', jsonb_build_object('id', p.id, 'username', p.username, 'name', jsonb_build_object('en', p.name_en, 'ur', p.name_ur))) as row
      from identity.external_identity e join identity.account a on a.id = e.account_id
      join identity.account p on p.id = e.proposed_by
     where e.removed_at is null and (${input.account ?? null}::uuid is null or e.account_id = ${input.account ?? null}::uuid)
     order by e.approved_at is not null, e.proposed_at desc limit 500`.execute(tx)
  return { links: rows.map(({ row }) => row) }
}

/** Proposes whom a provider's subject signs in as. It opens nothing before a second person approved. */
export async function proposeLink(
  tx: Tx,
  input: ParsedInputOf<typeof contract.proposeLink>,
  call: Call,
): Promise<{ id: string }> {
  await getPerson(tx, input.id)
  const { accountId, grantId } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into identity.external_identity (issuer, subject, account_id, proposed_by, proposed_in, proposed_under)
    values (${input.issuer}, ${input.subject}, ${input.id}::uuid, ${accountId}::uuid, ${call.sessionId}::uuid, ${grantId}::uuid)
    on conflict (issuer, subject) where removed_at is null do nothing returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('identity.already-linked')
  return rows[0]
}

interface LinkState {
  readonly account_id: string
  readonly proposed_by: string
  readonly proposed_in: string | null
  readonly proposed_under: string | null
  readonly approved: boolean
  readonly removed: boolean
}

async function getLink(tx: Tx, id: string): Promise<LinkState> {
  const { rows } = await sql<LinkState>`
    select account_id, proposed_by, proposed_in, proposed_under, approved_at is not null as approved, removed_at is not null as removed
      from identity.external_identity where id = ${id}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

export async function approveLink(tx: Tx, input: { id: string }, call: Call): Promise<Record<string, never>> {
  const found = await getLink(tx, input.id)
  const { accountId } = standing(tx)
  if (found.approved || found.removed) throw refuse('access.not-waiting')
  if (found.account_id === accountId) throw refuse('access.own-grant')
  await requireSecondPerson(tx, call, {
    by: found.proposed_by,
    session: found.proposed_in,
    under: found.proposed_under,
  })
  await sql`update identity.external_identity set approved_by = ${accountId}::uuid, approved_at = ${call.now}
    where id = ${input.id}::uuid`.execute(tx)
  return {}
}

export async function removeLink(tx: Tx, input: { id: string }, call: Call): Promise<Record<string, never>> {
  const found = await getLink(tx, input.id)
  if (found.removed) throw refuse('access.already-over')
  await sql`update identity.external_identity set removed_at = ${call.now} where id = ${input.id}::uuid`.execute(
    tx,
  )
  return {}
}
