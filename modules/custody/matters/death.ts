import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { setPartyState, tellCase } from '#kernel/cases'
import { emit } from '#kernel/events'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { PrisonerDied } from '../events.ts'
import type * as contract from './contract.ts'
import { closeIfSettled, medicalRecord, tick } from './duties.ts'

/**
 * The medical officer attests that the prisoner has died.
 * @throws custody-matters.no-death, not-open, in-future, before-event, not-found
 */
export async function attest(
  tx: Tx,
  given: ParsedInputOf<typeof contract.attestDeath>,
): Promise<OutputOf<typeof contract.attestDeath>> {
  const { rows } = await sql<{ kind: string; duty: string | null }>`
    select m.kind, d.id as duty from custody.matter m left join custody.duty d on d.matter_id = m.id and d.code = ${medicalRecord}
     where m.id = ${given.id}::uuid`.execute(tx)
  const found = rows[0]
  if (found === undefined) throw refuse('not-found')
  if (found.kind !== 'death' || found.duty === null) throw refuse('custody-matters.no-death')
  return tick(tx, { dutyId: found.duty, on: given.on, reference: given.reference })
}

/** What must have been done, and by whom, before the stay of somebody who died may end. */
async function refuseTooEarly(tx: Tx, id: string): Promise<string> {
  const { rows } = await sql<{
    imprisonment_id: string
    kind: string
    closed: boolean
    state: string
    on_road: boolean
    attested: string | null
    handed_over: string | null
  }>`
    select m.imprisonment_id, m.kind, m.closed_at is not null as closed, i.state,
      exists (select 1 from custody.movement v where v.imprisonment_id = i.id and v.kind = 'WAY' and v.in_at is null) as on_road,
      (select d.done_by from custody.duty d where d.matter_id = m.id and d.code = ${medicalRecord} and d.state = 'done') as attested,
      (select d.done_by from custody.duty d where d.matter_id = m.id and d.code = 'body-handed-over' and d.state = 'done') as handed_over
      from custody.matter m join custody.imprisonment i on i.id = m.imprisonment_id where m.id = ${id}::uuid for update of i`.execute(
    tx,
  )
  const found = rows[0]
  if (found === undefined) throw refuse('not-found')
  if (found.kind !== 'death' || found.closed) throw refuse('custody-matters.no-death')
  if (found.state !== 'in') throw refuse('custody.not-in')
  if (found.on_road) throw refuse('custody-movement.on-road')
  if (found.attested === null) throw refuse('custody-matters.death-not-attested')
  if (found.handed_over === null) throw refuse('custody-matters.body-here')
  const { accountId } = standing(tx)
  if (found.attested === accountId || found.handed_over === accountId) throw refuse('access.same-person')
  return found.imprisonment_id
}

/**
 * Ends the stay: off the roll, out of the place, warrants ended, whatever was being prepared stopped, and every case told. Money and
 * property wait for the heirs.
 * @throws access.same-person, custody-matters.no-death, death-not-attested, body-here, custody-movement.on-road, custody.not-in, not-found
 */
export async function endStay(tx: Tx, { id }: { id: string }): Promise<{ ended: true }> {
  const imprisonmentId = await refuseTooEarly(tx, id)
  const { rows } = await sql<{ case_id: string | null; party_id: string | null; number: string }>`
    select case_id, party_id, number from custody.end_stay_by_death(${id}::uuid)`.execute(tx)
  let first: string | null = null
  for (const { case_id, party_id, number } of rows) {
    if (case_id === null || party_id === null) continue
    first ??= party_id
    await setPartyState(tx, party_id, { custody: 'died' })
    await tellCase(tx, {
      caseId: case_id,
      partyId: party_id,
      kind: 'custody.died',
      agency: 'prison',
      params: { number },
    })
  }
  await closeIfSettled(tx, id)
  await emit(tx, PrisonerDied, { imprisonmentId, partyId: first })
  return { ended: true }
}
