import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { fieldProblems, refuse, refuseFields } from '#platform/http'
import type { BothLanguages, Schema } from '#platform/http/contract'
import {
  type AnyEffect,
  type AnyWorkflow,
  type EffectOutcome,
  type EffectStep,
  findWorkflow,
  type ParamsOf,
  type TransitionOf,
  type WorkflowSubject,
} from './define.ts'
import type { DefinitionBody, StateShape, TransitionShape } from './definition-body.ts'
import { closeTasks, openTasks } from './tasks.ts'

/** Where a case stands in one workflow. */
export interface Instance {
  readonly id: string
  readonly code: string
  readonly jurisdiction: string
  readonly definitionId: string
  readonly version: number
  readonly subject: WorkflowSubject
  readonly state: string
  readonly units: readonly number[]
  readonly since: string
  readonly endedAt: string | null
  readonly titleParams: Readonly<Record<string, string | number>>
  readonly taskUnits: Readonly<Record<string, number>>
  readonly body: DefinitionBody
}

export interface CurrentState {
  readonly code: string
  readonly state: string
  readonly title: BothLanguages
  readonly kind: StateShape['kind']
  readonly since: string
  readonly version: number
}

export interface PossibleTransition {
  readonly name: string
  readonly title: BothLanguages
  readonly to: string
  readonly form: string | null
  /** Whether the actor's own post may take it; the screen shows the others with the posts that may. */
  readonly allowed: boolean
  readonly posts: readonly string[]
  /** Can be taken through the general door with nothing, or with a reason alone; null: on its own page. */
  readonly direct: 'plain' | 'reason' | null
}

export interface Step {
  readonly id: string
  readonly transition: string | null
  readonly title: BothLanguages
  readonly from: string | null
  readonly to: string
  readonly toTitle: BothLanguages
  readonly by: BothLanguages & { readonly accountId: string }
  readonly post: BothLanguages & { readonly code: string }
  readonly unit: BothLanguages & { readonly id: number }
  readonly at: string
  readonly reason: string | null
}

export interface BeginOptions {
  /** Units that may see where the case stands; at least one of them the actor's. Without them the actor's own unit. */
  readonly units?: readonly number[]
  /** Unit whose variant of the workflow applies; the first of `units` unless said. */
  readonly unit?: number
  /** Values for the placeholders in the titles of all its tasks. */
  readonly titleParams?: Readonly<Record<string, string | number>>
  /** Unit in which a queue's tasks wait, for all its steps. */
  readonly taskUnits?: Readonly<Record<string, number>>
}

/**
 * Puts a subject at the start of a workflow, under the most specific version in force today: the unit's, else the
 * province's, else the country's. It keeps that version to its end.
 * @throws refusal `workflow.already-begun` when it is in this workflow already
 */
export async function begin(
  tx: Tx,
  workflow: AnyWorkflow,
  subject: WorkflowSubject,
  options: BeginOptions = {},
): Promise<Instance> {
  const actor = standing(tx)
  const units = [...new Set(options.units ?? [actor.unitId])]
  const deciding = options.unit ?? units[0] ?? actor.unitId
  const { rows: found } = await sql<{ id: string; jurisdiction: string; body: DefinitionBody }>`
    select d.id, u.jurisdiction, d.body from workflow.definition d, units.unit u
     where u.id = ${deciding} and d.code = ${workflow.code} and d.state = 'adopted' and d.effective_from <= workflow.today()
       and (d.unit_id = u.id or (d.unit_id is null and d.jurisdiction in (u.jurisdiction, 'PK')))
     order by (d.unit_id is not null) desc, (d.jurisdiction <> 'PK') desc, d.effective_from desc, d.version desc
     limit 1`.execute(tx)
  const definition = found[0]
  if (definition === undefined)
    throw new Error(
      `No version of workflow ${workflow.code} is in force for unit ${deciding}: was it shipped?`,
    )
  const start = definition.body.states.find((state) => state.kind === 'start')!
  const { rows } = await sql<{ id: string }>`
    insert into workflow.instance (jurisdiction, code, definition_id, subject_kind, subject_id, state, units, title_params,
        task_units)
    values (${definition.jurisdiction}, ${workflow.code}, ${definition.id}::uuid, ${subject.kind}, ${subject.id}::uuid,
            ${start.code}, ${units}::integer[], ${JSON.stringify(options.titleParams ?? {})}::jsonb,
            ${JSON.stringify(options.taskUnits ?? {})}::jsonb)
    on conflict (subject_id, subject_kind, code) do nothing returning id`.execute(tx)
  if (rows[0] === undefined) throw refuse('workflow.already-begun')
  const instance = await getInstance(tx, subject, workflow.code)
  await sql`insert into workflow.step (jurisdiction, instance_id, to_state)
    values (${instance.jurisdiction}, ${instance.id}::uuid, ${start.code})`.execute(tx)
  await openTasks(tx, instance, definition.body.startTasks ?? [], {})
  return instance
}

/** Takes a step of a case that the code itself knows. */
export async function advance<W extends AnyWorkflow, T extends TransitionOf<W>>(
  tx: Tx,
  workflow: W,
  subject: WorkflowSubject,
  transition: T,
  params: ParamsOf<W, T>,
): Promise<CurrentState> {
  return takeStep(tx, workflow, subject, transition, params)
}

/**
 * Takes a step by its name: checks it against the case's own version and the actor's post, runs its effect, records the
 * step and turns over the tasks, all in the caller's transaction. Two callers take their steps one after the other; the
 * second is judged by the state the first has left.
 * @throws refusals `workflow.no-such-transition`, `workflow.post-not-allowed`, `not-allowed` (the effect's own permission)
 */
export async function takeStep(
  tx: Tx,
  workflow: AnyWorkflow,
  subject: WorkflowSubject,
  name: string,
  params: unknown,
  options: { readonly onlyWithInput?: boolean } = {},
): Promise<CurrentState> {
  const actor = standing(tx)
  const instance = await getInstance(tx, subject, workflow.code, 'lock')
  const transition = instance.body.transitions.find((one) => one.name === name)
  if (transition === undefined || !transition.from.includes(instance.state))
    throw refuse('workflow.no-such-transition', { state: instance.state, transition: name })
  if (!transition.posts.includes(actor.post))
    throw refuse('workflow.post-not-allowed', { transition: name, post: actor.post, posts: transition.posts })
  const effect = workflow.effects[transition.effect]
  if (effect === undefined)
    throw new Error(`Workflow ${workflow.code} has no effect ${transition.effect} in this release.`)
  if (effect.needs !== undefined && !may(tx, effect.needs))
    throw refuse('not-allowed', { needs: effect.needs })
  if (effect.input === undefined && options.onlyWithInput === true)
    throw refuse('workflow.own-screen', { transition: name })

  const step: EffectStep<unknown> = {
    subject,
    params: effect.input === undefined ? params : parsed(effect.input, params),
    transition,
    from: instance.state,
    to: transition.to,
  }
  const outcome = (await runEffect(effect, tx, step)) ?? {}
  await record(tx, instance, transition, outcome)
  return stateOf({ ...instance, state: transition.to, since: await sinceOf(tx, instance.id) })
}

/** The parameters' type was checked where the effect was bound to its transition, or by its own schema just now. */
function runEffect(effect: AnyEffect, tx: Tx, step: EffectStep<unknown>): Promise<EffectOutcome | undefined> {
  return effect.run(tx, step as EffectStep<never>)
}

function parsed(schema: Schema, value: unknown): unknown {
  const result = check(schema, value)
  if (!result.success) throw refuseFields(fieldProblems(result.error.issues))
  return result.data
}

type Checked = { success: true; data: unknown } | { success: false; error: { issues: never[] } }

function check(schema: Schema, value: unknown): Checked {
  return (schema as unknown as { safeParse(value: unknown): Checked }).safeParse(value)
}

async function record(
  tx: Tx,
  instance: Instance,
  transition: TransitionShape,
  outcome: EffectOutcome,
): Promise<void> {
  const ends = instance.body.states.find((state) => state.code === transition.to)?.kind === 'end'
  await sql`insert into workflow.step (jurisdiction, instance_id, transition, from_state, to_state, reason)
    values (${instance.jurisdiction}, ${instance.id}::uuid, ${transition.name}, ${instance.state}, ${transition.to}, ${outcome.reason ?? null})`.execute(
    tx,
  )
  await sql`update workflow.instance set state = ${transition.to},
      since = case when state = ${transition.to} then since else clock_timestamp() end,
      ended_at = case when ${ends} then clock_timestamp() end
    where id = ${instance.id}::uuid`.execute(tx)
  if (transition.to !== instance.state)
    await closeTasks(tx, instance.id, { outcome: transition.name, leaving: true })
  await openTasks(tx, instance, transition.tasks ?? [], outcome)
}

async function sinceOf(tx: Tx, instanceId: string): Promise<string> {
  const { rows } = await sql<{ since: string }>`
    select since from workflow.instance where id = ${instanceId}::uuid`.execute(tx)
  return rows[0]!.since
}

/**
 * The instance of a subject; without a code the only one it has.
 * @throws refusal `not-found` when there is none the actor may see
 */
export async function getInstance(
  tx: Tx,
  subject: WorkflowSubject,
  code?: string,
  lock?: 'lock',
): Promise<Instance> {
  const rows = await instancesOf(tx, subject, code, lock)
  if (rows.length > 1) throw new Error(`${subject.kind} is in several workflows: say which one.`)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

/** Every workflow a subject is in, as far as the actor may see it. */
export async function instancesOf(
  tx: Tx,
  subject: WorkflowSubject,
  code?: string,
  lock?: 'lock',
): Promise<Instance[]> {
  const { rows } = await sql<{
    id: string
    code: string
    jurisdiction: string
    definition_id: string
    version: number
    state: string
    units: number[]
    since: string
    ended_at: string | null
    title_params: Record<string, string | number>
    task_units: Record<string, number>
    body: DefinitionBody
  }>`
    select i.id, i.code, i.jurisdiction, i.definition_id, d.version, i.state, i.units, i.since, i.ended_at, i.title_params,
           i.task_units, d.body
      from workflow.instance i join workflow.definition d on d.id = i.definition_id
     where i.subject_id = ${subject.id}::uuid and i.subject_kind = ${subject.kind}
       and (${code ?? null}::text is null or i.code = ${code ?? null})
     order by i.begun_at, i.id ${lock === 'lock' ? sql`for update of i` : sql``}`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    jurisdiction: row.jurisdiction,
    definitionId: row.definition_id,
    version: row.version,
    subject,
    state: row.state,
    units: row.units,
    since: row.since,
    endedAt: row.ended_at,
    titleParams: row.title_params,
    taskUnits: row.task_units,
    body: row.body,
  }))
}

function stateOf(instance: Instance): CurrentState {
  const state = instance.body.states.find((one) => one.code === instance.state)!
  return {
    code: instance.code,
    state: state.code,
    title: state.title,
    kind: state.kind,
    since: instance.since,
    version: instance.version,
  }
}

/** Where a case stands. */
export async function currentState(tx: Tx, subject: WorkflowSubject, code?: string): Promise<CurrentState> {
  return stateOf(await getInstance(tx, subject, code))
}

/** The steps open from where a case stands, each with whether the actor may take it. */
export async function possibleTransitions(
  tx: Tx,
  subject: WorkflowSubject,
  code?: string,
): Promise<PossibleTransition[]> {
  return possibleFrom(tx, await getInstance(tx, subject, code))
}

export function possibleFrom(tx: Tx, instance: Instance): PossibleTransition[] {
  const { post } = standing(tx)
  const effects = findWorkflow(instance.code)?.effects ?? {}
  return instance.body.transitions
    .filter((transition) => transition.from.includes(instance.state))
    .map((transition) => {
      const effect = effects[transition.effect]
      const needs = effect?.needs
      return {
        name: transition.name,
        title: transition.title,
        to: transition.to,
        form: transition.form ?? null,
        allowed: transition.posts.includes(post) && (needs === undefined || may(tx, needs)),
        posts: transition.posts,
        direct: directnessOf(effect?.input),
      }
    })
}

function directnessOf(input: Schema | undefined): 'plain' | 'reason' | null {
  if (input === undefined) return null
  const takes = (value: unknown): boolean => check(input, value).success
  return takes({})
    ? takes({ reason: 1 })
      ? 'plain'
      : 'reason'
    : takes({ reason: 'reason' })
      ? 'reason'
      : null
}

/** Every step a case took, oldest first, with who took it. */
export async function stepsOf(tx: Tx, subject: WorkflowSubject, code?: string): Promise<Step[]> {
  const instance = await getInstance(tx, subject, code)
  const { rows } = await sql<{
    id: string
    transition: string | null
    from_state: string | null
    to_state: string
    account_id: string
    by_en: string
    by_ur: string
    post_code: string
    post_en: string
    post_ur: string
    unit_id: number
    unit_en: string
    unit_ur: string
    at: string
    reason: string | null
  }>`
    select s.id, s.transition, s.from_state, s.to_state, s.account_id, a.name_en as by_en, a.name_ur as by_ur,
           s.post_code, p.title_en as post_en, p.title_ur as post_ur, s.unit_id, u.name_en as unit_en, u.name_ur as unit_ur,
           s.at, s.reason
      from workflow.step s join identity.account a on a.id = s.account_id join access.post p on p.code = s.post_code
      join units.current_unit u on u.id = s.unit_id
     where s.instance_id = ${instance.id}::uuid order by s.at, s.id`.execute(tx)
  const states = new Map(instance.body.states.map((state) => [state.code, state.title]))
  const transitions = new Map(instance.body.transitions.map((one) => [one.name, one.title]))
  return rows.map((row) => ({
    id: row.id,
    transition: row.transition,
    title:
      (row.transition === null ? undefined : transitions.get(row.transition)) ?? states.get(row.to_state)!,
    from: row.from_state,
    to: row.to_state,
    toTitle: states.get(row.to_state)!,
    by: { accountId: row.account_id, en: row.by_en, ur: row.by_ur },
    post: { code: row.post_code, en: row.post_en, ur: row.post_ur },
    unit: { id: row.unit_id, en: row.unit_en, ur: row.unit_ur },
    at: row.at,
    reason: row.reason,
  }))
}

/** Lets one more unit see where a case stands. Only whoever sees it already may share it. */
export async function shareWith(
  tx: Tx,
  subject: WorkflowSubject,
  unitId: number,
  code?: string,
): Promise<void> {
  const instance = await getInstance(tx, subject, code, 'lock')
  if (instance.units.includes(unitId)) return
  await sql`update workflow.instance set units = units || ${unitId}::integer where id = ${instance.id}::uuid`.execute(
    tx,
  )
}
