import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { WorkQueue } from '#kernel/gate'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { BothLanguages } from '#platform/http/contract'
import type { Task, TaskFilter, TaskPage } from './contract.ts'
import { type EffectOutcome, findWorkflow, type WorkflowSubject } from './define.ts'
import type { TaskTemplate } from './definition-body.ts'
import type { Instance } from './instances.ts'
import { fillTitle } from './task-title.ts'

/** Opens the tasks a step leaves. */
export async function openTasks(
  tx: Tx,
  instance: Instance,
  templates: readonly TaskTemplate[],
  outcome: EffectOutcome,
): Promise<void> {
  const params = { ...instance.titleParams, ...outcome.titleParams }
  const href = findWorkflow(instance.code)?.href?.(instance.subject) ?? null
  for (const template of templates) {
    await insertTask(tx, {
      queue: template.queue,
      instanceId: instance.id,
      subject: instance.subject,
      title: template.title,
      params,
      href,
      unitId:
        outcome.taskUnits?.[template.queue] ??
        instance.taskUnits[template.queue] ??
        (await unitOfPost(tx, template.post, instance.units)),
      post: template.post,
      dueOn: outcome.dueOn?.[template.queue] ?? null,
      dueDays: template.dueDays ?? null,
      // What outlives its state is asked for by no step, so someone must be able to tick it off.
      closedBy: template.stays === true ? 'hand' : 'step',
      stays: template.stays ?? false,
    })
  }
}

async function unitOfPost(tx: Tx, post: string, units: readonly number[]): Promise<number> {
  const { unitId } = standing(tx)
  const { rows } = await sql<{ unit: number | null }>`
    select workflow.unit_of_post(${post}, ${[unitId, ...units]}::integer[]) as unit`.execute(tx)
  return rows[0]?.unit ?? unitId
}

export interface NewTask {
  readonly queue: string
  readonly subject: WorkflowSubject
  /** May name `params`: `Scrutinise challan {{fir}}`. */
  readonly title: BothLanguages
  readonly params?: Readonly<Record<string, string | number>>
  /** Unit in which it waits; the actor's own unless said. Another unit's needs an instance the actor sees. */
  readonly unitId?: number
  readonly post: string
  readonly dueOn?: string
  /** Page on which the work is done. */
  readonly href?: string
  /** Ties the task to the subject's place in this workflow. */
  readonly workflow?: string
}

/** Opens a task that someone ticks off by hand. */
export async function openTask(tx: Tx, task: NewTask): Promise<void> {
  let instanceId: string | null = null
  if (task.workflow !== undefined) {
    const { rows } = await sql<{ id: string }>`select id from workflow.instance
      where subject_id = ${task.subject.id}::uuid and subject_kind = ${task.subject.kind} and code = ${task.workflow}`.execute(
      tx,
    )
    if (rows[0] === undefined) throw refuse('not-found')
    instanceId = rows[0].id
  }
  await insertTask(tx, {
    queue: task.queue,
    instanceId,
    subject: task.subject,
    title: task.title,
    params: task.params ?? {},
    href: task.href ?? null,
    unitId: task.unitId ?? standing(tx).unitId,
    post: task.post,
    dueOn: task.dueOn ?? null,
    dueDays: null,
    closedBy: 'hand',
    stays: true,
  })
}

async function insertTask(
  tx: Tx,
  task: {
    queue: string
    instanceId: string | null
    subject: WorkflowSubject
    title: BothLanguages
    params: Readonly<Record<string, string | number>>
    href: string | null
    unitId: number
    post: string
    dueOn: string | null
    dueDays: number | null
    closedBy: 'hand' | 'step'
    stays: boolean
  },
): Promise<void> {
  await sql`insert into workflow.task (jurisdiction, queue, instance_id, subject_kind, subject_id, title_en, title_ur, params, href,
      unit_id, post_code, due_on, closed_by, stays)
    select u.jurisdiction, ${task.queue}, ${task.instanceId}::uuid, ${task.subject.kind}, ${task.subject.id}::uuid, ${task.title.en},
           ${task.title.ur}, ${JSON.stringify(task.params)}::jsonb, ${task.href}, u.id, ${task.post},
           coalesce(${task.dueOn}::date, workflow.today() + ${task.dueDays}::integer), ${task.closedBy}, ${task.stays}
      from units.unit u where u.id = ${task.unitId}`.execute(tx)
}

/** Closes open tasks of an instance, wherever they wait. Returns how many. */
export async function closeTasks(
  tx: Tx,
  instanceId: string,
  options: { outcome: string; queues?: readonly string[]; leaving?: boolean },
): Promise<number> {
  const { rows } = await sql<{ closed: number }>`
    select workflow.close_tasks(${instanceId}::uuid, ${options.queues ?? null}::text[], ${options.leaving ?? false}, ${options.outcome}) as closed`.execute(
    tx,
  )
  return rows[0]!.closed
}

/**
 * Closes the open tasks of a subject because what they asked for was done. Those tied to a workflow close wherever they
 * wait; others only where the actor sees them.
 */
export async function completeTasks(
  tx: Tx,
  subject: WorkflowSubject,
  options: { readonly outcome: string; readonly queue?: string },
): Promise<number> {
  const queues = options.queue === undefined ? null : [options.queue]
  const { rows: instances } = await sql<{ id: string }>`select id from workflow.instance
    where subject_id = ${subject.id}::uuid and subject_kind = ${subject.kind}`.execute(tx)
  let closed = 0
  for (const { id } of instances)
    closed += await closeTasks(tx, id, { outcome: options.outcome, ...(queues === null ? {} : { queues }) })
  const { rows } = await sql<{ id: string }>`
    update workflow.task set done_at = clock_timestamp(), done_by = ${standing(tx).accountId}::uuid, outcome = ${options.outcome}
     where subject_id = ${subject.id}::uuid and subject_kind = ${subject.kind} and done_at is null
       and (${queues}::text[] is null or queue = any (${queues}::text[])) returning id`.execute(tx)
  return closed + rows.length
}

/** What a queue shows. The list and its count on the home page both read this, so that they cannot disagree. */
function shown(tx: Tx, filter: TaskFilter) {
  const { accountId, post } = standing(tx)
  const owner = {
    // A supervisor sees the tasks of other posts too, but they are not the supervisor's own work.
    open: sql`(t.owner_id = ${accountId}::uuid or (t.owner_id is null and t.post_code = ${post}))`,
    mine: sql`t.owner_id = ${accountId}::uuid`,
    unassigned: sql`t.owner_id is null`,
    all: sql`true`,
  }[filter.show]
  return sql`t.done_at is null and ${owner} and (${filter.queue ?? null}::text is null or t.queue = ${filter.queue ?? null})`
}

/** Open tasks of the actor's posts and units: the earliest due first, those without a date last. */
export async function listTasks(
  tx: Tx,
  filter: TaskFilter & { readonly page: number; readonly size: number },
): Promise<TaskPage> {
  const { rows } = await sql<TaskRow>`${taskColumns} where ${shown(tx, filter)}
    order by t.due_on nulls last, t.opened_at, t.id limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(
    tx,
  )
  const { rows: queues } = await sql<{ queue: string; count: number; overdue: number }>`
    select t.queue, count(*) as count, count(*) filter (where t.due_on < workflow.today()) as overdue
      from workflow.task t where ${shown(tx, { ...filter, queue: undefined })} group by t.queue order by t.queue`.execute(
    tx,
  )
  const counted = await countTasks(tx, filter)
  return {
    rows: rows.map((row) => taskOf(tx, row)),
    total: counted.count,
    overdue: counted.overdue,
    queues: queues.map(({ queue, count, overdue }) => ({ queue, count, overdue })),
  }
}

export async function countTasks(tx: Tx, filter: TaskFilter): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*) as count, count(*) filter (where t.due_on < workflow.today()) as overdue
      from workflow.task t where ${shown(tx, filter)}`.execute(tx)
  return { count: rows[0]!.count, overdue: rows[0]!.overdue }
}

const taskColumns = sql`
  select t.id, t.queue, t.subject_kind, t.subject_id, t.title_en, t.title_ur, t.params, t.href, t.unit_id, u.name_en as unit_en,
         u.name_ur as unit_ur, t.post_code, p.title_en as post_en, p.title_ur as post_ur, t.owner_id, o.name_en as owner_en,
         o.name_ur as owner_ur, t.due_on, t.due_on < workflow.today() as overdue, t.opened_at, t.closed_by
    from workflow.task t join units.current_unit u on u.id = t.unit_id join access.post p on p.code = t.post_code
    left join identity.account o on o.id = t.owner_id`

interface TaskRow {
  id: string
  queue: string
  subject_kind: string
  subject_id: string
  title_en: string
  title_ur: string
  params: Record<string, string | number>
  href: string | null
  unit_id: number
  unit_en: string
  unit_ur: string
  post_code: string
  post_en: string
  post_ur: string
  owner_id: string | null
  owner_en: string | null
  owner_ur: string | null
  due_on: string | null
  overdue: boolean | null
  opened_at: string
  closed_by: 'hand' | 'step'
}

function taskOf(tx: Tx, row: TaskRow): Task {
  return {
    id: row.id,
    queue: row.queue,
    subject: { kind: row.subject_kind, id: row.subject_id },
    title: { en: fillTitle(row.title_en, row.params), ur: fillTitle(row.title_ur, row.params) },
    href: row.href,
    unit: { id: row.unit_id, en: row.unit_en, ur: row.unit_ur },
    post: { code: row.post_code, en: row.post_en, ur: row.post_ur },
    owner:
      row.owner_id === null
        ? null
        : {
            id: row.owner_id,
            en: row.owner_en ?? '',
            ur: row.owner_ur ?? '',
            me: row.owner_id === standing(tx).accountId,
          },
    dueOn: row.due_on,
    overdue: row.overdue ?? false,
    openedAt: row.opened_at,
    closedBy: row.closed_by,
  }
}

async function getTasks(tx: Tx, ids: readonly string[]): Promise<Task[]> {
  const { rows } = await sql<TaskRow>`${taskColumns} where t.id = any (${ids}::uuid[])
    order by t.due_on nulls last, t.opened_at, t.id`.execute(tx)
  return rows.map((row) => taskOf(tx, row))
}

/**
 * Gives tasks to someone, all or none. One may take what nobody holds and hand on what one holds oneself; to take a task
 * from a colleague needs `workflow:supervise`.
 * @throws refusals `not-found`, `workflow.task-done`, `workflow.task-held`, `workflow.not-of-that-post`
 */
export async function assignTasks(
  tx: Tx,
  ids: readonly string[],
  to: string | 'me' | null,
): Promise<{ assigned: number }> {
  const actor = standing(tx)
  const wanted = [...new Set(ids)]
  const owner = to === 'me' ? actor.accountId : to
  const tasks = await lockTasks(tx, wanted)
  const held = tasks.find((task) => task.owner_id !== null && task.owner_id !== actor.accountId)
  if (held !== undefined && !may(tx, 'workflow:supervise')) throw refuse('workflow.task-held')
  if (owner !== null && owner !== actor.accountId) await refuseStranger(tx, tasks, owner)
  await sql`update workflow.task set owner_id = ${owner}::uuid where id = any (${wanted}::uuid[])`.execute(tx)
  return { assigned: wanted.length }
}

interface LockedTask {
  id: string
  owner_id: string | null
  done_at: string | null
  unit_id: number
  post_code: string
  closed_by: 'hand' | 'step'
}

/** In the order of their ids, so that two bulk commands over the same tasks wait for each other instead of deadlocking. */
async function lockTasks(tx: Tx, ids: readonly string[]): Promise<LockedTask[]> {
  const { rows } = await sql<LockedTask>`select id, owner_id, done_at, unit_id, post_code, closed_by
    from workflow.task where id = any (${ids}::uuid[]) order by id for update`.execute(tx)
  if (rows.length < ids.length) throw refuse('not-found')
  if (rows.some((row) => row.done_at !== null)) throw refuse('workflow.task-done')
  return rows
}

async function refuseStranger(tx: Tx, tasks: readonly LockedTask[], owner: string): Promise<void> {
  for (const place of new Set(tasks.map((task) => `${task.unit_id} ${task.post_code}`))) {
    const [unit, post] = place.split(' ')
    const holders = await listAssignees(tx, Number(unit), post!)
    if (!holders.some((holder) => holder.id === owner)) throw refuse('workflow.not-of-that-post')
  }
}

/** Who may be given a task of a post in a unit. */
export async function listAssignees(
  tx: Tx,
  unitId: number,
  post: string,
): Promise<{ id: string; en: string; ur: string }[]> {
  const { rows } = await sql<{ account_id: string; name_en: string; name_ur: string }>`
    select * from workflow.assignees(${unitId}, ${post}) order by name_en, account_id`.execute(tx)
  return rows.map((row) => ({ id: row.account_id, en: row.name_en, ur: row.name_ur }))
}

/**
 * Ticks tasks off, all or none.
 * @throws refusals `not-found`, `workflow.task-done`, `workflow.task-held`, `workflow.task-closed-by-step`
 */
export async function tickOff(
  tx: Tx,
  ids: readonly string[],
  outcome: string | undefined,
): Promise<{ completed: number }> {
  const actor = standing(tx)
  const wanted = [...new Set(ids)]
  const tasks = await lockTasks(tx, wanted)
  if (tasks.some((task) => task.closed_by === 'step')) throw refuse('workflow.task-closed-by-step')
  const held = tasks.some((task) => task.owner_id !== null && task.owner_id !== actor.accountId)
  if (held && !may(tx, 'workflow:supervise')) throw refuse('workflow.task-held')
  await sql`update workflow.task set done_at = clock_timestamp(), done_by = ${actor.accountId}::uuid, outcome = ${outcome ?? 'done'}
    where id = any (${wanted}::uuid[])`.execute(tx)
  return { completed: wanted.length }
}

/** Takes the most pressing task that nobody holds. Two who ask at once get two different ones. Null when none waits. */
export async function takeNextTask(tx: Tx, queue: string | undefined): Promise<Task | null> {
  const { rows } = await sql<{ id: string }>`
    update workflow.task set owner_id = ${standing(tx).accountId}::uuid where id = (
      select t.id from workflow.task t where ${shown(tx, { show: 'open', queue })} and t.owner_id is null
       order by t.due_on nulls last, t.opened_at, t.id limit 1 for update skip locked) returning id`.execute(
    tx,
  )
  return rows[0] === undefined ? null : (await getTasks(tx, [rows[0].id]))[0]!
}

/** A queue of tasks for the home page: `queues: [taskQueue({ queue: 'scrutiny', label, needs: 'prosecution:scrutinise' })]`. */
export function taskQueue(options: {
  readonly queue: string
  readonly label: BothLanguages
  /** Who sees the queue on the home page; whoever may work on tasks unless said. */
  readonly needs?: string
  /** Where it opens; the general task list unless a module has its own page, which must list the same tasks. */
  readonly href?: string
}): WorkQueue {
  return {
    key: `task.${options.queue}`,
    label: options.label,
    needs: options.needs ?? 'workflow:work',
    href: options.href ?? `/tasks?queue=${encodeURIComponent(options.queue)}`,
    count: (tx) => countTasks(tx, { queue: options.queue, show: 'open' }),
  }
}
