import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { ParsedInputOf } from '#platform/http/contract'
import { comeBack, send } from '../movement/move.ts'
import type * as contract from './contract.ts'
import { openFile, openToTreat, ownedBy } from './patients.ts'

/** Out to a hospital: a movement as any other, and beside it why. @throws custody-movement.out-already; as openToTreat */
export async function sendToHospital(
  tx: Tx,
  given: ParsedInputOf<typeof contract.sendToHospital>,
): Promise<{ movementId: string }> {
  const file = await openToTreat(tx, given.id)
  const { id, destination, escort, dueBack } = given
  const { movementId } = await send(tx, {
    id,
    kind: 'HOS',
    destination,
    escort,
    ...(dueBack === undefined ? {} : { dueBack }),
  })
  await sql`insert into custody.health_visit (jurisdiction, prison_id, imprisonment_id, movement_id, why, urgent)
    values (${ownedBy(file)}, ${movementId}::uuid, ${given.why}, ${given.urgent})`.execute(tx)
  return { movementId }
}

/**
 * What the hospital found, and the return where the gate has not written it yet. Whoever the gate sent out by itself gets the reason
 * with the answer. @throws custody-health.not-at-hospital; as openFile
 */
export async function backFromHospital(
  tx: Tx,
  given: { id: string; outcome: string },
): Promise<{ back: true }> {
  const file = await openFile(tx, given.id)
  const { rows } = await sql<{ id: string; in_at: string | null; visit: string | null }>`
    select m.id, m.in_at, v.id as visit from custody.movement m left join custody.health_visit v on v.movement_id = m.id
     where m.imprisonment_id = ${given.id}::uuid and m.kind = 'HOS' and v.outcome is null order by m.out_at desc limit 1`.execute(
    tx,
  )
  const way = rows[0]
  if (way === undefined) throw refuse('custody-health.not-at-hospital')
  if (way.in_at === null) await comeBack(tx, { id: given.id })
  const by = standing(tx).accountId
  if (way.visit === null)
    await sql`insert into custody.health_visit (jurisdiction, prison_id, imprisonment_id, movement_id, why, urgent, outcome, outcome_by, outcome_at)
      values (${ownedBy(file)}, ${way.id}::uuid, ${given.outcome}, false, ${given.outcome}, ${by}::uuid, clock_timestamp())`.execute(
      tx,
    )
  else
    await sql`update custody.health_visit set outcome = ${given.outcome}, outcome_by = ${by}::uuid, outcome_at = clock_timestamp()
      where id = ${way.visit}::uuid`.execute(tx)
  return { back: true }
}
