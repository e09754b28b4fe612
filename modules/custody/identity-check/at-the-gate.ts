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

/** Whose stay somebody at a gate is compared with, and where: `arrivalAt` is the prison they came to while another still holds them. */
export interface AtGate {
  readonly imprisonmentId: string
  readonly prisonId: number
  readonly arrivalAt: number | null
}

export interface Traveller extends AtGate {
  readonly recordId: string
  readonly admittedAt: string
  readonly photo: string | null
}

/** Who is on the road to the reader's own prison on this transfer. @throws not-found */
export async function travellerOf(tx: Tx, transferId: string): Promise<Traveller> {
  const { rows } = await sql<Traveller>`
    select imprisonment_id as "imprisonmentId", prison_id as "prisonId", arrival_at as "arrivalAt", record_id as "recordId",
      admitted_at as "admittedAt", photo from custody.traveller(${transferId}::uuid)`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

/** Whether who came on a transfer is the prisoner, compared here within the last half hour. */
export async function standingOnArrival(tx: Tx, transferId: string): Promise<Standing> {
  const { rows } = await sql<{ standing: Standing }>`
    select custody.arrival_of(${transferId}::uuid) as standing`.execute(tx)
  return rows[0]!.standing
}
