import { sql } from 'kysely'
import { requireSecondPerson, standing } from '#kernel/access'
import { setPartyState, tellCase } from '#kernel/cases'
import { emit } from '#kernel/events'
import { useReleaseOrder as markReleaseOrderUsed, verifyReleaseOrder } from '#modules/courts'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { recordCrossing, refuseAtGate } from '../biometrics/crossing.ts'
import { PrisonerReleased } from '../events.ts'
import { refuseIfOut } from '../movement/move.ts'
import type { GateCheck } from './contract.ts'
import { checkGate, refuseIfShut } from './gate.ts'

type Ground = 'bail' | 'acquittal' | 'discharge' | 'expiry' | 'suspended' | 'compromise' | 'licence'

/** The ground the register names: a served sentence before all, then what the last order says. */
function groundOf(gate: GateCheck): Ground {
  if (gate.cases.some((one) => one.status === 'CONVICTED')) {
    const served = gate.dueRelease?.confirmed === true && gate.dueRelease.date <= gate.asOf
    return gate.licence !== null && !served ? 'licence' : 'expiry'
  }
  const grounds = gate.cases.map((one) => one.order?.ground)
  if (grounds.includes('sentence-suspended')) return 'suspended'
  if (gate.cases.some((one) => one.status === 'BAIL_GRANTED')) return 'bail'
  if (grounds.includes('compromise')) return 'compromise'
  return gate.cases.some((one) => one.status === 'DISCHARGED') ? 'discharge' : 'acquittal'
}

async function lockHeld(tx: Tx, imprisonmentId: string): Promise<{ prisonId: number; number: string }> {
  const { rows } = await sql<{ prison_id: number; state: string; number: number; year: number }>`
    select prison_id, state, number, year from custody.imprisonment where id = ${imprisonmentId}::uuid for update`.execute(
    tx,
  )
  const held = rows[0]
  if (held === undefined) throw refuse('not-found')
  if (held.state !== 'in') throw refuse('custody.not-in')
  return { prisonId: held.prison_id, number: `${held.number}/${held.year}` }
}

interface Open {
  id: string
  imprisonment_id: string
  state: string
  ground: Ground
  proposed_by: string
  proposed_session: string | null
  proposed_grant: string | null
}

async function lockRelease(tx: Tx, id: string, states: readonly string[]): Promise<Open> {
  const { rows } = await sql<Open>`
    select id, imprisonment_id, state, ground, proposed_by, proposed_session, proposed_grant from custody.release
     where id = ${id}::uuid for update`.execute(tx)
  const release = rows[0]
  if (release === undefined) throw refuse('not-found')
  if (!states.includes(release.state)) throw refuse('custody.release-not-open', { state: release.state })
  return release
}

/** Proposes a release on a clear gate check, which is kept with it. @throws custody.gate-shut, custody.release-open, custody.not-in */
export async function propose(
  tx: Tx,
  given: { imprisonmentId: string },
  call: { sessionId: string | null },
): Promise<{ releaseId: string }> {
  const held = await lockHeld(tx, given.imprisonmentId)
  const gate = await checkGate(tx, given.imprisonmentId)
  refuseIfShut(gate)
  const { accountId, grantId, jurisdiction } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.release (jurisdiction, prison_id, imprisonment_id, ground, gate, gate_hash, proposed_by, proposed_session, proposed_grant)
    values (${jurisdiction}, ${held.prisonId}, ${given.imprisonmentId}::uuid, ${groundOf(gate)}, ${JSON.stringify(gate)}::jsonb,
      ${gate.hash}, ${accountId}::uuid, ${call.sessionId}::uuid, ${grantId}::uuid)
    on conflict (imprisonment_id) where state in ('proposed', 'approved') do nothing returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('custody.release-open')
  return { releaseId: rows[0].id }
}

/**
 * A second officer approves; the gate is checked anew and the court's orders are marked as acted upon, so that none frees anyone
 * twice.
 */
export async function approve(
  tx: Tx,
  given: { releaseId: string },
  call: { sessionId: string | null },
): Promise<{ state: 'approved' }> {
  const release = await lockRelease(tx, given.releaseId, ['proposed'])
  await requireSecondPerson(tx, call, {
    by: release.proposed_by,
    session: release.proposed_session,
    under: release.proposed_grant,
  })
  const gate = await checkGate(tx, release.imprisonment_id)
  refuseIfShut(gate)
  await sql`update custody.release set state = 'approved', approved_by = ${standing(tx).accountId}::uuid,
      approved_at = clock_timestamp(), approved_gate = ${JSON.stringify(gate)}::jsonb where id = ${release.id}::uuid`.execute(
    tx,
  )
  const used = await usedOrders(tx, release.imprisonment_id)
  for (const orderId of gate.orders) if (!used.has(orderId)) await markReleaseOrderUsed(tx, orderId)
  return { state: 'approved' }
}

/** Orders that an earlier, stopped release of this same imprisonment had already acted upon. */
async function usedOrders(tx: Tx, imprisonmentId: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select jsonb_array_elements_text(approved_gate -> 'orders') as id from custody.release
     where imprisonment_id = ${imprisonmentId}::uuid and state = 'stopped' and approved_gate is not null`.execute(
    tx,
  )
  return new Set(rows.map((row) => row.id))
}

/** Stops a release that is under way. */
export async function stop(tx: Tx, given: { releaseId: string; why: string }): Promise<{ state: 'stopped' }> {
  const release = await lockRelease(tx, given.releaseId, ['proposed', 'approved'])
  await sql`update custody.release set state = 'stopped', stopped_why = ${given.why} where id = ${release.id}::uuid`.execute(
    tx,
  )
  return { state: 'stopped' }
}

/**
 * The gate officer lets the person leave, having compared them with the register: the check is made a last time, the warrants end, and every case is told. Money and property
 * that were not handed back yet keep nobody: they wait as unclaimed.
 */
export async function leave(
  tx: Tx,
  given: { releaseId: string },
): Promise<{ state: 'left'; leftAt: string }> {
  const release = await lockRelease(tx, given.releaseId, ['approved'])
  const held = await lockHeld(tx, release.imprisonment_id)
  await refuseIfOut(tx, release.imprisonment_id)
  await refuseAtGate(tx, release.imprisonment_id, 'release')
  refuseIfShut(await checkGate(tx, release.imprisonment_id))
  const { accountId } = standing(tx)
  const { rows } = await sql<{ left_at: string }>`
    update custody.release set state = 'left', left_at = clock_timestamp(), gate_officer = ${accountId}::uuid
     where id = ${release.id}::uuid returning left_at`.execute(tx)
  const leftAt = rows[0]!.left_at
  await recordCrossing(tx, release.imprisonment_id, 'release')
  await sql`update custody.imprisonment i set state = 'released', released_at = r.left_at, release_ground = ${release.ground}
    from custody.release r where r.id = ${release.id}::uuid and i.id = ${release.imprisonment_id}::uuid`.execute(
    tx,
  )
  const { rows: ended } = await sql<{ case_id: string | null; party_id: string | null }>`
    update custody.warrant set state = 'ended', ended_on = workflow.today(), ended_ground = ${release.ground}, next_production = null
     where imprisonment_id = ${release.imprisonment_id}::uuid and state = 'in-force' and not (${release.ground} = 'licence' and kind = 'conviction')
    returning case_id, party_id`.execute(tx)
  // On a licence the sentence runs on: its warrant stays in force, and the person is outside of the roll.
  const { rows: running } = await sql<{ case_id: string | null; party_id: string | null }>`
    select case_id, party_id from custody.warrant where imprisonment_id = ${release.imprisonment_id}::uuid and state = 'in-force'`.execute(
    tx,
  )
  const custody = release.ground === 'bail' || release.ground === 'suspended' ? 'bail' : 'released'
  let first: string | null = null
  for (const { case_id, party_id } of [...ended, ...running]) {
    if (case_id === null || party_id === null) continue
    first ??= party_id
    await setPartyState(tx, party_id, { custody })
    await tellCase(tx, {
      caseId: case_id,
      partyId: party_id,
      kind: `custody.released-${release.ground}`,
      agency: 'prison',
      params: { number: held.number },
    })
  }
  await emit(tx, PrisonerReleased, { imprisonmentId: release.imprisonment_id, partyId: first })
  return { state: 'left', leftAt }
}

/** Checks the code of an order that concerns this prisoner. */
export async function verify(
  tx: Tx,
  given: { imprisonmentId: string; orderId: string; code: string },
): Promise<{ outcome: 'verified' | 'wrong-code' }> {
  const gate = await checkGate(tx, given.imprisonmentId)
  if (!gate.cases.some((one) => one.order?.id === given.orderId)) throw refuse('not-found')
  return { outcome: await verifyReleaseOrder(tx, given.orderId, given.code) }
}

/** Enters an order on paper that ends a paper warrant, with how the court confirmed it (PPR r.127). */
export async function endPaper(
  tx: Tx,
  given: { warrantId: string; ground: string; order: string; on: string; verifiedHow: string },
): Promise<{ ended: true }> {
  const { rows } = await sql<{ source: string; state: string }>`
    select source, state from custody.warrant where id = ${given.warrantId}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].source !== 'paper' || rows[0].state !== 'in-force') throw refuse('custody.not-paper')
  await sql`update custody.warrant set state = 'ended', ended_on = ${given.on}, ended_ground = ${given.ground}, ended_order = ${given.order},
      verified_how = ${given.verifiedHow}, verified_by = ${standing(tx).accountId}::uuid, verified_at = clock_timestamp(), next_production = null
    where id = ${given.warrantId}::uuid`.execute(tx)
  return { ended: true }
}

export async function hold(
  tx: Tx,
  given: {
    imprisonmentId: string
    kind: string
    source: string
    placedOn: string
    until?: string | undefined
  },
): Promise<{ holdId: string }> {
  const { prisonId } = await lockHeld(tx, given.imprisonmentId)
  const { rows } = await sql<{ id: string }>`
    insert into custody.hold (jurisdiction, prison_id, imprisonment_id, kind, source, placed_on, until)
    values (${standing(tx).jurisdiction}, ${prisonId}, ${given.imprisonmentId}::uuid, ${given.kind}, ${given.source},
      ${given.placedOn}, ${given.until ?? null}) returning id`.execute(tx)
  return { holdId: rows[0]!.id }
}

export async function lift(tx: Tx, given: { holdId: string; why: string }): Promise<{ lifted: true }> {
  const { numAffectedRows } =
    await sql`update custody.hold set lifted_at = clock_timestamp(), lifted_by = ${standing(tx).accountId}::uuid,
      lifted_why = ${given.why} where id = ${given.holdId}::uuid and lifted_at is null`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('not-found')
  return { lifted: true }
}
