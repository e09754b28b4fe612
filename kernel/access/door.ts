import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Tx } from '#platform/db'

/** Who acts: an account under one of its grants. */
export interface Actor {
  readonly accountId: string
  readonly grantId: string
}

/** What the actor stands as in one transaction, as the database itself read it from the grant. */
export interface Standing extends Actor {
  readonly post: string
  readonly unitId: number
  readonly jurisdiction: string
  readonly permissions: ReadonlySet<string>
  readonly units: readonly number[]
  readonly requestId: string
}

const standings = new WeakMap<object, Standing>()

/** The standing a transaction was opened under. Throws outside the door: a transaction without an actor is a bug. */
export function standing(tx: Tx): Standing {
  const found = standings.get(tx)
  if (found === undefined) throw new Error('This transaction was not opened by asActor.')
  return found
}

/** Whether the actor holds a permission, for choices inside a use case. The endpoint's own need is checked by the gate. */
export function may(tx: Tx, permission: string): boolean {
  return standing(tx).permissions.has(permission)
}

/** The grant is not, or no longer, in force. */
export class GrantNotInForce extends Error {}

export interface DoorOptions {
  readonly purpose?: string | undefined
  readonly requestId?: string | undefined
}

/**
 * The one door to data. Opens a transaction in which the database knows who acts and over which units; row-level security
 * does the rest. Everything is set for this transaction only, so a pooled connection never carries one caller into the next.
 * @throws GrantNotInForce when the grant has ended, was revoked or was never approved
 */
export async function asActor<T>(
  database: Database,
  actor: Actor,
  options: DoorOptions,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const requestId = options.requestId ?? randomUUID()
  return database.kysely.transaction().execute(async (tx) => {
    const { rows } = await sql<{
      post: string
      unit_id: number
      jurisdiction: string
      permissions: string[]
      units: number[]
    }>`select * from access.enter(${actor.accountId}::uuid, ${actor.grantId}::uuid, ${options.purpose ?? null}, ${requestId}::uuid)`.execute(
      tx,
    )
    const row = rows[0]
    if (row === undefined) throw new GrantNotInForce('The grant is not in force.')
    standings.set(tx, {
      ...actor,
      post: row.post,
      unitId: row.unit_id,
      jurisdiction: row.jurisdiction,
      permissions: new Set(row.permissions),
      units: row.units,
      requestId,
    })
    return work(tx)
  })
}
