import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { prisonOf } from '../prison-of.ts'
import type * as contract from './contract.ts'
import { ruleOn, ruleShown } from './day.ts'

/** @throws not-found when the reader does not reach that prison */
export async function listVehicles(
  tx: Tx,
  { prisonId }: { prisonId?: number | undefined },
): Promise<OutputOf<typeof contract.listVehicles>> {
  const { prisons, ...prison } = await prisonOf(tx, prisonId)
  const on = await today(tx)
  const { rows } = await sql<Omit<contract.Vehicle, 'fitting'>>`
    select v.id, v.plate, v.kind,
      (select jsonb_agg(jsonb_build_object('fromOn', f.from_on, 'seats', f.seats, 'secureSeats', f.secure_seats, 'womenSeats', f.women_seats,
         'inService', f.in_service, 'why', f.why) order by f.from_on desc, f.set_at desc) from custody.vehicle_fitting f where f.vehicle_id = v.id) as history,
      (select count(*)::integer from custody.escort_run r where r.vehicle_id = v.id and r.cancelled_at is null
         and r.on_date >= date_trunc('month', ${on}::date) and r.on_date <= ${on}::date) as "runsThisMonth"
      from custody.vehicle v where v.prison_id = ${prison.id} order by v.plate`.execute(tx)
  return {
    prison,
    prisons,
    rule: ruleShown(await ruleOn(tx, on)),
    vehicles: rows.map((row) => ({
      ...row,
      fitting: row.history.find(({ fromOn }) => fromOn <= on) ?? row.history.at(-1)!,
    })),
  }
}

/** @throws custody-escort.plate-already */
export async function addVehicle(
  tx: Tx,
  given: ParsedInputOf<typeof contract.addVehicle>,
): Promise<{ vehicleId: string }> {
  const { jurisdiction, unitId } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.vehicle (jurisdiction, prison_id, plate, kind) values (${jurisdiction}, ${unitId}, ${given.plate}, ${given.kind})
    on conflict (prison_id, plate) do nothing returning id`.execute(tx)
  const vehicleId = rows[0]?.id
  if (vehicleId === undefined) throw refuse('custody-escort.plate-already')
  await sql`insert into custody.vehicle_fitting (vehicle_id, from_on, jurisdiction, prison_id, seats, secure_seats, women_seats, in_service, why)
    values (${vehicleId}::uuid, workflow.today(), ${jurisdiction}, ${unitId}, ${given.seats}, ${given.secureSeats}, ${given.womenSeats}, true, '—')`.execute(
    tx,
  )
  return { vehicleId }
}

/** @throws not-found, custody-escort.past */
export async function refit(
  tx: Tx,
  given: ParsedInputOf<typeof contract.refitVehicle>,
): Promise<{ vehicleId: string }> {
  if (given.fromOn < (await today(tx))) throw refuse('custody-escort.past')
  const { rows } = await sql<{ vehicle_id: string }>`
    insert into custody.vehicle_fitting (vehicle_id, from_on, jurisdiction, prison_id, seats, secure_seats, women_seats, in_service, why)
    select id, ${given.fromOn}::date, jurisdiction, prison_id, ${given.seats}, ${given.secureSeats}, ${given.womenSeats},
      ${given.inService === 'yes'}, ${given.why} from custody.vehicle where id = ${given.vehicleId}::uuid returning vehicle_id`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  return { vehicleId: given.vehicleId }
}
