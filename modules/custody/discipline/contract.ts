import { z } from 'zod'
import { endpoint, GivenReason, Overrides } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const text = (most: number) => z.string().trim().min(3).max(most)

export const adjudicationStates = ['reported', 'told', 'decided', 'quashed'] as const
export const pleas = ['admits', 'denies', 'silent'] as const
export const assistances = ['not-wanted', 'fellow-prisoner', 'officer', 'lawyer', 'interpreter'] as const
export const findings = ['proved', 'not-proved'] as const
export const punishmentStates = ['to-confirm', 'refused', 'suspended', 'in-force', 'quashed'] as const
export const statementRoles = ['prisoner', 'reporter', 'witness', 'helper'] as const

const Statement = z.object({
  role: z.enum(statementRoles),
  name: z.string().trim().max(120).default(''),
  text: text(2000),
})

const Offence = z.object({ code: z.string(), section: z.string(), text: both })

const Row = z.object({
  id: z.uuid(),
  imprisonmentId: z.uuid(),
  number: z.string(),
  name: both,
  prison: both,
  offence: Offence,
  occurredAt: z.string(),
  state: z.enum(adjudicationStates),
  finding: z.enum(findings).nullable(),
  decidedAt: z.string().nullable(),
  appealOpen: z.boolean(),
  toConfirm: z.boolean(),
  punishments: z.array(
    z.object({ text: both, days: z.number().nullable(), state: z.enum(punishmentStates) }),
  ),
})
export type AdjudicationRow = z.output<typeof Row>

export const listAdjudications = endpoint({
  name: 'custody.list-adjudications',
  method: 'GET',
  path: '/custody/adjudications',
  needs: 'custody:read-discipline',
  summary: 'Reports of offences against prison discipline, what waits and what was decided',
  input: z.object({
    show: z.enum(['waiting', 'to-confirm', 'appeals', 'decided', 'all']).default('all'),
    imprisonmentId: z.uuid().optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(Row), total: z.number() }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const getDisciplineYear = endpoint({
  name: 'custody.get-discipline-year',
  method: 'GET',
  path: '/custody/discipline-year',
  needs: 'custody:read-discipline',
  summary: 'Offences and findings month by month over the last twelve months',
  input: z.object({}),
  output: z.object({
    months: z.array(
      z.object({ month: z.string(), proved: z.number(), notProved: z.number(), open: z.number() }),
    ),
    waiting: z.number(),
    toConfirm: z.number(),
    appeals: z.number(),
  }),
  example: { input: {} },
})

const Kind = z.object({
  code: z.string(),
  section: z.string(),
  text: both,
  measured: z.boolean(),
  forfeits: z.boolean(),
  alone: z.boolean(),
  standing: z.enum(['offered', 'abolished', 'refer']),
  basis: both,
  /** Most days by the Superintendent alone, and with the Inspector-General; null where days are not counted. */
  ownDays: z.number().nullable(),
  confirmedDays: z.number().nullable(),
  ceilingBasis: z.string().nullable(),
})
export type PunishmentKind = z.output<typeof Kind>

const Punishment = z.object({
  id: z.uuid(),
  kind: z.string(),
  text: both,
  section: z.string(),
  days: z.number().nullable(),
  state: z.enum(punishmentStates),
  fromOn: z.string().nullable(),
  suspendedUntil: z.string().nullable(),
  /** Of a forfeiture: days standing in the ledger of remission. */
  taken: z.number().nullable(),
  activated: z.boolean(),
})
export type Punishment = z.output<typeof Punishment>

const Adjudication = z.object({
  id: z.uuid(),
  imprisonmentId: z.uuid(),
  number: z.string(),
  name: both,
  held: z.boolean(),
  offence: Offence,
  occurredAt: z.string(),
  place: z.string(),
  account: z.string(),
  reportedBy: both,
  reportedAt: z.string(),
  ownReport: z.boolean(),
  state: z.enum(adjudicationStates),
  toldAt: z.string().nullable(),
  toldBy: both.nullable(),
  hearableAt: z.string().nullable(),
  plea: z.enum(pleas).nullable(),
  statements: z.array(Statement),
  assistance: z.enum(assistances).nullable(),
  finding: z.enum(findings).nullable(),
  reasons: z.string().nullable(),
  overrides: z.array(GivenReason),
  decidedBy: both.nullable(),
  decidedAt: z.string().nullable(),
  punishments: z.array(Punishment),
  appealUntil: z.string().nullable(),
  appealedAt: z.string().nullable(),
  appealGrounds: z.string().nullable(),
  appealOutcome: z.enum(['dismissed', 'quashed']).nullable(),
  appealReasons: z.string().nullable(),
  appealBy: both.nullable(),
})
export type Adjudication = z.output<typeof Adjudication>

export const getAdjudication = endpoint({
  name: 'custody.get-adjudication',
  method: 'GET',
  path: '/custody/adjudications/:id',
  needs: 'custody:read-discipline',
  summary: 'One report with its hearing, what was given for the same offence before, and what may be awarded',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    adjudication: Adjudication,
    kinds: z.array(Kind),
    suspendMonths: z.number(),
    /** Days of remission that could be forfeited today. */
    forfeitable: z.number(),
    /** Punishments of the same prisoner that stand suspended, and could be set in force. */
    suspended: z.array(Punishment),
    /** Given in this prison for the same offence, within the months that are compared. */
    before: z.object({
      months: z.number(),
      cases: z.number(),
      kinds: z.array(
        z.object({
          kind: z.string(),
          text: both,
          cases: z.number(),
          median: z.number().nullable(),
          most: z.number().nullable(),
        }),
      ),
    }),
    may: z.object({
      tell: z.boolean(),
      hear: z.boolean(),
      confirm: z.boolean(),
      appeal: z.boolean(),
      decideAppeal: z.boolean(),
    }),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const listOffences = endpoint({
  name: 'custody.list-prison-offences',
  method: 'GET',
  path: '/custody/prison-offences',
  needs: 'custody:read-discipline',
  summary: 'Offences against prison discipline as the law has them',
  input: z.object({}),
  output: z.object({ rows: z.array(Offence) }),
  example: { input: {}, output: { rows: [] } },
})

export const reportOffence = endpoint({
  name: 'custody.report-offence',
  method: 'POST',
  path: '/custody/adjudications',
  needs: 'custody:report-offence',
  summary: 'Report an offence against prison discipline',
  input: z.object({
    imprisonmentId: z.uuid(),
    offence: z.string().min(1),
    occurredOn: z.iso.date(),
    occurredTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    place: text(200),
    account: text(4000),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: ['custody.not-in', 'custody-discipline.in-future', 'not-found'],
  example: {
    input: {
      imprisonmentId: exampleId,
      offence: 'threats',
      occurredOn: '2026-11-20',
      occurredTime: '09:30',
      place: 'Barrack 2',
      account: 'Threatened another prisoner',
    },
    output: { id: exampleId },
  },
})

export const tellPrisoner = endpoint({
  name: 'custody.tell-prisoner-of-charge',
  method: 'POST',
  path: '/custody/adjudications/:id/told',
  needs: 'custody:prepare-hearing',
  summary: 'Record that the prisoner was told, in a language understood, what is alleged',
  input: z.object({ id: z.uuid() }),
  output: z.object({ hearableAt: z.string() }),
  refusals: ['custody-discipline.not-open', 'not-found'],
  example: { input: { id: exampleId }, output: { hearableAt: '2026-11-22T10:00:00+05:00' } },
})

export const decideAdjudication = endpoint({
  name: 'custody.decide-adjudication',
  method: 'POST',
  path: '/custody/adjudications/:id/decide',
  needs: 'custody:adjudicate',
  summary: 'Hear the prisoner and decide, with reasons; remission forfeited is posted to its ledger',
  input: z
    .object({
      id: z.uuid(),
      plea: z.enum(pleas),
      assistance: z.enum(assistances),
      statements: z.array(Statement).min(1).max(20),
      finding: z.enum(findings),
      reasons: text(4000),
      punishments: z
        .array(
          z.object({
            kind: z.string().min(1),
            days: z.number().int().min(1).max(365).optional(),
            suspendedUntil: z.iso.date().optional(),
          }),
        )
        .max(4)
        .default([]),
      /** Suspended punishments set in force by this finding. */
      activate: z.array(z.uuid()).max(10).default([]),
      overrides: Overrides,
    })
    .refine((given) => given.finding === 'proved' || given.punishments.length + given.activate.length === 0, {
      path: ['punishments'],
      params: {
        code: 'not-proved',
        en: 'Nothing is awarded for what is not proved.',
        ur: 'جو ثابت نہ ہو اس پر سزا نہیں۔',
      },
    })
    .refine((given) => given.statements.some((one) => one.role === 'prisoner'), {
      path: ['statements'],
      params: {
        code: 'prisoner',
        en: 'Write what the prisoner said, or that nothing was said.',
        ur: 'اسیر کا بیان لکھیں، یا یہ کہ کچھ نہیں کہا۔',
      },
    }),
  output: z.object({ state: z.literal('decided'), forfeited: z.number(), toConfirm: z.number() }),
  refusals: [
    'custody-discipline.not-open',
    'custody-discipline.own-report',
    'custody-discipline.too-soon',
    'custody-discipline.not-offered',
    'custody-discipline.over-ceiling',
    'custody-discipline.alone',
    'custody-discipline.twice',
    'custody-discipline.days',
    'custody-discipline.over-earned',
    'custody-discipline.suspended-too-long',
    'custody.not-in',
    'custody.law-refused',
    'not-found',
  ],
  warnings: ['custody-discipline.harsher'],
  example: {
    input: {
      id: exampleId,
      plea: 'denies',
      assistance: 'not-wanted',
      statements: [{ role: 'prisoner', text: 'It was not mine' }],
      finding: 'proved',
      reasons: 'Found in his bedding in the presence of two witnesses',
      punishments: [{ kind: 'warning' }],
    },
  },
})

export const confirmPunishment = endpoint({
  name: 'custody.confirm-punishment',
  method: 'POST',
  path: '/custody/punishments/:id/confirm',
  needs: 'custody:hear-discipline-appeal',
  summary: 'Confirm or refuse a punishment beyond the Superintendent’s own power',
  input: z.object({ id: z.uuid(), confirm: z.boolean() }),
  output: z.object({ state: z.enum(punishmentStates) }),
  refusals: ['custody-discipline.not-open', 'access.same-person', 'not-found'],
  example: { input: { id: exampleId, confirm: true }, output: { state: 'in-force' } },
})

export const lodgeAppeal = endpoint({
  name: 'custody.lodge-discipline-appeal',
  method: 'POST',
  path: '/custody/adjudications/:id/appeal',
  needs: 'custody:prepare-hearing',
  summary: 'Take down the prisoner’s appeal; it goes to the Inspector-General',
  input: z.object({ id: z.uuid(), grounds: text(4000) }),
  output: z.object({ appealed: z.literal(true) }),
  refusals: ['custody-discipline.not-open', 'custody-discipline.appeal-late', 'not-found'],
  example: { input: { id: exampleId, grounds: 'No witness was heard' }, output: { appealed: true } },
})

export const decideAppeal = endpoint({
  name: 'custody.decide-discipline-appeal',
  method: 'POST',
  path: '/custody/adjudications/:id/appeal/decide',
  needs: 'custody:hear-discipline-appeal',
  summary: 'Dismiss an appeal or quash the finding; remission forfeited is given back',
  input: z.object({ id: z.uuid(), outcome: z.enum(['dismissed', 'quashed']), reasons: text(4000) }),
  output: z.object({ outcome: z.enum(['dismissed', 'quashed']) }),
  refusals: ['custody-discipline.not-open', 'access.same-person', 'not-found'],
  example: {
    input: { id: exampleId, outcome: 'quashed', reasons: 'The prisoner was not told' },
    output: { outcome: 'quashed' },
  },
})
