import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import type { listAttempts, listMessages, listWebhookDeliveries } from './contract.ts'

export async function deliveriesOf(
  tx: Tx,
  { linkId, state, page, size }: ParsedInputOf<typeof listWebhookDeliveries>,
): Promise<OutputOf<typeof listWebhookDeliveries>> {
  const shown = sql`(${linkId ?? null}::uuid is null or d.link_id = ${linkId ?? null}::uuid) and (${state ?? null}::text is null or d.state = ${state ?? null})`
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from exchange.delivery d where ${shown}`.execute(tx)
  const { rows } = await sql<OutputOf<typeof listWebhookDeliveries>['rows'][number]>`
    select d.id, d.event_id as "eventId", jsonb_build_object('en', l.name_en, 'ur', l.name_ur) as partner, coalesce(o.type, '') as type,
      d.told_at as at, d.state, d.attempts, case when d.state = 'waiting' then d.next_try_at end as "nextTryAt", t.status, t.cause
    from exchange.delivery d join exchange.link l on l.id = d.link_id left join events.outbox o on o.id = d.event_id
    left join lateral (select status, cause from exchange.attempt t where t.delivery_id = d.id order by t.at desc limit 1) t on true
    where ${shown} order by d.told_at desc, d.id limit ${size} offset ${(page - 1) * size}`.execute(tx)
  return { rows, total: counted[0]!.total }
}

export async function attemptsOf(tx: Tx, id: string): Promise<OutputOf<typeof listAttempts>['rows']> {
  const { rows } = await sql<OutputOf<typeof listAttempts>['rows'][number]>`
    select id, at, status, cause, milliseconds from exchange.attempt where delivery_id = ${id}::uuid order by at desc limit 200`.execute(
    tx,
  )
  return rows
}

export async function messagesOf(
  tx: Tx,
  { linkId, state, page, size }: ParsedInputOf<typeof listMessages>,
): Promise<OutputOf<typeof listMessages>> {
  const shown = sql`(${linkId ?? null}::uuid is null or m.link_id = ${linkId ?? null}::uuid) and (${state ?? null}::text is null or m.state = ${state ?? null})`
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from exchange.message m where ${shown}`.execute(tx)
  const { rows } = await sql<OutputOf<typeof listMessages>['rows'][number]>`
    select m.id, m.message_id as "messageId", jsonb_build_object('en', l.name_en, 'ur', l.name_ur) as partner, m.type, m.received_at as at,
      m.state, m.attempts, case when m.state = 'waiting' then m.next_try_at end as "nextTryAt", m.cause, m.sha256
    from exchange.message m join exchange.link l on l.id = m.link_id
    where ${shown} order by m.received_at desc, m.id limit ${size} offset ${(page - 1) * size}`.execute(tx)
  return { rows, total: counted[0]!.total }
}

export async function sendAgain(tx: Tx, id: string): Promise<void> {
  const { rows } =
    await sql`update exchange.delivery set state = 'waiting', attempts = 0, next_try_at = clock_timestamp(), done_at = null
    where id = ${id}::uuid and state in ('done', 'dead') returning id`.execute(tx)
  if (rows.length === 0) throw refuse('exchange.under-way')
}

export async function carryOutAgain(tx: Tx, id: string): Promise<void> {
  const { rows } =
    await sql`update exchange.message set state = 'waiting', attempts = 0, next_try_at = clock_timestamp(), done_at = null
    where id = ${id}::uuid and state in ('refused', 'dead') returning id`.execute(tx)
  if (rows.length === 0) throw refuse('exchange.not-failed')
}
