import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const words = (most: number) =>
  z.object({ en: z.string().trim().min(1).max(most), ur: z.string().trim().min(1).max(most) })
const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const form = z.string().min(3).max(80)

export const fieldKinds = ['text', 'number', 'day', 'yes-no', 'one', 'several'] as const
export type FieldKind = (typeof fieldKinds)[number]

const ListValue = words(120).extend({
  value: key,
  /** Last day on which it is offered; whoever has it keeps it. */
  until: z.iso.date().optional(),
})
export type ListValue = z.output<typeof ListValue>

export const ExtraField = z.object({
  key,
  kind: z.enum(fieldKinds),
  label: words(120),
  help: words(300).optional(),
  required: z.boolean().default(false),
  /** Shown only to those with the permission the form names, and never in an export. */
  sealed: z.boolean().default(false),
  /** Of a number. */
  unit: words(30).optional(),
  least: z.number().optional(),
  most: z.number().optional(),
  decimals: z.number().int().min(0).max(3).optional(),
  /** Of one of a list, or several. */
  values: z.array(ListValue).max(60).optional(),
})
export type ExtraField = z.output<typeof ExtraField>

const AnswerValue = z.union([z.string().max(1000), z.number(), z.array(z.string().max(60)).max(60)])
export type AnswerValue = z.output<typeof AnswerValue>

const Answers = z.record(z.string().max(60), AnswerValue)
export const formParts = ['province', 'unit'] as const

/**
 * What a form sends of its extra fields: what was answered to the province's and to the unit's own, and the versions that were
 * shown; without them, those in force. A use case takes it as `extra` and hands it to `keepAnswers` in its own transaction.
 */
export const ExtraAnswers = z.object({
  shown: z.array(z.uuid()).max(4).default([]),
  province: Answers.default({}),
  unit: Answers.default({}),
})
export type ExtraAnswers = z.output<typeof ExtraAnswers>

const Version = z.object({
  id: z.uuid(),
  form,
  jurisdiction: z.string(),
  province: both,
  /** Empty for the whole province. */
  unit: both.extend({ id: z.number() }).nullable(),
  version: z.number(),
  state: z.enum(['proposed', 'adopted', 'returned']),
  standing: z.enum(['waiting', 'returned', 'ahead', 'in-force', 'past']),
  inForceFrom: z.string(),
  fields: z.array(ExtraField),
  why: z.string(),
  proposedBy: both.nullable(),
  proposedAt: z.string(),
  decidedBy: both.nullable(),
  decidedAt: z.string().nullable(),
  returnedWhy: z.string().nullable(),
  /** The reader proposed it and so cannot adopt it. */
  own: z.boolean(),
})
export type FormVersion = z.output<typeof Version>

export const listForms = endpoint({
  name: 'extra-fields.list-forms',
  method: 'GET',
  path: '/extra-fields/forms',
  needs: 'extra-fields:read-forms',
  summary: 'Forms that take extra fields, and how many each province has in force',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        key: form,
        title: both,
        provinces: z.array(z.object({ jurisdiction: z.string(), name: both, fields: z.number() })),
        units: z.number(),
      }),
    ),
    /** Proposals of the reader's province that another person made and nobody has decided. */
    waiting: z.array(Version.extend({ title: both })),
  }),
  example: { input: {}, output: { rows: [], waiting: [] } },
})

export const getForm = endpoint({
  name: 'extra-fields.get-form',
  method: 'GET',
  path: '/extra-fields/forms/:form',
  needs: 'extra-fields:read-forms',
  summary: 'One form: every version of its extra fields, in every province and in the reader’s units',
  input: z.object({ form }),
  output: z.object({
    key: form,
    title: both,
    own: z.string(),
    versions: z.array(Version),
    /** For what the reader may draft the next version: the province, a unit, or neither. */
    drafts: z.array(z.object({ unitId: z.number().nullable(), name: both })),
    may: z.object({ count: z.boolean() }),
    /** The report with the answers as columns, where the reader may count them. */
    report: z.string().nullable(),
    today: z.string(),
  }),
  refusals: ['not-found'],
  example: { input: { form: 'custody.admission' } },
})

export const getFormVersion = endpoint({
  name: 'extra-fields.get-version',
  method: 'GET',
  path: '/extra-fields/versions/:id',
  needs: 'extra-fields:read-forms',
  summary: 'One version of the extra fields of a form, beside the one before it',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    title: both,
    version: Version,
    before: z.array(ExtraField),
    may: z.object({ decide: z.boolean() }),
  }),
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const proposeFormVersion = endpoint({
  name: 'extra-fields.propose-version',
  method: 'POST',
  path: '/extra-fields/forms/:form/versions',
  needs: 'extra-fields:read-forms',
  summary: 'Propose the next version of a form’s extra fields, for the province or one unit',
  input: z.object({
    form,
    unitId: z.number().int().optional(),
    /** The number of the newest version that was there when the draft was begun; 0 where there was none. */
    after: z.number().int().min(0),
    inForceFrom: z.iso.date(),
    why: z.string().trim().min(5).max(500),
    fields: z.array(ExtraField).max(40).default([]),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
  refusals: ['not-found', 'not-allowed', 'extra-fields.newer-version', 'extra-fields.past-day'],
  example: {
    input: {
      form: 'custody.admission',
      after: 0,
      inForceFrom: '2026-12-01',
      why: 'Asked by the Home Department',
      fields: [{ key: 'tribe', kind: 'text', label: { en: 'Tribe', ur: 'قبیلہ' } }],
    },
    output: { id: exampleId, version: 1 },
  },
})

export const adoptFormVersion = endpoint({
  name: 'extra-fields.adopt-version',
  method: 'POST',
  path: '/extra-fields/versions/:id/adopt',
  needs: 'extra-fields:adopt',
  summary: 'Adopt as second person the extra fields another proposed',
  stepUp: true,
  input: z.object({ id: z.uuid() }),
  output: z.object({ state: z.literal('adopted') }),
  refusals: [
    'not-found',
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'extra-fields.decided',
    'extra-fields.past-day',
  ],
  example: { input: { id: exampleId }, output: { state: 'adopted' } },
})

export const returnFormVersion = endpoint({
  name: 'extra-fields.return-version',
  method: 'POST',
  path: '/extra-fields/versions/:id/return',
  needs: 'extra-fields:adopt',
  summary: 'Return a proposal with the reason; it can be taken up again as the next one',
  input: z.object({ id: z.uuid(), why: z.string().trim().min(5).max(500) }),
  output: z.object({ state: z.literal('returned') }),
  refusals: [
    'not-found',
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'extra-fields.decided',
  ],
  example: {
    input: { id: exampleId, why: 'The Urdu label is missing a word' },
    output: { state: 'returned' },
  },
})

const Shown = z.object({
  versionId: z.uuid(),
  part: z.enum(formParts),
  unit: both.nullable(),
  fields: z.array(ExtraField),
})
export type ShownFields = z.output<typeof Shown>

export const getShownFields = endpoint({
  name: 'extra-fields.get-shown',
  method: 'GET',
  path: '/extra-fields/shown',
  needs: 'extra-fields:read',
  summary:
    'The extra fields of a form in force today where the reader works: the province’s, then the unit’s own',
  input: z.object({ form }),
  output: z.object({ today: z.string(), parts: z.array(Shown) }),
  refusals: ['not-found'],
  example: { input: { form: 'custody.admission' }, output: { today: '2026-11-22', parts: [] } },
})

const Said = z.object({
  value: AnswerValue.nullable(),
  at: z.string(),
  by: both.nullable(),
  why: z.string().nullable(),
})

export const getAnswers = endpoint({
  name: 'extra-fields.get-answers',
  method: 'GET',
  path: '/extra-fields/answers',
  needs: 'extra-fields:read',
  summary: 'What was answered to the extra fields about one subject, each beside the field as it was asked',
  reads: 'sensitive',
  input: z.object({ form, subjectId: z.uuid() }),
  output: z.object({
    answers: z.array(
      z.object({
        scope: z.string(),
        part: z.enum(formParts),
        unit: both.nullable(),
        field: ExtraField,
        version: z.number(),
        /** No longer asked. */
        ended: z.boolean(),
        /** Empty where the reader may not see it, whether or not there is an answer. */
        said: Said.nullable(),
        withheld: z.boolean(),
        earlier: z.array(Said),
      }),
    ),
    /** What a correction begins with. */
    extra: ExtraAnswers,
    version: z.string(),
    may: z.object({ correct: z.boolean() }),
  }),
  refusals: ['not-found'],
  example: { input: { form: 'custody.admission', subjectId: exampleId } },
})
export type SubjectAnswers = z.output<typeof getAnswers.output>

export const correctAnswers = endpoint({
  name: 'extra-fields.correct-answers',
  method: 'POST',
  path: '/extra-fields/answers',
  needs: 'extra-fields:correct',
  summary: 'Correct answers about one subject, with the reason; what was said before stays readable',
  input: z.object({
    form,
    subjectId: z.uuid(),
    extra: ExtraAnswers,
    version: z.string().max(60),
    why: z.string().trim().min(3).max(300),
  }),
  output: z.object({ changed: z.number() }),
  refusals: ['not-found', 'not-allowed', 'stale-version', 'extra-fields.form-changed'],
  example: {
    input: {
      form: 'custody.admission',
      subjectId: exampleId,
      extra: { shown: [exampleId], province: { tribe: 'Soomro' } },
      version: 'x',
      why: 'Told by the family',
    },
    output: { changed: 1 },
  },
})

export const countAnswers = endpoint({
  name: 'extra-fields.count-answers',
  method: 'GET',
  path: '/extra-fields/forms/:form/counts',
  needs: 'extra-fields:read-forms',
  summary: 'How many answered what to each list of a form, among those the reader sees',
  input: z.object({ form }),
  output: z.object({
    counted: both,
    fields: z.array(
      z.object({
        scope: z.string(),
        key: z.string(),
        label: both,
        unit: both.nullable(),
        values: z.array(z.object({ value: z.string(), label: both, count: z.number() })),
      }),
    ),
  }),
  refusals: ['not-found'],
  example: { input: { form: 'custody.admission' } },
})

export const listAnswered = endpoint({
  name: 'extra-fields.list-answered',
  method: 'GET',
  path: '/extra-fields/forms/:form/answered',
  needs: 'extra-fields:read-forms',
  summary: 'Those behind a count: who gave one answer of a list',
  reads: 'sensitive',
  input: z.object({
    form,
    scope: z.string().max(40),
    key: z.string().max(60),
    value: z.string().max(60),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({ id: z.uuid(), number: z.string().nullable(), name: both, href: z.string(), at: z.string() }),
    ),
    total: z.number(),
  }),
  refusals: ['not-found'],
  example: {
    input: { form: 'custody.admission', scope: 'PK-SD', key: 'zakat', value: 'yes' },
    output: { rows: [], total: 0 },
  },
})
