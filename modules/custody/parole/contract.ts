import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const words = (most: number) => z.string().trim().min(3).max(most)
const page = {
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
}
const day = z.iso.date()

export const conducts = ['very-good', 'good', 'fair', 'poor'] as const
/** What the officer writes into the diary; a breach goes to whoever gave the liberty, by a paper. */
export const diaryKinds = [
  'reported',
  'home-visit',
  'work-visit',
  'telephone',
  'missed',
  'warning',
  'breach',
] as const
export const licenceStates = [
  'to-verify',
  'issued',
  'running',
  'held',
  'revoked',
  'returned',
  'discharged',
  'cancelled',
] as const
const caseStates = ['open', 'forwarded', 'granted', 'refused', 'withdrawn'] as const
export const probationEnds = ['completed', 'sentenced', 'varied', 'died'] as const

/** A reason of law beside a name: the sentence, what it rests on, and whether it shuts the way or sends one to the law officer. */
const Reason = z.object({
  code: z.string(),
  effect: z.enum(['bars', 'refer']),
  text: both,
  citation: z.string(),
  standing: z.enum(['given', 'statute', 'general', 'refer']),
})
export type Reason = z.output<typeof Reason>

const Convict = z.object({
  imprisonmentId: z.uuid(),
  number: z.string(),
  name: both,
  father: both.nullable(),
  sections: z.string(),
  sentencedOn: day.nullable(),
  /** Null under a sentence of death, of which no date is computed. */
  lastDay: day.nullable(),
  lastDayConfirmed: z.boolean(),
  /** Days served up to today with set-off, of all days of the sentence before remission. */
  served: z.object({ days: z.number(), of: z.number(), percent: z.number() }).nullable(),
  remission: z.object({ months: z.number(), days: z.number() }),
  /** Punishments of the last twelve months; who punished why stays with discipline. */
  punishments: z.number(),
  /** Whether the doctor says fit to travel; nothing else of health is told here. */
  fit: z.boolean(),
  standing: z.enum(['barred', 'refer', 'not-yet', 'open']),
  reasons: z.array(Reason),
  caseId: z.uuid().nullable(),
})
export type Convict = z.output<typeof Convict>

export const listParole = endpoint({
  name: 'custody.list-parole',
  method: 'GET',
  path: '/custody/parole-candidates',
  needs: 'custody:read-parole',
  summary:
    'Convicts who serve a sentence now, those nearest its end first, with what the law says of a licence for each',
  input: z.object({ show: z.enum(['possible', 'barred']).default('possible'), ...page }),
  output: z.object({ rows: z.array(Convict), total: z.number() }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

const CaseRow = z.object({
  id: z.uuid(),
  imprisonmentId: z.uuid(),
  number: z.string(),
  name: both,
  prison: both,
  state: z.enum(caseStates),
  openedOn: day,
  conduct: z.boolean(),
  inquiry: z.boolean(),
  lastDay: day.nullable(),
  licence: z.object({ id: z.uuid(), state: z.enum(licenceStates), nextReportOn: day.nullable() }).nullable(),
})

export const listParoleCases = endpoint({
  name: 'custody.list-parole-cases',
  method: 'GET',
  path: '/custody/parole-cases',
  needs: 'custody:read-parole',
  summary: 'Parole cases under way, those on licence with their next day of reporting, and what is over',
  input: z.object({
    show: z.enum(['open', 'licence', 'due', 'over', 'all']).default('open'),
    imprisonmentId: z.uuid().optional(),
    ...page,
  }),
  output: z.object({ rows: z.array(CaseRow), total: z.number() }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const countParole = endpoint({
  name: 'custody.count-parole',
  method: 'GET',
  path: '/custody/parole-counts',
  needs: 'custody:read-parole',
  summary: 'How many cases are open, on licence, late to report, and past the last day of their sentence',
  input: z.object({}),
  output: z.object({ open: z.number(), onLicence: z.number(), late: z.number(), toDischarge: z.number() }),
  example: { input: {} },
})

const Entry = z.object({
  id: z.uuid(),
  kind: z.enum(diaryKinds),
  on: day,
  words: z.string(),
  told: z.string().nullable(),
  by: both.nullable(),
})

export const getParoleCase = endpoint({
  name: 'custody.get-parole-case',
  method: 'GET',
  path: '/custody/parole-cases/:id',
  needs: 'custody:read-parole',
  summary: 'One parole case: the reports, the decision, the licence and the officer’s diary',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    case: z.object({
      ...CaseRow.omit({ conduct: true, inquiry: true, licence: true }).shape,
      askedOn: day,
      openedBy: both.nullable(),
      referredPaper: z.string().nullable(),
      conduct: z
        .object({
          conduct: z.enum(conducts),
          words: z.string(),
          recommends: z.boolean(),
          by: both.nullable(),
          at: z.string(),
        })
        .nullable(),
      inquiry: z
        .object({
          visitedOn: day,
          residence: z.string(),
          residenceFit: z.boolean(),
          employer: z.string().nullable(),
          employerWilling: z.boolean().nullable(),
          words: z.string(),
          recommends: z.boolean(),
          by: both.nullable(),
          at: z.string(),
        })
        .nullable(),
      forwarded: z.object({ on: day, paper: z.string() }).nullable(),
      decision: z
        .object({ on: day, order: z.string(), authority: z.string(), why: z.string().nullable() })
        .nullable(),
    }),
    licence: z
      .object({
        id: z.uuid(),
        state: z.enum(licenceStates),
        order: z.string(),
        orderedOn: day,
        authority: z.string(),
        from: day,
        conditions: z.array(z.string()),
        employer: z.string().nullable(),
        residence: z.string(),
        recordedBy: both.nullable(),
        ownRecord: z.boolean(),
        verifiedBy: both.nullable(),
        verifiedHow: z.string().nullable(),
        leftAt: z.string().nullable(),
        nextReportOn: day.nullable(),
        revoked: z.object({ on: day, order: z.string(), why: z.string() }).nullable(),
        returned: z
          .object({
            at: z.string(),
            /** Null where the sentence is served on in a prison the reader does not reach. */
            imprisonmentId: z.uuid().nullable(),
            prison: both.nullable(),
            /** Whole days outside between revocation and return, the two themselves not among them. */
            daysBetween: z.number(),
            days: z.enum(['counted', 'not-counted']).nullable(),
            paper: z.string().nullable(),
          })
          .nullable(),
        dischargedOn: day.nullable(),
        /** The last day of the sentence is past. */
        over: z.boolean(),
      })
      .nullable(),
    standing: z.enum(['barred', 'refer', 'not-yet', 'open']).nullable(),
    reasons: z.array(Reason),
    diary: z.array(Entry),
    may: z.object({
      open: z.boolean(),
      conduct: z.boolean(),
      inquire: z.boolean(),
      enter: z.boolean(),
      verify: z.boolean(),
      supervise: z.boolean(),
      discharge: z.boolean(),
      admit: z.boolean(),
    }),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})
export type ParoleCase = z.output<typeof getParoleCase.output>

export const openParoleCase = endpoint({
  name: 'custody.open-parole-case',
  method: 'POST',
  path: '/custody/parole-cases',
  needs: 'custody:open-parole',
  summary:
    'Open a parole case of a convict who asks for it; what the law leaves open is answered first by a paper',
  input: z.object({
    imprisonmentId: z.uuid(),
    askedOn: day,
    referredPaper: z.string().trim().min(3).max(300).optional(),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: [
    'custody-parole.no-sentence',
    'custody-parole.barred',
    'custody-parole.refer',
    'custody-parole.open-already',
    'custody-parole.in-future',
    'custody.not-in',
    'not-found',
  ],
  example: { input: { imprisonmentId: exampleId, askedOn: '2026-11-02', referredPaper: 'LO 41/2026' } },
})

export const reportConduct = endpoint({
  name: 'custody.report-conduct',
  method: 'POST',
  path: '/custody/parole-cases/:id/conduct',
  needs: 'custody:report-conduct',
  summary: 'The prison’s report on conduct, for or against a licence',
  input: z.object({
    id: z.uuid(),
    conduct: z.enum(conducts),
    words: words(2000),
    recommends: z.boolean().default(false),
  }),
  output: z.object({ done: z.literal(true) }),
  refusals: [
    'custody-parole.not-open',
    'custody-parole.said-already',
    'custody-parole.same-officer',
    'not-found',
  ],
  example: {
    input: { id: exampleId, conduct: 'good', words: 'Works in the carpet section', recommends: true },
  },
})

export const reportInquiry = endpoint({
  name: 'custody.report-inquiry',
  method: 'POST',
  path: '/custody/parole-cases/:id/inquiry',
  needs: 'custody:inquire-parole',
  summary: 'The officer’s inquiry at home and with the employer, for or against a licence',
  input: z.object({
    id: z.uuid(),
    visitedOn: day,
    residence: words(300),
    residenceFit: z.boolean().default(false),
    employer: z.string().trim().min(3).max(300).optional(),
    employerWilling: z.boolean().default(false),
    words: words(2000),
    recommends: z.boolean().default(false),
  }),
  output: z.object({ done: z.literal(true) }),
  refusals: [
    'custody-parole.not-open',
    'custody-parole.said-already',
    'custody-parole.same-officer',
    'custody-parole.in-future',
    'not-found',
  ],
  example: {
    input: {
      id: exampleId,
      visitedOn: '2026-11-08',
      residence: 'Village Husri',
      words: 'The brother vouches',
    },
  },
})

export const forwardParoleCase = endpoint({
  name: 'custody.forward-parole-case',
  method: 'POST',
  path: '/custody/parole-cases/:id/forward',
  needs: 'custody:open-parole',
  summary: 'Send a case with both reports to the Government',
  input: z.object({ id: z.uuid(), on: day, paper: words(200) }),
  output: z.object({ done: z.literal(true) }),
  refusals: [
    'custody-parole.not-open',
    'custody-parole.reports-missing',
    'custody-parole.in-future',
    'not-found',
  ],
  example: { input: { id: exampleId, on: '2026-11-12', paper: 'No. 518/P' } },
})

export const withdrawParoleCase = endpoint({
  name: 'custody.withdraw-parole-case',
  method: 'POST',
  path: '/custody/parole-cases/:id/withdraw',
  needs: 'custody:open-parole',
  summary: 'End a case that the prisoner no longer asks for',
  input: z.object({ id: z.uuid() }),
  output: z.object({ done: z.literal(true) }),
  refusals: ['custody-parole.not-open', 'not-found'],
  example: { input: { id: exampleId } },
})

export const decideParoleCase = endpoint({
  name: 'custody.decide-parole-case',
  method: 'POST',
  path: '/custody/parole-cases/:id/decide',
  needs: 'custody:enter-licence',
  summary: 'Enter the Government’s order: a licence with its conditions, or a refusal with its ground',
  stepUp: true,
  input: z.object({
    id: z.uuid(),
    granted: z.boolean(),
    order: words(100),
    on: day,
    authority: words(200),
    why: z.string().trim().min(3).max(1000).optional(),
    from: day.optional(),
    /** One condition a line. */
    conditions: z.string().trim().max(4000).optional(),
  }),
  output: z.object({ licenceId: z.uuid().nullable() }),
  refusals: [
    'custody-parole.not-forwarded',
    'custody-parole.needs-conditions',
    'custody-parole.needs-ground',
    'custody-parole.in-future',
    'custody-parole.before-order',
    'not-found',
  ],
  example: {
    input: {
      id: exampleId,
      granted: true,
      order: 'SO(P-II)/HD/4-118/2026',
      on: '2026-11-18',
      authority: 'Home Department',
      from: '2026-11-20',
      conditions: 'Lives at the address given',
    },
  },
})

export const verifyLicence = endpoint({
  name: 'custody.verify-licence',
  method: 'POST',
  path: '/custody/licences/:id/verify',
  needs: 'custody:verify-licence',
  summary: 'As another officer, confirm with its authority that an order of licence is genuine',
  stepUp: true,
  input: z.object({ id: z.uuid(), how: words(500) }),
  output: z.object({ state: z.literal('issued') }),
  refusals: ['custody-parole.same-officer', 'custody-parole.licence-state', 'not-found'],
  example: { input: { id: exampleId, how: 'Telephone to the Section Officer, letter seen' } },
})

export const cancelLicence = endpoint({
  name: 'custody.cancel-licence',
  method: 'POST',
  path: '/custody/licences/:id/cancel',
  needs: 'custody:enter-licence',
  summary: 'Cancel a licence nobody left on, such as one whose order was not confirmed',
  input: z.object({ id: z.uuid() }),
  output: z.object({ done: z.literal(true) }),
  refusals: ['custody-parole.licence-state', 'not-found'],
  example: { input: { id: exampleId } },
})

export const revokeLicence = endpoint({
  name: 'custody.revoke-licence',
  method: 'POST',
  path: '/custody/licences/:id/revoke',
  needs: 'custody:enter-licence',
  summary: 'Enter the Government’s order that ends a licence; the person is to be brought back',
  stepUp: true,
  input: z.object({ id: z.uuid(), on: day, order: words(100), why: words(1000) }),
  output: z.object({ state: z.literal('revoked') }),
  refusals: [
    'custody-parole.licence-state',
    'custody-parole.in-future',
    'custody-parole.before-leaving',
    'not-found',
  ],
  example: {
    input: { id: exampleId, on: '2026-11-20', order: 'SO(P-II)/HD/4-140/2026', why: 'Left the district' },
  },
})

export const takeBack = endpoint({
  name: 'custody.take-back',
  method: 'POST',
  path: '/custody/licences/:id/take-back',
  needs: 'custody:admit',
  summary:
    'Take in whose licence was revoked: a new number, the same sentence, which ran on while on licence',
  input: z.object({ id: z.uuid() }),
  output: z.object({ imprisonmentId: z.uuid(), number: z.string(), daysBetween: z.number() }),
  refusals: [
    'custody-parole.licence-state',
    'custody-parole.held-elsewhere',
    'custody.law-refused',
    'not-found',
  ],
  example: { input: { id: exampleId } },
})

export const getLicenceOfPrisoner = endpoint({
  name: 'custody.get-licence-of-prisoner',
  method: 'GET',
  path: '/custody/prisoners/:id/licence',
  needs: 'custody:read-prisoner',
  summary:
    'Whether somebody in prison is bound by a licence, of this prison or another of the province: resting, revoked, or the sentence served on here',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    licence: z
      .object({
        licenceId: z.uuid(),
        stayId: z.uuid(),
        state: z.enum(['held', 'revoked', 'returned']),
        prison: both,
        number: z.string(),
        order: z.string(),
        authority: z.string(),
        leftAt: z.string(),
        revokedOn: day.nullable(),
        revokedOrder: z.string().nullable(),
        returnedAt: z.string().nullable(),
        /** Whole days outside between revocation and return; 0 before the return. */
        daysBetween: z.number(),
        days: z.enum(['counted', 'not-counted']).nullable(),
        paper: z.string().nullable(),
      })
      .nullable(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId }, output: { licence: null } },
})

export const settleDaysAfterRevocation = endpoint({
  name: 'custody.settle-days-after-revocation',
  method: 'POST',
  path: '/custody/licences/:id/days',
  needs: 'custody:discharge-licence',
  summary:
    'Enter what the officer of law said of the days between revocation and return; the last day follows',
  input: z.object({ id: z.uuid(), days: z.enum(['counted', 'not-counted']), paper: words(300) }),
  output: z.object({ done: z.literal(true) }),
  refusals: [
    'custody-parole.licence-state',
    'custody-parole.said-already',
    'custody.law-refused',
    'custody-parole.served-elsewhere',
    'not-found',
  ],
  example: { input: { id: exampleId, days: 'counted', paper: 'LO 52/2026' } },
})

export const dischargeLicence = endpoint({
  name: 'custody.discharge-licence',
  method: 'POST',
  path: '/custody/licences/:id/discharge',
  needs: 'custody:discharge-licence',
  summary: 'Discharge at the end of the sentence whoever served it out on licence; its warrants end',
  stepUp: true,
  input: z.object({ id: z.uuid() }),
  output: z.object({ state: z.literal('discharged') }),
  refusals: ['custody-parole.licence-state', 'custody-parole.sentence-runs', 'not-found'],
  example: { input: { id: exampleId } },
})

export const writeDiary = endpoint({
  name: 'custody.write-diary',
  method: 'POST',
  path: '/custody/supervision-diary',
  needs: 'custody:supervise',
  summary:
    'Write into the officer’s diary: reporting, a visit, what was missed, a breach and who was told of it',
  input: z.object({
    licenceId: z.uuid().optional(),
    probationId: z.uuid().optional(),
    kind: z.enum(diaryKinds),
    on: day,
    words: words(2000),
    told: z.string().trim().min(3).max(300).optional(),
    /** Empty: so many days on as the province has it. */
    nextOn: day.optional(),
  }),
  output: z.object({ nextReportOn: day.nullable() }),
  refusals: [
    'custody-parole.one-of-both',
    'custody-parole.needs-paper',
    'custody-parole.in-future',
    'custody-parole.before-leaving',
    'custody-parole.not-supervised',
    'not-found',
  ],
  example: {
    input: { licenceId: exampleId, kind: 'reported', on: '2026-11-20', words: 'Came with the employer' },
  },
})

const Probation = z.object({
  id: z.uuid(),
  section: z.enum(['4', '5']),
  name: both,
  father: both.nullable(),
  court: both,
  caseLabel: z.string(),
  sections: z.string(),
  orderedOn: day,
  untilOn: day,
  state: z.enum(['running', 'breach-reported', 'ended']),
  nextReportOn: day.nullable(),
})

export const listProbation = endpoint({
  name: 'custody.list-probation',
  method: 'GET',
  path: '/custody/probation-orders',
  needs: 'custody:read-probation',
  summary: 'Whom a court put on probation instead of sending to prison, those to report next first',
  input: z.object({ show: z.enum(['running', 'late', 'ending', 'ended']).default('running'), ...page }),
  output: z.object({ rows: z.array(Probation), total: z.number() }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const getProbation = endpoint({
  name: 'custody.get-probation',
  method: 'GET',
  path: '/custody/probation-orders/:id',
  needs: 'custody:read-probation',
  summary: 'One probation order with its conditions and the officer’s diary',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    order: z.object({
      ...Probation.shape,
      cnic: z.string().nullable(),
      sex: z.enum(['M', 'F']),
      residence: z.string(),
      bond: z.number().nullable(),
      conditions: z.array(z.string()),
      endedOn: day.nullable(),
      endedHow: z.enum(probationEnds).nullable(),
      endedPaper: z.string().nullable(),
      over: z.boolean(),
    }),
    diary: z.array(Entry),
    maySupervise: z.boolean(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const enterProbation = endpoint({
  name: 'custody.enter-probation',
  method: 'POST',
  path: '/custody/probation-orders',
  needs: 'custody:supervise',
  summary: 'Enter a court’s order of conditional discharge or probation for supervision',
  input: z.object({
    section: z.enum(['4', '5']),
    nameEn: words(120),
    nameUr: words(120),
    fatherEn: z.string().trim().min(2).max(120).optional(),
    fatherUr: z.string().trim().min(2).max(120).optional(),
    sex: z.enum(['M', 'F']),
    cnic: z
      .string()
      .transform((value) => value.replace(/\D/g, ''))
      .pipe(z.string().length(13))
      .optional(),
    residence: words(300),
    courtId: z.coerce.number().int(),
    caseLabel: words(120),
    sections: words(120),
    orderedOn: day,
    untilOn: day,
    bond: z.number().positive().max(1e9).optional(),
    conditions: z.string().trim().max(4000).optional(),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: ['custody-parole.in-future', 'custody-parole.period', 'custody-parole.no-court', 'not-found'],
  example: {
    input: {
      section: '5',
      nameEn: 'Ali Nawaz',
      nameUr: 'علی نواز',
      sex: 'M',
      residence: 'Qasimabad',
      courtId: 1,
      caseLabel: 'FIR 12/2026',
      sections: '380 PPC',
      orderedOn: '2026-03-01',
      untilOn: '2027-03-01',
    },
  },
})

export const endProbation = endpoint({
  name: 'custody.end-probation',
  method: 'POST',
  path: '/custody/probation-orders/:id/end',
  needs: 'custody:supervise',
  summary: 'End a probation: completed, or by the court’s order',
  input: z.object({
    id: z.uuid(),
    how: z.enum(probationEnds),
    on: day,
    paper: z.string().trim().min(3).max(300).optional(),
  }),
  output: z.object({ done: z.literal(true) }),
  refusals: [
    'custody-parole.in-future',
    'custody-parole.needs-paper',
    'custody-parole.not-over',
    'custody-parole.not-supervised',
    'not-found',
  ],
  example: { input: { id: exampleId, how: 'sentenced', on: '2026-11-20', paper: 'Order of 20 Nov 2026' } },
})

export const listForConsideration = endpoint({
  name: 'custody.list-for-consideration',
  method: 'GET',
  path: '/custody/probation-candidates',
  needs: 'custody:read-probation',
  summary:
    'Prisoners under trial whose sections the Probation Ordinance leaves open and of whom no earlier conviction is known, for the court’s consideration',
  input: z.object({ ...page }),
  output: z.object({
    rows: z.array(
      z.object({
        imprisonmentId: z.uuid(),
        number: z.string(),
        name: both,
        court: both.nullable(),
        sections: z.string(),
        maxMonths: z.number(),
        discharge: z.boolean(),
        probation: z.boolean(),
        citation: z.string(),
        since: day,
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})
