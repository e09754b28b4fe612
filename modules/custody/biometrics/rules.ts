import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import type * as contract from './contract.ts'

/** A rule counts from its day on and is never changed; of one day there is one. @throws custody-biometrics.past, set-already */
export async function setRule(
  tx: Tx,
  given: ParsedInputOf<typeof contract.setGateRule>,
): Promise<{ set: true }> {
  await refusePast(tx, given.fromOn)
  const { rows } = await sql`
    insert into custody.gate_rule (jurisdiction, kind, from_on, demand, basis_en, basis_ur, refer)
    values (${standing(tx).jurisdiction}, ${given.kind}, ${given.fromOn}::date, ${given.demand}, ${given.order}, ${given.order}, false)
    on conflict do nothing returning kind`.execute(tx)
  if (rows.length === 0) throw refuse('custody-biometrics.set-already')
  return { set: true }
}

/** @throws custody-biometrics.past, set-already */
export async function setThreshold(
  tx: Tx,
  given: ParsedInputOf<typeof contract.setFingerThreshold>,
): Promise<{ set: true }> {
  await refusePast(tx, given.fromOn)
  const { rows } = await sql`
    insert into custody.finger_threshold (jurisdiction, matcher, from_on, match_from, mismatch_below, least_quality, basis)
    values (${standing(tx).jurisdiction}, ${given.matcher}, ${given.fromOn}::date, ${given.matchFrom}, ${given.mismatchBelow},
      ${given.leastQuality}, ${given.basis}) on conflict do nothing returning matcher`.execute(tx)
  if (rows.length === 0) throw refuse('custody-biometrics.set-already')
  return { set: true }
}

/** What was decided by the rule of a day is not judged by another afterwards. */
async function refusePast(tx: Tx, day: string): Promise<void> {
  if (day < (await today(tx))) throw refuse('custody-biometrics.past')
}
