import { sql } from 'kysely'
import { asActor } from '#kernel/access'
import type { Database } from '#platform/db'
import { causeOf } from './cause.ts'
import type { Reaction } from './outbox.ts'

/** After this many failures a delivery waits for a person. Waits double from one second, so the last is over an hour after the first. */
const attemptsAllowed = 12

export interface ServiceActor {
  readonly jurisdiction: string
  readonly accountId: string
  readonly grantId: string
}

/** The service accounts under which the system reacts, one for each jurisdiction. */
export async function serviceActors(owner: { query: Database['pool']['query'] }): Promise<ServiceActor[]> {
  const { rows } = await owner.query<{ jurisdiction: string; account_id: string; grant_id: string }>(
    `select jurisdiction, account_id, grant_id from access.service_actors()`,
  )
  return rows.map((row) => ({
    jurisdiction: row.jurisdiction,
    accountId: row.account_id,
    grantId: row.grant_id,
  }))
}

/**
 * Carries out what waits for a reaction, a delivery at a time, each in one transaction with its reaction's writes: a reaction
 * is done exactly when its delivery says so, whatever is killed in between. Several processes may deliver at once. Provinces
 * take turns, so that the backlog of one never keeps another waiting. When nothing is due this is one query.
 * Returns how many were carried out or failed; 0 means nothing is due.
 */
export async function deliverDue(
  database: Database,
  actors: readonly ServiceActor[],
  reactions: readonly Reaction[],
  limit = 100,
): Promise<number> {
  const { rows } = await database.pool.query<{ due_in: string }>(`select events.due_in($1::text[])`, [
    actors.map((actor) => actor.jurisdiction),
  ])
  const due = new Set(rows.map((row) => row.due_in))
  let turns = actors.filter((actor) => due.has(actor.jurisdiction))
  const byName = new Map(reactions.map((each) => [each.name, each]))
  let handled = 0
  while (turns.length > 0 && handled < limit) {
    const again: ServiceActor[] = []
    for (const actor of turns) {
      if (handled >= limit) break
      if ((await deliverOne(database, actor, byName)) === 'none') continue
      handled += 1
      again.push(actor)
    }
    turns = again
  }
  return handled
}

async function deliverOne(
  database: Database,
  actor: ServiceActor,
  reactions: ReadonlyMap<string, Reaction>,
): Promise<'none' | 'done' | 'failed'> {
  const claimed: { event: string; reaction: string }[] = []
  try {
    return await asActor(database, actor, { purpose: 'reaction' }, async (tx) => {
      const { rows } = await sql<{
        event_id: string
        reaction: string
        at: string
        payload: Record<string, string | number | null>
      }>`select d.event_id, d.reaction, o.at, o.payload
          from events.delivery d join events.outbox o on o.id = d.event_id
          where d.state = 'waiting' and d.next_try_at <= clock_timestamp() and d.jurisdiction = ${actor.jurisdiction}
          order by d.next_try_at limit 1 for update of d skip locked`.execute(tx)
      const due = rows[0]
      if (due === undefined) return 'none'
      claimed.push({ event: due.event_id, reaction: due.reaction })
      const reaction = reactions.get(due.reaction)
      if (reaction === undefined) throw new Error(`No reaction is called ${due.reaction}.`)
      await reaction.run(tx, due.payload, { id: due.event_id, at: due.at, jurisdiction: actor.jurisdiction })
      await sql`update events.delivery
        set state = 'done', done_at = clock_timestamp(), attempts = attempts + 1, last_error = null
        where event_id = ${due.event_id}::uuid and reaction = ${due.reaction}`.execute(tx)
      return 'done'
    })
  } catch (error) {
    const failed = claimed[0]
    if (failed === undefined) throw error
    await noteFailure(database, actor, failed, error)
    return 'failed'
  }
}

async function noteFailure(
  database: Database,
  actor: ServiceActor,
  failed: { event: string; reaction: string },
  error: unknown,
): Promise<void> {
  await asActor(database, actor, { purpose: 'reaction' }, async (tx) => {
    await sql`update events.delivery set attempts = attempts + 1, last_error = ${causeOf(error)},
        state = case when attempts + 1 >= ${attemptsAllowed} then 'dead' else 'waiting' end,
        next_try_at = clock_timestamp() + make_interval(secs => power(2, least(attempts, 12)) * (0.5 + random()))
      where event_id = ${failed.event}::uuid and reaction = ${failed.reaction} and state = 'waiting'`.execute(
      tx,
    )
  })
}
