import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import type * as contract from './contract.ts'
import { type Opened, openFile, openToTreat, ownedBy } from './patients.ts'

/**
 * Orders isolation or the hospital ward. The bed status the prison sees is written by the database with the order; the place is given
 * by those who allocate, and until then the prisoner stands on their list of those to be moved.
 * @throws custody-health.in-the-future, ends-before, no-such-place; as openToTreat
 */
export async function order(
  tx: Tx,
  given: ParsedInputOf<typeof contract.orderWard>,
): Promise<{ wardId: string }> {
  const file = await openToTreat(tx, given.id)
  const day = await today(tx)
  if ((given.fromOn ?? day) > day) throw refuse('custody-health.in-the-future')
  if (given.expectedUntil !== undefined && given.expectedUntil < day)
    throw refuse('custody-health.ends-before')
  if (given.locationId !== undefined) {
    const { rows } = await sql`select 1 from custody.location where id = ${given.locationId}::uuid
      and prison_id = ${file.prisonId} and ward = ${given.ward}`.execute(tx)
    if (rows.length === 0) throw refuse('custody-health.no-such-place')
  }
  if (given.diagnosisId !== undefined) {
    const { rows } = await sql`select 1 from custody.health_diagnosis
      where id = ${given.diagnosisId}::uuid and imprisonment_id = ${given.id}::uuid`.execute(tx)
    if (rows.length === 0) throw refuse('not-found')
  }
  await end(tx, given.id, 'replaced by another order')
  return { wardId: await begin(tx, file, given) }
}

async function begin(
  tx: Tx,
  file: Opened,
  given: Omit<ParsedInputOf<typeof contract.orderWard>, 'id'>,
): Promise<string> {
  // Today is now; an earlier day counts from its first moment, but not from before the stay began.
  const { rows } = await sql<{ id: string }>`
    insert into custody.health_ward (jurisdiction, prison_id, imprisonment_id, ward, from_at, expected_until, location_id, diagnosis_id, why)
    select ${ownedBy(file)}, ${given.ward},
      case when ${given.fromOn ?? null}::date < workflow.today()
        then greatest(i.admitted_at, ${given.fromOn ?? null}::date::timestamp at time zone 'Asia/Karachi') else clock_timestamp() end,
      ${given.expectedUntil ?? null}::date, ${given.locationId ?? null}::uuid, ${given.diagnosisId ?? null}::uuid, ${given.why}
      from custody.imprisonment i where i.id = ${file.imprisonmentId}::uuid returning id`.execute(tx)
  return rows[0]!.id
}

/** Whether there was one to end. */
async function end(tx: Tx, id: string, why: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update custody.health_ward set ended_at = clock_timestamp(), ended_by = ${standing(tx).accountId}::uuid, ended_why = ${why}
     where imprisonment_id = ${id}::uuid and ended_at is null`.execute(tx)
  return numAffectedRows !== 0n && numAffectedRows !== undefined
}

/** @throws custody-health.not-in-ward; as openFile */
export async function endOrder(tx: Tx, given: { id: string; why: string }): Promise<{ ended: true }> {
  await openFile(tx, given.id)
  if (!(await end(tx, given.id, given.why))) throw refuse('custody-health.not-in-ward')
  return { ended: true }
}

/**
 * Isolation for many at once. Whoever lies in a ward already stays there; whoever has left the prison meanwhile, or whose file another
 * post keeps, fails the whole: the officer must know for whom there is no order. @throws custody-health.ends-before; as openToTreat
 */
export async function isolateAll(
  tx: Tx,
  given: ParsedInputOf<typeof contract.isolateAll>,
): Promise<{ isolated: number; already: number }> {
  if (given.expectedUntil < (await today(tx))) throw refuse('custody-health.ends-before')
  // In one order, so that two officers who isolate the same barrack wait for each other.
  const ids = [...new Set(given.ids)].sort()
  let isolated = 0
  for (const id of ids) {
    const file = await openToTreat(tx, id)
    const { rows } = await sql<{ diagnosis_id: string | null; lies: boolean }>`
      select (select d.id from custody.health_diagnosis d where d.imprisonment_id = ${id}::uuid and d.pathway = ${given.disease}
          and d.status not in ('completed', 'ruled-out')) as diagnosis_id,
        exists (select 1 from custody.health_ward w where w.imprisonment_id = ${id}::uuid and w.ended_at is null) as lies`.execute(
      tx,
    )
    const { diagnosis_id, lies } = rows[0]!
    if (lies) continue
    await begin(tx, file, {
      ward: 'isolation',
      expectedUntil: given.expectedUntil,
      ...(diagnosis_id === null ? {} : { diagnosisId: diagnosis_id }),
      why: `${diagnosis_id === null ? 'contact' : 'case'}: ${given.disease}`,
    })
    isolated += 1
  }
  return { isolated, already: ids.length - isolated }
}
