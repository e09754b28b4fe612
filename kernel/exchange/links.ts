import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { requireSecondPerson, standing } from '#kernel/access'
import { recordAct } from '#kernel/audit'
import { knownEventTypes } from '#kernel/events'
import type { Call } from '#kernel/gate'
import type { Tx } from '#platform/db'
import { refuse, refuseFields } from '#platform/http'
import type { ParsedInputOf } from '#platform/http/contract'
import type { Link, proposeLink } from './contract.ts'
import { inboundTypes } from './inbound.ts'
import { seal } from './seal.ts'

export async function listOfLinks(tx: Tx): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select l.id, l.direction, l.code, jsonb_build_object('en', l.name_en, 'ur', l.name_ur) as name, l.types, l.url,
      case when l.grant_id is not null then jsonb_build_object('username', a.username,
        'post', jsonb_build_object('en', p.title_en, 'ur', p.title_ur), 'unit', jsonb_build_object('en', u.name_en, 'ur', u.name_ur)) end as "actsAs",
      l.state, jsonb_build_object('en', b.name_en, 'ur', b.name_ur) as "proposedBy", l.proposed_at as "proposedAt",
      case when d.id is not null then jsonb_build_object('en', d.name_en, 'ur', d.name_ur) end as "decidedBy",
      l.secret_sealed is not null as "hasSecret", l.secret_since as "secretSince",
      case when l.earlier_until > now() then l.earlier_until end as "earlierUntil",
      (select count(*) from exchange.delivery x where x.link_id = l.id and x.state = 'waiting')
        + (select count(*) from exchange.message m where m.link_id = l.id and m.state = 'waiting') as waiting,
      (select count(*) from exchange.delivery x where x.link_id = l.id and x.state = 'dead')
        + (select count(*) from exchange.message m where m.link_id = l.id and m.state in ('dead', 'refused')) as dead,
      l.proposed_by = (select access.account()) as own
    from exchange.link l
    join identity.account b on b.id = l.proposed_by
    left join identity.account d on d.id = l.decided_by
    left join identity.account a on a.id = l.account_id
    left join access.grant g on g.id = l.grant_id
    left join access.post p on p.code = g.post_code
    left join units.current_unit u on u.id = g.unit_id
    order by array_position(array['proposed', 'active', 'stopped', 'refused'], l.state), l.name_en, l.id`.execute(
    tx,
  )
  return rows
}

export async function propose(
  tx: Tx,
  input: ParsedInputOf<typeof proposeLink>,
  call: Pick<Call, 'sessionId'>,
): Promise<{ id: string }> {
  const out = input.direction === 'out'
  const known: readonly string[] = out ? knownEventTypes() : inboundTypes().map(({ type }) => type)
  if (input.types.some((type) => !known.includes(type))) throw wrong('types', 'unknown')
  if (out && input.url === undefined) throw wrong('url', 'required')
  if (!out && input.username === undefined) throw wrong('username', 'required')
  const actor = out ? null : await onlyPostOf(tx, input.username!)
  const { grantId } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into exchange.link (direction, code, name_en, name_ur, types, url, account_id, grant_id, proposed_in, proposed_under)
    values (${input.direction}, ${input.code}, ${input.name.en}, ${input.name.ur}, ${input.types}::text[], ${out ? input.url : null},
      ${actor?.accountId ?? null}::uuid, ${actor?.grantId ?? null}::uuid, ${sessionOf(call)}::uuid, ${grantId}::uuid)
    on conflict do nothing returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('exchange.code-taken', { code: input.code })
  return rows[0]
}

/** Only a session with an identifier of its own can be compared with the approver's. */
function sessionOf({ sessionId }: Pick<Call, 'sessionId'>): string | null {
  return sessionId !== null && /^[0-9a-f-]{36}$/i.test(sessionId) ? sessionId : null
}

function wrong(path: string, code: 'unknown' | 'required') {
  const message =
    code === 'required'
      ? { en: 'This is needed for a link in this direction.', ur: 'اس سمت کے ربط کے لیے یہ لازم ہے۔' }
      : { en: 'One of these is not known here.', ur: 'ان میں سے کوئی ایک یہاں موجود نہیں۔' }
  return refuseFields([{ path, code, message }])
}

/** What a partner may do is what a post may do, and who got the post was decided by two people at /access. */
async function onlyPostOf(tx: Tx, username: string): Promise<{ accountId: string; grantId: string }> {
  const { rows } = await sql<{ accountId: string; grantId: string }>`
    select a.id as "accountId", g.id as "grantId" from identity.account a join access.grant g on g.account_id = a.id
    where a.username = ${username} and a.disabled_at is null and g.revoked_at is null and g.refused_at is null
      and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now()) and (g.proposed_by is null or g.approved_by is not null)`.execute(
    tx,
  )
  if (rows.length !== 1) throw refuse('exchange.no-single-post', { username })
  return rows[0]!
}

export async function decide(
  tx: Tx,
  id: string,
  decision: 'active' | 'refused',
  call: Pick<Call, 'sessionId'>,
): Promise<void> {
  const { rows } = await sql<{ by: string; session: string | null; under: string | null; state: string }>`
    select proposed_by as by, proposed_in as session, proposed_under as under, state from exchange.link where id = ${id}::uuid for update`.execute(
    tx,
  )
  const link = rows[0]
  if (link === undefined) throw refuse('not-found')
  if (link.state !== 'proposed') throw refuse('exchange.not-proposed')
  await requireSecondPerson(tx, { sessionId: sessionOf(call) }, link)
  await sql`update exchange.link set state = ${decision}, decided_by = ${standing(tx).accountId}::uuid, decided_at = clock_timestamp()
    where id = ${id}::uuid`.execute(tx)
}

export async function stop(tx: Tx, id: string): Promise<void> {
  const { rows } = await sql`update exchange.link set state = 'stopped', stopped_at = clock_timestamp()
    where id = ${id}::uuid and state = 'active' returning id`.execute(tx)
  if (rows.length === 0) throw refuse('exchange.not-active')
}

/** A new secret, shown this once and kept sealed. The one before stays good for the overlap, so that a partner can change over. */
export async function issue(
  tx: Tx,
  { id, overlapHours }: { id: string; overlapHours: number },
): Promise<{ secret: string; earlierUntil: string | null }> {
  const secret = `mzs_${randomBytes(32).toString('base64url')}`
  const { rows } = await sql<{ earlierUntil: string | null }>`
    update exchange.link set earlier_sealed = case when ${overlapHours}::integer > 0 then secret_sealed end,
      earlier_until = case when ${overlapHours}::integer > 0 and secret_sealed is not null then clock_timestamp() + make_interval(hours => ${overlapHours}::integer) end,
      secret_sealed = ${seal(secret, `link ${id}`)}, secret_since = clock_timestamp()
    where id = ${id}::uuid and state = 'active' returning earlier_until as "earlierUntil"`.execute(tx)
  if (rows[0] === undefined) throw refuse('exchange.not-active')
  await recordAct(tx, {
    act: 'issue-secret',
    subject: 'exchange.link',
    subjectIds: [id],
    detail: { overlapHours },
  })
  return { secret, earlierUntil: rows[0].earlierUntil }
}
