import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { ParsedInputOf } from '#platform/http/contract'
import { recordCrossing, refuseAtGate } from '../biometrics/crossing.ts'
import type * as contract from './contract.ts'

interface GoingOut {
  readonly imprisonmentId: string
  readonly prisonId: number
  readonly kind: 'CRT' | 'HOS' | 'TAP'
  readonly reason?: string | undefined
  readonly destinationId?: number | null
  readonly destination?: string | undefined
  readonly escort?: string | undefined
  readonly dueBack?: string | undefined
  readonly productionId?: string
}

/** Whoever moves the same people waits until this transaction is over, and then sees what it did. */
export async function takeTurns(tx: Tx, imprisonmentIds: readonly string[]): Promise<void> {
  await sql`select custody.lock_movements(${[...imprisonmentIds]}::uuid[])`.execute(tx)
}

const crossingOf = { CRT: 'court', HOS: 'hospital', TAP: 'leave' } as const

/** Writes that somebody goes out. Null when they are out already: the database lets nobody be out twice. */
async function goOut(tx: Tx, going: GoingOut): Promise<string | null> {
  await takeTurns(tx, [going.imprisonmentId])
  const { rows } = await sql<{ id: string }>`
    insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, reason, out_at, destination_id, destination, escort,
      due_back, production_id)
    select ${standing(tx).jurisdiction}, ${going.prisonId}, ${going.imprisonmentId}::uuid, ${going.kind}, ${going.reason ?? null},
      coalesce((select out_at from custody.production where id = ${going.productionId ?? null}::uuid), clock_timestamp()), ${going.destinationId ?? null}::integer, ${going.destination ?? null},
      ${going.escort ?? null}, ${going.dueBack ?? null}::timestamptz, ${going.productionId ?? null}::uuid
     where not exists (select 1 from custody.out_now where imprisonment_id = ${going.imprisonmentId}::uuid)
    on conflict (imprisonment_id) where kind in ('CRT', 'HOS', 'TAP', 'ESC', 'WAY') and in_at is null do nothing returning id`.execute(
    tx,
  )
  if (rows[0] === undefined) return null
  // Not before: who is out already, and goes on to a second court, does not pass the gate again.
  await refuseAtGate(tx, going.imprisonmentId, crossingOf[going.kind])
  await recordCrossing(tx, going.imprisonmentId, crossingOf[going.kind])
  return rows[0].id
}

/**
 * A production in court is a movement of the same moment. One who is at court already, in another case of the same day, goes on the
 * same way. @throws custody-movement.out-already when the person is in hospital or on leave
 */
export async function goToCourt(
  tx: Tx,
  production: {
    id: string
    imprisonmentId: string
    prisonId: number
    courtId: number | null
    escort?: string | undefined
  },
): Promise<void> {
  const made = await goOut(tx, {
    imprisonmentId: production.imprisonmentId,
    prisonId: production.prisonId,
    kind: 'CRT',
    destinationId: production.courtId,
    escort: production.escort,
    productionId: production.id,
  })
  if (made === null && (await outNow(tx, production.imprisonmentId))?.kind !== 'CRT')
    throw refuse('custody-movement.out-already')
}

/**
 * Whoever is back from court is back from every court they were taken to on that way; now, or at the moment given. Another in their
 * place is not taken in as them. @throws custody-identity-check.mistaken, custody-identity-check.not-compared
 */
export async function backFromCourt(tx: Tx, imprisonmentId: string, at?: string): Promise<void> {
  await takeTurns(tx, [imprisonmentId])
  const when = sql`greatest(out_at, coalesce(${at ?? null}::timestamptz, clock_timestamp()))`
  const { rows } =
    await sql`update custody.movement set in_at = ${when}, returned_by = ${standing(tx).accountId}::uuid
    where imprisonment_id = ${imprisonmentId}::uuid and kind = 'CRT' and in_at is null returning id`.execute(
      tx,
    )
  await sql`update custody.production set back_at = ${when}
    where imprisonment_id = ${imprisonmentId}::uuid and outcome = 'sent' and back_at is null`.execute(tx)
  if (rows.length === 0) return
  await refuseAtGate(tx, imprisonmentId, 'return')
  await recordCrossing(tx, imprisonmentId, 'return')
}

/** Somebody is back from court, hospital or leave. @throws custody-identity-check.mistaken, custody-identity-check.not-compared */
export async function endWay(
  tx: Tx,
  way: {
    readonly id: string
    readonly kind: string
    readonly imprisonmentId: string
    readonly at?: string
  },
): Promise<void> {
  if (way.kind === 'CRT') return backFromCourt(tx, way.imprisonmentId, way.at)
  await refuseAtGate(tx, way.imprisonmentId, 'return')
  await sql`update custody.movement set in_at = greatest(out_at, coalesce(${way.at ?? null}::timestamptz, clock_timestamp())),
      returned_by = ${standing(tx).accountId}::uuid where id = ${way.id}::uuid`.execute(tx)
  await recordCrossing(tx, way.imprisonmentId, 'return')
}

/** @throws custody-movement.out-already, custody-identity-check.mistaken, custody.not-in, not-found */
export async function send(
  tx: Tx,
  given: ParsedInputOf<typeof contract.sendOut>,
): Promise<{ movementId: string }> {
  const { rows } = await sql<{ prison_id: number; state: string }>`
    select prison_id, state from custody.imprisonment where id = ${given.id}::uuid`.execute(tx)
  const held = rows[0]
  if (held === undefined) throw refuse('not-found')
  if (held.state !== 'in') throw refuse('custody.not-in')
  // A time without an offset is the clock on the prison's own wall.
  const due = given.dueBack
  const dueBack = due === undefined || /(Z|[+-]\d{2}:?\d{2})$/.test(due) ? due : `${due}+05:00`
  const movementId = await goOut(tx, {
    ...given,
    imprisonmentId: given.id,
    prisonId: held.prison_id,
    dueBack,
  })
  if (movementId === null) throw refuse('custody-movement.out-already')
  return { movementId }
}

/** @throws custody-identity-check.mistaken, not-compared; custody-movement.not-out, on-road, at-large: a recapture is recorded in its matter, which moves the last day */
export async function comeBack(tx: Tx, given: { id: string }): Promise<{ back: true }> {
  await takeTurns(tx, [given.id])
  const out = await outNow(tx, given.id)
  if (out === null) throw refuse('custody-movement.not-out')
  if (out.kind === 'ESC') throw refuse('custody-movement.at-large')
  // Whoever is on the way to another prison arrives there, or is brought back on the transfer's own page.
  if (out.kind === 'WAY') throw refuse('custody-movement.on-road')
  await endWay(tx, { ...out, imprisonmentId: given.id })
  return { back: true }
}

async function outNow(
  tx: Tx,
  imprisonmentId: string,
): Promise<{ id: string; kind: 'CRT' | 'HOS' | 'TAP' | 'ESC' | 'WAY' } | null> {
  const { rows } = await sql<{ id: string; kind: 'CRT' | 'HOS' | 'TAP' | 'ESC' | 'WAY' }>`
    select id, kind from custody.out_now where imprisonment_id = ${imprisonmentId}::uuid`.execute(tx)
  return rows[0] ?? null
}

/** Nobody leaves through the gate who is not inside it. @throws custody-movement.is-out */
export async function refuseIfOut(tx: Tx, imprisonmentId: string): Promise<void> {
  if ((await outNow(tx, imprisonmentId)) !== null) throw refuse('custody-movement.is-out')
}

/**
 * Somebody escaped: at large from that moment. Whoever was at court, in hospital or on leave is so no longer.
 * @throws custody-movement.out-already when the moment lies before what the register says
 */
export async function goAtLarge(
  tx: Tx,
  given: { imprisonmentId: string; prisonId: number; at: string },
): Promise<void> {
  await takeTurns(tx, [given.imprisonmentId])
  await sql`update custody.movement set in_at = greatest(out_at, ${given.at}::timestamptz), returned_by = ${standing(tx).accountId}::uuid
    where imprisonment_id = ${given.imprisonmentId}::uuid and kind in ('CRT', 'HOS', 'TAP') and in_at is null`.execute(
    tx,
  )
  const { numAffectedRows } = await sql`
    insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, out_at)
    select i.jurisdiction, i.prison_id, i.id, 'ESC', ${given.at}::timestamptz from custody.imprisonment i
     where i.id = ${given.imprisonmentId}::uuid and i.admitted_at <= ${given.at}::timestamptz and not exists (
       select 1 from custody.movement m where m.imprisonment_id = i.id and m.kind in ('CRT', 'HOS', 'TAP', 'ESC', 'WAY')
         and coalesce(m.in_at, 'infinity') > ${given.at}::timestamptz)`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('custody-movement.out-already')
}

/** Recaptured: the same row tells the roll who is in and the sentence how long it did not run. @throws custody-movement.not-out */
export async function recaptured(
  tx: Tx,
  given: { imprisonmentId: string; at: string },
): Promise<{ outAt: string }> {
  const { rows } = await sql<{ out_at: string }>`
    update custody.movement set in_at = ${given.at}::timestamptz, returned_by = ${standing(tx).accountId}::uuid
     where imprisonment_id = ${given.imprisonmentId}::uuid and kind = 'ESC' and in_at is null and out_at <= ${given.at}::timestamptz
    returning out_at`.execute(tx)
  if (rows[0] === undefined) throw refuse('custody-movement.not-out')
  return { outAt: rows[0].out_at }
}
