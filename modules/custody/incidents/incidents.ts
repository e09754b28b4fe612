import { sql } from 'kysely'
import { may, posts, standing } from '#kernel/access'
import { emit, type Reaction, reaction } from '#kernel/events'
import { keepAnswers } from '#kernel/extra-fields'
import { completeTasks, openTask } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { SeriousIncident } from '../events.ts'
import { today } from '../law-of-prison.ts'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import { unanswered } from './answers.ts'
import type * as contract from './contract.ts'

const queue = 'custody.serious-incident'
const titles = new Map(posts.map((post) => [post.code, post.title]))

interface FormRow {
  code: string
  text_en: string
  text_ur: string
  severity: contract.IncidentType['severity']
  tells: string[]
  form_jurisdiction: string
  version: number
  questions: contract.Question[]
  offered: boolean
}

/** Kinds of incident with the newest questions of the reader's province, or the country's where it has none. */
async function forms(tx: Tx, code?: string): Promise<FormRow[]> {
  const { rows } = await sql<FormRow>`
    select t.code, t.text_en, t.text_ur, t.severity, t.tells, f.jurisdiction as form_jurisdiction, f.version, f.questions,
      custody.offered('incident-types', t.code, ${standing(tx).jurisdiction}, workflow.today()) as offered
      from custody.incident_type t
      join lateral (select * from custody.incident_form f where f.type_code = t.code and f.jurisdiction in (${standing(tx).jurisdiction}, 'PK')
        order by f.jurisdiction = 'PK', f.version desc limit 1) f on true
     where t.jurisdiction in (${standing(tx).jurisdiction}, 'PK') and (${code ?? null}::text is null or t.code = ${code ?? null})
     order by t.position`.execute(tx)
  return rows
}

function typeOf(row: FormRow): contract.IncidentType {
  return {
    code: row.code,
    text: bothOf(row.text_en, row.text_ur),
    severity: row.severity,
    tells: row.tells.flatMap((post) => titles.get(post) ?? []),
    version: row.version,
    questions: row.questions,
    offered: row.offered,
  }
}

export async function types(tx: Tx): Promise<OutputOf<typeof contract.listIncidentTypes>> {
  return { rows: (await forms(tx)).map(typeOf) }
}

/** @throws not-found */
export async function formOf(
  tx: Tx,
  { code }: { code: string },
): Promise<OutputOf<typeof contract.getIncidentForm>> {
  const [row] = await forms(tx, code)
  if (row === undefined) throw refuse('not-found')
  const { rows: versions } = await sql<OutputOf<typeof contract.getIncidentForm>['versions'][number]>`
    select f.version, f.adopted_at as "adoptedAt", f.why, f.questions,
      (select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(f.adopted_by) s) as "adoptedBy",
      (select count(*)::integer from custody.incident i where i.form_jurisdiction = f.jurisdiction and i.type_code = f.type_code and i.form_version = f.version) as used
      from custody.incident_form f where f.type_code = ${code} and f.jurisdiction in (${standing(tx).jurisdiction}, 'PK') order by f.version desc`.execute(
    tx,
  )
  return { type: typeOf(row), versions }
}

/** @throws custody-incidents.newer-version when somebody adopted another meanwhile, custody-incidents.same-question, custody-incidents.choice-gone, not-found */
export async function adopt(
  tx: Tx,
  given: ParsedInputOf<typeof contract.adoptIncidentForm>,
): Promise<{ version: number }> {
  const [row] = await forms(tx, given.code)
  if (row === undefined) throw refuse('not-found')
  if (new Set(given.questions.map(({ id }) => id)).size < given.questions.length)
    throw refuse('custody-incidents.same-question')
  refuseLostChoices(row.questions, given.questions)
  if (row.version !== given.after) throw refuse('custody-incidents.newer-version')
  const { jurisdiction, accountId } = standing(tx)
  const { numAffectedRows } = await sql`
    insert into custody.incident_form (jurisdiction, type_code, version, questions, why, adopted_by)
    values (${jurisdiction}, ${given.code}, ${given.after + 1}, ${JSON.stringify(given.questions)}::jsonb, ${given.why}, ${accountId}::uuid)
    on conflict do nothing`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('custody-incidents.newer-version')
  return { version: given.after + 1 }
}

/**
 * A question that goes on being asked keeps its kind of answer and the choices it had, reworded or not: their short names are what answers
 * are counted by, and one name must not come to mean two things. What is to be asked differently is dropped and asked under another name.
 * @throws custody-incidents.choice-gone
 */
function refuseLostChoices(before: readonly contract.Question[], after: readonly contract.Question[]): void {
  for (const { id, kind, options = [] } of before) {
    const now = after.find((one) => one.id === id)
    if (now === undefined) continue
    const gone = options.find(({ value }) => now.options?.every((one) => one.value !== value) ?? true)
    if (now.kind !== kind || gone !== undefined)
      throw refuse('custody-incidents.choice-gone', { question: id, choice: gone?.value ?? kind })
  }
}

const rowColumns = sql`n.id, jsonb_build_object('code', t.code, 'text', jsonb_build_object('en', t.text_en, 'ur', t.text_ur)) as type, n.severity,
  jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as prison, n.place, n.occurred_at as "occurredAt", n.state,
  (select count(*) from custody.incident_person p where p.incident_id = n.id)::integer as people,
  (select count(*) from custody.incident_step s where s.incident_id = n.id and s.kind = 'action' and s.done_at is null)::integer as "openActions",
  (select count(*) from custody.incident_step s where s.incident_id = n.id and s.kind = 'action' and s.done_at is null and s.due_on < workflow.today())::integer as "lateActions"`
const rowJoins = sql`custody.incident n join custody.incident_type t on t.code = n.type_code join units.current_unit u on u.id = n.prison_id`

export async function list(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listIncidents>,
): Promise<OutputOf<typeof contract.listIncidents>> {
  const { rows } = await sql<contract.IncidentRow & { total: number }>`
    select ${rowColumns}, count(*) over ()::integer as total from ${rowJoins}
     where (${query.show} = 'all' or n.state = ${query.show}) and (${query.type ?? null}::text is null or n.type_code = ${query.type ?? null})
       and (${query.severity ?? null}::text is null or n.severity = ${query.severity ?? null})
       and (${query.imprisonmentId ?? null}::uuid is null or n.id in (
         select p.incident_id from custody.incident_person p where p.imprisonment_id = ${query.imprisonmentId ?? null}::uuid))
     order by n.occurred_at desc, n.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

export async function year(tx: Tx): Promise<OutputOf<typeof contract.getIncidentYear>> {
  const { rows } = await sql<{ code: string; en: string; ur: string; months: string[]; counts: number[] }>`
    with m as (select generate_series(date_trunc('month', workflow.today()) - interval '11 months', date_trunc('month', workflow.today()), interval '1 month')::date as first),
      c as (select n.type_code, date_trunc('month', n.occurred_at at time zone 'Asia/Karachi')::date as first, count(*)::integer as n
        from custody.incident n where n.occurred_at >= (date_trunc('month', workflow.today()) - interval '11 months')::timestamp at time zone 'Asia/Karachi' group by 1, 2)
    select t.code, t.text_en as en, t.text_ur as ur, array_agg(to_char(m.first, 'YYYY-MM') order by m.first) as months,
      array_agg(coalesce(c.n, 0) order by m.first) as counts
      from custody.incident_type t cross join m left join c on c.type_code = t.code and c.first = m.first
     group by t.code, t.text_en, t.text_ur, t.position order by t.position`.execute(tx)
  const { rows: sums } = await sql<{ open: number; grave: number; late: number }>`
    select (count(*) filter (where n.state = 'open'))::integer as open, (count(*) filter (where n.state = 'open' and n.severity = 'grave'))::integer as grave,
      (select count(*) from custody.incident_step s where s.kind = 'action' and s.done_at is null and s.due_on < workflow.today())::integer as late
      from custody.incident n`.execute(tx)
  return {
    months: rows[0]?.months ?? [],
    types: rows
      .filter(({ counts }) => counts.some((n) => n > 0))
      .map(({ code, en, ur, counts }) => ({ code, text: bothOf(en, ur), counts })),
    ...sums[0]!,
  }
}

/** On the home page: open incidents, and what was to be done after one and is late. */
export async function countOpen(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where exists (select 1 from custody.incident_step s
      where s.incident_id = n.id and s.kind = 'action' and s.done_at is null and s.due_on < workflow.today())))::integer as overdue
      from custody.incident n where n.state = 'open'`.execute(tx)
  return rows[0]!
}

const signed = (column: string) =>
  sql`(select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(${sql.ref(column)}) s)`

/** @throws not-found */
export async function read(tx: Tx, { id }: { id: string }): Promise<OutputOf<typeof contract.getIncident>> {
  type Page = OutputOf<typeof contract.getIncident>
  const { rows } = await sql<Page['incident'] & { reportedById: string }>`
    select ${rowColumns}, n.account, coalesce(${signed('n.reported_by')}, '{"en": "—", "ur": "—"}') as "reportedBy", n.reported_by as "reportedById",
      n.reported_at as "reportedAt", n.reported_by = ${standing(tx).accountId}::uuid as own, ${signed('n.closed_by')} as "closedBy",
      n.closed_at as "closedAt", n.lesson, n.form_version as version, f.questions, n.answers,
      not exists (select 1 from custody.incident_form g where g.type_code = n.type_code and g.jurisdiction in (n.jurisdiction, 'PK') and g.version > n.form_version) as newest
      from ${rowJoins} join custody.incident_form f on f.type_code = n.type_code and f.version = n.form_version and f.jurisdiction = n.form_jurisdiction
     where n.id = ${id}::uuid`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  const { rows: people } = await sql<Page['people'][number]>`
    select p.id, p.role, p.imprisonment_id as "imprisonmentId", i.number || '/' || i.year as number,
      jsonb_build_object('en', coalesce(r.name_en, r.name_ur, p.name, ''), 'ur', coalesce(r.name_ur, r.name_en, p.name, '')) as name
      from custody.incident_person p left join custody.imprisonment i on i.id = p.imprisonment_id left join people.record r on r.id = i.record_id
     where p.incident_id = ${id}::uuid order by p.role, p.id`.execute(tx)
  const { rows: steps } = await sql<Page['steps'][number]>`
    select s.id, s.kind, s.text, s.due_on as "dueOn", coalesce(${signed('s.by')}, '{"en": "—", "ur": "—"}') as by, s.at,
      ${signed('s.done_by')} as "doneBy", s.done_at as "doneAt"
      from custody.incident_step s where s.incident_id = ${id}::uuid order by s.at desc, s.id`.execute(tx)
  const { reportedById: _, ...incident } = row
  const open = incident.state === 'open'
  return {
    incident,
    people,
    steps,
    may: {
      add: open && may(tx, 'custody:report-incident'),
      close: open && !incident.own && may(tx, 'custody:close-incident'),
    },
  }
}

/** @throws custody-incidents.newer-version, custody-incidents.unanswered, custody-incidents.in-future, not-found */
export async function report(
  tx: Tx,
  given: ParsedInputOf<typeof contract.reportIncident>,
): Promise<{ id: string }> {
  const prison = await prisonOf(tx, given.prisonId)
  const [form] = await forms(tx, given.type)
  if (form === undefined || !form.offered) throw refuse('not-found')
  if (form.version !== given.version) throw refuse('custody-incidents.newer-version')
  const missing = unanswered(form.questions, given.answers)
  if (missing !== null) {
    const question = form.questions.find(({ id }) => id === missing)
    throw refuse('custody-incidents.unanswered', {
      question: question?.en ?? missing,
      questionUr: question?.ur ?? missing,
    })
  }
  const at = `${given.occurredOn}T${given.occurredTime}:00+05:00`
  if (Date.parse(at) > Date.now()) throw refuse('custody-incidents.in-future')
  const stays = given.people.flatMap(({ imprisonmentId }) => imprisonmentId ?? [])
  const { rows: known } = await sql<{ id: string }>`
    select id from custody.imprisonment where id = any (${stays}::uuid[]) and prison_id = ${prison.id}`.execute(
    tx,
  )
  if (known.length < new Set(stays).size) throw refuse('not-found')
  // The reporter may think it graver than its kind is at least; never lighter.
  const order = ['minor', 'serious', 'grave'] as const
  const severity =
    order[Math.max(order.indexOf(form.severity), order.indexOf(given.severity ?? 'minor'))] ?? form.severity
  const { jurisdiction } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into custody.incident (jurisdiction, prison_id, type_code, severity, occurred_at, place, account, form_jurisdiction, form_version, answers)
    values (${jurisdiction}, ${prison.id}, ${given.type}, ${severity}, ${at}, ${given.place}, ${given.account}, ${form.form_jurisdiction}, ${form.version},
      ${JSON.stringify(given.answers)}::jsonb) returning id`.execute(tx)
  const { id } = rows[0]!
  for (const person of given.people)
    await sql`insert into custody.incident_person (jurisdiction, prison_id, incident_id, imprisonment_id, name, role)
      values (${jurisdiction}, ${prison.id}, ${id}::uuid, ${person.imprisonmentId ?? null}::uuid, ${person.name ?? null}, ${person.role})`.execute(
      tx,
    )
  await keepAnswers(tx, { form: 'custody.incident', subjectId: id, unitId: prison.id, extra: given.extra })
  if (severity !== 'minor') await emit(tx, SeriousIncident, { incidentId: id })
  return { id }
}

/** Whoever must know of a serious incident has a task, in the prison and in the department. */
export const incidentReactions: readonly Reaction[] = [
  reaction('custody.tell-of-serious-incident', SeriousIncident, async (tx, { incidentId }) => {
    const { rows } = await sql<{
      prison_id: number
      prison_en: string
      prison_ur: string
      text_en: string
      text_ur: string
      tells: string[]
      severity: string
    }>`select n.prison_id, u.name_en as prison_en, u.name_ur as prison_ur, t.text_en, t.text_ur, t.tells, n.severity from ${rowJoins} where n.id = ${incidentId}::uuid`.execute(
      tx,
    )
    const row = rows[0]
    if (row === undefined) return
    const dueOn = await today(tx)
    const told = new Set([
      ...row.tells,
      'superintendent',
      ...(row.severity === 'grave' ? ['inspector-general-prisons'] : []),
    ])
    for (const post of told) {
      // In the prison, or wherever above it somebody holds the post.
      const { rows: units } = await sql<{ unit: number | null }>`
        select workflow.unit_of_post(${post}, ${row.prison_id}::integer || array(select r.ancestor_id from units.reach r
          where r.hierarchy = 'prison' and r.descendant_id = ${row.prison_id} and r.ancestor_id <> ${row.prison_id})) as unit`.execute(
        tx,
      )
      const unitId = units[0]?.unit
      if (unitId == null) continue
      await openTask(tx, {
        queue,
        subject: { kind: 'incident', id: incidentId },
        title: {
          en: '{{en}} in {{prisonEn}}: look at it today',
          ur: '{{prisonUr}} میں {{ur}}: آج ہی ملاحظہ کریں',
        },
        params: { en: row.text_en, ur: row.text_ur, prisonEn: row.prison_en, prisonUr: row.prison_ur },
        unitId,
        post,
        dueOn,
        href: `/custody/incidents/${incidentId}`,
      })
    }
  }),
]

async function openIncident(tx: Tx, id: string): Promise<{ prison_id: number; reported_by: string }> {
  const { rows } = await sql<{ prison_id: number; reported_by: string; state: string }>`
    select prison_id, reported_by, state from custody.incident where id = ${id}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  if (rows[0].state !== 'open') throw refuse('custody-incidents.closed')
  return rows[0]
}

/** @throws custody-incidents.closed, not-found */
export async function addStep(
  tx: Tx,
  given: ParsedInputOf<typeof contract.addIncidentStep>,
): Promise<{ stepId: string }> {
  const { prison_id } = await openIncident(tx, given.id)
  const { rows } = await sql<{ id: string }>`
    insert into custody.incident_step (jurisdiction, prison_id, incident_id, kind, text, due_on)
    values (${standing(tx).jurisdiction}, ${prison_id}, ${given.id}::uuid, ${given.dueOn === undefined ? 'note' : 'action'}, ${given.text}, ${given.dueOn ?? null})
    returning id`.execute(tx)
  return { stepId: rows[0]!.id }
}

/** @throws not-found */
export async function finishAction(tx: Tx, { stepId }: { stepId: string }): Promise<{ done: true }> {
  const { numAffectedRows } = await sql`
    update custody.incident_step set done_at = clock_timestamp(), done_by = ${standing(tx).accountId}::uuid
     where id = ${stepId}::uuid and kind = 'action' and done_at is null`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('not-found')
  return { done: true }
}

/** @throws access.same-person, custody-incidents.actions-open, custody-incidents.closed, not-found */
export async function close(tx: Tx, given: { id: string; lesson: string }): Promise<{ state: 'closed' }> {
  const open = await openIncident(tx, given.id)
  const { accountId } = standing(tx)
  if (open.reported_by === accountId) throw refuse('access.same-person')
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from custody.incident_step
    where incident_id = ${given.id}::uuid and kind = 'action' and done_at is null`.execute(tx)
  if (rows[0]!.n > 0) throw refuse('custody-incidents.actions-open', { count: rows[0]!.n })
  await sql`update custody.incident set state = 'closed', closed_by = ${accountId}::uuid, closed_at = clock_timestamp(), lesson = ${given.lesson}
    where id = ${given.id}::uuid and state = 'open'`.execute(tx)
  await completeTasks(tx, { kind: 'incident', id: given.id }, { outcome: 'closed', queue })
  return { state: 'closed' }
}
