import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../../law-of-prison.ts'
import { prisonOf } from '../../prison-of.ts'
import type * as contract from './contract.ts'
import type { CourseLaw } from './contract.ts'
import { scansOfResult } from './scans.ts'

type Education = OutputOf<typeof contract.getEducation>

const courses = (where: ReturnType<typeof sql>) => sql<Education['courses'][number] & { prisonId: number }>`
  select c.id, c.prison_id as "prisonId", c.kind_code as kind, jsonb_build_object('en', k.name_en, 'ur', k.name_ur) as name, k.subject,
    c.teacher, c.place, c.capacity, c.from_on as "fromOn", e.enrolled, e.passed, a.on_date as "lastOn",
    coalesce(a.present, 0) as "lastPresent", coalesce(a.marked, 0) as "lastMarked"
    from custody.course c join custody.course_kind k on k.code = c.kind_code
    join lateral (select (count(*) filter (where e.ended_on is null))::integer as enrolled,
        (count(*) filter (where e.outcome = 'passed'))::integer as passed from custody.enrolment e where e.course_id = c.id) e on true
    left join lateral (select x.on_date, (count(*) filter (where x.present))::integer as present, count(*)::integer as marked
        from custody.enrolment e join custody.attendance x on x.enrolment_id = e.id where e.course_id = c.id
        group by x.on_date order by x.on_date desc limit 1) a on true
   where ${where} order by k.position, c.from_on desc, c.id`

interface LawRow extends CourseLaw {
  code: string
  own: boolean
  fromOn: string
}

/** What a course earns on a day: by the province's own rows where it has any in force for it, otherwise by the country's. */
export type CourseLawOn = (code: string, on: string) => readonly CourseLaw[]

/** The law data of every course, read once. */
export async function courseLaw(tx: Tx): Promise<CourseLawOn> {
  const { rows } = await sql<LawRow>`
    select r.course_code as code, r.jurisdiction <> 'PK' as own, r.from_on as "fromOn", r.standing, r.term_months as "termMonths", r.months,
      r.most_months as "mostMonths", r.min_marks as "minMarks", r.citation, jsonb_build_object('en', r.note_en, 'ur', r.note_ur) as note
      from custody.course_remission r where r.jurisdiction in (${standing(tx).jurisdiction}, 'PK')
     order by r.course_code, r.jurisdiction = 'PK', r.from_on desc, r.term_months`.execute(tx)
  const byCourse = Map.groupBy(rows, ({ code }) => code)
  return (code, on) => {
    const inForce = (byCourse.get(code) ?? []).filter(({ fromOn }) => fromOn <= on)
    const those = inForce.filter(({ own }) => own === inForce[0]?.own)
    // Of each length of term the latest: one of them can change without the others.
    return those
      .filter(({ termMonths }, at) => those.findIndex((law) => law.termMonths === termMonths) === at)
      .toSorted((one, other) => one.termMonths - other.termMonths)
      .map(({ code: _, own: __, fromOn: ___, ...law }) => law)
  }
}

export interface EducationRule {
  readonly forwardDays: number
  readonly decideDays: number
  readonly basis: string
  readonly scanNeeded: boolean
}

export async function educationRule(tx: Tx): Promise<EducationRule> {
  const { rows } = await sql<EducationRule>`
    select forward_days as "forwardDays", decide_days as "decideDays", basis, scan_needed as "scanNeeded" from custody.education_rule
     where jurisdiction in (${standing(tx).jurisdiction}, 'PK') and from_on <= workflow.today()
     order by jurisdiction = 'PK', from_on desc limit 1`.execute(tx)
  return rows[0]!
}

/** @throws not-found */
export async function educationOf(
  tx: Tx,
  query: ParsedInputOf<typeof contract.getEducation>,
): Promise<Education> {
  const { prisons, ...prison } = await prisonOf(tx, query.prisonId)
  const law = await courseLaw(tx)
  const day = await today(tx)
  const { rows } = await courses(sql`c.prison_id = ${prison.id} and c.closed_on is null`).execute(tx)
  const { rows: kinds } = await sql<Omit<Education['kinds'][number], 'law'>>`
    select code, subject, jsonb_build_object('en', name_en, 'ur', name_ur) as name from custody.course_kind
     where custody.offered('course-kinds', code, ${standing(tx).jurisdiction}, workflow.today()) order by position`.execute(
    tx,
  )
  const { rows: counts } = await sql<Education['counts']>`
    select (select count(*)::integer from custody.result_card r join custody.imprisonment i on i.id = r.imprisonment_id
        where r.prison_id = ${prison.id} and r.passed and i.state = 'in'
          and not exists (select 1 from custody.earned_proposal p where p.result_id = r.id)) as "toPropose",
      (count(*) filter (where p.state = 'proposed'))::integer as proposed, (count(*) filter (where p.state = 'forwarded'))::integer as forwarded,
      (count(*) filter (where p.state in ('proposed', 'forwarded') and p.due_on < workflow.today()))::integer as late
      from custody.earned_proposal p where p.prison_id = ${prison.id}`.execute(tx)
  return {
    courses: rows.map(({ prisonId: _, ...course }) => course),
    prison,
    prisons,
    kinds: kinds.map((kind) => ({ ...kind, law: [...law(kind.code, day)] })),
    counts: counts[0]!,
    rule: await educationRule(tx),
  }
}

/** @throws not-found */
export async function courseOf(
  tx: Tx,
  query: ParsedInputOf<typeof contract.getCourse>,
): Promise<OutputOf<typeof contract.getCourse>> {
  const { rows } = await courses(sql`c.id = ${query.courseId}::uuid`).execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  const { prisonId: _, ...course } = rows[0]
  const day = await today(tx)
  const on = query.on ?? day
  const { rows: people } = await sql<OutputOf<typeof contract.getCourse>['people'][number]>`
    select e.id as "enrolmentId", i.id as "imprisonmentId", i.number || '/' || i.year as number,
      jsonb_build_object('en', coalesce(p.name_en, p.name_ur), 'ur', coalesce(p.name_ur, p.name_en)) as name, e.from_on as "fromOn",
      e.ended_on as "endedOn", e.outcome, a.present, coalesce(h.attended, 0) as attended, coalesce(h.held, 0) as held,
      r.id as "resultId", r.number as "resultNumber", r.marks, ${scansOfResult('r.id')} as scans
      from custody.enrolment e join custody.imprisonment i on i.id = e.imprisonment_id join people.record p on p.id = i.record_id
      left join custody.attendance a on a.enrolment_id = e.id and a.on_date = ${on}::date
      left join lateral (select (count(*) filter (where x.present))::integer as attended, count(*)::integer as held
        from custody.attendance x where x.enrolment_id = e.id) h on true
      left join custody.result_card r on r.enrolment_id = e.id
     where e.course_id = ${query.courseId}::uuid order by e.ended_on desc nulls first, i.year, i.number limit 1000`.execute(
    tx,
  )
  return {
    course,
    law: [...(await courseLaw(tx))(course.kind, day)],
    scanNeeded: (await educationRule(tx)).scanNeeded,
    on,
    today: day,
    people,
  }
}

/** @throws not-found when there is no such kind of course */
export async function open(
  tx: Tx,
  given: ParsedInputOf<typeof contract.openCourse>,
): Promise<{ courseId: string }> {
  const { jurisdiction, unitId } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.course (jurisdiction, prison_id, kind_code, teacher, place, capacity, from_on)
    select ${jurisdiction}, ${unitId}, k.code, ${given.teacher}, ${given.place}, ${given.capacity}, ${given.fromOn}::date
      from custody.course_kind k where k.code = ${given.kind}
        and custody.offered('course-kinds', k.code, ${jurisdiction}, ${given.fromOn}::date) returning id`.execute(
    tx,
  )
  if (rows[0] === undefined) throw refuse('not-found')
  return { courseId: rows[0].id }
}

/** @throws not-found, custody.not-in, custody-regime.course-full, .course-closed, .enrolled-already */
export async function enrol(
  tx: Tx,
  given: ParsedInputOf<typeof contract.enrol>,
): Promise<{ enrolmentId: string }> {
  const { rows } = await sql<{
    prison_id: number
    capacity: number
    closed_on: string | null
    state: string | null
  }>`
    select c.prison_id, c.capacity, c.closed_on, i.state from custody.course c
      left join custody.imprisonment i on i.id = ${given.imprisonmentId}::uuid and i.prison_id = c.prison_id
     where c.id = ${given.courseId}::uuid for update of c`.execute(tx)
  const course = rows[0]
  if (course === undefined || course.state === null) throw refuse('not-found')
  if (course.state !== 'in') throw refuse('custody.not-in')
  if (course.closed_on !== null) throw refuse('custody-regime.course-closed')
  const { rows: there } = await sql<{ n: number }>`
    select count(*)::integer as n from custody.enrolment where course_id = ${given.courseId}::uuid and ended_on is null`.execute(
    tx,
  )
  if (there[0]!.n >= course.capacity)
    throw refuse('custody-regime.course-full', { capacity: course.capacity })
  const { rows: made } = await sql<{ id: string }>`
    insert into custody.enrolment (jurisdiction, prison_id, imprisonment_id, course_id)
    values (${standing(tx).jurisdiction}, ${course.prison_id}, ${given.imprisonmentId}::uuid, ${given.courseId}::uuid)
    on conflict (course_id, imprisonment_id) where ended_on is null do nothing returning id`.execute(tx)
  if (made[0] === undefined) throw refuse('custody-regime.enrolled-already')
  return { enrolmentId: made[0].id }
}

/** Everybody enrolled that day is present but those named. @throws not-found, custody-regime.in-future */
export async function takeAttendance(
  tx: Tx,
  given: ParsedInputOf<typeof contract.takeAttendance>,
): Promise<{ present: number; absent: number }> {
  if (given.on > (await today(tx))) throw refuse('custody-regime.in-future')
  const { rows } = await sql<{ present: boolean }>`
    insert into custody.attendance as a (enrolment_id, on_date, jurisdiction, prison_id, present)
    select e.id, ${given.on}::date, e.jurisdiction, e.prison_id, not e.id = any (${given.absent}::uuid[]) from custody.enrolment e
     where e.course_id = ${given.courseId}::uuid and e.from_on <= ${given.on}::date and (e.ended_on is null or e.ended_on >= ${given.on}::date)
    on conflict (enrolment_id, on_date) do update set present = excluded.present, marked_by = access.account(), marked_at = clock_timestamp()
    returning present`.execute(tx)
  if (rows.length === 0) throw refuse('not-found')
  const present = rows.filter((row) => row.present).length
  return { present, absent: rows.length - present }
}

/** @throws not-found when the enrolment has ended already, custody-regime.in-future */
export async function enterResult(
  tx: Tx,
  given: ParsedInputOf<typeof contract.enterResult>,
): Promise<{ resultId: string }> {
  if (given.issuedOn > (await today(tx))) throw refuse('custody-regime.in-future')
  const passed = given.passed === 'yes'
  const { rows } = await sql<{ id: string; prison_id: number; imprisonment_id: string; course_id: string }>`
    update custody.enrolment set ended_on = greatest(from_on, workflow.today()), outcome = ${passed ? 'passed' : 'failed'}
     where id = ${given.enrolmentId}::uuid and ended_on is null returning id, prison_id, imprisonment_id, course_id`.execute(
    tx,
  )
  const enrolment = rows[0]
  if (enrolment === undefined) throw refuse('not-found')
  const { rows: made } = await sql<{ id: string }>`
    insert into custody.result_card (jurisdiction, prison_id, imprisonment_id, enrolment_id, course_code, passed, marks, issued_by, number,
      issued_on)
    select ${standing(tx).jurisdiction}, ${enrolment.prison_id}, ${enrolment.imprisonment_id}::uuid, ${enrolment.id}::uuid, c.kind_code, ${passed},
      ${given.marks ?? null}, ${given.issuedBy}, ${given.number}, ${given.issuedOn}::date from custody.course c where c.id = ${enrolment.course_id}::uuid
    returning id`.execute(tx)
  return { resultId: made[0]!.id }
}

/** @throws not-found */
export async function leave(tx: Tx, { enrolmentId }: { enrolmentId: string }): Promise<{ left: true }> {
  const { rows } =
    await sql`update custody.enrolment set ended_on = greatest(from_on, workflow.today()), outcome = 'left'
    where id = ${enrolmentId}::uuid and ended_on is null returning id`.execute(tx)
  if (rows.length === 0) throw refuse('not-found')
  return { left: true }
}
