import { sql } from 'kysely'
import type { Call } from '#kernel/gate'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'
import { standing } from './door.ts'
import { requireSecondPerson } from './second-person.ts'

type GrantRow = OutputOf<typeof contract.listGrants>['rows'][number]
type Named = { id: string; username: string; name: { en: string; ur: string } }

/** Every post with what it may do, as the database itself holds it. */
export async function listPosts(tx: Tx): Promise<OutputOf<typeof contract.listPosts>> {
  const { rows: posts } = await sql<{
    code: string
    title_en: string
    title_ur: string
    reach: 'own' | 'below' | 'jurisdiction' | 'none'
    hierarchy: string | null
    desk: boolean
    permissions: string[]
    holders: number
  }>`
    select p.code, p.title_en, p.title_ur, p.reach, p.hierarchy, p.desk, p.permissions,
           (select count(distinct g.account_id)::integer from access.grant g where g.post_code = p.code
              and g.revoked_at is null and g.refused_at is null and g.valid_from <= now()
              and (g.valid_to is null or g.valid_to > now())
              and (g.proposed_by is null or g.approved_by is not null)) as holders
      from access.post p order by p.title_en`.execute(tx)
  const { rows: permissions } = await sql<{
    code: string
    text_en: string
    text_ur: string
  }>`select code, text_en, text_ur from access.permission order by code`.execute(tx)
  return {
    posts: posts.map(({ title_en, title_ur, ...post }) => ({
      ...post,
      title: { en: title_en, ur: title_ur },
    })),
    permissions: permissions.map((each) => ({
      code: each.code,
      text: { en: each.text_en, ur: each.text_ur },
    })),
  }
}

const named = (alias: string) =>
  sql.raw(
    `case when ${alias}.id is null then null else jsonb_build_object('id', ${alias}.id, 'username', ${alias}.username,
       'name', jsonb_build_object('en', ${alias}.name_en, 'ur', ${alias}.name_ur)) end`,
  )

const sorts: Record<string, string> = {
  name: 'a.name_en',
  post: 'p.title_en',
  unit: 'u.name_en',
  from: 'g.valid_from',
  to: 'g.valid_to',
}

/** Grants the caller may see, newest proposals first. */
export async function listGrants(
  tx: Tx,
  input: ParsedInputOf<typeof contract.listGrants>,
): Promise<OutputOf<typeof contract.listGrants>> {
  const sort = sorts[input.sort?.replace(/^-/, '') ?? '']
  const order =
    sort === undefined
      ? 'coalesce(g.proposed_at, g.valid_from) desc'
      : `${sort} ${input.sort?.startsWith('-') ? 'desc' : 'asc'} nulls last`
  const like = input.q === undefined ? null : `%${input.q.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{
    id: string
    account: Named
    post_code: string
    title_en: string
    title_ur: string
    unit: GrantRow['unit']
    state: GrantRow['state']
    valid_from: string
    valid_to: string | null
    delegated_by: Named | null
    proposed_by: Named | null
    proposed_at: string | null
    approved_by: Named | null
    approved_at: string | null
    reason: string | null
    closing_reason: string | null
    own: boolean
    total: number
  }>`
    with listed as (
      select g.*, case when g.revoked_at is not null then 'revoked' when g.refused_at is not null then 'refused'
               when g.proposed_by is not null and g.approved_by is null then 'waiting'
               when g.valid_to <= now() then 'ended' when g.valid_from > now() then 'ahead' else 'in-force' end as state
        from access.grant g)
    select g.id, ${named('a')} as account, g.post_code, p.title_en, p.title_ur,
           jsonb_build_object('id', u.id, 'code', u.code, 'kind', u.kind,
             'name', jsonb_build_object('en', u.name_en, 'ur', u.name_ur)) as unit,
           g.state, g.valid_from, g.valid_to, ${named('d')} as delegated_by, ${named('pr')} as proposed_by, g.proposed_at,
           ${named('ap')} as approved_by, g.approved_at, g.reason, g.closing_reason,
           coalesce(g.proposed_by = ${standing(tx).accountId}::uuid, false) as own, count(*) over ()::integer as total
      from listed g join identity.account a on a.id = g.account_id join access.post p on p.code = g.post_code
      join units.current_unit u on u.id = g.unit_id
      left join identity.account d on d.id = g.delegated_by left join identity.account pr on pr.id = g.proposed_by
      left join identity.account ap on ap.id = g.approved_by
     where a.kind = 'person' and (${input.state ?? null}::text is null or g.state = ${input.state ?? null})
       and (${input.account ?? null}::uuid is null or g.account_id = ${input.account ?? null}::uuid)
       and (${input.unit ?? null}::integer is null or g.unit_id = ${input.unit ?? null}::integer)
       and (${input.post ?? null}::text is null or g.post_code = ${input.post ?? null})
       and (${like}::text is null or a.username ilike ${like} or a.name_en ilike ${like} or a.name_ur ilike ${like}
         or u.name_en ilike ${like} or u.name_ur ilike ${like} or u.code ilike ${like})
     order by ${sql.raw(order)}, g.id limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(tx)
  return {
    rows: rows.map((row) => ({
      id: row.id,
      account: row.account,
      post: { code: row.post_code, title: { en: row.title_en, ur: row.title_ur } },
      unit: row.unit,
      state: row.state,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      delegatedBy: row.delegated_by,
      proposedBy: row.proposed_by,
      proposedAt: row.proposed_at,
      approvedBy: row.approved_by,
      approvedAt: row.approved_at,
      reason: row.reason,
      closingReason: row.closing_reason,
      own: row.own,
    })),
    total: rows[0]?.total ?? 0,
  }
}

/** How many proposals wait for the caller, who did not make them. */
export async function countWaiting(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, count(*) filter (where proposed_at < now() - interval '2 days')::integer as overdue
      from access.grant where proposed_by is not null and approved_by is null and refused_at is null and revoked_at is null`.execute(
    tx,
  )
  return rows[0]!
}

/** Proposes a grant. Days are days in Pakistan: it holds from the beginning of the first to the end of the last. */
export async function proposeGrant(
  tx: Tx,
  input: ParsedInputOf<typeof contract.proposeGrant>,
  call: Call,
): Promise<{ id: string }> {
  const { accountId, grantId, jurisdiction } = standing(tx)
  if (input.accountId === accountId) throw refuse('access.own-grant')
  if (input.validFrom !== undefined && input.validTo !== undefined && input.validTo < input.validFrom)
    throw refuse('access.dates-reversed')
  const { rows: known } = await sql<{ post: boolean; unit: boolean; person: boolean }>`
    select exists (select 1 from access.post where code = ${input.post} and code <> 'service') as post,
           exists (select 1 from units.unit where id = ${input.unitId} and jurisdiction = ${jurisdiction}) as unit,
           exists (select 1 from identity.account where id = ${input.accountId}::uuid and kind = 'person' and disabled_at is null) as person`.execute(
    tx,
  )
  if (!known[0]!.post) throw refuse('access.no-such-post')
  if (!known[0]!.unit) throw refuse('access.unit-elsewhere')
  if (!known[0]!.person) throw refuse('not-found')
  const { rows } = await sql<{ id: string }>`
    insert into access.grant (account_id, post_code, unit_id, valid_from, valid_to, delegated_by, proposed_by, proposed_at,
      proposed_in, proposed_under, reason)
    values (${input.accountId}::uuid, ${input.post}, ${input.unitId},
      coalesce((${input.validFrom ?? null}::date)::timestamp at time zone 'Asia/Karachi', ${call.now}::timestamptz),
      (${input.validTo ?? null}::date + 1)::timestamp at time zone 'Asia/Karachi',
      ${input.delegatedBy ?? null}::uuid, ${accountId}::uuid, ${call.now}, ${call.sessionId}::uuid, ${grantId}::uuid, ${input.reason})
    returning id`.execute(tx)
  return { id: rows[0]!.id }
}

interface Waiting {
  readonly account_id: string
  readonly proposed_by: string | null
  readonly proposed_in: string | null
  readonly proposed_under: string | null
  readonly waiting: boolean
  readonly over: boolean
}

/** A service's grant is the installer's: taking it away here would silence the system in a whole province. */
async function getForDecision(tx: Tx, id: string): Promise<Waiting> {
  const { rows } = await sql<Waiting>`
    select account_id, proposed_by, proposed_in, proposed_under,
           proposed_by is not null and approved_by is null and refused_at is null and revoked_at is null as waiting,
           refused_at is not null or revoked_at is not null or coalesce(valid_to <= now(), false) as over
      from access.grant where id = ${id}::uuid
       and exists (select 1 from identity.account a where a.id = account_id and a.kind = 'person') for update`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

/** Approves a grant as the second person (SEC-5). */
export async function approveGrant(
  tx: Tx,
  input: { id: string },
  call: Call,
): Promise<Record<string, never>> {
  const { accountId } = standing(tx)
  const found = await getForDecision(tx, input.id)
  if (!found.waiting) throw refuse('access.not-waiting')
  if (found.account_id === accountId) throw refuse('access.own-grant')
  await requireSecondPerson(tx, call, {
    by: found.proposed_by!,
    session: found.proposed_in,
    under: found.proposed_under,
  })
  await sql`update access.grant set approved_by = ${accountId}::uuid, approved_at = ${call.now}, approved_in = ${call.sessionId}::uuid
    where id = ${input.id}::uuid`.execute(tx)
  return {}
}

export async function refuseGrant(
  tx: Tx,
  input: { id: string; reason: string },
  call: Call,
): Promise<Record<string, never>> {
  const found = await getForDecision(tx, input.id)
  if (!found.waiting) throw refuse('access.not-waiting')
  await sql`update access.grant set refused_at = ${call.now}, closing_reason = ${input.reason} where id = ${input.id}::uuid`.execute(
    tx,
  )
  return {}
}

/** Closes a grant at once. Whoever acts under it is turned away at the next call, for the door reads the grant each time. */
export async function revokeGrant(
  tx: Tx,
  input: { id: string; reason: string },
  call: Call,
): Promise<Record<string, never>> {
  const { accountId } = standing(tx)
  const found = await getForDecision(tx, input.id)
  if (found.over) throw refuse('access.already-over')
  if (found.account_id === accountId) throw refuse('access.own-grant')
  await sql`update access.grant set revoked_at = ${call.now}, revoked_by = ${accountId}::uuid, closing_reason = ${input.reason}
    where id = ${input.id}::uuid`.execute(tx)
  return {}
}
