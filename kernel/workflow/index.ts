import { posts } from '#kernel/access'
import { defineModule, type Handler, handle } from '#kernel/gate'
import { refuse } from '#platform/http'
import type { BothLanguages } from '#platform/http/contract'
import { permissions } from './access.ts'
import * as contract from './contract.ts'
import { findWorkflow } from './define.ts'
import * as definitions from './definitions.ts'
import { instancesOf, possibleFrom, stepsOf, takeStep } from './instances.ts'
import * as tasks from './tasks.ts'

export {
  type AnyWorkflow,
  definedWorkflows,
  defineWorkflow,
  type Effect,
  type EffectOutcome,
  type EffectStep,
  effect,
  type ParamsOf,
  recordOnly,
  type TransitionOf,
  type Workflow,
  type WorkflowSubject,
} from './define.ts'
export {
  advance,
  type BeginOptions,
  begin,
  type CurrentState,
  currentState,
  type PossibleTransition,
  possibleTransitions,
  type Step,
  shareWith,
  stepsOf,
} from './instances.ts'
export { type Shipped, shipWorkflows } from './ship.ts'
export { completeTasks, type NewTask, openTask, taskQueue } from './tasks.ts'
export { permissions as workflowPermissions }

const handlers: readonly Handler[] = [
  handle(
    contract.listMyTasks,
    (tx, input) => tasks.listTasks(tx, input),
    (page) => page.rows.map((task) => task.subject.id),
  ),
  handle(contract.assignTasksTo, (tx, { ids, to }) => tasks.assignTasks(tx, ids, to)),
  handle(contract.completeTasksByHand, (tx, { ids, outcome }) => tasks.tickOff(tx, ids, outcome)),
  handle(contract.takeNext, async (tx, { queue }) => ({ task: await tasks.takeNextTask(tx, queue) })),
  handle(contract.listTaskAssignees, async (tx, { unitId, post }) => ({
    people: await tasks.listAssignees(tx, unitId, post),
  })),
  handle(contract.getStanding, async (tx, { kind, id, code }) => {
    const titles = new Map(posts.map((post) => [post.code, post.title]))
    const standings = []
    for (const instance of await instancesOf(tx, { kind, id }, code)) {
      standings.push({
        code: instance.code,
        title: instance.body.title,
        version: instance.version,
        state: instance.state,
        since: instance.since,
        endedAt: instance.endedAt,
        states: instance.body.states,
        transitions: instance.body.transitions.map(({ from, to }) => ({ from, to })),
        steps: await stepsOf(tx, { kind, id }, instance.code),
        possible: possibleFrom(tx, instance).map((one) => ({
          ...one,
          posts: one.posts.map((post) => ({ code: post, ...(titles.get(post) ?? { en: post, ur: post }) })),
        })),
      })
    }
    return { standings }
  }),
  handle(contract.takeStepOfCase, async (tx, { kind, id, code, transition, params }) => {
    const workflow = findWorkflow(code)
    if (workflow === undefined) throw refuse('not-found')
    const now = await takeStep(tx, workflow, { kind, id }, transition, params, { onlyWithInput: true })
    return { state: now.state, title: now.title }
  }),
  handle(contract.listDefinitions, async (tx, { code }) => ({
    definitions: await definitions.listVersions(tx, code),
  })),
  handle(contract.getDefinition, (tx, { id }) => definitions.getVersion(tx, id)),
  handle(contract.draftDefinition, (tx, input) => definitions.draftFrom(tx, input)),
  handle(contract.saveDefinition, async (tx, input) => definitions.saveDraft(tx, input)),
  handle(contract.validateDraft, async (_tx, { code, body }) => ({
    problems: definitions.problemsOf(code, body),
  })),
  handle(contract.proposeDefinition, (tx, input) => definitions.propose(tx, input)),
  handle(contract.adoptDefinition, (tx, { id }) => definitions.adopt(tx, id)),
  handle(contract.sendBackDefinition, (tx, { id, reason }) => definitions.sendBack(tx, id, reason)),
  handle(contract.retireDefinition, (tx, { id, reason }) => definitions.retire(tx, id, reason)),
  handle(contract.discardDraft, (tx, { id }) => definitions.discard(tx, id)),
]

const tasksLabel: BothLanguages = { en: 'Tasks', ur: 'زیرِ التوا کام' }

export const workflow = defineModule({
  name: 'workflow',
  handlers,
  permissions,
  queues: [
    {
      key: 'workflow.tasks',
      label: tasksLabel,
      needs: 'workflow:work',
      href: '/tasks',
      count: (tx) => tasks.countTasks(tx, { show: 'open' }),
    },
  ],
})
