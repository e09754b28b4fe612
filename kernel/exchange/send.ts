import { sql } from 'kysely'
import { asActor } from '#kernel/access'
import { causeOf, type ServiceActor, serviceActors } from '#kernel/events'
import type { Database } from '#platform/db'
import { carryOutDue } from './inbox.ts'
import { unseal } from './seal.ts'
import { sign } from './signature.ts'

const attemptsAllowed = 12
const answerWithinMs = 10_000
/** Longer than any try can last. A sender that is killed leaves its deliveries claimed for this long, then another takes them. */
const claimSeconds = 60
const atOnce = 8

interface Claimed {
  id: string
  linkId: string
  url: string
  secret: Buffer
  earlier: Buffer | null
  eventId: string
  type: string
  at: string
  payload: Record<string, string | number | null>
  attempts: number
}

/**
 * Sends what is due to partners and carries out what waits in the inbox, provinces in turn. Several processes may do so at
 * once. One query when nothing is due. Returns how many deliveries and messages were tried.
 */
export async function exchangeDue(database: Database, actors: readonly ServiceActor[]): Promise<number> {
  const { rows } = await database.pool.query<{ due_in: string }>(`select exchange.due_in($1::text[])`, [
    actors.map((actor) => actor.jurisdiction),
  ])
  const due = new Set(rows.map((row) => row.due_in))
  let tried = 0
  for (const actor of actors.filter(({ jurisdiction }) => due.has(jurisdiction))) {
    const claimed = await claim(database, actor)
    // Together, so that one partner who hangs until the time is up does not hold up the others.
    await Promise.all(claimed.map((one) => deliver(database, actor, one)))
    tried += claimed.length + (await carryOutDue(database, actor))
  }
  return tried
}

async function claim(database: Database, actor: ServiceActor): Promise<Claimed[]> {
  return asActor(database, actor, { purpose: 'exchange' }, async (tx) => {
    const { rows } = await sql<Claimed>`
      with due as (
        select d.id from exchange.delivery d join exchange.link l on l.id = d.link_id
        where d.state = 'waiting' and d.next_try_at <= clock_timestamp() and d.jurisdiction = ${actor.jurisdiction}
          and l.state = 'active' and l.secret_sealed is not null
        order by d.next_try_at limit ${atOnce} for update of d skip locked)
      update exchange.delivery d set next_try_at = clock_timestamp() + make_interval(secs => ${claimSeconds}), attempts = attempts + 1
      from due, exchange.link l, events.outbox o
      where d.id = due.id and l.id = d.link_id and o.id = d.event_id
      returning d.id, l.id as "linkId", l.url, l.secret_sealed as secret,
        case when l.earlier_until > clock_timestamp() then l.earlier_sealed end as earlier,
        o.id as "eventId", o.type, o.at, o.payload, d.attempts`.execute(tx)
    // What a stopped link still owed, or one without a secret yet, is asked for again later instead of four times a second.
    await sql`update exchange.delivery d set next_try_at = clock_timestamp() + interval '5 minutes',
        state = case when l.state = 'stopped' then 'dead' else d.state end
      from exchange.link l where l.id = d.link_id and d.state = 'waiting' and d.next_try_at <= clock_timestamp()
        and d.jurisdiction = ${actor.jurisdiction} and (l.state <> 'active' or l.secret_sealed is null)`.execute(
      tx,
    )
    return rows
  })
}

async function deliver(database: Database, actor: ServiceActor, one: Claimed): Promise<void> {
  const began = Date.now()
  const answer = await post(one, actor.jurisdiction)
  const done = answer.status !== null && answer.status >= 200 && answer.status < 300
  await asActor(database, actor, { purpose: 'exchange' }, async (tx) => {
    await sql`insert into exchange.attempt (jurisdiction, delivery_id, status, cause, milliseconds)
      values (${actor.jurisdiction}, ${one.id}::uuid, ${answer.status}, ${answer.cause}, ${Date.now() - began})`.execute(
      tx,
    )
    await sql`update exchange.delivery set
        state = case when ${done} then 'done' when attempts >= ${attemptsAllowed} then 'dead' else 'waiting' end,
        done_at = case when ${done} then clock_timestamp() end,
        next_try_at = clock_timestamp() + make_interval(secs => 2 * power(2, least(attempts, 12)) * (0.5 + random()))
      where id = ${one.id}::uuid and state = 'waiting' and attempts = ${one.attempts}`.execute(tx)
  })
}

async function post(
  one: Claimed,
  jurisdiction: string,
): Promise<{ status: number | null; cause: string | null }> {
  try {
    const secrets = [unseal(one.secret, `link ${one.linkId}`)]
    if (one.earlier !== null) secrets.push(unseal(one.earlier, `link ${one.linkId}`))
    const body = JSON.stringify({
      id: one.eventId,
      type: one.type,
      at: one.at,
      jurisdiction,
      ids: one.payload,
      link: linkOf(one.payload),
    })
    const response = await fetch(one.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'mizan-event-id': one.eventId,
        'mizan-signature': sign(secrets, Math.floor(Date.now() / 1_000), body),
      },
      body,
      // Followed nowhere: two people agreed to this address and no other.
      redirect: 'manual',
      signal: AbortSignal.timeout(answerWithinMs),
    })
    await response.body?.cancel()
    return { status: response.status, cause: response.ok ? null : `HTTP ${response.status}` }
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
    return { status: null, cause: causeOf(cause) }
  }
}

/** Where whoever may sees the record; the partner's own reader signs in there like anyone else. */
function linkOf(payload: Readonly<Record<string, string | number | null>>): string | null {
  const base = (process.env.MIZAN_PUBLIC_URL ?? '').replace(/\/$/, '')
  if (typeof payload.caseId === 'string') return `${base}/cases/${payload.caseId}`
  if (typeof payload.offerId === 'string') return `${base}/handovers/${payload.offerId}`
  return null
}

/** Exchanges with partners until stopped. A database that is away is asked again. */
export function startExchange(database: Database, onTrouble: (error: unknown) => void) {
  let stopped = false
  let wake: () => void = () => undefined
  const loop = (async () => {
    let actors: ServiceActor[] = []
    while (!stopped) {
      let tried = 0
      try {
        if (actors.length === 0) actors = await serviceActors(database.pool)
        tried = await exchangeDue(database, actors)
      } catch (error) {
        onTrouble(error)
      }
      if (tried === 0 && !stopped) {
        await new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, 1_000)
        })
      }
    }
  })()
  return {
    async stop() {
      stopped = true
      wake()
      await loop
    },
  }
}
