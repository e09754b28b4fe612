import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'

type Standing = 'known' | 'unknown' | 'mistaken'

/** Whether whoever stands at the gate is the prisoner: compared within the last half hour, not compared, or found to be another. */
export async function standingAtGate(tx: Tx, imprisonmentId: string): Promise<Standing> {
  const { rows } = await sql<{ standing: Standing }>`
    select custody.identity_of(${imprisonmentId}::uuid) as standing`.execute(tx)
  return rows[0]!.standing
}

/** Whoever was found to be another goes nowhere until that is settled. @throws custody-identity-check.mistaken */
export async function refuseIfMistaken(tx: Tx, imprisonmentId: string): Promise<void> {
  if ((await standingAtGate(tx, imprisonmentId)) === 'mistaken')
    throw refuse('custody-identity-check.mistaken')
}

/**
 * Whoever leaves for good was compared with the register within the last half hour.
 * @throws custody-identity-check.mistaken, custody-identity-check.not-compared
 */
export async function refuseUnlessKnown(tx: Tx, imprisonmentId: string): Promise<void> {
  const found = await standingAtGate(tx, imprisonmentId)
  if (found === 'mistaken') throw refuse('custody-identity-check.mistaken')
  if (found === 'unknown') throw refuse('custody-identity-check.not-compared')
}
