import { type RawBuilder, sql } from 'kysely'
import { recordAct } from '#kernel/audit'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { Delivery } from './contract.ts'

interface Which {
  readonly state: 'waiting' | 'dead'
  readonly reaction?: string | undefined
  readonly page: number
  readonly size: number
}

export async function listDeliveriesOf(tx: Tx, which: Which): Promise<{ rows: Delivery[]; total: number }> {
  const shown = sql`d.state = ${which.state} and (${which.reaction ?? null}::text is null or d.reaction = ${which.reaction ?? null})`
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from events.delivery d where ${shown}`.execute(tx)
  const { rows } = await sql<Delivery>`
    select d.event_id as "eventId", d.reaction, o.type, d.jurisdiction, d.state, o.at,
      floor(extract(epoch from clock_timestamp() - o.at))::integer as age, d.attempts,
      case when d.state = 'waiting' then d.next_try_at end as "nextTryAt", d.last_error as cause
    from events.delivery d join events.outbox o on o.id = d.event_id
    where ${shown} order by o.n limit ${which.size} offset ${(which.page - 1) * which.size}`.execute(tx)
  return { rows, total: counted[0]!.total }
}

export async function deliveryStanding(tx: Tx) {
  const { rows } = await sql<{
    waiting: number
    failing: number
    dead: number
    oldestAt: string | null
    asOf: string
  }>`select count(*) filter (where d.state = 'waiting') as waiting,
      count(*) filter (where d.state = 'waiting' and d.attempts > 0) as failing,
      count(*) filter (where d.state = 'dead') as dead, min(o.at) as "oldestAt", clock_timestamp() as "asOf"
    from events.delivery d join events.outbox o on o.id = d.event_id where d.state in ('waiting', 'dead')`.execute(
    tx,
  )
  return rows[0]!
}

/** @throws events.not-dead when it was carried out or revived meanwhile, or is not the caller's */
export async function retryOne(tx: Tx, one: { eventId: string; reaction: string }): Promise<number> {
  const retried = await revive(tx, sql`event_id = ${one.eventId}::uuid and reaction = ${one.reaction}`)
  if (retried === 0) throw refuse('events.not-dead')
  return retried
}

export async function retryAll(tx: Tx): Promise<number> {
  return revive(tx, sql`true`)
}

/** A revived delivery has its full number of tries again; what went wrong stays readable until it succeeds. */
async function revive(tx: Tx, which: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ event_id: string }>`
    update events.delivery set state = 'waiting', attempts = 0, next_try_at = clock_timestamp()
    where state = 'dead' and ${which} returning event_id`.execute(tx)
  if (rows.length > 0) {
    await recordAct(tx, {
      act: 'retry',
      subject: 'events.delivery',
      subjectIds: rows.slice(0, 100).map((row) => row.event_id),
      detail: { deliveries: rows.length },
    })
  }
  return rows.length
}
