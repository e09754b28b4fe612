import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const words = (most: number) => z.string().trim().min(3).max(most)
const day = z.iso.date()
const page = {
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
}

export const properties = ['land', 'house', 'vehicle', 'savings', 'salary', 'cash'] as const
export const stepKinds = ['cnic', 'land-record', 'registration', 'bank', 'police', 'court'] as const
/** Said by an officer, because no paper shows it. */
export const saidObstacles = ['amount-too-high', 'family-not-reached', 'surety-far-away', 'other'] as const
/** Worked out from papers, in the order in which a release comes about. */
export const paperObstacles = [
  'no-surety',
  'surety-offered',
  'papers-verified',
  'order-not-arrived',
  'order-not-verified',
  'order-to-carry-out',
  'other-case',
  'hold',
] as const
export const petitionKinds = ['statutory', 'reduce-surety'] as const
export const petitionStates = ['prepared', 'filed', 'adjourned', 'granted', 'refused', 'withdrawn'] as const

const Obstacle = z.enum([...paperObstacles, ...saidObstacles])
export type Obstacle = z.output<typeof Obstacle>

const Grant = z.object({
  /** Null where a hold alone says that a surety is wanted. */
  warrantId: z.uuid().nullable(),
  caseLabel: z.string(),
  sections: z.string(),
  court: both.nullable(),
  /** court: the court's own order is here; paper: typed from a robkar; hold: a surety is wanted by a hold of this prison. */
  source: z.enum(['court', 'paper', 'hold']),
  grantedOn: day,
  days: z.number(),
  amount: z.number().nullable(),
  obstacle: z.enum(paperObstacles),
})

const Row = z.object({
  imprisonmentId: z.uuid(),
  number: z.string(),
  name: both,
  father: both.nullable(),
  prison: both,
  /** Since the earliest bail that still stands. */
  since: day,
  days: z.number(),
  amount: z.number().nullable(),
  grants: z.number(),
  obstacles: z.array(Obstacle),
  sureties: z.number(),
  /** A verification is past its day. */
  lateSteps: z.number(),
  reminded: day.nullable(),
  escalated: day.nullable(),
  notice: z.enum(['reminder', 'escalation']).nullable(),
  /** Where it stands that legal aid was asked, if it was asked from this prison. */
  legalAid: z.enum(['offered', 'accepted', 'rejected', 'done', 'withdrawn']).nullable(),
})
export type BailGrantedRow = z.output<typeof Row>

export const listBailGranted = endpoint({
  name: 'custody.list-bail-granted',
  method: 'GET',
  path: '/custody/bail-granted',
  needs: 'custody:read-sureties',
  summary:
    'Everybody who has bail and is still inside, longest first: since when, and what stands in the way',
  input: z.object({
    obstacle: Obstacle.optional(),
    notice: z.enum(['reminder', 'escalation']).optional(),
    ...page,
  }),
  output: z.object({
    rows: z.array(Row),
    total: z.number(),
    /** Over everybody, whatever is filtered. */
    all: z.object({
      people: z.number(),
      days: z.number(),
      longest: z.number(),
      due: z.number(),
      obstacles: z.array(z.object({ obstacle: Obstacle, people: z.number() })),
      bands: z.array(z.object({ band: z.enum(['week', 'month', 'quarter', 'longer']), people: z.number() })),
    }),
    rules: z.object({ reminder: z.number().nullable(), escalation: z.number().nullable() }),
  }),
  reads: 'sensitive',
  example: {
    input: {},
    output: {
      rows: [],
      total: 0,
      all: { people: 0, days: 0, longest: 0, due: 0, obstacles: [], bands: [] },
      rules: { reminder: 7, escalation: 30 },
    },
  },
})

const Step = z.object({
  id: z.uuid(),
  kind: z.enum(stepKinds),
  withWhom: z.string(),
  askedOn: day,
  dueOn: day,
  answeredOn: day.nullable(),
  answer: z.enum(['confirmed', 'not-confirmed']).nullable(),
  words: z.string().nullable(),
})
const Surety = z.object({
  id: z.uuid(),
  name: both,
  father: z.string().nullable(),
  cnic: z.string(),
  telephone: z.string().nullable(),
  relation: z.string(),
  property: z.enum(properties),
  paper: z.string(),
  worth: z.number().nullable(),
  state: z.enum(['offered', 'turned-down', 'withdrawn', 'accepted']),
  offeredOn: day,
  endedWhy: z.string().nullable(),
  steps: z.array(Step),
})
export type Surety = z.output<typeof Surety>
const Petition = z.object({
  id: z.uuid(),
  warrantId: z.uuid(),
  kind: z.enum(petitionKinds),
  state: z.enum(petitionStates),
  number: z.string(),
  documentId: z.uuid(),
  version: z.number(),
  preparedAt: z.string(),
  eligibleFrom: day.nullable(),
  filedOn: day.nullable(),
  filedCourt: both.nullable(),
  filedBy: z.string().nullable(),
  courtNumber: z.string().nullable(),
  nextOn: day.nullable(),
  outcomeOn: day.nullable(),
  outcomeGround: z.string().nullable(),
  /** Of the sheet as it was made ready. */
  sha256: z.string().nullable(),
  /** Where it stands before the court it was filed with through the system. */
  atCourt: z
    .object({
      state: z.enum(['offered', 'returned', 'withdrawn', 'registered', 'granted', 'refused']),
      returnedWhy: z.string().nullable(),
    })
    .nullable(),
  /** Courts that take part in the case and may be handed the petition; the first is proposed. */
  courts: z.array(z.object({ id: z.number(), name: both })),
})
export type Petition = z.output<typeof Petition>
export const getBailOf = endpoint({
  name: 'custody.get-bail-of',
  method: 'GET',
  path: '/custody/bail/:imprisonmentId',
  needs: 'custody:read-sureties',
  summary:
    'The bail of one prisoner: what was granted, who stands surety, petitions, and what legal aid answers',
  input: z.object({ imprisonmentId: z.uuid() }),
  output: z.object({
    prisoner: z.object({
      imprisonmentId: z.uuid(),
      number: z.string(),
      name: both,
      father: both.nullable(),
      inside: z.boolean(),
    }),
    since: day.nullable(),
    days: z.number(),
    grants: z.array(Grant),
    obstacles: z.array(
      z.object({
        obstacle: Obstacle,
        id: z.uuid().nullable(),
        since: day.nullable(),
        words: z.string().nullable(),
      }),
    ),
    sureties: z.array(Surety),
    notices: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(['reminder', 'escalation']),
        toWhom: z.string(),
        sentOn: day,
        paper: z.string(),
      }),
    ),
    petitions: z.array(Petition),
    /** Cases in which a petition may be made ready: bail by length of detention counts or is referred, or bail was granted for a sum. */
    cases: z.array(
      z.object({
        warrantId: z.uuid(),
        caseLabel: z.string(),
        sections: z.string(),
        courtId: z.number().nullable(),
        court: both.nullable(),
        eligibleFrom: day.nullable(),
        standing: z.enum(['counting', 'excluded', 'refer']).nullable(),
        granted: z.boolean(),
      }),
    ),
    verificationDays: z.number().nullable(),
    may: z.object({ keep: z.boolean(), petition: z.boolean() }),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { imprisonmentId: exampleId } },
})
export type BailOf = z.output<typeof getBailOf.output>

export const addSurety = endpoint({
  name: 'custody.add-surety',
  method: 'POST',
  path: '/custody/bail/:imprisonmentId/sureties',
  needs: 'custody:keep-sureties',
  summary: 'Record somebody who offers to stand surety, with CNIC and the paper of the property',
  input: z.object({
    imprisonmentId: z.uuid(),
    nameEn: words(120),
    nameUr: words(120),
    father: z.string().trim().min(2).max(120).optional(),
    cnic: z
      .string()
      .transform((value) => value.replace(/\D/g, ''))
      .pipe(z.string().length(13)),
    telephone: z.string().trim().min(7).max(20).optional(),
    relation: words(60),
    property: z.enum(properties),
    paper: words(200),
    worth: z.number().positive().max(1e12).optional(),
    offeredOn: day,
  }),
  output: z.object({ id: z.uuid() }),
  refusals: ['custody-sureties.in-future', 'custody-sureties.offered-already', 'custody.not-in', 'not-found'],
  example: {
    input: {
      imprisonmentId: exampleId,
      nameEn: 'Ali Gohar',
      nameUr: 'علی گوہر',
      cnic: '41303-1234567-1',
      relation: 'Brother',
      property: 'land',
      paper: 'Fard 118, Deh Husri',
      offeredOn: '2026-11-12',
    },
  },
})

export const askVerification = endpoint({
  name: 'custody.ask-verification',
  method: 'POST',
  path: '/custody/sureties/:suretyId/steps',
  needs: 'custody:keep-sureties',
  summary: 'Send a surety’s papers to whoever verifies them, with the day by which they are due back',
  input: z.object({
    suretyId: z.uuid(),
    kind: z.enum(stepKinds),
    withWhom: words(200),
    askedOn: day,
    dueOn: day.optional(),
  }),
  output: z.object({ id: z.uuid(), dueOn: day }),
  refusals: [
    'custody-sureties.in-future',
    'custody-sureties.not-offered',
    'custody-sureties.due-before',
    'not-found',
  ],
  example: {
    input: { suretyId: exampleId, kind: 'land-record', withWhom: 'Mukhtiarkar', askedOn: '2026-11-12' },
  },
})

export const answerVerification = endpoint({
  name: 'custody.answer-verification',
  method: 'POST',
  path: '/custody/surety-steps/:stepId/answer',
  needs: 'custody:keep-sureties',
  summary: 'Record what came back of a verification',
  input: z.object({
    stepId: z.uuid(),
    answer: z.enum(['confirmed', 'not-confirmed']),
    on: day,
    words: z.string().trim().min(3).max(1000).optional(),
  }),
  output: z.object({ done: z.literal(true) }),
  refusals: [
    'custody-sureties.in-future',
    'custody-sureties.answered',
    'custody-sureties.due-before',
    'not-found',
  ],
  example: { input: { stepId: exampleId, answer: 'confirmed', on: '2026-11-18' } },
})

export const endSurety = endpoint({
  name: 'custody.end-surety',
  method: 'POST',
  path: '/custody/sureties/:suretyId/end',
  needs: 'custody:keep-sureties',
  summary: 'A surety was accepted by the court, was turned down, or withdrew',
  input: z.object({
    suretyId: z.uuid(),
    state: z.enum(['accepted', 'turned-down', 'withdrawn']),
    on: day,
    why: z.string().trim().min(3).max(500).optional(),
  }),
  output: z.object({ done: z.literal(true) }),
  refusals: [
    'custody-sureties.in-future',
    'custody-sureties.not-offered',
    'custody-sureties.needs-reason',
    'not-found',
  ],
  example: { input: { suretyId: exampleId, state: 'accepted', on: '2026-11-18' } },
})

export const sayObstacle = endpoint({
  name: 'custody.say-obstacle',
  method: 'POST',
  path: '/custody/bail/:imprisonmentId/obstacles',
  needs: 'custody:keep-sureties',
  summary: 'Say what stands in the way of a release on bail and no paper shows',
  input: z.object({
    imprisonmentId: z.uuid(),
    kind: z.enum(saidObstacles),
    words: z.string().trim().min(3).max(500).optional(),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: ['custody-sureties.said-already', 'custody-sureties.needs-reason', 'custody.not-in', 'not-found'],
  example: { input: { imprisonmentId: exampleId, kind: 'amount-too-high' } },
})

export const clearObstacle = endpoint({
  name: 'custody.clear-obstacle',
  method: 'POST',
  path: '/custody/bail-obstacles/:obstacleId/clear',
  needs: 'custody:keep-sureties',
  summary: 'Say that it no longer stands in the way',
  input: z.object({ obstacleId: z.uuid() }),
  output: z.object({ done: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { obstacleId: exampleId } },
})

export const preparePetition = endpoint({
  name: 'custody.prepare-petition',
  method: 'POST',
  path: '/custody/warrants/:warrantId/petitions',
  needs: 'custody:prepare-petition',
  summary:
    'Make ready the one-page bail petition of a case in both languages, from the clock and the registers',
  input: z.object({ warrantId: z.uuid(), kind: z.enum(petitionKinds) }),
  output: z.object({ id: z.uuid(), documentId: z.uuid(), version: z.number(), number: z.string() }),
  refusals: [
    'custody-sureties.no-ground',
    'custody-sureties.prepared-already',
    'custody.not-in',
    'not-found',
  ],
  example: { input: { warrantId: exampleId, kind: 'statutory' } },
})

export const filePetition = endpoint({
  name: 'custody.file-petition',
  method: 'POST',
  path: '/custody/petitions/:petitionId/file',
  needs: 'custody:prepare-petition',
  summary: 'Record where, when and by whom a petition was filed',
  input: z.object({
    petitionId: z.uuid(),
    on: day,
    courtId: z.coerce.number().int(),
    by: words(200),
    courtNumber: z.string().trim().min(1).max(60).optional(),
    nextOn: day.optional(),
  }),
  output: z.object({ done: z.literal(true) }),
  refusals: [
    'custody-sureties.in-future',
    'custody-sureties.petition-state',
    'custody-sureties.no-court',
    'not-found',
  ],
  example: { input: { petitionId: exampleId, on: '2026-11-18', courtId: 1, by: 'Kiran Solangi, DLEC' } },
})

export const filePetitionWithCourt = endpoint({
  name: 'custody.file-petition-with-court',
  method: 'POST',
  path: '/custody/petitions/:petitionId/file-with-court',
  needs: 'custody:prepare-petition',
  summary: 'Hand a petition with its frozen sheet over to the reader of a court that takes part in the case',
  input: z.object({ petitionId: z.uuid(), courtId: z.coerce.number().int(), by: words(200) }),
  output: z.object({ done: z.literal(true) }),
  refusals: [
    'custody-sureties.petition-state',
    'custody-sureties.no-case',
    'courts.petition-other-court',
    'courts.petition-filed',
    'handover.already-offered',
    'handover.other-side',
    'handover.post-not-allowed',
    'not-found',
  ],
  example: { input: { petitionId: exampleId, courtId: 1, by: 'Kiran Solangi, DLEC' } },
})

export const recordPetitionOutcome = endpoint({
  name: 'custody.record-petition-outcome',
  method: 'POST',
  path: '/custody/petitions/:petitionId/outcome',
  needs: 'custody:prepare-petition',
  summary: 'Record what became of a petition: granted, refused with the court’s ground, adjourned, withdrawn',
  input: z.object({
    petitionId: z.uuid(),
    state: z.enum(['adjourned', 'granted', 'refused', 'withdrawn']),
    on: day,
    ground: z.string().trim().min(3).max(1000).optional(),
    nextOn: day.optional(),
  }),
  output: z.object({ done: z.literal(true) }),
  refusals: [
    'custody-sureties.in-future',
    'custody-sureties.court-decides',
    'custody-sureties.petition-state',
    'custody-sureties.needs-reason',
    'custody-sureties.needs-next',
    'not-found',
  ],
  example: {
    input: { petitionId: exampleId, state: 'refused', on: '2026-11-20', ground: 'Delay by the accused' },
  },
})
