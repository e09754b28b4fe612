import { z } from 'zod'
import { ExtraAnswers } from '#kernel/extra-fields/contract'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const text = (most: number) => z.string().trim().min(3).max(most)

export const severities = ['minor', 'serious', 'grave'] as const
export const incidentRoles = ['hurt', 'did-it', 'involved', 'witness', 'officer'] as const
export const questionKinds = ['yes-no', 'choice', 'number', 'text'] as const

const shortName = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/)
const choice = z.string().trim().min(1).max(120)

export const Question = z
  .object({
    id: shortName,
    kind: z.enum(questionKinds),
    required: z.boolean(),
    en: text(200),
    ur: text(200),
    options: z
      .array(z.object({ value: shortName, en: choice, ur: choice }))
      .min(2)
      .max(20)
      .optional(),
  })
  .refine(({ kind, options }) => (kind === 'choice') === (options !== undefined), {
    path: ['kind'],
    params: {
      code: 'choices',
      en: 'A choice needs two choices or more, and nothing else has any.',
      ur: 'انتخاب کے سوال میں کم از کم دو جواب ہوں، کسی اور میں نہیں۔',
    },
  })
  .refine(({ options = [] }) => new Set(options.map(({ value }) => value)).size === options.length, {
    path: ['options'],
    params: {
      code: 'same-choice',
      en: 'Two choices have the same short name.',
      ur: 'دو جوابوں کا مختصر نام ایک ہے۔',
    },
  })
export type Question = z.output<typeof Question>

const Answers = z.record(z.string(), z.union([z.string().max(2000), z.number(), z.boolean()]))
export type Answers = z.output<typeof Answers>

const Type = z.object({
  code: z.string(),
  text: both,
  severity: z.enum(severities),
  tells: z.array(both),
  version: z.number(),
  questions: z.array(Question),
  /** Whether the province lets it be chosen today. */
  offered: z.boolean(),
})
export type IncidentType = z.output<typeof Type>

export const listIncidentTypes = endpoint({
  name: 'custody.list-incident-types',
  method: 'GET',
  path: '/custody/incident-types',
  needs: 'custody:read-incidents',
  summary: 'Kinds of incident with the questions asked today',
  input: z.object({}),
  output: z.object({ rows: z.array(Type) }),
  example: { input: {}, output: { rows: [] } },
})

export const getIncidentForm = endpoint({
  name: 'custody.get-incident-form',
  method: 'GET',
  path: '/custody/incident-types/:code',
  needs: 'custody:read-incidents',
  summary: 'The questions of one kind of incident, version by version',
  input: z.object({ code: z.string() }),
  output: z.object({
    type: Type,
    versions: z.array(
      z.object({
        version: z.number(),
        adoptedAt: z.string(),
        adoptedBy: both.nullable(),
        why: z.string(),
        questions: z.array(Question),
        used: z.number(),
      }),
    ),
  }),
  refusals: ['not-found'],
  example: { input: { code: 'fire' } },
})

export const adoptIncidentForm = endpoint({
  name: 'custody.adopt-incident-form',
  method: 'POST',
  path: '/custody/incident-types/:code/versions',
  needs: 'custody:adopt-incident-form',
  summary: 'Adopt the next version of the questions; answers already given stay with theirs',
  input: z.object({
    code: z.string(),
    /** The version that was read. */
    after: z.number().int().min(1),
    why: text(300),
    questions: z.array(Question).min(1).max(40),
  }),
  output: z.object({ version: z.number() }),
  refusals: [
    'custody-incidents.newer-version',
    'custody-incidents.same-question',
    'custody-incidents.choice-gone',
    'not-found',
  ],
  example: {
    input: {
      code: 'fire',
      after: 1,
      why: 'Ask for the alarm',
      questions: [
        { id: 'alarm', kind: 'yes-no', required: true, en: 'Was there an alarm?', ur: 'کیا الارم بجا؟' },
      ],
    },
    output: { version: 2 },
  },
})

const Row = z.object({
  id: z.uuid(),
  type: z.object({ code: z.string(), text: both }),
  severity: z.enum(severities),
  prison: both,
  place: z.string(),
  occurredAt: z.string(),
  state: z.enum(['open', 'closed']),
  people: z.number(),
  openActions: z.number(),
  lateActions: z.number(),
})
export type IncidentRow = z.output<typeof Row>

export const listIncidents = endpoint({
  name: 'custody.list-incidents',
  method: 'GET',
  path: '/custody/incidents',
  needs: 'custody:read-incidents',
  summary: 'Incidents, the latest first',
  input: z.object({
    show: z.enum(['open', 'closed', 'all']).default('all'),
    type: z.string().optional(),
    severity: z.enum(severities).optional(),
    imprisonmentId: z.uuid().optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(Row), total: z.number() }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const getIncidentYear = endpoint({
  name: 'custody.get-incident-year',
  method: 'GET',
  path: '/custody/incident-year',
  needs: 'custody:read-incidents',
  summary: 'Incidents by type and month over the last twelve months',
  input: z.object({}),
  output: z.object({
    months: z.array(z.string()),
    types: z.array(z.object({ code: z.string(), text: both, counts: z.array(z.number()) })),
    open: z.number(),
    grave: z.number(),
    late: z.number(),
  }),
  example: { input: {} },
})

export const getIncident = endpoint({
  name: 'custody.get-incident',
  method: 'GET',
  path: '/custody/incidents/:id',
  needs: 'custody:read-incidents',
  summary: 'One incident: people, answers beside the questions as they were asked, what was done',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    incident: Row.extend({
      account: z.string(),
      reportedBy: both,
      reportedAt: z.string(),
      own: z.boolean(),
      closedBy: both.nullable(),
      closedAt: z.string().nullable(),
      lesson: z.string().nullable(),
      version: z.number(),
      newest: z.boolean(),
      questions: z.array(Question),
      answers: Answers,
    }),
    people: z.array(
      z.object({
        id: z.uuid(),
        role: z.enum(incidentRoles),
        imprisonmentId: z.uuid().nullable(),
        number: z.string().nullable(),
        name: both,
      }),
    ),
    steps: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(['note', 'action']),
        text: z.string(),
        dueOn: z.string().nullable(),
        by: both,
        at: z.string(),
        doneBy: both.nullable(),
        doneAt: z.string().nullable(),
      }),
    ),
    may: z.object({ add: z.boolean(), close: z.boolean() }),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const reportIncident = endpoint({
  name: 'custody.report-incident',
  method: 'POST',
  path: '/custody/incidents',
  needs: 'custody:report-incident',
  summary:
    'Report an incident with its people and the answers to its questions; serious ones are put before those who must know',
  input: z.object({
    prisonId: z.number().int().optional(),
    type: z.string().min(1),
    /** The version of the questions that was answered. */
    version: z.number().int().min(1),
    severity: z.enum(severities).optional(),
    occurredOn: z.iso.date(),
    occurredTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    place: text(200),
    account: text(6000),
    answers: Answers.default({}),
    extra: ExtraAnswers.optional(),
    people: z
      .array(
        z
          .object({
            role: z.enum(incidentRoles),
            imprisonmentId: z.uuid().optional(),
            name: z.string().trim().min(2).max(120).optional(),
          })
          .refine((one) => (one.imprisonmentId === undefined) !== (one.name === undefined), {
            path: ['name'],
            params: {
              code: 'who',
              en: 'Choose a prisoner or write a name.',
              ur: 'اسیر منتخب کریں یا نام لکھیں۔',
            },
          }),
      )
      .max(50)
      .default([]),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: [
    'custody-incidents.newer-version',
    'custody-incidents.unanswered',
    'custody-incidents.in-future',
    'extra-fields.form-changed',
    'not-found',
  ],
  example: {
    input: {
      type: 'contraband',
      version: 1,
      occurredOn: '2026-11-20',
      occurredTime: '14:10',
      place: 'Barrack 3',
      account: 'A telephone was found behind the wall of the wash-place',
      answers: { hurt: false, doctor: false, article: 'phone' },
    },
    output: { id: exampleId },
  },
})

export const addIncidentStep = endpoint({
  name: 'custody.add-incident-step',
  method: 'POST',
  path: '/custody/incidents/:id/steps',
  needs: 'custody:report-incident',
  summary: 'Add what was done, or what is to be done by a day',
  input: z.object({ id: z.uuid(), text: text(2000), dueOn: z.iso.date().optional() }),
  output: z.object({ stepId: z.uuid() }),
  refusals: ['custody-incidents.closed', 'not-found'],
  example: { input: { id: exampleId, text: 'Wall repaired' }, output: { stepId: exampleId } },
})

export const finishIncidentAction = endpoint({
  name: 'custody.finish-incident-action',
  method: 'POST',
  path: '/custody/incident-steps/:stepId/done',
  needs: 'custody:report-incident',
  summary: 'Tick off what was to be done after an incident',
  input: z.object({ stepId: z.uuid() }),
  output: z.object({ done: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { stepId: exampleId }, output: { done: true } },
})

export const closeIncident = endpoint({
  name: 'custody.close-incident',
  method: 'POST',
  path: '/custody/incidents/:id/close',
  needs: 'custody:close-incident',
  summary: 'Close an incident with what is learnt from it; by another officer than who reported it',
  input: z.object({ id: z.uuid(), lesson: text(2000) }),
  output: z.object({ state: z.literal('closed') }),
  refusals: ['access.same-person', 'custody-incidents.actions-open', 'custody-incidents.closed', 'not-found'],
  example: { input: { id: exampleId, lesson: 'Search the wash-place weekly' }, output: { state: 'closed' } },
})
