import { sql } from 'kysely'
import { may, posts, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse, refuseStale } from '#platform/http'
import type { CurrentRecord, OutputOf } from '#platform/http/contract'
import type { Definition, DefinitionSummary, getDefinition } from './contract.ts'
import { findWorkflow } from './define.ts'
import type { DefinitionBody } from './definition-body.ts'
import { type DefinitionProblem, validateDefinition } from './validate.ts'

const knownPosts = new Set(posts.map((post) => post.code))

/** What is wrong with a body, judged against the effects of the loaded code. */
export function problemsOf(code: string, body: DefinitionBody): DefinitionProblem[] {
  const workflow = findWorkflow(code)
  if (workflow === undefined) throw refuse('not-found')
  return validateDefinition(body, workflow, knownPosts)
}

interface DefinitionRow {
  id: string
  code: string
  title: { en: string; ur: string }
  jurisdiction: string
  unit_id: number | null
  unit_en: string | null
  unit_ur: string | null
  version: number
  origin: 'shipped' | 'edited'
  state: 'draft' | 'proposed' | 'adopted' | 'retired'
  in_force: boolean
  effective_from: string
  note: string
  proposed_by: string | null
  proposer_en: string | null
  proposer_ur: string | null
  adopted_by: string | null
  adopter_en: string | null
  adopter_ur: string | null
  running: number | null
  ended: number | null
}

/** One row for each version. `in_force` is the same order of precedence within a scope that `begin` follows. */
const versions = sql`
  select d.id, d.code, d.body -> 'title' as title, d.jurisdiction, d.unit_id, u.name_en as unit_en, u.name_ur as unit_ur, d.version,
         d.origin, d.state, d.effective_from, d.note, d.proposed_by, p.name_en as proposer_en, p.name_ur as proposer_ur,
         d.adopted_by, a.name_en as adopter_en, a.name_ur as adopter_ur,
         d.state = 'adopted' and d.effective_from <= workflow.today() and not exists (
           select 1 from workflow.definition later
            where later.code = d.code and later.jurisdiction = d.jurisdiction and coalesce(later.unit_id, 0) = coalesce(d.unit_id, 0)
              and later.state = 'adopted' and later.effective_from <= workflow.today()
              and (later.effective_from, later.version) > (d.effective_from, d.version)) as in_force,
         case when (access.may('workflow:edit') or access.may('workflow:adopt')) then coalesce(r.running, 0) end as running,
         case when (access.may('workflow:edit') or access.may('workflow:adopt')) then coalesce(r.ended, 0) end as ended,
         d.body, d.revision, d.created_at, d.proposed_at, d.adopted_at, d.retired_at, d.retired_reason, d.editors
    from workflow.definition d
    left join units.current_unit u on u.id = d.unit_id
    left join identity.account p on p.id = d.proposed_by
    left join identity.account a on a.id = d.adopted_by
    left join workflow.running_cases() r on r.definition_id = d.id`

function summaryOf(row: DefinitionRow): DefinitionSummary {
  const person = (id: string | null, en: string | null, ur: string | null) =>
    id === null ? null : { id, en: en ?? '', ur: ur ?? '' }
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    jurisdiction: row.jurisdiction,
    unit: row.unit_id === null ? null : { id: row.unit_id, en: row.unit_en ?? '', ur: row.unit_ur ?? '' },
    version: row.version,
    origin: row.origin,
    state: row.state,
    inForce: row.in_force,
    effectiveFrom: row.effective_from,
    note: row.note,
    proposedBy: person(row.proposed_by, row.proposer_en, row.proposer_ur),
    adoptedBy: person(row.adopted_by, row.adopter_en, row.adopter_ur),
    running: row.running,
    ended: row.ended,
  }
}

/** Every version, a workflow's country versions first, newest first. */
export async function listVersions(tx: Tx, code?: string): Promise<DefinitionSummary[]> {
  const { rows } = await sql<DefinitionRow>`${versions}
    where ${code ?? null}::text is null or d.code = ${code ?? null}
    order by d.code, d.jurisdiction <> 'PK', d.jurisdiction, d.unit_id nulls first, d.version desc`.execute(
    tx,
  )
  return rows.map(summaryOf)
}

interface FullRow extends DefinitionRow {
  body: DefinitionBody
  revision: number
  created_at: string
  proposed_at: string | null
  adopted_at: string | null
  retired_at: string | null
  retired_reason: string | null
  editors: string | string[]
}

/** @throws refusal `not-found` */
export async function getVersion(tx: Tx, id: string): Promise<OutputOf<typeof getDefinition>> {
  const { rows } = await sql<FullRow>`${versions} where d.id = ${id}::uuid`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  const workflow = findWorkflow(row.code)
  const definition: Omit<Definition, 'may'> = {
    ...summaryOf(row),
    body: row.body,
    revision: row.revision,
    createdAt: row.created_at,
    proposedAt: row.proposed_at,
    adoptedAt: row.adopted_at,
    retiredAt: row.retired_at,
    retiredReason: row.retired_reason,
    problems: workflow === undefined ? [] : validateDefinition(row.body, workflow, knownPosts),
    effects: Object.entries(workflow?.effects ?? {}).map(([name, effect]) => ({
      name,
      needs: effect.needs ?? null,
      general: effect.input !== undefined,
    })),
    posts: posts.map((post) => ({ code: post.code, ...post.title })),
    shipped: Object.keys(workflow?.transitions ?? {}),
    actingIn: standing(tx).jurisdiction,
  }
  return { ...definition, may: powersOver(tx, definition, row.editors) }
}

/** What the actor may do with a version, by the same rules the acts themselves check. */
function powersOver(
  tx: Tx,
  definition: Omit<Definition, 'may'>,
  editors: string | readonly string[],
): Definition['may'] {
  const { accountId, jurisdiction } = standing(tx)
  const own = definition.jurisdiction === jurisdiction
  const edits = own && may(tx, 'workflow:edit')
  const adopts = own && may(tx, 'workflow:adopt')
  const second = definition.proposedBy?.id !== accountId && !editors.includes(accountId)
  return {
    edit: edits && definition.state === 'draft',
    propose: edits && definition.state === 'draft',
    adopt: adopts && second && definition.state === 'proposed',
    sendBack: adopts && definition.state === 'proposed',
    retire:
      adopts &&
      definition.state === 'adopted' &&
      (definition.jurisdiction !== 'PK' || definition.unit !== null) &&
      second,
    derive: may(tx, 'workflow:edit'),
  }
}

/**
 * Starts a draft: a copy of any version, for the actor's jurisdiction or one unit of it.
 * @throws refusal `workflow.unit-elsewhere` when the unit belongs to another jurisdiction
 */
export async function draftFrom(
  tx: Tx,
  input: { readonly id?: string | undefined; readonly from: string; readonly unitId: number | null },
): Promise<{ id: string }> {
  const { jurisdiction, accountId } = standing(tx)
  const source = await getVersion(tx, input.from)
  if (input.unitId !== null) {
    const { rows } = await sql<{ jurisdiction: string }>`
      select jurisdiction from units.unit where id = ${input.unitId}`.execute(tx)
    if (rows[0]?.jurisdiction !== jurisdiction || jurisdiction === 'PK')
      throw refuse('workflow.unit-elsewhere')
  }
  // Two drafts of one scope at once must get two numbers.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`workflow ${source.code} ${jurisdiction} ${input.unitId}`}, 0))`.execute(
    tx,
  )
  const { rows } = await sql<{ id: string }>`
    insert into workflow.definition (id, code, jurisdiction, unit_id, version, body, editors)
    select coalesce(${input.id ?? null}::uuid, gen_random_uuid()), ${source.code}, ${jurisdiction}, ${input.unitId}::integer,
           coalesce(max(version), 0) + 1, ${JSON.stringify(source.body)}::jsonb, array[${accountId}::uuid]
      from workflow.definition
     where code = ${source.code} and jurisdiction = ${jurisdiction} and coalesce(unit_id, 0) = coalesce(${input.unitId}::integer, 0)
    returning id`.execute(tx)
  return { id: rows[0]!.id }
}

interface Locked {
  code: string
  jurisdiction: string
  unit_id: number | null
  state: string
  revision: number
  body: DefinitionBody
  note: string
  effective_from: string
  proposed_by: string | null
  mine: boolean
}

async function lock(tx: Tx, id: string): Promise<Locked> {
  const { rows } = await sql<Locked>`
    select code, jurisdiction, unit_id, state, revision, body, note, effective_from, proposed_by,
           coalesce(proposed_by = access.account(), false) or access.account() = any (editors) as mine
      from workflow.definition where id = ${id}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

function standingOf({ revision, body, note, effective_from }: Locked): CurrentRecord {
  return { version: revision, values: { body, note, effectiveFrom: effective_from } }
}

/** Saves a draft. @throws refusals `workflow.not-a-draft`, `stale-version` */
export async function saveDraft(
  tx: Tx,
  input: {
    readonly id: string
    readonly revision: number
    readonly body: DefinitionBody
    readonly note: string
    readonly effectiveFrom: string
  },
): Promise<{ revision: number; problems: DefinitionProblem[] }> {
  const draft = await lock(tx, input.id)
  if (draft.state !== 'draft') throw refuse('workflow.not-a-draft')
  if (draft.revision !== input.revision) throw refuseStale(standingOf(draft))
  await sql`update workflow.definition set body = ${JSON.stringify(input.body)}::jsonb, note = ${input.note},
      effective_from = ${input.effectiveFrom}::date, revision = revision + 1,
      editors = case when access.account() = any (editors) then editors else editors || access.account() end
    where id = ${input.id}::uuid`.execute(tx)
  return { revision: input.revision + 1, problems: problemsOf(draft.code, input.body) }
}

/** @throws refusals `workflow.not-a-draft`, `stale-version`, `workflow.says-nothing`, `workflow.has-problems` */
export async function propose(
  tx: Tx,
  input: { readonly id: string; readonly revision: number },
): Promise<{ state: 'proposed' }> {
  const draft = await lock(tx, input.id)
  if (draft.state !== 'draft') throw refuse('workflow.not-a-draft')
  if (draft.revision !== input.revision) throw refuseStale(standingOf(draft))
  if (draft.note.trim() === '') throw refuse('workflow.says-nothing')
  refuseProblems(draft)
  await sql`update workflow.definition set state = 'proposed', proposed_by = access.account(), proposed_at = clock_timestamp()
    where id = ${input.id}::uuid`.execute(tx)
  return { state: 'proposed' }
}

function refuseProblems({ code, body }: Locked): void {
  const problems = problemsOf(code, body)
  if (problems.length > 0) throw refuse('workflow.has-problems', { count: problems.length })
}

/**
 * Puts a proposed version in force from its date. Running cases are not touched. The day it takes effect is never earlier
 * than its adoption: a rule must not reach back over cases that began before anyone agreed to it.
 * @throws refusals `workflow.not-proposed`, `workflow.second-person`, `workflow.has-problems`
 */
export async function adopt(tx: Tx, id: string): Promise<{ state: 'adopted' }> {
  const proposed = await lock(tx, id)
  if (proposed.state !== 'proposed') throw refuse('workflow.not-proposed')
  if (proposed.mine) throw refuse('workflow.second-person')
  refuseProblems(proposed)
  await sql`update workflow.definition set state = 'adopted', adopted_by = access.account(), adopted_at = clock_timestamp(),
      effective_from = greatest(effective_from, workflow.today())
    where id = ${id}::uuid`.execute(tx)
  return { state: 'adopted' }
}

/** @throws refusal `workflow.not-proposed` */
export async function sendBack(tx: Tx, id: string, reason: string): Promise<{ state: 'draft' }> {
  const proposed = await lock(tx, id)
  if (proposed.state !== 'proposed') throw refuse('workflow.not-proposed')
  await sql`update workflow.definition set state = 'draft', note = note || ${`\n— ${reason}`}, revision = revision + 1
    where id = ${id}::uuid`.execute(tx)
  return { state: 'draft' }
}

/**
 * Ends a province's or unit's own versions of a workflow.
 * @throws refusals `workflow.country-version`, `workflow.not-adopted`, `workflow.second-person`
 */
export async function retire(tx: Tx, id: string, reason: string): Promise<{ state: 'retired' }> {
  const adopted = await lock(tx, id)
  if (adopted.jurisdiction === 'PK') throw refuse('workflow.country-version')
  if (adopted.state !== 'adopted') throw refuse('workflow.not-adopted')
  if (adopted.mine) throw refuse('workflow.second-person')
  await sql`update workflow.definition set state = 'retired', retired_by = access.account(), retired_at = clock_timestamp(),
      retired_reason = ${reason}
    where code = ${adopted.code} and jurisdiction = ${adopted.jurisdiction} and state = 'adopted'
      and coalesce(unit_id, 0) = coalesce(${adopted.unit_id}::integer, 0)`.execute(tx)
  return { state: 'retired' }
}

/** @throws refusal `workflow.not-a-draft` when it was adopted or put away already */
export async function discard(tx: Tx, id: string): Promise<{ state: 'retired' }> {
  const draft = await lock(tx, id)
  if (draft.state !== 'draft' && draft.state !== 'proposed') throw refuse('workflow.not-a-draft')
  await sql`update workflow.definition set state = 'retired', retired_by = access.account(), retired_at = clock_timestamp()
    where id = ${id}::uuid`.execute(tx)
  return { state: 'retired' }
}
