import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { violates } from '../accounts/book.ts'
import type * as contract from './assets-contract.ts'
import type { Asset } from './assets-contract.ts'

type List = OutputOf<typeof contract.listAssets>

/** Seen longer ago than this stands among those to be looked for. */
const unseen = '90 days'

export async function list(tx: Tx, given: ParsedInputOf<typeof contract.listAssets>): Promise<List> {
  const { q = '', kind = null, state = null } = given
  const { rows } = await sql<Asset & { total: number }>`
    select a.id, a.number, a.kind, jsonb_build_object('en', a.name_en, 'ur', a.name_ur) as name, a.quantity, a.place, a.condition,
      case when m.id is not null then jsonb_build_object('number', m.number, 'name', jsonb_build_object('en', m.name_en, 'ur', m.name_ur)) end as member,
      a.seen_on as "seenOn", a.counted_at_duty as "countedAtDuty", a.state,
      case when a.proposed_by is not null then jsonb_build_object('why', a.proposed_why, 'own', a.proposed_by = access.account(),
        'by', (select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(a.proposed_by) s)) end as proposed,
      case when a.vehicle_id is not null then a.number end as plate, count(*) over ()::integer as total
      from custody.asset a left join custody.staff_member m on m.id = a.member_id
     where a.prison_id = any ((select access.units())::integer[]) and (${kind}::text is null or a.kind = ${kind})
       and case when ${state}::text is null then a.state <> 'written-off' else a.state = ${state} end
       and (${q} = '' or a.number ilike '%' || ${q} || '%' or a.name_en ilike '%' || ${q} || '%' or a.name_ur like '%' || ${q} || '%'
         or a.place ilike '%' || ${q} || '%' or m.number ilike ${q} || '%')
     order by a.state = 'to-write-off' desc, a.kind, a.number limit ${given.size} offset ${(given.page - 1) * given.size}`.execute(
    tx,
  )
  const { rows: sums } = await sql<List['sums']>`
    select count(*) filter (where state = 'in-use')::integer as "inUse", count(*) filter (where state = 'to-write-off')::integer as "toWriteOff",
      count(*) filter (where state = 'in-use' and seen_on < workflow.today() - ${unseen}::interval)::integer as unseen,
      count(*) filter (where state = 'in-use' and condition in ('broken', 'missing'))::integer as broken
      from custody.asset where prison_id = any ((select access.units())::integer[])`.execute(tx)
  return { rows: rows.map(({ total: _, ...asset }) => asset), total: rows[0]?.total ?? 0, sums: sums[0]! }
}

export async function bearers(
  tx: Tx,
  { q }: ParsedInputOf<typeof contract.listBearers>,
): Promise<OutputOf<typeof contract.listBearers>> {
  const { rows } = await sql<OutputOf<typeof contract.listBearers>['rows'][number]>`
    select id, number, jsonb_build_object('en', name_en, 'ur', name_ur) as name from custody.staff_member
     where prison_id = ${standing(tx).unitId} and left_on is null
       and (number ilike ${q} || '%' or name_en ilike '%' || ${q} || '%' or name_ur like '%' || ${q} || '%') order by number limit 8`.execute(
    tx,
  )
  return { rows }
}

export async function takeOn(
  tx: Tx,
  given: ParsedInputOf<typeof contract.takeOnAsset>,
): Promise<OutputOf<typeof contract.takeOnAsset>> {
  const { jurisdiction, unitId } = standing(tx)
  const plate = given.plate === undefined || given.plate === '' ? null : given.plate
  // The list of vehicles is the escort's: the store only names one by its plate.
  const { rows: vehicles } = await sql<{
    id: string | null
  }>`select custody.vehicle_by_plate(${unitId}::integer, ${plate}) as id`.execute(tx)
  const vehicleId = vehicles[0]!.id
  if (plate !== null && vehicleId === null) throw refuse('custody-stores.no-such-vehicle', { plate })
  const { rows } = await sql<{ id: string }>`
    insert into custody.asset (jurisdiction, prison_id, number, kind, name_en, name_ur, quantity, vehicle_id, place, condition, seen_on, counted_at_duty)
    values (${jurisdiction}, ${unitId}, ${given.number}, ${given.kind}, ${given.nameEn}, ${given.nameUr}, ${given.quantity}, ${vehicleId}::uuid,
      ${given.place}, ${given.condition}, workflow.today(), ${given.countedAtDuty}) on conflict do nothing returning id`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'asset_counted')) throw refuse('custody-stores.not-counted-kind')
      throw error
    })
  if (rows[0] === undefined) throw refuse('custody-stores.number-taken', { number: given.number })
  return { id: rows[0].id }
}

export async function see(
  tx: Tx,
  given: ParsedInputOf<typeof contract.seeAsset>,
): Promise<OutputOf<typeof contract.seeAsset>> {
  const { rows } =
    await sql`update custody.asset a set place = ${given.place}, condition = ${given.condition}, seen_on = workflow.today(),
      member_id = (select m.id from custody.staff_member m where m.id = ${given.memberId ?? null}::uuid and m.prison_id = a.prison_id)
     where a.id = ${given.assetId}::uuid and a.state <> 'written-off' returning id`.execute(tx)
  if (rows.length === 0) throw refuse('not-found')
  return { seen: true }
}

export async function proposeOff(
  tx: Tx,
  given: ParsedInputOf<typeof contract.proposeWriteOff>,
): Promise<OutputOf<typeof contract.proposeWriteOff>> {
  const { rows } =
    await sql`update custody.asset set state = 'to-write-off', proposed_by = access.account(), proposed_why = ${given.why}
     where id = ${given.assetId}::uuid and state = 'in-use' returning id`.execute(tx)
  if (rows.length === 0) throw refuse('not-found')
  return { proposed: true }
}

/** @throws custody-stores.own-proposal */
export async function decide(
  tx: Tx,
  given: ParsedInputOf<typeof contract.decideWriteOff>,
): Promise<OutputOf<typeof contract.decideWriteOff>> {
  const { rows } = await sql<{ own: boolean }>`
    select proposed_by = access.account() as own from custody.asset where id = ${given.assetId}::uuid and state = 'to-write-off' for update`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].own && given.writeOff) throw refuse('custody-stores.own-proposal')
  await (given.writeOff
    ? sql`update custody.asset set state = 'written-off', decided_by = access.account(), decided_at = clock_timestamp() where id = ${given.assetId}::uuid`
    : sql`update custody.asset set state = 'in-use', proposed_by = null, proposed_why = null where id = ${given.assetId}::uuid`
  ).execute(tx)
  return { writtenOff: given.writeOff }
}
