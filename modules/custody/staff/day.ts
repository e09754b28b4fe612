import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import type { Member, Placed, Shift, ShiftBoard } from './contract.ts'
import { neededOf, type Ratio, type Roll } from './needs.ts'

/** One shift of a day by the province's own hours. */
export interface ShiftOf {
  readonly shift: Shift
  readonly begins: string
  readonly ends: string
  readonly rest: number
  readonly time: 'over' | 'now' | 'ahead'
  readonly source: { en: string; ur: string }
  readonly refer: boolean
}

/** The shifts of a day in their order; none where the province has entered none. */
export async function shiftsOf(tx: Tx, on: string): Promise<ShiftOf[]> {
  const { rows } = await sql<ShiftOf>`
    with at as (select s.*, (${on}::date + s.begins) at time zone 'Asia/Karachi' as starts from custody.duty_shift s
       where s.jurisdiction = ${standing(tx).jurisdiction} and s.from_on = (select max(l.from_on) from custody.duty_shift l
         where l.jurisdiction = s.jurisdiction and l.shift = s.shift and l.from_on <= ${on}::date))
    select shift, starts as begins, starts + make_interval(hours => hours) as ends, rest_hours as rest,
      case when starts + make_interval(hours => hours) <= clock_timestamp() then 'over' when starts <= clock_timestamp() then 'now' else 'ahead' end as time,
      jsonb_build_object('en', source_en, 'ur', source_ur) as source, refer
      from at order by starts`.execute(tx)
  return rows
}

export interface Day {
  readonly shifts: readonly ShiftOf[]
  readonly boards: readonly ShiftBoard[]
  readonly ratios: readonly Ratio[]
  readonly roll: Roll
  readonly source: { en: string; ur: string } | null
  readonly refer: boolean
}

interface PostRow {
  id: string
  kind: ShiftBoard['posts'][number]['kind']
  name: { en: string; ur: string }
  femaleOnly: boolean
  morning: number
  evening: number
  night: number
}

/** The posts of a prison's day with who stands there, and what each needs by its sanction and by the roll as it is now. */
export async function dayOf(tx: Tx, prisonId: number, on: string): Promise<Day> {
  const shifts = await shiftsOf(tx, on)
  const { rows: posts } = await sql<PostRow>`
    select id, kind, jsonb_build_object('en', name_en, 'ur', name_ur) as name, female_only as "femaleOnly",
      strength_morning as morning, strength_evening as evening, strength_night as night
      from custody.guard_post where prison_id = ${prisonId} and from_on <= ${on}::date and coalesce(closed_on, 'infinity') > ${on}::date
     order by position, name_en`.execute(tx)
  const { rows: ratios } = await sql<Ratio & { source: { en: string; ur: string }; refer: boolean }>`
    select distinct on (kind, shift) kind, shift, counts, prisoners_per_officer as each,
      jsonb_build_object('en', source_en, 'ur', source_ur) as source, refer
      from (select distinct on (prison_id, kind, shift) * from custody.staff_ratio where jurisdiction = ${standing(tx).jurisdiction}
          and (prison_id is null or prison_id = ${prisonId}) and from_on <= ${on}::date order by prison_id, kind, shift, from_on desc) latest
     where not ended order by kind, shift, prison_id nulls last`.execute(tx)
  const { rows: figures } = await sql<{
    figures: Roll
  }>`select custody.duty_figures(${prisonId}) as figures`.execute(tx)
  const { onRoll, women, patients } = figures[0]!.figures
  const roll = { onRoll, women, patients }
  const { rows: rosters } = await sql<{
    shift: Shift
    published: ShiftBoard['published']
    people: (Placed & { postId: string })[]
  }>`
    select r.shift, case when r.published_at is not null then jsonb_build_object('at', r.published_at,
        'by', (select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(r.published_by) s)) end as published,
      coalesce((select jsonb_agg(jsonb_build_object('postId', p.post_id, 'placeId', p.id, 'placed', p.placed, 'restWhy', p.rest_why, 'id', m.id,
          'number', m.number, 'rank', m.rank, 'sex', m.sex, 'name', jsonb_build_object('en', m.name_en, 'ur', m.name_ur)) order by m.number)
        from custody.roster_place p join custody.staff_member m on m.id = p.member_id where p.roster_id = r.id and p.taken_out_at is null), '[]') as people
      from custody.roster r where r.prison_id = ${prisonId} and r.on_date = ${on}::date`.execute(tx)
  const boards = shifts.map(({ shift, begins, ends, time }): ShiftBoard => {
    const roster = rosters.find((each) => each.shift === shift)
    const needed = neededOf(
      posts.map((post) => ({ id: post.id, kind: post.kind, sanctioned: post[shift] })),
      ratios,
      roll,
      shift,
    )
    const board = posts
      .map(({ id, kind, name, femaleOnly, ...strength }) => ({
        id,
        kind,
        name,
        femaleOnly,
        sanctioned: strength[shift],
        needed: needed.get(id)!,
        people: (roster?.people ?? []).filter((one) => one.postId === id).map(({ postId: _, ...one }) => one),
      }))
      .filter((post) => post.needed > 0 || post.people.length > 0)
    return {
      shift,
      begins,
      ends,
      time,
      published: roster?.published ?? null,
      gaps: board.reduce((sum, post) => sum + Math.max(0, post.needed - post.people.length), 0),
      posts: board,
    }
  })
  return {
    shifts,
    boards,
    ratios: ratios.map(({ kind, shift, counts, each }) => ({ kind, shift, counts, each })),
    roll,
    source: ratios[0]?.source ?? shifts[0]?.source ?? null,
    refer: ratios.some(({ refer }) => refer) || shifts.some(({ refer }) => refer),
  }
}

/** Who is away on a day, and until when. */
export async function awayOn(
  tx: Tx,
  prisonId: number,
  on: string,
): Promise<
  (Member & { kind: 'leave' | 'sick' | 'suspended' | 'training' | 'attached'; until: string | null })[]
> {
  const { rows } = await sql<Awaited<ReturnType<typeof awayOn>>[number]>`
    select m.id, m.number, m.rank, m.sex, jsonb_build_object('en', m.name_en, 'ur', m.name_ur) as name, a.kind, a.to_on as until
      from custody.staff_absence a join custody.staff_member m on m.id = a.member_id
     where a.prison_id = ${prisonId} and a.from_on <= ${on}::date and coalesce(a.to_on, 'infinity') >= ${on}::date and m.left_on is null
     order by a.kind, m.number`.execute(tx)
  return rows
}
