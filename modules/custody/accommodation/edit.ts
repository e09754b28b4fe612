import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import type * as contract from './contract.ts'
import { placesOf, roomOf } from './rooms.ts'
import { mustMoveFor, onlyWarns } from './separation.ts'
import { heldWhere } from './sleepers.ts'

interface Located {
  readonly id: string
  readonly prison_id: number
  readonly kind: 'circle' | 'barrack' | 'cell' | 'bed'
  readonly sex: 'M' | 'F' | 'X' | null
  readonly ages: 'adult' | 'juvenile' | null
}

/** The place, held until the end of the transaction. @throws not-found */
async function lockLocation(tx: Tx, id: string): Promise<Located> {
  const { rows } = await sql<Located>`
    select id, prison_id, kind, sex, ages from custody.location where id = ${id}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

/** Only convicts are casual or habitual. @throws custody-accommodation.habit-of-convicts */
function refuseHabit(use: { holds: string; habit: string | null }): void {
  if (use.habit !== null && use.holds !== 'convict') throw refuse('custody-accommodation.habit-of-convicts')
}

/** @throws custody-accommodation.same-name, not-both, habit-of-convicts, not-found */
export async function add(
  tx: Tx,
  given: ParsedInputOf<typeof contract.addLocation>,
): Promise<{ id: string }> {
  const above =
    given.kind === 'circle' || given.parentId === undefined ? null : await lockLocation(tx, given.parentId)
  const { unitId, jurisdiction } = standing(tx)
  const prisonId = above?.prison_id ?? unitId
  if (given.kind !== 'circle') refuseHabit(given)
  if (given.kind === 'cell') await refuseIfOwnBeds(tx, given.parentId)
  const use =
    given.kind === 'circle'
      ? { sex: null, ages: null, holds: null, ward: null, habit: null }
      : given.kind === 'barrack'
        ? given
        : // A cell is for whom its barrack is; only what it holds may differ.
          { ...given, sex: above?.sex ?? null, ages: above?.ages ?? null }
  const { rows } = await sql<{ id: string }>`
    insert into custody.location (jurisdiction, prison_id, kind, parent_id, name_en, name_ur, position, sex, ages, holds, ward, habit)
    select ${jurisdiction}, ${prisonId}, ${given.kind}, ${above?.id ?? null}::uuid, ${given.nameEn}, ${given.nameUr},
      coalesce(max(position), 0) + 1, ${use.sex}, ${use.ages}, ${use.holds}, ${use.ward}, ${use.habit}
      from custody.location where prison_id = ${prisonId} and kind = ${given.kind}
       and parent_id is not distinct from ${above?.id ?? null}::uuid
    on conflict do nothing returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) throw refuse('custody-accommodation.same-name')
  if (given.kind === 'circle') return { id }
  await putCapacity(tx, { id, prisonId, fromOn: await today(tx), reason: given.kind, ...given })
  if (given.beds > 0) await putBeds(tx, id, prisonId, given.beds)
  return { id }
}

async function refuseIfOwnBeds(tx: Tx, barrackId: string): Promise<void> {
  const { rows } = await sql<{ own: boolean }>`
    select exists (select 1 from custody.location where parent_id = ${barrackId}::uuid and kind = 'bed')
        or exists (select 1 from custody.allocation where location_id = ${barrackId}::uuid and to_at is null) as own`.execute(
    tx,
  )
  if (rows[0]?.own === true) throw refuse('custody-accommodation.not-both')
}

async function putBeds(tx: Tx, id: string, prisonId: number, count: number): Promise<void> {
  await sql`insert into custody.location (jurisdiction, prison_id, kind, parent_id, name_en, name_ur, position)
    select ${standing(tx).jurisdiction}, ${prisonId}, 'bed', ${id}::uuid, 'Bed ' || n, 'بستر ' || n, n
      from (select coalesce(max(position), 0)::integer as last from custody.location where parent_id = ${id}::uuid and kind = 'bed') b,
           generate_series(b.last + 1, b.last + ${count}::integer) n`.execute(tx)
}

/** @throws custody-accommodation.not-both, not-found */
export async function putFurtherBeds(
  tx: Tx,
  given: ParsedInputOf<typeof contract.addBeds>,
): Promise<{ added: number }> {
  const place = await lockLocation(tx, given.id)
  if (place.kind !== 'barrack' && place.kind !== 'cell') throw refuse('not-found')
  const { rows } =
    await sql`select 1 from custody.location where parent_id = ${given.id}::uuid and kind = 'cell' limit 1`.execute(
      tx,
    )
  if (rows.length > 0) throw refuse('custody-accommodation.not-both')
  await putBeds(tx, place.id, place.prison_id, given.count)
  return { added: given.count }
}

async function putCapacity(
  tx: Tx,
  given: {
    id: string
    prisonId: number
    fromOn: string
    authorised: number
    working: number
    maximum: number
    reason: string
  },
): Promise<void> {
  await sql`insert into custody.capacity (location_id, from_on, jurisdiction, prison_id, authorised, working, maximum, reason)
    values (${given.id}::uuid, ${given.fromOn}, ${standing(tx).jurisdiction}, ${given.prisonId}, ${given.authorised}, ${given.working},
      ${given.maximum}, ${given.reason})`.execute(tx)
}

/** A number from a day on; what stood before stays in the record. @throws not-found */
export async function changeCapacity(
  tx: Tx,
  given: ParsedInputOf<typeof contract.setCapacity>,
): Promise<{ fromOn: string }> {
  const place = await lockLocation(tx, given.id)
  if (place.kind !== 'barrack' && place.kind !== 'cell') throw refuse('not-found')
  await putCapacity(tx, { ...given, prisonId: place.prison_id })
  return { fromOn: given.fromOn }
}

/**
 * Says for whom a barrack or cell is. Where somebody sleeps who could not stay there under it, they are moved first; a barrack of
 * the old register, of which nothing was said yet, may be declared with its people in it, and who does not fit stands on the list.
 * @throws custody-accommodation.inhabited, same-name, as-the-barrack, habit-of-convicts
 */
export async function changeUse(
  tx: Tx,
  given: ParsedInputOf<typeof contract.setUse>,
): Promise<{ id: string }> {
  refuseHabit(given)
  const place = await lockLocation(tx, given.id)
  if (place.kind !== 'barrack' && place.kind !== 'cell') throw refuse('not-found')
  const places = await placesOf(tx, place.prison_id)
  const here = places.get(place.id)
  if (here === undefined) throw refuse('not-found')
  const above = place.kind === 'cell' && here.parentId !== null ? places.get(here.parentId) : undefined
  if (above?.use != null && (above.use.sex !== given.sex || above.use.ages !== given.ages))
    throw refuse('custody-accommodation.as-the-barrack')
  const use = { sex: given.sex, ages: given.ages, holds: given.holds, ward: given.ward, habit: given.habit }
  const cells = [...places.values()].filter((cell) => cell.parentId === place.id && cell.kind === 'cell')
  const after = [
    { ...here, use },
    ...cells.map((cell) => ({
      ...cell,
      use: cell.use === null ? use : { ...cell.use, sex: given.sex, ages: given.ages },
    })),
  ]
  if (here.use !== null) {
    const held = await heldWhere(
      tx,
      sql`i.state = 'in' and a.location_id = any (${after.map((each) => each.id)}::uuid[])`,
    )
    const misplaced = held.filter((one) => {
      const room = after.find((each) => each.id === one.locationId)
      return (
        room !== undefined &&
        mustMoveFor(one, roomOf({ ...room, closed: null }, { inIt: true, keptApart: false })).some(
          (rule) => !onlyWarns(rule, room),
        )
      )
    })
    if (misplaced.length > 0) throw refuse('custody-accommodation.inhabited', { count: misplaced.length })
  }
  const { rows } =
    await sql`select 1 from custody.location where prison_id = ${place.prison_id} and kind = ${place.kind}
      and parent_id is not distinct from ${here.parentId}::uuid and name_en = ${given.nameEn} and id <> ${place.id}::uuid`.execute(
      tx,
    )
  if (rows.length > 0) throw refuse('custody-accommodation.same-name')
  await sql`update custody.location set sex = ${use.sex}, ages = ${use.ages}, holds = ${use.holds}, ward = ${use.ward}, habit = ${use.habit},
      name_en = ${given.nameEn}, name_ur = ${given.nameUr} where id = ${place.id}::uuid`.execute(tx)
  await sql`update custody.location set sex = ${use.sex}, ages = ${use.ages} where parent_id = ${place.id}::uuid and kind = 'cell'`.execute(
    tx,
  )
  return { id: place.id }
}

/** @throws custody-accommodation.closed-already, not-found */
export async function close(
  tx: Tx,
  given: ParsedInputOf<typeof contract.closeLocation>,
): Promise<{ toMove: number }> {
  const place = await lockLocation(tx, given.id)
  const { rows } = await sql<{ id: string }>`
    insert into custody.closure (jurisdiction, prison_id, location_id, reason, note, closed_on)
    values (${standing(tx).jurisdiction}, ${place.prison_id}, ${place.id}::uuid, ${given.reason}, ${given.note || null}, workflow.today())
    on conflict (location_id) where reopened_at is null do nothing returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('custody-accommodation.closed-already')
  const { rows: inside } = await sql<{ count: number }>`
    with recursive within as (
      select id from custody.location where id = ${place.id}::uuid
      union all select l.id from within join custody.location l on l.parent_id = within.id)
    select count(*)::integer as count from custody.allocation a
     where a.to_at is null and (a.location_id in (select id from within) or a.bed_id in (select id from within))`.execute(
    tx,
  )
  return { toMove: inside[0]!.count }
}

/** @throws not-found when it is not closed */
export async function reopen(tx: Tx, given: { id: string; why: string }): Promise<{ open: true }> {
  await lockLocation(tx, given.id)
  const { numAffectedRows } = await sql`
    update custody.closure set reopened_at = clock_timestamp(), reopened_by = ${standing(tx).accountId}::uuid, reopened_why = ${given.why}
     where location_id = ${given.id}::uuid and reopened_at is null`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('not-found')
  return { open: true }
}
