import { sql } from 'kysely'
import { may, requireSecondPerson, standing } from '#kernel/access'
import type { Call } from '#kernel/gate'
import type { Tx } from '#platform/db'
import { refuse, refuseFields } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'
import { allForms, formOf } from './forms.ts'
import { judgeDefinition, tidied } from './judge.ts'

type Version = contract.FormVersion
type Asker = Pick<Call, 'sessionId'>

const person = (column: string) =>
  sql`(select jsonb_build_object('en', a.name_en, 'ur', a.name_ur) from identity.account a where a.id = ${sql.ref(column)})`

/** The version that holds on a day is the adopted one with the latest beginning, and of two with one beginning the later. */
const later = sql`select 1 from fields.form_version l where l.form = v.form and l.scope = v.scope and l.state = 'adopted'
  and l.in_force_from <= workflow.today() and (l.in_force_from, l.version) > (v.in_force_from, v.version)`

const columns = sql`v.id, v.form, v.jurisdiction, v.scope, v.version, v.state, v.in_force_from as "inForceFrom", v.fields, v.why,
  v.proposed_at as "proposedAt", v.decided_at as "decidedAt", v.returned_why as "returnedWhy",
  coalesce((select jsonb_build_object('en', p.name_en, 'ur', p.name_ur) from units.current_unit p where p.code = v.jurisdiction),
    jsonb_build_object('en', v.jurisdiction, 'ur', v.jurisdiction)) as province,
  (select jsonb_build_object('id', u.id, 'en', u.name_en, 'ur', u.name_ur) from units.current_unit u where u.id = v.unit_id) as unit,
  ${person('v.proposed_by')} as "proposedBy", ${person('v.decided_by')} as "decidedBy",
  v.proposed_by is not distinct from access.account() as own,
  case when v.state = 'proposed' then 'waiting' when v.state = 'returned' then 'returned'
    when v.in_force_from > workflow.today() then 'ahead' when exists (${later}) then 'past' else 'in-force' end as standing`

type Row = Version & { scope: string }

/** Of every province, and of units only the reader's: another prison's own fields are its own affair. */
async function versionsOf(tx: Tx, form: string): Promise<Row[]> {
  const { rows } = await sql<Row>`select ${columns} from fields.form_version v
    where v.form = ${form} and (v.unit_id is null or v.unit_id = any (access.units())
      or (v.jurisdiction = access.jurisdiction() and access.may('extra-fields:adopt')))
    order by v.jurisdiction <> access.jurisdiction(), v.jurisdiction, v.unit_id nulls first, v.version desc`.execute(
    tx,
  )
  return rows
}

const outward = ({ scope: _, ...version }: Row): Version => version

export async function list(tx: Tx): Promise<OutputOf<typeof contract.listForms>> {
  const { rows } = await sql<{
    form: string
    jurisdiction: string
    name: { en: string; ur: string }
    fields: number
    units: number
  }>`select v.form, v.jurisdiction, jsonb_build_object('en', min(p.name_en), 'ur', min(p.name_ur)) as name,
       coalesce(sum(jsonb_array_length(v.fields)) filter (where v.unit_id is null), 0)::integer as fields,
       (count(*) filter (where v.unit_id is not null and jsonb_array_length(v.fields) > 0))::integer as units
       from fields.form_version v left join units.current_unit p on p.code = v.jurisdiction
      where v.state = 'adopted' and v.in_force_from <= workflow.today() and not exists (${later})
      group by v.form, v.jurisdiction order by v.form, v.jurisdiction <> access.jurisdiction(), v.jurisdiction`.execute(
    tx,
  )
  const byForm = Map.groupBy(rows, ({ form }) => form)
  return {
    rows: allForms().map(({ key, title }) => {
      const found = byForm.get(key) ?? []
      return {
        key,
        title,
        provinces: found.map(({ jurisdiction, name, fields }) => ({ jurisdiction, name, fields })),
        units: found.reduce((sum, one) => sum + one.units, 0),
      }
    }),
    waiting: (await waitingHere(tx)).map((row) => ({ ...outward(row), title: formOf(row.form).title })),
  }
}

/** One condition for the list and for the count on the home page. */
const waiting = sql`v.state = 'proposed' and v.jurisdiction = access.jurisdiction() and v.proposed_by is distinct from access.account()
  and access.may('extra-fields:adopt')`

async function waitingHere(tx: Tx): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select ${columns} from fields.form_version v where ${waiting} order by v.proposed_at`.execute(
      tx,
    )
  return rows
}

/** @throws not-found */
export async function read(tx: Tx, { form }: { form: string }): Promise<OutputOf<typeof contract.getForm>> {
  const { title, reads, report } = formOf(form)
  const { jurisdiction, unitId } = standing(tx)
  const { rows: names } = await sql<{ id: number; code: string; en: string; ur: string; today: string }>`
    select id, code, name_en as en, name_ur as ur, workflow.today() as today from units.current_unit
     where code = ${jurisdiction} or id = ${unitId}`.execute(tx)
  const named = (found: { en: string; ur: string } | undefined) => ({
    en: found?.en ?? jurisdiction,
    ur: found?.ur ?? jurisdiction,
  })
  return {
    key: form,
    title,
    own: jurisdiction,
    versions: (await versionsOf(tx, form)).map(outward),
    drafts: [
      ...(may(tx, 'extra-fields:propose')
        ? [{ unitId: null, name: named(names.find(({ code }) => code === jurisdiction)) }]
        : []),
      ...(may(tx, 'extra-fields:propose-own')
        ? [{ unitId, name: named(names.find(({ id }) => id === unitId)) }]
        : []),
    ],
    may: { count: may(tx, reads) },
    report: may(tx, reads) ? (report ?? null) : null,
    today: names[0]!.today,
  }
}

/** @throws not-found */
export async function readOne(
  tx: Tx,
  { id }: { id: string },
): Promise<OutputOf<typeof contract.getFormVersion>> {
  const { rows } =
    await sql<Row>`select ${columns} from fields.form_version v where v.id = ${id}::uuid`.execute(tx)
  const found = rows[0]
  if (found === undefined) throw refuse('not-found')
  const { rows: before } = await sql<{ fields: contract.ExtraField[] }>`
    select fields from fields.form_version where form = ${found.form} and scope = ${found.scope} and state = 'adopted'
       and version < ${found.version} order by version desc limit 1`.execute(tx)
  return {
    title: formOf(found.form).title,
    version: outward(found),
    before: before[0]?.fields ?? [],
    may: {
      decide:
        found.state === 'proposed' &&
        !found.own &&
        may(tx, 'extra-fields:adopt') &&
        found.jurisdiction === standing(tx).jurisdiction,
    },
  }
}

/**
 * Proposes the next version for the actor's province, or for the one unit asked for.
 * @throws not-found, not-allowed, extra-fields.newer-version, extra-fields.past-day; invalid-input naming the field
 */
export async function propose(
  tx: Tx,
  given: ParsedInputOf<typeof contract.proposeFormVersion>,
  call: Asker,
): Promise<OutputOf<typeof contract.proposeFormVersion>> {
  const { key } = formOf(given.form)
  const { jurisdiction, unitId: own, units, accountId, grantId } = standing(tx)
  const unit = given.unitId ?? null
  const allowed =
    (may(tx, 'extra-fields:propose') && (unit === null || units.includes(unit))) ||
    (may(tx, 'extra-fields:propose-own') && unit === own)
  if (!allowed) throw refuse('not-allowed')
  const scope = unit === null ? jurisdiction : `${jurisdiction}/${unit}`
  // Two drafts of one scope at once: the second is told of the first, and takes its fields up.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`fields ${key} ${scope}`}, 0))`.execute(tx)
  const { rows } = await sql<{ version: number; state: string; fields: contract.ExtraField[] }>`
    select version, state, fields from fields.form_version where form = ${key} and scope = ${scope} order by version desc`.execute(
    tx,
  )
  if ((rows[0]?.version ?? 0) !== given.after) throw refuse('extra-fields.newer-version')
  const { rows: now } = await sql<{ past: boolean }>`
    select ${given.inForceFrom}::date < workflow.today() as past`.execute(tx)
  if (now[0]!.past) throw refuse('extra-fields.past-day')
  const fields = given.fields.map(tidied)
  const problems = judgeDefinition(
    fields,
    rows.filter(({ state }) => state === 'adopted').flatMap((row) => row.fields),
  )
  if (problems.length > 0) throw refuseFields(problems)
  const version = given.after + 1
  const { rows: made } = await sql<{ id: string }>`
    insert into fields.form_version (form, jurisdiction, unit_id, version, in_force_from, fields, why, proposed_by, proposed_in, proposed_under)
    values (${key}, ${jurisdiction}, ${unit}::integer, ${version}, ${given.inForceFrom}::date, ${JSON.stringify(fields)}::jsonb, ${given.why},
      ${accountId}::uuid, ${call.sessionId}::uuid, ${grantId}::uuid) returning id`.execute(tx)
  return { id: made[0]!.id, version }
}

async function toDecide(tx: Tx, id: string, call: Asker): Promise<{ past: boolean }> {
  const { rows } = await sql<{
    state: string
    proposed_by: string | null
    proposed_in: string | null
    proposed_under: string | null
    past: boolean
  }>`select state, proposed_by, proposed_in, proposed_under, in_force_from < workflow.today() as past
       from fields.form_version where id = ${id}::uuid`.execute(tx)
  const found = rows[0]
  if (found === undefined) throw refuse('not-found')
  if (found.state !== 'proposed') throw refuse('extra-fields.decided')
  await requireSecondPerson(tx, call, {
    by: found.proposed_by ?? '',
    session: found.proposed_in,
    under: found.proposed_under,
  })
  return found
}

/** @throws not-found, extra-fields.decided, extra-fields.past-day, access.same-person and its kin */
export async function adopt(tx: Tx, { id }: { id: string }, call: Asker): Promise<{ state: 'adopted' }> {
  const { past } = await toDecide(tx, id, call)
  if (past) throw refuse('extra-fields.past-day')
  await decide(tx, id, sql`state = 'adopted'`)
  return { state: 'adopted' }
}

/** @throws not-found, extra-fields.decided, access.same-person and its kin */
export async function sendBack(
  tx: Tx,
  { id, why }: { id: string; why: string },
  call: Asker,
): Promise<{ state: 'returned' }> {
  await toDecide(tx, id, call)
  await decide(tx, id, sql`state = 'returned', returned_why = ${why}`)
  return { state: 'returned' }
}

async function decide(tx: Tx, id: string, how: ReturnType<typeof sql>): Promise<void> {
  const { numAffectedRows } = await sql`
    update fields.form_version set ${how}, decided_by = access.account(), decided_at = clock_timestamp()
     where id = ${id}::uuid and state = 'proposed'`.execute(tx)
  // Another province's proposal is readable, and not there to be decided.
  if (numAffectedRows === 0n) throw refuse('not-found')
}

export interface Shown extends contract.ShownFields {
  readonly scope: string
  readonly version: number
}

const part = sql`case when v.unit_id is null then 'province' else 'unit' end as part`

/** The fields in force today in a unit of the actor's province: the province's, then the unit's own. */
export async function shownIn(tx: Tx, form: string, unitId: number): Promise<Shown[]> {
  const { rows } = await sql<Shown>`
    select v.id as "versionId", ${part}, v.scope, v.version, v.fields,
      (select jsonb_build_object('en', u.name_en, 'ur', u.name_ur) from units.current_unit u where u.id = v.unit_id) as unit
      from fields.form_version v
     where v.form = ${form} and v.jurisdiction = access.jurisdiction() and (v.unit_id is null or v.unit_id = ${unitId})
       and v.state = 'adopted' and v.in_force_from <= workflow.today() and not exists (${later})
     order by v.unit_id nulls first`.execute(tx)
  return rows
}

/** What the form shows where the actor works. @throws not-found */
export async function readShown(
  tx: Tx,
  { form }: { form: string },
): Promise<OutputOf<typeof contract.getShownFields>> {
  const parts = await shownIn(tx, formOf(form).key, standing(tx).unitId)
  const { rows } = await sql<{ today: string }>`select workflow.today() as today`.execute(tx)
  return {
    today: rows[0]!.today,
    parts: parts.filter(({ fields }) => fields.length > 0).map(({ version: _v, scope: _s, ...one }) => one),
  }
}

/** Versions a form was shown with that may still be answered: in force, or superseded by one that came into force today. */
export async function stillShown(
  tx: Tx,
  form: string,
  unitId: number,
  ids: readonly string[],
): Promise<Shown[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Shown>`
    select v.id as "versionId", ${part}, v.scope, v.version, v.fields, null as unit from fields.form_version v
     where v.id = any (${[...ids]}::uuid[]) and v.form = ${form} and v.jurisdiction = access.jurisdiction()
       and (v.unit_id is null or v.unit_id = ${unitId}) and v.state = 'adopted' and v.in_force_from <= workflow.today()
       and not exists (${later} and l.in_force_from < workflow.today())
     order by v.unit_id nulls first, v.version`.execute(tx)
  return rows
}

/** Proposals that wait for this person as the second; late once the day they were to begin on has passed. */
export async function countWaiting(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where v.in_force_from < workflow.today()))::integer as overdue
      from fields.form_version v where ${waiting}`.execute(tx)
  return rows[0]!
}
