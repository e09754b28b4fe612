import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import type * as contract from './contract.ts'
import {
  aboardOf,
  type Day,
  dayOfEscorts,
  headOf,
  inUse,
  type OnTheWay,
  obstaclesIn,
  type Rule,
  wentOtherwise,
} from './day.ts'
import { planDay } from './plan.ts'

/** @throws custody-escort.past */
async function refusePast(tx: Tx, on: string): Promise<void> {
  if (on < (await today(tx))) throw refuse('custody-escort.past')
}

/** Locked, so that two officers who place at once see each other's seats. */
async function lockedDay(tx: Tx, prisonId: number, on: string): Promise<Day & { readonly rule: Rule }> {
  await sql`select custody.lock_escorts(${prisonId}, ${on}::date)`.execute(tx)
  const day = await dayOfEscorts(tx, prisonId, on)
  if (day.rule === null) throw refuse('custody-escort.no-rule')
  return { ...day, rule: day.rule }
}

/** @throws custody-escort.past, custody-escort.same-belt */
export async function recordParty(
  tx: Tx,
  given: ParsedInputOf<typeof contract.recordParty>,
): Promise<{ partyId: string }> {
  await refusePast(tx, given.on)
  if (new Set(given.officers.map(({ belt }) => belt)).size < given.officers.length)
    throw refuse('custody-escort.same-belt')
  const { rows } = await sql<{ id: string }>`
    insert into custody.escort_party (jurisdiction, prison_id, on_date, sent_by, officers)
    values (${standing(tx).jurisdiction}, ${standing(tx).unitId}, ${given.on}, ${given.sentBy}, ${JSON.stringify(given.officers)}::jsonb)
    returning id`.execute(tx)
  return { partyId: rows[0]!.id }
}

/** @throws not-found, custody-escort.past, custody-escort.out-of-service, custody-escort.in-use */
export async function addRun(
  tx: Tx,
  given: ParsedInputOf<typeof contract.addRun>,
): Promise<{ runId: string }> {
  await refusePast(tx, given.on)
  const { rows: found } = await sql<{ prison_id: number; in_service: boolean }>`
    select v.prison_id, f.in_service from custody.vehicle v
      join custody.escort_party p on p.id = ${given.partyId}::uuid and p.prison_id = v.prison_id and p.on_date = ${given.on}::date
      join lateral (select in_service from custody.vehicle_fitting f where f.vehicle_id = v.id and f.from_on <= ${given.on}::date
        order by f.from_on desc, f.set_at desc limit 1) f on true
     where v.id = ${given.vehicleId}::uuid`.execute(tx)
  const vehicle = found[0]
  if (vehicle === undefined) throw refuse('not-found')
  if (!vehicle.in_service) throw refuse('custody-escort.out-of-service')
  await sql`select custody.lock_escorts(${vehicle.prison_id}, ${given.on}::date)`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.escort_run (jurisdiction, prison_id, on_date, vehicle_id, party_id, position)
    select ${standing(tx).jurisdiction}, ${vehicle.prison_id}, ${given.on}, ${given.vehicleId}::uuid, ${given.partyId}::uuid,
      (select count(*)::integer + 1 from custody.escort_run where prison_id = ${vehicle.prison_id} and on_date = ${given.on}::date)
     where not exists (${inUse(sql`(r.vehicle_id = ${given.vehicleId}::uuid or r.party_id = ${given.partyId}::uuid)`, given.on)})
    returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('custody-escort.in-use')
  return { runId: rows[0].id }
}

/** @throws not-found, custody-escort.left */
export async function cancelRun(tx: Tx, { runId }: { runId: string }): Promise<{ freed: number }> {
  const { prisonId, on } = await headOf(tx, runId)
  await sql`select custody.lock_escorts(${prisonId}, ${on}::date)`.execute(tx)
  const { rows } =
    await sql`select 1 from custody.escort_handover where run_id = ${runId}::uuid limit 1`.execute(tx)
  if (rows.length > 0) throw refuse('custody-escort.left')
  const freed =
    await sql`update custody.escort_seat set taken_out_at = clock_timestamp(), taken_out_by = ${standing(tx).accountId}::uuid
    where run_id = ${runId}::uuid and taken_out_at is null`.execute(tx)
  await sql`update custody.escort_run set cancelled_at = clock_timestamp() where id = ${runId}::uuid`.execute(
    tx,
  )
  return { freed: Number(freed.numAffectedRows ?? 0) }
}

async function seat(
  tx: Tx,
  day: Day,
  runId: string,
  people: readonly string[],
  placed: 'proposed' | 'by-hand',
): Promise<void> {
  await sql`insert into custody.escort_seat (jurisdiction, prison_id, on_date, run_id, imprisonment_id, placed)
    select ${standing(tx).jurisdiction}, ${day.prisonId}, ${day.on}, ${runId}::uuid, who, ${placed} from unnest(${[...people]}::uuid[]) who`.execute(
    tx,
  )
}

/** Takes prisoners out of the vehicles of a day in which they have a seat and that have not left. */
export async function takeOut(tx: Tx, on: string, people: readonly string[]): Promise<void> {
  await sql`update custody.escort_seat set taken_out_at = clock_timestamp(), taken_out_by = ${standing(tx).accountId}::uuid
    where imprisonment_id = any (${[...people]}::uuid[]) and on_date = ${on}::date and taken_out_at is null
     and not exists (select 1 from custody.escort_handover h where h.run_id = escort_seat.run_id)`.execute(tx)
}

/** @throws custody-escort.past, custody-escort.no-vehicle, custody-escort.no-rule */
export async function propose(
  tx: Tx,
  { on }: { on: string },
): Promise<OutputOf<typeof contract.proposeEscorts>> {
  await refusePast(tx, on)
  const day = await lockedDay(tx, standing(tx).unitId, on)
  const open = day.runs.filter(({ van }) => !van.left)
  if (open.length === 0) throw refuse('custody-escort.no-vehicle')
  // Who fell off the list since, or went otherwise, keeps nobody else from the seat.
  const gone = day.people.filter(
    (one) => (!one.traveller.listed || wentOtherwise(one)) && open.some(({ van }) => van.id === one.runId),
  )
  await takeOut(
    tx,
    on,
    gone.map((one) => one.imprisonmentId),
  )
  const travelling = day.people.filter((one) => one.traveller.listed && one.outcome === null)
  const elsewhere = (one: OnTheWay) => one.runId !== null && !open.some(({ van }) => van.id === one.runId)
  const plan = planDay(
    travelling.filter((one) => !elsewhere(one)).map(({ traveller }) => traveller),
    open.map(({ van }) => van),
    {
      rule: day.rule,
      apart: day.apart,
      seated: new Map(
        travelling.flatMap((one) => (one.runId === null ? [] : [[one.imprisonmentId, one.runId]])),
      ),
    },
  )
  const seatedAlready = new Set(day.people.flatMap((one) => (one.runId === null ? [] : [one.imprisonmentId])))
  let seated = 0
  for (const [runId, load] of plan.aboard) {
    const anew = load.map(({ id }) => id).filter((id) => !seatedAlready.has(id))
    seated += anew.length
    if (anew.length > 0) await seat(tx, day, runId, anew, 'proposed')
  }
  return { seated, left: plan.leftOver.length }
}

async function prisonOfStay(tx: Tx, id: string): Promise<number> {
  const { rows } = await sql<{ prison_id: number }>`
    select prison_id from custody.imprisonment where id = ${id}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0].prison_id
}

/** @throws not-found, custody-escort.not-listed */
export async function seatsFor(
  tx: Tx,
  { id, on }: { id: string; on: string },
): Promise<OutputOf<typeof contract.listSeats>> {
  const day = await dayOfEscorts(tx, await prisonOfStay(tx, id), on)
  const one = day.people.find((each) => each.imprisonmentId === id)
  if (one === undefined) throw refuse('custody-escort.not-listed')
  const { rule } = day
  return {
    current: one.runId,
    runs:
      rule === null
        ? []
        : day.runs.map((run) => ({
            runId: run.van.id,
            plate: run.plate,
            aboard: aboardOf(day, run.van.id).length,
            seats: run.van.seats,
            obstacles: obstaclesIn(day, one, run, rule),
          })),
  }
}

/** @throws not-found, custody-escort.not-listed, custody-escort.past, or the first rule that forbids it */
export async function giveSeat(
  tx: Tx,
  given: ParsedInputOf<typeof contract.giveSeat>,
): Promise<{ seated: boolean }> {
  await refusePast(tx, given.on)
  const day = await lockedDay(tx, await prisonOfStay(tx, given.id), given.on)
  const one = day.people.find((each) => each.imprisonmentId === given.id)
  if (one === undefined) throw refuse('custody-escort.not-listed')
  if (day.runs.some(({ van }) => van.id === one.runId && van.left)) throw refuse('custody-escort.left')
  const run = day.runs.find(({ van }) => van.id === given.runId)
  if (given.runId !== undefined) {
    if (run === undefined) throw refuse('not-found')
    const [forbidden] = obstaclesIn(day, one, run, day.rule)
    if (forbidden !== undefined) throw refuse(`custody-escort.${forbidden}`)
  }
  if (one.runId !== null) await takeOut(tx, given.on, [given.id])
  if (run !== undefined) await seat(tx, day, run.van.id, [given.id], 'by-hand')
  return { seated: run !== undefined }
}
