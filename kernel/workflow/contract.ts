import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { BothLanguagesText, DefinitionBody } from './definition-body.ts'

export * from './definition-body.ts'
export { fillTitle } from './task-title.ts'

const slug = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)
const named = z.object({ en: z.string(), ur: z.string() })
const day = z.iso.date()
const subject = z.object({ kind: z.string().min(1).max(60), id: z.uuid() })
const exampleId = '0198a2b4-6f10-7c3e-9d52-5f0c6a1b2e3d'
const otherId = '0198a2b4-7a20-7d4f-8e63-6a1d7b2c3f4e'

// ---- tasks ------------------------------------------------------------------------------------------------------------

export const TaskShow = z.enum(['open', 'mine', 'unassigned', 'all']).meta({
  description:
    'open: what I hold, and what of my post nobody holds; mine; unassigned, of any post I may see; all: also what colleagues hold. Only of my units',
})

export const Task = z.object({
  id: z.uuid(),
  queue: z.string(),
  subject,
  title: named,
  href: z.string().nullable().meta({ description: 'Page on which the work is done' }),
  unit: named.extend({ id: z.int() }),
  post: named.extend({ code: z.string() }),
  owner: named.extend({ id: z.uuid(), me: z.boolean() }).nullable(),
  dueOn: day.nullable(),
  overdue: z.boolean(),
  openedAt: z.string(),
  closedBy: z.enum(['hand', 'step']).meta({ description: 'step: done by taking the step; hand: ticked off' }),
})

export const TaskPage = z.object({
  rows: z.array(Task),
  total: z.int(),
  overdue: z.int(),
  queues: z.array(z.object({ queue: z.string(), count: z.int(), overdue: z.int() })),
})

export type Task = z.infer<typeof Task>
export type TaskPage = z.infer<typeof TaskPage>
export interface TaskFilter {
  readonly queue?: string | undefined
  readonly show: z.infer<typeof TaskShow>
}

const exampleTask: Task = {
  id: exampleId,
  queue: 'scrutiny',
  subject: { kind: 'challan', id: otherId },
  title: { en: 'Scrutinise the challan of FIR 112/2026', ur: 'مقدمہ نمبر 112/2026 کے چالان کی جانچ' },
  href: null,
  unit: { id: 41, en: 'District Public Prosecutor, Karachi South', ur: 'ڈسٹرکٹ پبلک پراسیکیوٹر کراچی جنوبی' },
  post: { code: 'prosecutor', en: 'Prosecutor', ur: 'پراسیکیوٹر' },
  owner: null,
  dueOn: '2026-03-12',
  overdue: false,
  openedAt: '2026-03-09T05:10:00.000Z',
  closedBy: 'step',
}

export const listMyTasks = endpoint({
  name: 'workflow.list-tasks',
  method: 'GET',
  path: '/workflow/tasks',
  needs: 'workflow:work',
  summary: 'Open tasks of one’s posts and units, most pressing first',
  reads: 'sensitive',
  input: z.object({
    queue: slug.optional(),
    show: TaskShow.default('open'),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: TaskPage,
  example: {
    input: { queue: 'scrutiny' },
    output: {
      rows: [exampleTask],
      total: 1,
      overdue: 0,
      queues: [{ queue: 'scrutiny', count: 1, overdue: 0 }],
    },
  },
})

const taskIds = z.array(z.uuid()).min(1).max(1000)

export const assignTasksTo = endpoint({
  name: 'workflow.assign-tasks',
  method: 'POST',
  path: '/workflow/tasks/assign',
  needs: 'workflow:work',
  summary: 'Give tasks to oneself, to a colleague of the same post, or back to all; all of them or none',
  input: z.object({ ids: taskIds, to: z.union([z.literal('me'), z.uuid(), z.null()]) }),
  output: z.object({ assigned: z.int() }),
  refusals: ['workflow.task-done', 'workflow.task-held', 'workflow.not-of-that-post'],
  example: { input: { ids: [exampleId], to: 'me' }, output: { assigned: 1 } },
})

export const completeTasksByHand = endpoint({
  name: 'workflow.complete-tasks',
  method: 'POST',
  path: '/workflow/tasks/complete',
  needs: 'workflow:work',
  summary: 'Tick tasks off; all of them or none',
  input: z.object({ ids: taskIds, outcome: z.string().trim().min(1).max(500).optional() }),
  output: z.object({ completed: z.int() }),
  refusals: ['workflow.task-done', 'workflow.task-held', 'workflow.task-closed-by-step'],
  example: { input: { ids: [exampleId], outcome: 'Served by hand' }, output: { completed: 1 } },
})

export const takeNext = endpoint({
  name: 'workflow.take-next-task',
  method: 'POST',
  path: '/workflow/tasks/next',
  needs: 'workflow:work',
  summary: 'Take the most pressing task that nobody holds',
  input: z.object({ queue: slug.optional() }),
  output: z.object({ task: Task.nullable() }),
  example: { input: { queue: 'scrutiny' }, output: { task: exampleTask } },
})

export const listTaskAssignees = endpoint({
  name: 'workflow.list-assignees',
  method: 'GET',
  path: '/workflow/assignees',
  needs: 'workflow:work',
  summary: 'Who may be given a task of a post in a unit',
  input: z.object({ unitId: z.coerce.number().int(), post: slug }),
  output: z.object({ people: z.array(named.extend({ id: z.uuid() })) }),
  example: {
    input: { unitId: 41, post: 'prosecutor' },
    output: { people: [{ id: exampleId, en: 'Sana Memon', ur: 'ثنا میمن' }] },
  },
})

// ---- where a case stands ------------------------------------------------------------------------------------------------

export const Standing = z.object({
  code: z.string(),
  title: named,
  version: z.int(),
  state: z.string(),
  since: z.string(),
  endedAt: z.string().nullable(),
  states: z.array(z.object({ code: z.string(), title: named, kind: z.enum(['start', 'normal', 'end']) })),
  transitions: z.array(z.object({ from: z.array(z.string()), to: z.string() })),
  steps: z.array(
    z.object({
      id: z.uuid(),
      transition: z.string().nullable(),
      title: named,
      from: z.string().nullable(),
      to: z.string(),
      toTitle: named,
      by: named.extend({ accountId: z.uuid() }),
      post: named.extend({ code: z.string() }),
      unit: named.extend({ id: z.int() }),
      at: z.string(),
      reason: z.string().nullable(),
    }),
  ),
  possible: z.array(
    z.object({
      name: z.string(),
      title: named,
      to: z.string(),
      form: z.string().nullable(),
      allowed: z.boolean(),
      posts: z.array(named.extend({ code: z.string() })),
      direct: z.enum(['plain', 'reason']).nullable().meta({
        description: 'Can be taken with no more than a press, or a reason; otherwise on its own page',
      }),
    }),
  ),
})
export type Standing = z.infer<typeof Standing>

const exampleStanding: Standing = {
  code: 'challan',
  title: { en: 'Challan', ur: 'چالان' },
  version: 1,
  state: 'under-scrutiny',
  since: '2026-03-09T05:10:00.000Z',
  endedAt: null,
  states: [{ code: 'under-scrutiny', title: { en: 'Under scrutiny', ur: 'زیرِ جانچ' }, kind: 'normal' }],
  transitions: [{ from: ['under-scrutiny'], to: 'returned' }],
  steps: [],
  possible: [
    {
      name: 'return',
      title: { en: 'Return to police', ur: 'پولیس کو واپس' },
      to: 'returned',
      form: null,
      allowed: true,
      posts: [{ code: 'prosecutor', en: 'Prosecutor', ur: 'پراسیکیوٹر' }],
      direct: 'reason',
    },
  ],
}

export const getStanding = endpoint({
  name: 'workflow.get-standing',
  method: 'GET',
  path: '/workflow/standing/:kind/:id',
  needs: 'workflow:work',
  summary: 'Where a subject stands in each workflow it is in, how it came there, and which steps are open',
  reads: 'sensitive',
  input: z.object({ kind: z.string().min(1).max(60), id: z.uuid(), code: slug.optional() }),
  output: z.object({ standings: z.array(Standing) }),
  example: { input: { kind: 'challan', id: otherId }, output: { standings: [exampleStanding] } },
})

export const takeStepOfCase = endpoint({
  name: 'workflow.take-step',
  method: 'POST',
  path: '/workflow/standing/:kind/:id/step',
  needs: 'workflow:work',
  summary: 'Take a step of a case; only steps whose effect says what it must be told',
  input: z.object({
    kind: z.string().min(1).max(60),
    id: z.uuid(),
    code: slug,
    transition: slug,
    params: z.record(z.string(), z.unknown()).default({}),
  }),
  output: z.object({ state: z.string(), title: named }),
  refusals: ['workflow.no-such-transition', 'workflow.post-not-allowed', 'workflow.own-screen'],
  example: {
    input: { kind: 'challan', id: otherId, code: 'challan', transition: 'return', params: {} },
    output: { state: 'returned', title: { en: 'Returned', ur: 'واپس شدہ' } },
  },
})

// ---- definitions ----------------------------------------------------------------------------------------------------------

export const DefinitionState = z.enum(['draft', 'proposed', 'adopted', 'retired'])
const who = named.extend({ id: z.uuid() }).nullable()

const summaryFields = {
  id: z.uuid(),
  code: z.string(),
  title: named,
  jurisdiction: z.string(),
  unit: named.extend({ id: z.int() }).nullable(),
  version: z.int(),
  origin: z.enum(['shipped', 'edited']),
  state: DefinitionState,
  inForce: z
    .boolean()
    .meta({ description: 'New cases in its jurisdiction or unit begin under this version today' }),
  effectiveFrom: day,
  note: z.string(),
  proposedBy: who,
  adoptedBy: who,
  running: z
    .int()
    .nullable()
    .meta({ description: 'Cases running under it; null for whoever may not count them' }),
  ended: z.int().nullable(),
}
export const DefinitionSummary = z.object(summaryFields)
export const DefinitionProblem = z.object({
  code: z.string(),
  at: z.string(),
  params: z.record(z.string(), z.string()),
})
export const Definition = z.object({
  ...summaryFields,
  body: DefinitionBody,
  revision: z.int(),
  createdAt: z.string(),
  proposedAt: z.string().nullable(),
  adoptedAt: z.string().nullable(),
  retiredAt: z.string().nullable(),
  retiredReason: z.string().nullable(),
  problems: z.array(DefinitionProblem),
  effects: z.array(
    z.object({
      name: z.string(),
      needs: z.string().nullable(),
      general: z.boolean().meta({ description: 'May be used by transitions added on screen' }),
    }),
  ),
  posts: z.array(named.extend({ code: z.string() })).meta({ description: 'Posts there are' }),
  shipped: z
    .array(z.string())
    .meta({ description: 'Transitions the code takes by name; they keep their name and effect' }),
  actingIn: z.string().meta({ description: 'Jurisdiction a draft derived by the caller would be for' }),
  may: z.object({
    edit: z.boolean(),
    propose: z.boolean(),
    adopt: z.boolean(),
    sendBack: z.boolean(),
    retire: z.boolean(),
    derive: z.boolean(),
  }),
})
export type DefinitionSummary = z.infer<typeof DefinitionSummary>
export type Definition = z.infer<typeof Definition>

const exampleBody: DefinitionBody = {
  title: { en: 'Challan', ur: 'چالان' },
  states: [
    { code: 'drafted', title: { en: 'Drafted', ur: 'زیرِ تیاری' }, kind: 'start' },
    { code: 'submitted', title: { en: 'Submitted', ur: 'جمع شدہ' }, kind: 'end' },
  ],
  transitions: [
    {
      name: 'submit',
      from: ['drafted'],
      to: 'submitted',
      title: { en: 'Submit to court', ur: 'عدالت میں جمع کروائیں' },
      posts: ['prosecutor'],
      effect: 'submit',
    },
  ],
}
const exampleSummary: DefinitionSummary = {
  id: exampleId,
  code: 'challan',
  title: exampleBody.title,
  jurisdiction: 'PK',
  unit: null,
  version: 1,
  origin: 'shipped',
  state: 'adopted',
  inForce: true,
  effectiveFrom: '2026-01-01',
  note: '',
  proposedBy: null,
  adoptedBy: null,
  running: 120,
  ended: 14,
}

export const listDefinitions = endpoint({
  name: 'workflow.list-definitions',
  method: 'GET',
  path: '/workflow/definitions',
  needs: 'workflow:read',
  summary: 'Every version of every workflow, with how many cases run under it',
  input: z.object({ code: slug.optional() }),
  output: z.object({ definitions: z.array(DefinitionSummary) }),
  example: { input: {}, output: { definitions: [exampleSummary] } },
})

const exampleDefinition: Definition = {
  ...exampleSummary,
  body: exampleBody,
  revision: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  proposedAt: null,
  adoptedAt: '2026-01-01T00:00:00.000Z',
  retiredAt: null,
  retiredReason: null,
  problems: [],
  effects: [{ name: 'submit', needs: 'prosecution:submit', general: false }],
  posts: [{ code: 'prosecutor', en: 'Prosecutor', ur: 'پراسیکیوٹر' }],
  shipped: ['submit'],
  actingIn: 'PK-SD',
  may: { edit: false, propose: false, adopt: false, sendBack: false, retire: false, derive: true },
}

export const getDefinition = endpoint({
  name: 'workflow.get-definition',
  method: 'GET',
  path: '/workflow/definitions/:id',
  needs: 'workflow:read',
  summary: 'One version of a workflow',
  input: z.object({ id: z.uuid() }),
  output: Definition,
  example: { input: { id: exampleId }, output: exampleDefinition },
})

export const draftDefinition = endpoint({
  name: 'workflow.draft-definition',
  method: 'POST',
  path: '/workflow/definitions',
  needs: 'workflow:edit',
  summary: 'Start a draft from an existing version, for one’s jurisdiction or one of its units',
  input: z.object({ id: z.uuid().optional(), from: z.uuid(), unitId: z.int().nullable().default(null) }),
  output: z.object({ id: z.uuid() }),
  refusals: ['workflow.unit-elsewhere'],
  example: { input: { from: exampleId, unitId: null }, output: { id: otherId } },
})

export const saveDefinition = endpoint({
  name: 'workflow.save-definition',
  method: 'PUT',
  path: '/workflow/definitions/:id',
  needs: 'workflow:edit',
  summary: 'Save a draft; it may be incomplete, and the answer says what is still wrong',
  input: z.object({
    id: z.uuid(),
    revision: z.int(),
    body: DefinitionBody,
    note: z.string().max(1000),
    effectiveFrom: day,
  }),
  output: z.object({ revision: z.int(), problems: z.array(DefinitionProblem) }),
  refusals: ['workflow.not-a-draft', 'stale-version'],
  example: {
    input: { id: otherId, revision: 1, body: exampleBody, note: 'Two days', effectiveFrom: '2026-04-01' },
    output: { revision: 2, problems: [] },
  },
})

export const validateDraft = endpoint({
  name: 'workflow.validate-definition',
  method: 'POST',
  path: '/workflow/validate',
  needs: 'workflow:read',
  summary: 'Say what is wrong with a workflow without saving it',
  input: z.object({ code: slug, body: DefinitionBody }),
  output: z.object({ problems: z.array(DefinitionProblem) }),
  example: { input: { code: 'challan', body: exampleBody }, output: { problems: [] } },
})

const step = (verb: string) => ({
  name: `workflow.${verb}-definition`,
  method: 'POST' as const,
  path: `/workflow/definitions/:id/${verb}`,
  output: z.object({ state: DefinitionState }),
})

export const proposeDefinition = endpoint({
  ...step('propose'),
  needs: 'workflow:edit',
  summary: 'Propose a draft for adoption; it must have no problems',
  input: z.object({ id: z.uuid(), revision: z.int() }),
  refusals: ['workflow.not-a-draft', 'workflow.has-problems', 'workflow.says-nothing', 'stale-version'],
  example: { input: { id: otherId, revision: 2 }, output: { state: 'proposed' } },
})

export const adoptDefinition = endpoint({
  ...step('adopt'),
  needs: 'workflow:adopt',
  summary: 'Put a proposed version in force; never one’s own',
  stepUp: true,
  input: z.object({ id: z.uuid() }),
  refusals: ['workflow.not-proposed', 'workflow.second-person', 'workflow.has-problems'],
  example: { input: { id: otherId }, output: { state: 'adopted' } },
})

export const sendBackDefinition = endpoint({
  ...step('send-back'),
  needs: 'workflow:adopt',
  summary: 'Return a proposed version to its author',
  input: z.object({ id: z.uuid(), reason: z.string().trim().min(5).max(1000) }),
  refusals: ['workflow.not-proposed'],
  example: { input: { id: otherId, reason: 'The court reader is missing' }, output: { state: 'draft' } },
})

export const retireDefinition = endpoint({
  ...step('retire'),
  needs: 'workflow:adopt',
  summary: 'End a province’s or unit’s own version; new cases then begin under the next wider one',
  stepUp: true,
  input: z.object({ id: z.uuid(), reason: z.string().trim().min(5).max(1000) }),
  refusals: ['workflow.country-version', 'workflow.second-person', 'workflow.not-adopted'],
  example: {
    input: { id: otherId, reason: 'The province follows the country again' },
    output: { state: 'retired' },
  },
})

export const discardDraft = endpoint({
  ...step('discard'),
  needs: 'workflow:edit',
  summary: 'Put a draft or a proposal away',
  input: z.object({ id: z.uuid() }),
  refusals: ['workflow.not-a-draft'],
  example: { input: { id: otherId }, output: { state: 'retired' } },
})

export const Title = BothLanguagesText
