import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { violates } from '../accounts/book.ts'
import { today } from '../law-of-prison.ts'
import { prisonOf } from '../prison-of.ts'
import type * as contract from './contract.ts'
import type { Member, Shift } from './contract.ts'
import { awayOn, dayOf, type ShiftOf, shiftsOf } from './day.ts'
import { type Candidate, obstacleFor, propose } from './propose.ts'

export async function readRoster(
  tx: Tx,
  given: ParsedInputOf<typeof contract.getRoster>,
): Promise<OutputOf<typeof contract.getRoster>> {
  const { prisons, ...prison } = await prisonOf(tx, given.prisonId)
  const { shifts, ...day } = await dayOf(tx, prison.id, given.on)
  return {
    prison,
    prisons,
    on: given.on,
    ...day,
    boards: [...day.boards],
    ratios: [...day.ratios] as OutputOf<typeof contract.getRoster>['ratios'],
    rest: shifts[0]?.rest ?? null,
    away: await awayOn(tx, prison.id, given.on),
  }
}

const hour = 3_600_000
/** Duties of the week before count for fairness; those of the two days after for rest. */
const reachBack = '7 days'

/** Everybody who may be put on duty around a day, with their duties and absences in hours. */
async function candidatesFor(tx: Tx, prisonId: number, on: string): Promise<(Candidate & Member)[]> {
  const { rows } = await sql<
    Member & { duties: { from: string; to: string }[]; away: { from: string; to: string | null }[] }
  >`
    select m.id, m.number, m.rank, m.sex, jsonb_build_object('en', m.name_en, 'ur', m.name_ur) as name,
      coalesce((select jsonb_agg(jsonb_build_object('from', lower(p.during), 'to', upper(p.during))) from custody.roster_place p
        where p.member_id = m.id and p.taken_out_at is null
          and p.during && tstzrange((${on}::date - ${reachBack}::interval) at time zone 'Asia/Karachi', (${on}::date + 3)::timestamp at time zone 'Asia/Karachi')), '[]') as duties,
      coalesce((select jsonb_agg(jsonb_build_object('from', a.from_on::timestamp at time zone 'Asia/Karachi',
          'to', (a.to_on + 1)::timestamp at time zone 'Asia/Karachi')) from custody.staff_absence a
        where a.member_id = m.id and a.from_on <= ${on}::date + 1 and coalesce(a.to_on, 'infinity') >= ${on}::date), '[]') as away
      from custody.staff_member m where m.prison_id = ${prisonId} and m.left_on is null order by m.number`.execute(
    tx,
  )
  return rows.map(({ duties, away, ...member }) => ({
    ...member,
    duties: duties.map(({ from, to }) => ({ from: Date.parse(from) / hour, to: Date.parse(to) / hour })),
    away: away.map(({ from, to }) => ({
      from: Date.parse(from) / hour,
      to: to === null ? Number.POSITIVE_INFINITY : Date.parse(to) / hour,
    })),
  }))
}

const hoursOf = ({ begins, ends, rest }: ShiftOf) => ({
  from: Date.parse(begins) / hour,
  to: Date.parse(ends) / hour,
  rest,
})

/** The roster of a shift, begun when it is first needed. */
async function rosterFor(tx: Tx, on: string, { shift, begins, ends }: ShiftOf): Promise<string> {
  const { jurisdiction, unitId } = standing(tx)
  await sql`insert into custody.roster (jurisdiction, prison_id, on_date, shift, during)
    values (${jurisdiction}, ${unitId}, ${on}::date, ${shift}, tstzrange(${begins}::timestamptz, ${ends}::timestamptz))
    on conflict (prison_id, on_date, shift) do nothing`.execute(tx)
  const { rows } = await sql<{ id: string }>`select id from custody.roster
     where prison_id = ${unitId} and on_date = ${on}::date and shift = ${shift}`.execute(tx)
  return rows[0]!.id
}

/** Fills the gaps of the shifts of a day that are not over. @throws custody-staff.past, custody-staff.no-shifts */
export async function proposeDay(
  tx: Tx,
  { on }: ParsedInputOf<typeof contract.proposeRoster>,
): Promise<OutputOf<typeof contract.proposeRoster>> {
  const { unitId } = standing(tx)
  if (on < (await today(tx))) throw refuse('custody-staff.past')
  // One proposal of a prison at a time: two at once would see the same people free.
  await sql`select pg_advisory_xact_lock(7214101, ${unitId}::integer)`.execute(tx)
  const day = await dayOf(tx, unitId!, on)
  if (day.shifts.length === 0) throw refuse('custody-staff.no-shifts')
  const open = day.boards.filter((board) => board.time !== 'over')
  const placed = propose(
    open.map((board) => ({
      key: board.shift,
      ...hoursOf(day.shifts.find((each) => each.shift === board.shift)!),
      slots: board.posts.map((post) => ({
        postId: post.id,
        femaleOnly: post.femaleOnly,
        missing: Math.max(0, post.needed - post.people.length),
      })),
    })),
    await candidatesFor(tx, unitId!, on),
  )
  for (const shift of day.shifts) {
    const those = placed.filter((one) => one.shift === shift.shift)
    if (those.length === 0) continue
    const rosterId = await rosterFor(tx, on, shift)
    await sql`insert into custody.roster_place (jurisdiction, prison_id, roster_id, during, post_id, female_only, member_id, sex, placed)
      select r.jurisdiction, r.prison_id, r.id, r.during, p.id, p.female_only, m.id, m.sex, 'proposed'
        from jsonb_to_recordset(${JSON.stringify(those)}::jsonb) as g("postId" uuid, "memberId" uuid)
        join custody.roster r on r.id = ${rosterId}::uuid join custody.guard_post p on p.id = g."postId"
        join custody.staff_member m on m.id = g."memberId"`.execute(tx)
  }
  return { placed: placed.length, gaps: open.reduce((sum, { gaps }) => sum + gaps, 0) - placed.length }
}

async function shiftOf(tx: Tx, on: string, shift: Shift): Promise<ShiftOf> {
  const found = (await shiftsOf(tx, on)).find((each) => each.shift === shift)
  if (found === undefined) throw refuse('custody-staff.no-shifts')
  return found
}

export async function listFor(
  tx: Tx,
  given: ParsedInputOf<typeof contract.listAvailable>,
): Promise<OutputOf<typeof contract.listAvailable>> {
  const shift = await shiftOf(tx, given.on, given.shift)
  const { rows: posts } = await sql<{ prison_id: number; female_only: boolean }>`
    select prison_id, female_only from custody.guard_post where id = ${given.postId}::uuid`.execute(tx)
  const post = posts[0]
  if (post === undefined) throw refuse('not-found')
  const staff = await candidatesFor(tx, post.prison_id, given.on)
  const rows = staff.map(({ duties, away, ...member }) => ({
    ...member,
    obstacle: obstacleFor({ ...member, duties, away }, { ...hoursOf(shift), femaleOnly: post.female_only }),
    duties: duties.length,
  }))
  const graveness = (one: { obstacle: unknown }) =>
    one.obstacle === null ? 0 : one.obstacle === 'rest' ? 1 : 2
  return { rows: rows.sort((a, b) => graveness(a) - graveness(b) || a.duties - b.duties) }
}

/** What the database refuses, in the words of the roster. */
function inWords(error: unknown): unknown {
  for (const [constraint, code] of [
    ['roster_female_only', 'female-only'],
    ['roster_place_once', 'on-duty'],
    ['roster_rest', 'rest'],
    ['roster_away', 'away'],
    ['roster_over', 'over'],
    ['roster_post_closed', 'post-closed'],
  ] as const)
    if (violates(error, constraint)) return refuse(`custody-staff.${code}`)
  return error
}

/** Puts somebody at a post by hand. What forbids it the database says, so that nothing can come between the look and the act. */
export async function give(
  tx: Tx,
  given: ParsedInputOf<typeof contract.giveDuty>,
): Promise<OutputOf<typeof contract.giveDuty>> {
  const shift = await shiftOf(tx, given.on, given.shift)
  if (shift.time === 'over') throw refuse('custody-staff.over')
  const { rows: known } =
    await sql`select 1 from custody.guard_post p join custody.staff_member m on m.prison_id = p.prison_id
     where p.id = ${given.postId}::uuid and m.id = ${given.memberId}::uuid and p.prison_id = ${standing(tx).unitId}`.execute(
      tx,
    )
  if (known.length === 0) throw refuse('not-found')
  const rosterId = await rosterFor(tx, given.on, shift)
  const { rows } = await sql<{ id: string }>`
    insert into custody.roster_place (jurisdiction, prison_id, roster_id, during, post_id, female_only, member_id, sex, placed, rest_why)
    select r.jurisdiction, r.prison_id, r.id, r.during, p.id, p.female_only, m.id, m.sex, 'by-hand', ${given.restWhy ?? null}
      from custody.roster r, custody.guard_post p, custody.staff_member m
     where r.id = ${rosterId}::uuid and p.id = ${given.postId}::uuid and m.id = ${given.memberId}::uuid returning id`
    .execute(tx)
    .catch((error: unknown) => {
      throw inWords(error)
    })
  return { placeId: rows[0]!.id }
}

export async function takeOff(
  tx: Tx,
  given: ParsedInputOf<typeof contract.takeOffDuty>,
): Promise<OutputOf<typeof contract.takeOffDuty>> {
  const { rows } =
    await sql`update custody.roster_place set taken_out_at = clock_timestamp(), taken_out_by = access.account(), taken_out_why = ${given.why}
     where id = ${given.placeId}::uuid and taken_out_at is null returning id`
      .execute(tx)
      .catch((error: unknown) => {
        throw inWords(error)
      })
  if (rows.length === 0) throw refuse('not-found')
  return { off: true }
}

export async function publish(
  tx: Tx,
  given: ParsedInputOf<typeof contract.publishRoster>,
): Promise<OutputOf<typeof contract.publishRoster>> {
  const { unitId } = standing(tx)
  const { rows } = await sql<{ id: string; published: boolean }>`
    select id, published_at is not null as published from custody.roster
     where prison_id = ${unitId} and on_date = ${given.on}::date and shift = ${given.shift} for update`.execute(
    tx,
  )
  const roster = rows[0]
  if (roster === undefined) throw refuse('custody-staff.not-made')
  if (roster.published) throw refuse('custody-staff.published')
  await sql`update custody.roster set published_at = clock_timestamp(), published_by = access.account() where id = ${roster.id}::uuid`.execute(
    tx,
  )
  return { published: true }
}
