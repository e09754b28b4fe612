import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const text = (most: number) => z.string().trim().min(3).max(most)

export const complaintChannels = ['desk', 'box', 'letter', 'visit', 'phone'] as const
export const complaintSubjects = [
  'ill-treatment',
  'torture',
  'corruption',
  'food',
  'health',
  'visits',
  'property',
  'legal',
  'discipline',
  'other',
] as const
export const complaintStates = ['received', 'acknowledged', 'found', 'replied', 'appealed'] as const
export const complaintLevels = ['prison', 'inspector-general', 'outside'] as const
export const complaintFindings = ['upheld', 'partly-upheld', 'not-upheld', 'not-established'] as const
export const complaintRelations = ['family', 'lawyer', 'fellow-prisoner', 'organisation', 'other'] as const
/** Posts an officer without an account can be named under. */
export const namedPosts = [
  'warder',
  'gate-officer',
  'prison-admissions-officer',
  'deputy-superintendent',
  'superintendent',
  'inspector-general-prisons',
] as const

const Against = z
  .object({
    accountId: z.uuid().optional(),
    name: z.string().trim().min(2).max(120).optional(),
    post: z.enum(namedPosts).optional(),
  })
  .refine((one) => one.accountId !== undefined || one.post !== undefined, {
    path: ['post'],
    params: {
      code: 'post',
      en: 'Choose the officer, or say of which post.',
      ur: 'افسر منتخب کریں یا عہدہ بتائیں۔',
    },
  })

export const listNameable = endpoint({
  name: 'custody.list-officers-to-name',
  method: 'GET',
  path: '/custody/officers',
  needs: 'custody:take-complaint',
  summary: 'The officers of a prison and its department, to be named in a complaint',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison: z.object({ id: z.number(), name: both }),
    prisons: z.array(z.object({ id: z.number(), name: both })),
    rows: z.array(z.object({ accountId: z.uuid(), name: both, post: both })),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const takeComplaint = endpoint({
  name: 'custody.take-complaint',
  method: 'POST',
  path: '/custody/complaints',
  needs: 'custody:take-complaint',
  summary:
    'Take a complaint down; from that moment it is sealed from those complained of, and from who took it',
  input: z.object({
    prisonId: z.number().int().optional(),
    channel: z.enum(complaintChannels),
    subject: z.enum(complaintSubjects),
    text: text(8000),
    receivedOn: z.iso.date(),
    /** Empty when the complaint is anonymous. */
    prisonerNumber: z
      .string()
      .regex(/^\d{1,6}\/\d{4}$/)
      .optional(),
    byName: z.string().trim().min(2).max(120).optional(),
    byRelation: z.enum(complaintRelations).optional(),
    against: z.array(Against).max(10).default([]),
  }),
  output: z.object({ code: z.string() }),
  refusals: [
    'custody-complaints.not-oneself',
    'custody-complaints.no-such-number',
    'custody-complaints.in-future',
    'custody-complaints.no-such-officer',
    'not-found',
  ],
  example: {
    input: {
      channel: 'desk',
      subject: 'food',
      text: 'There was no bread for two days',
      receivedOn: '2026-11-20',
    },
    output: { code: '3F9A-77C2' },
  },
})

const Head = z.object({
  id: z.uuid(),
  code: z.string(),
  prison: both,
  channel: z.enum(complaintChannels),
  subject: z.enum(complaintSubjects),
  prisoner: z.object({ number: z.string(), name: both }).nullable(),
  byName: z.string().nullable(),
  byRelation: z.enum(complaintRelations).nullable(),
  against: z.array(z.object({ name: both, post: both })),
  level: z.enum(complaintLevels),
  state: z.enum(complaintStates),
  finding: z.enum(complaintFindings).nullable(),
  receivedOn: z.string(),
  /** What comes next and by when; null when everything is done. */
  due: z.object({ step: z.enum(['acknowledge', 'find', 'reply', 'appeal']), on: z.string() }).nullable(),
  watchUntil: z.string(),
  /** What befell the complainant since and nobody has looked into yet. */
  flags: z.number(),
})
export type ComplaintHead = z.output<typeof Head>

export const listComplaints = endpoint({
  name: 'custody.list-complaints',
  method: 'GET',
  path: '/custody/complaints',
  needs: 'custody:handle-complaints',
  summary: 'Complaints that are not sealed from the reader',
  input: z.object({
    show: z.enum(['open', 'mine', 'flagged', 'all']).default('open'),
    subject: z.enum(complaintSubjects).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(Head),
    total: z.number(),
    open: z.number(),
    late: z.number(),
    flagged: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0, open: 0, late: 0, flagged: 0 } },
})

export const befallen = [
  'reported',
  'punished',
  'moved',
  'transferred',
  'visit-refused',
  'visit-cancelled',
  'visits-stopped',
] as const

export const getComplaint = endpoint({
  name: 'custody.get-complaint',
  method: 'GET',
  path: '/custody/complaints/:id',
  needs: 'custody:handle-complaints',
  summary: 'One complaint, what was done about it, and what befell the complainant since',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    complaint: Head.extend({
      text: z.string(),
      imprisonmentId: z.uuid().nullable(),
      acknowledgeBy: z.string(),
      decideBy: z.string(),
      replyBy: z.string(),
      appealUntil: z.string().nullable(),
      /** Posts of the prison from which it is sealed. */
      sealedFrom: z.array(both),
    }),
    steps: z.array(z.object({ id: z.uuid(), kind: z.string(), text: z.string(), by: both, at: z.string() })),
    since: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(befallen),
        at: z.string(),
        what: both,
        detail: z.string(),
        byNamed: z.boolean(),
        review: z
          .object({
            verdict: z.enum(['explained', 'retaliation']),
            note: z.string(),
            by: both,
            at: z.string(),
          })
          .nullable(),
      }),
    ),
    may: z.object({ handle: z.boolean(), appeal: z.boolean(), passUp: z.boolean() }),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

const byId = z.object({ id: z.uuid() })

export const acknowledgeComplaint = endpoint({
  name: 'custody.acknowledge-complaint',
  method: 'POST',
  path: '/custody/complaints/:id/acknowledge',
  needs: 'custody:handle-complaints',
  summary: 'Record that the complainant was told that the complaint is being looked into',
  input: byId.extend({ how: text(500) }),
  output: z.object({ state: z.literal('acknowledged') }),
  refusals: ['custody-complaints.not-now', 'not-found'],
  example: { input: { id: exampleId, how: 'Told in the visitor’s room' }, output: { state: 'acknowledged' } },
})

export const addComplaintStatement = endpoint({
  name: 'custody.add-complaint-statement',
  method: 'POST',
  path: '/custody/complaints/:id/statements',
  needs: 'custody:handle-complaints',
  summary: 'Add what the inquiry heard or found',
  input: byId.extend({ text: text(8000) }),
  output: z.object({ added: z.literal(true) }),
  refusals: ['custody-complaints.not-now', 'not-found'],
  example: { input: { id: exampleId, text: 'The cook says that flour was short' }, output: { added: true } },
})

export const nameInComplaint = endpoint({
  name: 'custody.name-in-complaint',
  method: 'POST',
  path: '/custody/complaints/:id/named',
  needs: 'custody:handle-complaints',
  summary: 'Name a further officer; the complaint is sealed from that officer at once',
  input: z.object({
    id: z.uuid(),
    accountId: z.uuid().optional(),
    name: z.string().trim().min(2).max(120).optional(),
    post: z.enum(namedPosts).optional(),
  }),
  output: z.object({ named: z.literal(true) }),
  refusals: ['custody-complaints.not-now', 'custody-complaints.no-such-officer', 'not-found'],
  example: { input: { id: exampleId, name: 'Warder Aslam', post: 'warder' }, output: { named: true } },
})

export const findOnComplaint = endpoint({
  name: 'custody.find-on-complaint',
  method: 'POST',
  path: '/custody/complaints/:id/finding',
  needs: 'custody:handle-complaints',
  summary: 'Decide a complaint, with reasons and what is to be done',
  input: byId.extend({ finding: z.enum(complaintFindings), reasons: text(8000) }),
  output: z.object({ state: z.literal('found') }),
  refusals: ['custody-complaints.not-now', 'not-found'],
  example: {
    input: { id: exampleId, finding: 'upheld', reasons: 'The flour store was empty' },
    output: { state: 'found' },
  },
})

export const replyToComplaint = endpoint({
  name: 'custody.reply-to-complaint',
  method: 'POST',
  path: '/custody/complaints/:id/reply',
  needs: 'custody:handle-complaints',
  summary: 'Reply to the complainant in words of their own language; the sheet is printed from it',
  input: byId.extend({ reply: text(4000) }),
  output: z.object({ state: z.literal('replied'), appealUntil: z.string() }),
  refusals: ['custody-complaints.not-now', 'not-found'],
  example: {
    input: { id: exampleId, reply: 'آپ کی شکایت درست پائی گئی' },
    output: { state: 'replied', appealUntil: '2026-12-21' },
  },
})

export const appealComplaint = endpoint({
  name: 'custody.appeal-complaint',
  method: 'POST',
  path: '/custody/complaints/:id/appeal',
  needs: 'custody:handle-complaints',
  summary: 'Take the complainant’s appeal down; it goes one level up, with new days',
  input: byId.extend({ grounds: text(4000) }),
  output: z.object({ level: z.enum(complaintLevels) }),
  refusals: ['custody-complaints.not-now', 'custody-complaints.appeal-late', 'not-found'],
  example: {
    input: { id: exampleId, grounds: 'No witness was heard' },
    output: { level: 'inspector-general' },
  },
})

export const passComplaintUp = endpoint({
  name: 'custody.pass-complaint-up',
  method: 'POST',
  path: '/custody/complaints/:id/pass-up',
  needs: 'custody:handle-complaints',
  summary: 'Hand a complaint to the next level, with the reason',
  input: byId.extend({ why: text(1000) }),
  output: z.object({ level: z.enum(complaintLevels) }),
  refusals: ['custody-complaints.not-now', 'not-found'],
  example: { input: { id: exampleId, why: 'Concerns my own order' }, output: { level: 'inspector-general' } },
})

export const reviewBefallen = endpoint({
  name: 'custody.review-what-befell',
  method: 'POST',
  path: '/custody/complaints/:id/reviews',
  needs: 'custody:handle-complaints',
  summary: 'Say of something that befell the complainant whether it is explained or looks like retaliation',
  input: byId.extend({
    eventId: z.uuid(),
    verdict: z.enum(['explained', 'retaliation']),
    note: text(1000),
  }),
  output: z.object({ reviewed: z.literal(true) }),
  refusals: ['not-found'],
  example: {
    input: { id: exampleId, eventId: exampleId, verdict: 'explained', note: 'The whole barrack was moved' },
    output: { reviewed: true },
  },
})
