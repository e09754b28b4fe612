import { sql } from 'kysely'
import type { Tx } from '#platform/db'

type Standing = 'known' | 'unknown' | 'mistaken'

/** Whether whoever stands at the gate is the prisoner: compared within the last half hour, not compared, or found to be another. */
export async function standingAtGate(tx: Tx, imprisonmentId: string): Promise<Standing> {
  const { rows } = await sql<{ standing: Standing }>`
    select custody.identity_of(${imprisonmentId}::uuid) as standing`.execute(tx)
  return rows[0]!.standing
}
