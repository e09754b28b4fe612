import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refusePersonal } from './payload.ts'

/** A kind of fact. The payload carries identifiers only: names and numbers are read again by whoever reacts, with its own rights. */
export interface EventKind<P extends Record<string, string | number | null>> {
  readonly type: string
  readonly payload?: P
}

/** Declares a kind of fact: `export const PrisonerAdmitted = eventKind<{ admissionId: string }>('custody.PrisonerAdmitted')`. */
export function eventKind<P extends Record<string, string | number | null>>(type: string): EventKind<P> {
  told.add(type)
  return { type }
}

const told = new Set<string>()

/** Every kind of fact the loaded code may tell, for whoever chooses what a partner is told. */
export function knownEventTypes(): readonly string[] {
  return [...told].sort()
}

/** Where an event came from, for a reaction that needs it. */
export interface EventContext {
  readonly id: string
  readonly at: string
  readonly jurisdiction: string
}

/** What a module does when another has spoken. Runs after the teller's commit, once per event, in its own transaction. */
export interface Reaction {
  /** `module.what-it-does`, unique; the key of idempotency together with the event. */
  readonly name: string
  readonly type: string
  readonly run: (
    tx: Tx,
    payload: Record<string, string | number | null>,
    context: EventContext,
  ) => Promise<void>
}

export function reaction<P extends Record<string, string | number | null>>(
  name: string,
  kind: EventKind<P>,
  run: (tx: Tx, payload: P, context: EventContext) => Promise<void>,
): Reaction {
  return { name, type: kind.type, run: (tx, payload, context) => run(tx, payload as P, context) }
}

/**
 * Tells a fact in the current transaction: if it is rolled back, nothing was told. One delivery is written for each
 * reaction of that kind, so a listener that is down today finds its work tomorrow.
 */
export async function emit<P extends Record<string, string | number | null>>(
  tx: Tx,
  kind: EventKind<P>,
  payload: P,
): Promise<void> {
  refusePersonal(kind.type, payload)
  const { accountId, jurisdiction, requestId } = standing(tx)
  const listeners = reactionsByType.get(kind.type) ?? []
  const { rows } = await sql<{ id: string }>`
    insert into events.outbox (type, jurisdiction, account_id, request_id, payload)
    values (${kind.type}, ${jurisdiction}, ${accountId}::uuid, ${requestId}::uuid, ${JSON.stringify(payload)}::jsonb)
    returning id`.execute(tx)
  if (listeners.length === 0) return
  await sql`insert into events.delivery (event_id, reaction, jurisdiction)
    select ${rows[0]!.id}::uuid, unnest(${listeners}::text[]), ${jurisdiction}`.execute(tx)
}

const reactionsByType = new Map<string, string[]>()

/** Tells the outbox who listens. Called once while the application is put together, before anything is told. */
export function registerReactions(reactions: readonly Reaction[]): void {
  reactionsByType.clear()
  const names = new Set<string>()
  for (const each of reactions) {
    if (names.has(each.name)) throw new Error(`Two reactions are called ${each.name}.`)
    names.add(each.name)
    reactionsByType.set(each.type, [...(reactionsByType.get(each.type) ?? []), each.name])
  }
}
