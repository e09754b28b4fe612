import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { standingAtGate } from '../identity-check/at-the-gate.ts'
import type { crossingKinds, ruledKinds } from './contract.ts'

/** Coming in from another prison is written by the taking over itself. */
type Kind = Exclude<(typeof crossingKinds)[number], 'arrival'>
type RuledKind = (typeof ruledKinds)[number]

/** Whether nobody goes that way uncompared in this province today; without a row it is only recorded. */
export async function isDemanded(tx: Tx, kind: RuledKind): Promise<boolean> {
  const { rows } = await sql<{ demand: string }>`
    select demand from custody.gate_rule where jurisdiction = ${standing(tx).jurisdiction} and kind = ${kind}
       and from_on <= workflow.today() order by from_on desc limit 1`.execute(tx)
  return rows[0]?.demand === 'demanded'
}

/**
 * Before somebody goes through the gate. Another person goes nowhere; whoever was not compared goes where the province only records it.
 * @throws custody-identity-check.mistaken, custody-identity-check.not-compared
 */
export async function refuseAtGate(tx: Tx, imprisonmentId: string, kind: Kind): Promise<void> {
  const found = await standingAtGate(tx, imprisonmentId)
  if (found === 'mistaken') throw refuse('custody-identity-check.mistaken')
  if (found === 'known') return
  if (kind === 'transfer' || kind === 'release' || (await isDemanded(tx, kind)))
    throw refuse('custody-identity-check.not-compared')
}

/** Somebody has gone through the gate: by which comparison, the database takes from the comparisons themselves. */
export async function recordCrossing(tx: Tx, imprisonmentId: string, kind: Kind): Promise<void> {
  await sql`insert into custody.gate_crossing (jurisdiction, prison_id, imprisonment_id, kind, how)
    select jurisdiction, prison_id, id, ${kind}, 'none' from custody.imprisonment where id = ${imprisonmentId}::uuid`.execute(
    tx,
  )
}
