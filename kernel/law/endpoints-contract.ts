import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { legalNumberKeys } from './keys.ts'
import { Answer, errorCodes, IsoDay, Refusal, StepSchema, TextSchema } from './rule-schemas.ts'

const Nothing = z.object({})
const someText = z.object({ en: z.string().trim().min(3).max(500), ur: z.string().trim().min(3).max(500) })
const id = '0190a0de-0000-7000-8000-000000000001'
const person = z.object({ id: z.uuid(), en: z.string(), ur: z.string() })

/* ---- Computing ---- */

export const mostCases = 10_000

export const computeLaw = endpoint({
  name: 'law.compute',
  method: 'POST',
  path: '/law/compute',
  needs: 'signed-in',
  summary:
    'Put up to 10,000 questions to the law engine at once; a case with bad facts is answered with its error and the others still run',
  /** Cases are checked one by one by the engine, so that a bad one spoils no other. */
  input: z.object({ cases: z.array(z.unknown()).max(mostCases) }),
  output: z.object({
    answers: z.array(
      z.union([
        z.object({
          id: z.unknown(),
          result: z.record(z.string(), z.unknown()),
          steps: z.array(StepSchema),
          flags: z.array(z.string()),
          rulePack: z.object({ code: z.string(), version: z.string() }),
          hash: z.string(),
        }),
        z.object({
          id: z.unknown(),
          error: z.object({
            code: z.enum(errorCodes),
            path: z.string(),
            message: z.string(),
            messageUr: z.string(),
          }),
        }),
      ]),
    ),
  }),
  // A question and no command: nothing is done twice by asking twice, and ten thousand answers are not kept.
  media: { request: 'application/json', response: 'application/json' },
  example: {
    input: { cases: [{ id: '1', rule: 'police-report', inputs: { fir: '2026-03-04' } }] },
    output: { answers: [] },
  },
})

/** A form field as `form-of-rule.ts` reads it from the rule's schema; lists and groups hold fields of their own. */
const Field: z.ZodType<unknown> = z.record(z.string(), z.unknown())

export const listRules = endpoint({
  name: 'law.list-rules',
  method: 'GET',
  path: '/law/rules',
  needs: 'law:read',
  summary: 'Every rule of the engine with the facts it asks for, and the court calendars',
  input: Nothing,
  output: z.object({
    rules: z.array(
      z.object({
        rule: z.string(),
        variants: z.array(z.object({ key: z.string(), fields: z.array(Field) })),
        example: z.record(z.string(), z.unknown()).nullable(),
      }),
    ),
    packs: z.array(z.object({ code: z.string(), version: z.string(), title: TextSchema })),
    calendars: z.array(z.object({ code: z.string(), name: TextSchema, note: TextSchema })),
    /** Of the caller's province. */
    own: z.object({ packCode: z.string(), calendarCode: z.string() }),
  }),
  example: {
    input: {},
    output: { rules: [], packs: [], calendars: [], own: { packCode: 'sindh', calendarCode: 'sindh' } },
  },
})

export const calculate = endpoint({
  name: 'law.calculate',
  method: 'POST',
  path: '/law/calculation',
  needs: 'law:read',
  summary: 'One question under a province’s rules and court calendar, for the calculator',
  input: z.object({
    rule: z.string(),
    inputs: z.record(z.string(), z.unknown()),
    packCode: z.string().optional(),
    calendarCode: z.string().optional(),
  }),
  output: z.union([Answer, Refusal]),
  example: { input: { rule: 'police-report', inputs: { fir: '2026-03-04' } } },
})

export const printCalculation = endpoint({
  name: 'law.print-calculation',
  method: 'POST',
  path: '/law/calculation/print',
  needs: 'law:read',
  summary:
    'The explanation of one computation as a PDF, in Urdu and English. Not an issued document: it carries no number',
  input: z.object({
    rule: z.string(),
    inputs: z.record(z.string(), z.unknown()),
    packCode: z.string().optional(),
    calendarCode: z.string().optional(),
  }),
  output: z.file(),
  refusals: ['law.refused'],
  media: { response: 'application/pdf' },
  example: {
    input: {
      rule: 'police-report',
      inputs: { fir: '2026-03-04' },
    },
  },
})

/* ---- Offences ---- */

export const OffenceRow = z.object({
  id: z.string(),
  act: z.string(),
  actName: TextSchema,
  section: z.string(),
  title: TextSchema,
  punishment: z.string(),
  max: z.union([z.string(), z.number()]),
  bailable: z.union([z.boolean(), z.string()]),
  cognizable: z.union([z.boolean(), z.string()]),
  compoundable: z.string(),
  compoundableText: z.string().nullable(),
  court: z.string(),
  prohibitory: z.boolean(),
  groups: z.array(z.string()),
  confidence: z.enum(['A', 'B', 'C', 'G']),
  source: z.string(),
  effectiveFrom: z.string().nullable(),
  effectiveTo: z.string().nullable(),
  derived: z.boolean(),
  conflict: z.string().nullable(),
})
export type OffenceRow = z.output<typeof OffenceRow>

export const listOffences = endpoint({
  name: 'law.list-offences',
  method: 'GET',
  path: '/law/offences',
  needs: 'law:read',
  summary: 'Offences in force on a day, found by section, act, or words of the Urdu or English title',
  input: z.object({
    q: z.string().max(100).optional(),
    on: IsoDay.optional(),
    act: z.string().max(20).optional(),
    only: z.enum(['conflict', 'derived', 'unsure', 'prohibitory']).optional(),
    sort: z.string().optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ rows: z.array(OffenceRow), total: z.number() }),
  example: { input: { q: '302', on: '2026-03-12' }, output: { rows: [], total: 0 } },
})

export const deriveOffence = endpoint({
  name: 'law.derive-offence',
  method: 'GET',
  path: '/law/offences/derived',
  needs: 'law:read',
  summary:
    'What the residual rule of CrPC Schedule II says of an offence that has no entry: derived from its longest punishment alone',
  input: z.object({
    act: z.string().min(1).max(20),
    section: z.string().trim().min(1).max(40),
    /** Months, or DEATH or LIFE. */
    max: z.string().regex(/^(DEATH|LIFE|\d{1,4})$/),
  }),
  output: OffenceRow,
  refusals: ['law.no-such-act'],
  example: { input: { act: 'FA', section: '14', max: '36' } },
})

/* ---- Packs ---- */

export const LegalNumberRow = z.object({
  key: z.string(),
  value: z.number(),
  unit: z.string(),
  section: z.string(),
  text: TextSchema,
  effectiveFrom: z.string().nullable(),
  effectiveTo: z.string().nullable(),
  confidence: z.string(),
  convention: TextSchema.nullable(),
  unsure: z.object({ from: z.string(), to: z.string(), why: TextSchema }).nullable(),
  goldenCases: z.array(z.string()),
  /** The pack that gives it: a province stands on the federal numbers. */
  from: z.string(),
})
export type LegalNumberRow = z.output<typeof LegalNumberRow>

const Golden = z.object({
  id: z.string(),
  rule: z.string(),
  law: z.string(),
  confidence: z.string(),
  passed: z.boolean(),
  inputs: z.record(z.string(), z.unknown()),
  expected: z.record(z.string(), z.unknown()),
  found: z.record(z.string(), z.unknown()),
  why: z.string().nullable(),
})
export type Golden = z.output<typeof Golden>

const PackHead = z.object({
  code: z.string(),
  version: z.string(),
  title: TextSchema,
  basedOn: z.string().nullable(),
  effectiveFrom: z.string(),
  own: z.number(),
  inherited: z.number(),
  golden: z.object({ passed: z.number(), total: z.number() }),
  /** Whether the caller may change this pack. */
  mayPropose: z.boolean(),
})

const versionStates = ['draft', 'proposed', 'adopted', 'withdrawn'] as const
export const PackVersionHead = z.object({
  id: z.uuid(),
  code: z.string(),
  version: z.string(),
  state: z.enum(versionStates),
  reason: z.string(),
  effectiveFrom: z.string(),
  inForce: z.boolean(),
  draftedBy: person,
  draftedAt: z.string(),
  adoptedBy: person.nullable(),
  adoptedAt: z.string().nullable(),
})
export type PackVersionHead = z.output<typeof PackVersionHead>

export const listPacks = endpoint({
  name: 'law.list-packs',
  method: 'GET',
  path: '/law/packs',
  needs: 'law:read',
  summary: 'Rule packs with their versions and how their worked cases come out now',
  input: Nothing,
  output: z.object({ packs: z.array(PackHead), versions: z.array(PackVersionHead) }),
  example: { input: {}, output: { packs: [], versions: [] } },
})

export const getPack = endpoint({
  name: 'law.get-pack',
  method: 'GET',
  path: '/law/packs/:code',
  needs: 'law:read',
  summary:
    'A rule pack as a page: every number with its section, text, days in force, convention and worked cases',
  input: z.object({ code: z.string().max(40) }),
  output: PackHead.extend({
    numbers: z.array(LegalNumberRow),
    conventions: z.array(
      z.object({ code: z.string(), section: z.string(), text: TextSchema, confidence: z.string() }),
    ),
    goldenCases: z.array(Golden),
    versions: z.array(PackVersionHead),
  }),
  example: { input: { code: 'sindh' } },
})

export const listConflicts = endpoint({
  name: 'law.list-conflicts',
  method: 'GET',
  path: '/law/conflicts',
  needs: 'law:read',
  summary: 'Points on which the sources disagree, what each says, and what the engine does meanwhile',
  input: Nothing,
  output: z.object({
    conflicts: z.array(
      z.object({
        id: z.string(),
        subject: TextSchema,
        section: z.string(),
        sources: z.array(z.object({ source: z.string(), says: TextSchema })),
        engine: TextSchema,
        changesDates: z.boolean(),
        state: z.enum(['open', 'settled']),
      }),
    ),
  }),
  example: { input: {}, output: { conflicts: [] } },
})

/* ---- Proposing a version ---- */

export const confidences = ['statute', 'sourced', 'interpretive', 'policy', 'general-knowledge'] as const

export const Change = z.object({
  key: z.enum(legalNumberKeys),
  value: z.number().min(0).max(1e9),
  effectiveFrom: IsoDay.optional(),
  section: z.string().trim().min(3).max(200),
  text: someText,
  confidence: z.enum(confidences),
})
const Acknowledged = z.object({ id: z.string().max(20), why: z.string().trim().min(10).max(500) })
const GoldenDifference = z.object({
  id: z.string(),
  law: z.string(),
  expected: z.record(z.string(), z.unknown()),
  found: z.record(z.string(), z.unknown()),
  why: z.string().nullable(),
})

export const draftVersion = endpoint({
  name: 'law.draft-version',
  method: 'POST',
  path: '/law/packs/:code/versions',
  needs: 'law:propose',
  summary:
    'Draft changed numbers of one’s own province’s pack, and begin to simulate them over what is stored',
  input: z.object({
    code: z.string().max(40),
    changes: z.array(Change).min(1).max(60),
    effectiveFrom: IsoDay,
    reason: z.string().trim().min(10).max(2000),
  }),
  output: z.object({ id: z.uuid(), version: z.string() }),
  refusals: ['law.not-your-pack', 'law.effective-passed', 'law.changed-twice', 'law.nothing-changed'],
  example: {
    input: {
      code: 'sindh',
      changes: [
        {
          key: 'scrutiny.return-days',
          value: 4,
          effectiveFrom: '2027-01-01',
          section: 'Act X of 2026 s.4',
          text: { en: 'Four days', ur: 'چار دن' },
          confidence: 'statute',
        },
      ],
      effectiveFrom: '2027-01-01',
      reason: 'Amending Act X of 2026',
    },
    output: { id, version: '2026.2' },
  },
})

export const differenceClassNames = [
  'early-release-risk',
  'unlawful-detention-risk',
  'other-change',
  'refused',
] as const

export const getVersion = endpoint({
  name: 'law.get-version',
  method: 'GET',
  path: '/law/versions/:id',
  needs: 'law:read',
  summary:
    'One version of a rule pack: what changes, what its worked cases and the simulation say, and who decided',
  input: z.object({ id: z.uuid() }),
  output: PackVersionHead.extend({
    numbers: z.array(LegalNumberRow),
    before: z.array(LegalNumberRow),
    golden: z.array(GoldenDifference),
    goldenTotal: z.number(),
    simulation: z.enum(['waiting', 'running', 'done', 'failed']),
    simulatedAt: z.string().nullable(),
    simulatedRows: z.number(),
    sources: z.array(z.string()),
    counts: z.record(z.enum(differenceClassNames), z.number()),
    proposedBy: person.nullable(),
    proposedAt: z.string().nullable(),
    withdrawnWhy: z.string().nullable(),
    may: z.object({ propose: z.boolean(), adopt: z.boolean(), withdraw: z.boolean() }),
  }),
  example: { input: { id } },
})

export const listDifferences = endpoint({
  name: 'law.list-differences',
  method: 'GET',
  path: '/law/versions/:id/differences',
  needs: 'law:propose',
  summary: 'Stored computations that come out otherwise under a version, each with its risk',
  input: z.object({
    id: z.uuid(),
    class: z.enum(differenceClassNames).optional(),
    sort: z.string().optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        source: z.string(),
        subjectId: z.uuid(),
        rule: z.string(),
        label: z.string(),
        class: z.enum(differenceClassNames),
        before: z.string().nullable(),
        after: z.string().nullable(),
        note: z.string().nullable(),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: { id }, output: { rows: [], total: 0 } },
})

export const proposeVersion = endpoint({
  name: 'law.propose-version',
  method: 'POST',
  path: '/law/versions/:id/proposal',
  needs: 'law:propose',
  stepUp: true,
  summary: 'Propose a simulated draft, with a reason for each worked case that comes out otherwise',
  input: z.object({ id: z.uuid(), acknowledged: z.array(Acknowledged).max(200).default([]) }),
  output: Nothing,
  refusals: ['law.not-simulated', 'law.golden-differences', 'law.not-in-that-state', 'law.effective-passed'],
  example: { input: { id, acknowledged: [] }, output: {} },
})

export const adoptVersion = endpoint({
  name: 'law.adopt-version',
  method: 'POST',
  path: '/law/versions/:id/adoption',
  needs: 'law:adopt',
  stepUp: true,
  summary: 'Adopt a version that another law officer proposed; it is in force from its first day on',
  input: z.object({ id: z.uuid() }),
  output: Nothing,
  refusals: [
    'law.not-in-that-state',
    'law.effective-passed',
    'access.same-person',
    'access.same-session',
    'access.delegate',
  ],
  example: { input: { id }, output: {} },
})

export const withdrawVersion = endpoint({
  name: 'law.withdraw-version',
  method: 'POST',
  path: '/law/versions/:id/withdrawal',
  needs: 'law:propose',
  summary: 'Withdraw a draft or a proposal, with the reason',
  input: z.object({ id: z.uuid(), why: z.string().trim().min(5).max(500) }),
  output: Nothing,
  refusals: ['law.not-in-that-state'],
  example: { input: { id, why: 'The amending Act was not assented to' }, output: {} },
})

/* ---- Closures of courts ---- */

export const ClosureRow = z.object({
  id: z.uuid(),
  jurisdiction: z.string(),
  firstDay: z.string(),
  lastDay: z.string(),
  title: TextSchema,
  notification: z.string(),
  state: z.enum(['proposed', 'adopted', 'withdrawn']),
  proposedBy: person,
  proposedAt: z.string(),
  adoptedBy: person.nullable(),
  adoptedAt: z.string().nullable(),
  /** Progress over the running clocks, once adopted. */
  recomputed: z
    .object({ seen: z.number(), moved: z.number(), refused: z.number(), endedAt: z.string().nullable() })
    .nullable(),
  may: z.object({ adopt: z.boolean(), withdraw: z.boolean() }),
})
export type ClosureRow = z.output<typeof ClosureRow>

export const listClosures = endpoint({
  name: 'law.list-closures',
  method: 'GET',
  path: '/law/closures',
  needs: 'law:read',
  summary: 'Closures of the province’s courts: proposed, adopted, and how far the clocks are recomputed',
  input: Nothing,
  output: z.object({
    closures: z.array(ClosureRow),
    calendar: z
      .object({ weeklyOff: z.array(z.string()), closed: z.array(z.string()), note: TextSchema })
      .nullable(),
    mayPropose: z.boolean(),
  }),
  example: { input: {}, output: { closures: [], calendar: null, mayPropose: false } },
})

export const proposeClosure = endpoint({
  name: 'law.propose-closure',
  method: 'POST',
  path: '/law/closures',
  needs: 'law:propose',
  summary: 'Propose days on which the courts of one’s own province are closed',
  input: z.object({
    firstDay: IsoDay,
    lastDay: IsoDay.optional(),
    title: someText,
    notification: z.string().trim().min(3).max(200),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: ['law.no-calendar', 'law.days-out-of-order', 'law.closure-too-long'],
  example: {
    input: {
      firstDay: '2026-12-03',
      title: { en: 'Day of mourning', ur: 'یومِ سوگ' },
      notification: 'SHC/Reg/2026/118',
    },
    output: { id },
  },
})

export const adoptClosure = endpoint({
  name: 'law.adopt-closure',
  method: 'POST',
  path: '/law/closures/:id/adoption',
  needs: 'law:adopt',
  stepUp: true,
  summary: 'Adopt a closure that another law officer proposed, and have every running clock recomputed',
  input: z.object({ id: z.uuid() }),
  output: z.object({ recomputationId: z.uuid() }),
  refusals: ['law.not-in-that-state', 'access.same-person', 'access.same-session', 'access.delegate'],
  example: { input: { id }, output: { recomputationId: id } },
})

export const withdrawClosure = endpoint({
  name: 'law.withdraw-closure',
  method: 'POST',
  path: '/law/closures/:id/withdrawal',
  needs: 'law:propose',
  summary: 'Withdraw a proposed closure',
  input: z.object({ id: z.uuid() }),
  output: Nothing,
  refusals: ['law.not-in-that-state'],
  example: { input: { id }, output: {} },
})
