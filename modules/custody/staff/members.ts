import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { violates } from '../accounts/book.ts'
import { prisonOf } from '../prison-of.ts'
import type * as contract from './contract.ts'
import { alwaysFemale } from './contract.ts'

type Staff = OutputOf<typeof contract.listStaff>

export async function list(tx: Tx, given: ParsedInputOf<typeof contract.listStaff>): Promise<Staff> {
  const { prisons, ...prison } = await prisonOf(tx, given.prisonId)
  const { rows } = await sql<Staff['rows'][number]>`
    select m.id, m.number, m.rank, m.sex, jsonb_build_object('en', m.name_en, 'ur', m.name_ur) as name,
      case when a.id is not null then jsonb_build_object('id', a.id, 'kind', a.kind, 'from', a.from_on, 'until', a.to_on, 'instrument', a.instrument,
        'now', a.from_on <= workflow.today()) end as absence,
      (select count(*)::integer from custody.roster_place p where p.member_id = m.id and p.taken_out_at is null
        and p.during && tstzrange(clock_timestamp() - interval '7 days', clock_timestamp())) as duties
      from custody.staff_member m
      left join lateral (select * from custody.staff_absence a where a.member_id = m.id and coalesce(a.to_on, 'infinity') >= workflow.today()
        order by a.from_on limit 1) a on true
     where m.prison_id = ${prison.id} and m.left_on is null order by a.from_on <= workflow.today() desc nulls last, m.number`.execute(
    tx,
  )
  const { rows: posts } = await sql<Staff['posts'][number]>`
    select id, kind, jsonb_build_object('en', name_en, 'ur', name_ur) as name, female_only as "femaleOnly", strength_morning as morning,
      strength_evening as evening, strength_night as night, instrument, closed_on as "closedOn"
      from custody.guard_post where prison_id = ${prison.id} order by closed_on is not null, position, name_en`.execute(
    tx,
  )
  return { prison, prisons, rows, posts }
}

export async function takeOn(
  tx: Tx,
  given: ParsedInputOf<typeof contract.takeOnStaff>,
): Promise<OutputOf<typeof contract.takeOnStaff>> {
  const { jurisdiction, unitId } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.staff_member (jurisdiction, prison_id, number, rank, sex, name_en, name_ur, joined_on)
    values (${jurisdiction}, ${unitId}, ${given.number}, ${given.rank}, ${given.sex}, ${given.nameEn}, ${given.nameUr}, ${given.joinedOn}::date)
    on conflict (prison_id, number) do nothing returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('custody-staff.number-taken', { number: given.number })
  return { id: rows[0].id }
}

/** Records an absence and takes the person off every duty in it that is not over. @throws custody-staff.away-already */
export async function absent(
  tx: Tx,
  given: ParsedInputOf<typeof contract.recordAbsence>,
): Promise<OutputOf<typeof contract.recordAbsence>> {
  if (given.until !== undefined && given.until < given.from) throw refuse('custody-staff.until-before')
  // The member's row first, as whoever puts them on duty does: no duty comes in between.
  const { rows: known } = await sql<{ jurisdiction: string; prison_id: number }>`
    select jurisdiction, prison_id from custody.staff_member where id = ${given.memberId}::uuid for update`.execute(
    tx,
  )
  if (known[0] === undefined) throw refuse('not-found')
  await sql`insert into custody.staff_absence (jurisdiction, prison_id, member_id, kind, from_on, to_on, instrument)
    values (${known[0].jurisdiction}, ${known[0].prison_id}, ${given.memberId}::uuid, ${given.kind}, ${given.from}::date, ${given.until ?? null}::date,
      ${given.instrument})`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'staff_absence_once')) throw refuse('custody-staff.away-already')
      throw error
    })
  const { rows } = await sql`
    update custody.roster_place set taken_out_at = clock_timestamp(), taken_out_by = access.account(), taken_out_why = ${given.instrument}
     where member_id = ${given.memberId}::uuid and taken_out_at is null and upper(during) > clock_timestamp()
       and during && tstzrange(${given.from}::timestamp at time zone 'Asia/Karachi',
         (${given.until ?? null}::date + 1)::timestamp at time zone 'Asia/Karachi') returning id`.execute(tx)
  return { vacated: rows.length }
}

/** Back today: the absence ended yesterday, or never was when it had only begun today. */
export async function back(
  tx: Tx,
  given: ParsedInputOf<typeof contract.endAbsence>,
): Promise<OutputOf<typeof contract.endAbsence>> {
  const { rows } = await sql`update custody.staff_absence set to_on = greatest(from_on, workflow.today() - 1)
     where id = ${given.absenceId}::uuid and coalesce(to_on, 'infinity') >= workflow.today() and from_on <= workflow.today() returning id`.execute(
    tx,
  )
  if (rows.length === 0) throw refuse('not-found')
  return { back: true }
}

export async function sanction(
  tx: Tx,
  given: ParsedInputOf<typeof contract.sanctionPost>,
): Promise<OutputOf<typeof contract.sanctionPost>> {
  const { jurisdiction, unitId } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.guard_post (jurisdiction, prison_id, kind, name_en, name_ur, female_only, strength_morning, strength_evening, strength_night,
      instrument, position, from_on)
    select ${jurisdiction}, ${unitId}, ${given.kind}, ${given.nameEn}, ${given.nameUr}, ${given.femaleOnly || alwaysFemale.includes(given.kind)},
      ${given.morning}, ${given.evening}, ${given.night}, ${given.instrument},
      coalesce((select max(position) from custody.guard_post where prison_id = ${unitId}), 0) + 1, workflow.today()
    on conflict (prison_id, name_en) do nothing returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('custody-staff.post-named', { name: given.nameEn })
  return { id: rows[0].id }
}

/** Closes a post from today; duties there that are still to come are taken back. */
export async function close(
  tx: Tx,
  given: ParsedInputOf<typeof contract.closePost>,
): Promise<OutputOf<typeof contract.closePost>> {
  const { rows } = await sql`update custody.guard_post set closed_on = workflow.today()
     where id = ${given.postId}::uuid and closed_on is null returning id`.execute(tx)
  if (rows.length === 0) throw refuse('not-found')
  await sql`update custody.roster_place set taken_out_at = clock_timestamp(), taken_out_by = access.account(), taken_out_why = 'post closed'
     where post_id = ${given.postId}::uuid and taken_out_at is null and lower(during) > clock_timestamp()`.execute(
    tx,
  )
  return { closed: true }
}
