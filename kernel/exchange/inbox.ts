import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor, asActor, GrantNotInForce } from '#kernel/access'
import { causeOf, type ServiceActor } from '#kernel/events'
import type { Services } from '#kernel/gate'
import type { Database } from '#platform/db'
import { Refusal, refuse, refuseFields } from '#platform/http'
import { Envelope, type InboxAnswer } from './contract.ts'
import { findInbound } from './inbound.ts'
import { seal, unseal } from './seal.ts'
import { readSignature, rightSignature, windowSeconds } from './signature.ts'

const attemptsAllowed = 12

interface Link extends Actor {
  readonly id: string
  readonly jurisdiction: string
  readonly types: readonly string[]
  readonly secrets: readonly string[]
}

async function findLink(database: Database, code: string): Promise<Link | null> {
  const { rows } = await database.pool.query<{
    id: string
    jurisdiction: string
    types: string[]
    account_id: string
    grant_id: string
    secret_sealed: Buffer
    earlier_sealed: Buffer | null
  }>(`select * from exchange.inbound($1)`, [code])
  const row = rows[0]
  if (row === undefined) return null
  const sealed = [row.secret_sealed, row.earlier_sealed].filter((each) => each !== null)
  return {
    id: row.id,
    jurisdiction: row.jurisdiction,
    types: row.types,
    accountId: row.account_id,
    grantId: row.grant_id,
    secrets: sealed.map((each) => unseal(each, `link ${row.id}`)),
  }
}

/**
 * Takes a message from a partner. Kept first, carried out after: once answered it is never lost, and a repeat is answered
 * what the first was answered.
 * @throws not-signed-in for an unknown partner and a wrong signature alike
 */
export async function receive(
  { database }: Pick<Services, 'database'>,
  message: string,
  headers: Headers,
  now: Date,
): Promise<InboxAnswer> {
  const link = await findLink(database, headers.get('mizan-partner') ?? '')
  const signed = readSignature(headers.get('mizan-signature'))
  const right = link === null || signed === null ? undefined : rightSignature(link.secrets, signed, message)
  if (link === null || signed === null || right === undefined) throw refuse('not-signed-in')
  if (Math.abs(now.getTime() / 1_000 - signed.at) > windowSeconds) throw refuse('exchange.stale')
  const { id: messageId, type } = readEnvelope(message)
  if (!link.types.includes(type)) throw refuse('exchange.type-not-agreed', { type })
  const hash = createHash('sha256').update(message).digest('hex')
  try {
    const kept = await asActor(database, link, { purpose: 'exchange' }, async (tx) => {
      await sql`delete from exchange.seen where at < now() - interval '15 minutes'`.execute(tx)
      const { numAffectedRows } = await sql`insert into exchange.seen (id, jurisdiction, link_id)
        values (${`${link.id} ${right}`}, ${link.jurisdiction}, ${link.id}::uuid) on conflict do nothing`.execute(
        tx,
      )
      if (numAffectedRows !== 1n) throw refuse('exchange.replayed')
      await sql`insert into exchange.message (jurisdiction, link_id, message_id, type, sha256, raw_sealed)
        values (${link.jurisdiction}, ${link.id}::uuid, ${messageId}, ${type}, ${hash}, ${seal(message, `message ${hash}`)})
        on conflict do nothing`.execute(tx)
      const { rows } = await sql<{ id: string; sha256: string }>`
        select id, sha256 from exchange.message where link_id = ${link.id}::uuid and message_id = ${messageId}`.execute(
        tx,
      )
      return rows[0]!
    })
    if (kept.sha256 !== hash) throw refuse('idempotency.other-request')
    return await carryOut(database, link, kept.id)
  } catch (error) {
    if (error instanceof GrantNotInForce) throw refuse('not-allowed')
    throw error
  }
}

function readEnvelope(message: string): { id: string; type: string; data: unknown } {
  let read: unknown
  try {
    read = JSON.parse(message)
  } catch {
    read = undefined
  }
  const parsed = Envelope.safeParse(read)
  if (parsed.success) return { ...parsed.data, data: parsed.data.data }
  throw refuseFields([
    {
      path: 'message',
      code: 'envelope',
      message: {
        en: 'The message must be JSON text of an object with id, type and data.',
        ur: 'پیغام JSON متن ہونا چاہیے جس میں id، type اور data ہوں۔',
      },
    },
  ])
}

/** Carries a kept message out under the partner's post, unless it was already; answers how it stands. */
async function carryOut(database: Database, partner: Actor, id: string): Promise<InboxAnswer> {
  try {
    return await asActor(database, partner, { purpose: 'exchange' }, async (tx) => {
      const { rows } = await sql<{
        link_id: string
        message_id: string
        state: InboxAnswer['state']
        answer: Record<string, string | number | null> | null
        cause: string | null
        sha256: string
        raw_sealed: Buffer
        received_at: string
      }>`select link_id, message_id, state, answer, cause, sha256, raw_sealed, received_at from exchange.message where id = ${id}::uuid for update`.execute(
        tx,
      )
      const row = rows[0]!
      const standing = { id, messageId: row.message_id }
      if (row.state !== 'waiting')
        return { ...standing, state: row.state, answer: row.answer, cause: row.cause }
      const { type, data } = readEnvelope(unseal(row.raw_sealed, `message ${row.sha256}`))
      const inbound = findInbound(type)
      if (inbound === undefined) throw new Error(`No code takes messages of type ${type}.`)
      const outcome = await inbound.carryOut(tx, data, {
        linkId: row.link_id,
        messageId: row.message_id,
        receivedAt: row.received_at,
      })
      if ('wrong' in outcome) {
        const cause = `invalid-input: ${outcome.wrong.join(', ')}`.slice(0, 300)
        await close(tx, id, 'refused', null, cause)
        return { ...standing, state: 'refused', answer: null, cause }
      }
      await close(tx, id, 'done', outcome.answer, null)
      return { ...standing, state: 'done', answer: outcome.answer, cause: null }
    })
  } catch (error) {
    return noteFailure(database, partner, id, error)
  }
}

async function close(
  tx: Parameters<Parameters<typeof asActor>[3]>[0],
  id: string,
  state: 'done' | 'refused',
  answer: Record<string, string | number | null> | null,
  cause: string | null,
): Promise<void> {
  await sql`update exchange.message set state = ${state}, answer = ${answer === null ? null : JSON.stringify(answer)}::jsonb,
      cause = ${cause}, attempts = attempts + 1, done_at = clock_timestamp() where id = ${id}::uuid`.execute(
    tx,
  )
}

/** What the law or the workflow refuses will be refused again, so it waits for a person; anything else is tried again. */
async function noteFailure(
  database: Database,
  partner: Actor,
  id: string,
  error: unknown,
): Promise<InboxAnswer> {
  if (error instanceof GrantNotInForce) throw error
  const refused = error instanceof Refusal
  const cause = refused ? error.code : causeOf(error)
  return asActor(database, partner, { purpose: 'exchange' }, async (tx) => {
    const { rows } = await sql<{ message_id: string; state: InboxAnswer['state'] }>`
      update exchange.message set attempts = attempts + 1, cause = ${cause},
        state = case when ${refused} then 'refused' when attempts + 1 >= ${attemptsAllowed} then 'dead' else 'waiting' end,
        next_try_at = clock_timestamp() + make_interval(secs => 2 * power(2, least(attempts, 12)) * (0.5 + random()))
      where id = ${id}::uuid and state = 'waiting' returning message_id, state`.execute(tx)
    const row = rows[0]
    // Another process closed it between the two transactions: its outcome stands.
    if (row === undefined) throw refuse('unavailable')
    return { id, messageId: row.message_id, state: row.state, answer: null, cause }
  })
}

/** Carries out messages whose time has come again, each under its partner's own post. */
export async function carryOutDue(database: Database, actor: ServiceActor): Promise<number> {
  const due = await asActor(database, actor, { purpose: 'exchange' }, async (tx) => {
    const { rows } = await sql<{ id: string; accountId: string; grantId: string }>`
      with due as (select id from exchange.message where state = 'waiting' and next_try_at <= clock_timestamp()
          and jurisdiction = ${actor.jurisdiction} order by next_try_at limit 20 for update skip locked)
      update exchange.message m set next_try_at = clock_timestamp() + interval '1 minute'
      from due, exchange.link l where m.id = due.id and l.id = m.link_id
      returning m.id, l.account_id as "accountId", l.grant_id as "grantId"`.execute(tx)
    return rows
  })
  for (const one of due) {
    try {
      await carryOut(database, one, one.id)
    } catch (error) {
      // The partner's post has ended: said on the screen, and tried again in case it is given back.
      await asActor(database, actor, { purpose: 'exchange' }, async (tx) => {
        await sql`update exchange.message set cause = ${causeOf(error)}, attempts = attempts + 1,
            state = case when attempts + 1 >= ${attemptsAllowed} then 'dead' else state end
          where id = ${one.id}::uuid and state = 'waiting'`.execute(tx)
      })
    }
  }
  return due.length
}
