import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const text = (most: number) => z.string().trim().min(3).max(most)
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const matterKinds = ['death', 'escape', 'foreign', 'condemned', 'child'] as const
/** What an officer opens by hand on the prisoner's page; a child has a form of its own. */
export const openedByHand = ['death', 'escape', 'foreign', 'condemned'] as const
export const birthProofs = ['birth-certificate', 'b-form', 'hospital', 'mother-says'] as const
export const matterShows = ['due', 'open', 'at-large', 'closed', 'all'] as const
const secondPerson = ['access.same-person', 'access.same-session', 'access.delegate']

const Matter = z.object({
  id: z.uuid(),
  kind: z.enum(matterKinds),
  imprisonmentId: z.uuid(),
  number: z.string(),
  name: both,
  prison: both,
  happenedAt: z.string(),
  closed: z.boolean(),
  /** Escaped and not yet recaptured. */
  atLarge: z.boolean(),
  owed: z.number(),
  settled: z.number(),
  late: z.number(),
  /** The earliest day on which something still owed falls due. */
  nextDue: z.iso.date().nullable(),
  child: z.object({ name: both, sixOn: z.iso.date() }).nullable(),
})
export type MatterRow = z.output<typeof Matter>

export const listMatters = endpoint({
  name: 'custody.list-matters',
  method: 'GET',
  path: '/custody/matters',
  needs: 'custody:read-matters',
  summary:
    'Deaths, escapes, foreign nationals, the condemned and children with mothers: what is owed, overdue first',
  input: z.object({
    show: z.enum(matterShows).default('open'),
    kind: z.enum(matterKinds).optional(),
    imprisonmentId: z.uuid().optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(Matter), total: z.number() }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const countMatters = endpoint({
  name: 'custody.count-matters',
  method: 'GET',
  path: '/custody/matter-counts',
  needs: 'custody:read-matters',
  summary: 'How many matters and duties are open, how many are late, and the children beside the roll',
  input: z.object({}),
  output: z.object({
    open: z.number(),
    lateDuties: z.number(),
    atLarge: z.number(),
    /** Null for who may not see children. */
    children: z.number().nullable(),
    childrenSoonSix: z.number().nullable(),
  }),
  example: { input: {} },
})

const Duty = z.object({
  id: z.uuid(),
  code: z.string(),
  name: both,
  citation: z.string(),
  standing: z.enum(['given', 'statute', 'general']),
  post: both,
  due: z.enum(['at-once', 'after', 'birthday', 'refer']),
  dueOn: z.iso.date().nullable(),
  paper: z.boolean(),
  asks: z.boolean(),
  stops: z.enum(['execution', 'handing-over-the-body']).nullable(),
  state: z.enum(['open', 'done', 'aside-proposed', 'aside', 'lapsed']),
  /** Owed only once the prisoner has answered, or after another duty of this matter. */
  waits: z.boolean(),
  doneOn: z.iso.date().nullable(),
  reference: z.string().nullable(),
  note: z.string().nullable(),
  doneBy: both.nullable(),
  asideWhy: z.string().nullable(),
  asideBy: both.nullable(),
  ownAside: z.boolean(),
  confirmedBy: both.nullable(),
})
export type Duty = z.output<typeof Duty>

export const getMatter = endpoint({
  name: 'custody.get-matter',
  method: 'GET',
  path: '/custody/matters/:id',
  needs: 'custody:read-matters',
  summary: 'One matter: what is owed by which law until when, and what was done by whom',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    matter: Matter.extend({
      source: z.enum(['officer', 'register', 'nationality', 'deportation', 'sentence', 'release']),
      nationality: z.string().nullable(),
      note: z.string().nullable(),
      answer: z.boolean().nullable(),
      answeredOn: z.iso.date().nullable(),
      endedAt: z.string().nullable(),
      endedHow: z.string().nullable(),
      openedBy: both.nullable(),
      openedAt: z.string(),
      /** Days wholly out of custody, on which the sentence did not run. */
      daysAtLarge: z.number().nullable(),
      /** Whether the prisoner is still on the roll. */
      inside: z.boolean(),
      /** The wanted sheet as last issued. */
      sheet: z.object({ documentId: z.uuid(), version: z.number(), number: z.string() }).nullable(),
    }),
    child: z
      .object({
        id: z.uuid(),
        name: both,
        sex: z.enum(['M', 'F']),
        bornOn: z.iso.date(),
        proof: z.enum(birthProofs),
        proofReference: z.string().nullable(),
        father: z.string().nullable(),
        fatherWhereabouts: z.string().nullable(),
        came: z.enum(['with-mother', 'born-here']),
        cameOn: z.iso.date(),
        sixOn: z.iso.date(),
        plan: z.string().nullable(),
        leftOn: z.iso.date().nullable(),
        leftTo: z.string().nullable(),
      })
      .nullable(),
    duties: z.array(Duty),
    may: z.object({
      keep: z.boolean(),
      setAside: z.boolean(),
      attest: z.boolean(),
      /** Attested and handed over by others than the reader, who may end the stay. */
      endStay: z.boolean(),
    }),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const openMatter = endpoint({
  name: 'custody.open-matter',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/matters',
  needs: 'custody:keep-matters',
  summary:
    'Open a matter: a death, an escape, a foreign nationality or a sentence of death; an escape goes into the movement register',
  input: z
    .object({
      imprisonmentId: z.uuid(),
      kind: z.enum(openedByHand),
      happenedOn: z.iso.date(),
      happenedTime: time,
      nationality: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
      note: text(2000).optional(),
    })
    .refine((given) => (given.kind === 'foreign') === (given.nationality !== undefined), {
      path: ['nationality'],
      params: {
        code: 'nationality',
        en: 'Write the two letters of the country.',
        ur: 'ملک کے دو حروف لکھیں۔',
      },
    }),
  output: z.object({ id: z.uuid() }),
  refusals: [
    'custody-matters.open-already',
    'custody-matters.in-future',
    'custody-matters.before-admission',
    'custody-movement.out-already',
    'custody.not-in',
    'not-found',
  ],
  example: {
    input: {
      imprisonmentId: exampleId,
      kind: 'death',
      happenedOn: '2026-11-20',
      happenedTime: '03:10',
      note: 'Found lifeless at the morning count',
    },
    output: { id: exampleId },
  },
})

export const doDuty = endpoint({
  name: 'custody.do-duty',
  method: 'POST',
  path: '/custody/duties/:dutyId/done',
  needs: 'custody:keep-matters',
  summary: 'Tick a duty off: on which day, by which paper; where the prisoner is asked, with the answer',
  input: z.object({
    dutyId: z.uuid(),
    on: z.iso.date(),
    reference: z.string().trim().min(1).max(200).optional(),
    note: text(2000).optional(),
    /** Whether the prisoner wishes it, where the duty is to ask. */
    answer: z.boolean().optional(),
  }),
  output: z.object({ state: z.literal('done'), closed: z.boolean() }),
  refusals: [
    'custody-matters.not-open',
    'custody-matters.paper-needed',
    'custody-matters.answer-needed',
    'custody-matters.not-yet',
    'custody-matters.child-first',
    'custody-matters.for-medical-officer',
    'custody-matters.in-future',
    'custody-matters.before-event',
    'not-found',
  ],
  example: { input: { dutyId: exampleId, on: '2026-11-20', reference: 'No. 214' } },
})

export const attestDeath = endpoint({
  name: 'custody.attest-death',
  method: 'POST',
  path: '/custody/matters/:id/attest',
  needs: 'custody:attest-death',
  summary: 'Attest as medical officer that the prisoner has died, with the number of the certificate',
  stepUp: true,
  input: z.object({ id: z.uuid(), on: z.iso.date(), reference: z.string().trim().min(1).max(200) }),
  output: z.object({ state: z.literal('done'), closed: z.boolean() }),
  refusals: [
    'custody-matters.no-death',
    'custody-matters.not-open',
    'custody-matters.in-future',
    'custody-matters.before-event',
    'not-found',
  ],
  example: { input: { id: exampleId, on: '2026-11-20', reference: 'Certificate 12' } },
})

export const endStayByDeath = endpoint({
  name: 'custody.end-stay-by-death',
  method: 'POST',
  path: '/custody/matters/:id/end-stay',
  needs: 'custody:end-by-death',
  summary: 'End the stay of a prisoner whose death was attested and whose body another officer handed over',
  stepUp: true,
  input: z.object({ id: z.uuid() }),
  output: z.object({ ended: z.literal(true) }),
  refusals: [
    'access.same-person',
    'custody-matters.no-death',
    'custody-matters.death-not-attested',
    'custody-matters.body-here',
    'custody-movement.on-road',
    'custody.not-in',
    'not-found',
  ],
  example: { input: { id: exampleId }, output: { ended: true } },
})

export const setDutyAside = endpoint({
  name: 'custody.set-duty-aside',
  method: 'POST',
  path: '/custody/duties/:dutyId/aside',
  needs: 'custody:keep-matters',
  summary: 'Say why a duty does not apply; a second officer must agree',
  input: z.object({ dutyId: z.uuid(), why: text(1000) }),
  output: z.object({ state: z.literal('aside-proposed') }),
  refusals: ['custody-matters.not-open', 'not-found'],
  example: { input: { dutyId: exampleId, why: 'No case is pending in any court' } },
})

export const confirmDutyAside = endpoint({
  name: 'custody.confirm-duty-aside',
  method: 'POST',
  path: '/custody/duties/:dutyId/aside/confirm',
  needs: 'custody:set-duty-aside',
  summary: 'Agree as second officer that a duty does not apply',
  input: z.object({ dutyId: z.uuid() }),
  output: z.object({ state: z.literal('aside'), closed: z.boolean() }),
  refusals: [...secondPerson, 'custody-matters.not-open', 'not-found'],
  example: { input: { dutyId: exampleId } },
})

export const recordRecapture = endpoint({
  name: 'custody.record-recapture',
  method: 'POST',
  path: '/custody/matters/:id/recapture',
  needs: 'custody:keep-matters',
  summary:
    'Record the recapture: the person is in again, and the date of release is computed anew with the days at large and waits for two officers',
  input: z.object({ id: z.uuid(), on: z.iso.date(), time, how: text(500) }),
  output: z.object({ daysAtLarge: z.number() }),
  refusals: [
    'custody-matters.not-at-large',
    'custody-matters.in-future',
    'custody-matters.before-event',
    'custody-movement.not-out',
    'custody.law-refused',
    'not-found',
  ],
  example: {
    input: { id: exampleId, on: '2026-11-20', time: '10:00', how: 'Handed over by police station Cantt' },
    output: { daysAtLarge: 3 },
  },
})

export const recordChild = endpoint({
  name: 'custody.record-child',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/children',
  needs: 'custody:care-for-children',
  summary: 'Record a child that came with its mother or was born in prison; what is owed to it follows',
  input: z
    .object({
      imprisonmentId: z.uuid(),
      nameEn: z.string().trim().min(1).max(120),
      nameUr: z.string().trim().min(1).max(120),
      sex: z.enum(['M', 'F']),
      bornOn: z.iso.date(),
      proof: z.enum(birthProofs),
      proofReference: z.string().trim().min(1).max(200).optional(),
      father: z.string().trim().min(1).max(200).optional(),
      fatherWhereabouts: z.string().trim().min(1).max(300).optional(),
      came: z.enum(['with-mother', 'born-here']),
      cameOn: z.iso.date(),
    })
    .refine((given) => given.proof === 'mother-says' || given.proofReference !== undefined, {
      path: ['proofReference'],
      params: { code: 'proof', en: 'Write the number of the paper.', ur: 'دستاویز کا نمبر لکھیں۔' },
    })
    .refine(
      (given) =>
        given.bornOn <= given.cameOn && (given.came !== 'born-here' || given.bornOn === given.cameOn),
      {
        path: ['bornOn'],
        params: {
          code: 'born',
          en: 'A child is not born after it came; one born here came on that day.',
          ur: 'بچہ آنے کے بعد پیدا نہیں ہوتا؛ یہاں پیدا ہونے والا اسی دن آیا۔',
        },
      },
    ),
  output: z.object({ matterId: z.uuid(), sixOn: z.iso.date() }),
  refusals: [
    'custody-matters.not-a-mother',
    'custody-matters.in-future',
    'custody-matters.before-admission',
    'custody.not-in',
    'not-allowed',
    'not-found',
  ],
  example: {
    input: {
      imprisonmentId: exampleId,
      nameEn: 'Zainab',
      nameUr: 'زینب',
      sex: 'F',
      bornOn: '2023-05-02',
      proof: 'b-form',
      proofReference: '41303-0000000-0',
      came: 'with-mother',
      cameOn: '2026-11-20',
    },
  },
})

export const planForChild = endpoint({
  name: 'custody.plan-for-child',
  method: 'POST',
  path: '/custody/matters/:id/plan',
  needs: 'custody:care-for-children',
  summary: 'Write where and to whom a child goes at the latest on its sixth birthday',
  input: z.object({ id: z.uuid(), plan: text(1000) }),
  output: z.object({ planned: z.literal(true) }),
  refusals: ['custody-matters.not-open', 'not-allowed', 'not-found'],
  example: { input: { id: exampleId, plan: 'To the grandmother in Tando Adam, who agreed on 3 November' } },
})

export const letChildGo = endpoint({
  name: 'custody.let-child-go',
  method: 'POST',
  path: '/custody/matters/:id/child-left',
  needs: 'custody:care-for-children',
  summary: 'Record that a child left the prison, to whom and by which paper',
  input: z.object({
    id: z.uuid(),
    on: z.iso.date(),
    to: text(300),
    reference: z.string().trim().min(1).max(200),
  }),
  output: z.object({ left: z.literal(true) }),
  refusals: [
    'custody-matters.not-open',
    'custody-matters.in-future',
    'custody-matters.before-event',
    'not-allowed',
    'not-found',
  ],
  example: { input: { id: exampleId, on: '2026-11-20', to: 'Grandmother', reference: 'Receipt 12' } },
})

export const issueWantedSheet = endpoint({
  name: 'custody.issue-wanted-sheet',
  method: 'POST',
  path: '/custody/matters/:id/wanted-sheet',
  needs: 'custody:keep-matters',
  summary:
    'Issue the wanted sheet of a fugitive with photograph, description and cases; an earlier one is replaced',
  input: z.object({ id: z.uuid() }),
  output: z.object({ documentId: z.uuid(), version: z.number(), number: z.string() }),
  refusals: ['custody-matters.not-at-large', 'not-found'],
  example: { input: { id: exampleId } },
})
