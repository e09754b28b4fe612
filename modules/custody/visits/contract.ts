import { z } from 'zod'
import { ExtraAnswers } from '#kernel/extra-fields/contract'
import { endpoint, GivenReason, Overrides } from '#platform/http/contract'
import { obstacles, periods, visitKinds, visitStates } from './judge.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const prison = z.object({ id: z.number(), name: both })
const line = z.string().trim().min(3).max(300)
const page = {
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
}
const time = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)

export const relations = [
  'father',
  'mother',
  'spouse',
  'son',
  'daughter',
  'brother',
  'sister',
  'grandparent',
  'grandchild',
  'uncle-aunt',
  'cousin',
  'in-law',
  'friend',
  'advocate',
  'consular',
  'other',
] as const
export const banReasons = [
  'contraband',
  'disorder',
  'false-identity',
  'threat',
  'escape-help',
  'court-order',
  'other',
] as const
export const stopKinds = ['punishment', 'court-order', 'security', 'own-wish'] as const
export const visitClasses = ['ordinary', 'better'] as const
export const refusalReasons = [
  ...(Object.keys(obstacles) as (keyof typeof obstacles)[]),
  'identity',
  'late',
  'other',
] as const

const Prisoner = z.object({
  imprisonmentId: z.uuid(),
  number: z.string(),
  name: both,
  father: both.nullable(),
})
const Ban = z.object({ reason: z.enum(banReasons), untilOn: z.string().nullable() })
const Person = z.object({
  id: z.uuid(),
  name: both,
  father: both.nullable(),
  cnic: z.string().nullable(),
  otherPaper: z.string().nullable(),
  ban: Ban.nullable(),
  /** Document of the latest photograph. */
  photo: z.uuid().nullable(),
})
const Tie = z.object({
  id: z.uuid(),
  imprisonmentId: z.uuid(),
  visitorId: z.uuid(),
  relation: z.enum(relations),
  state: z.enum(['pending', 'approved', 'refused']),
  untilOn: z.string().nullable(),
})
const Session = z.object({
  id: z.uuid(),
  kind: z.enum(visitKinds),
  place: both,
  weekday: z.number(),
  fromTime: z.string(),
  toTime: z.string(),
  slotMinutes: z.number(),
  windows: z.number(),
  forSex: z.enum(['M', 'F']).nullable(),
  fromOn: z.string(),
  untilOn: z.string().nullable(),
})
export type VisitSession = z.output<typeof Session>
const Rule = z.object({
  id: z.uuid(),
  kind: z.enum(visitKinds),
  category: z.string().nullable(),
  class: z.string().nullable(),
  sex: z.string().nullable(),
  ages: z.enum(['adult', 'juvenile']).nullable(),
  overMonths: z.number().nullable(),
  fromOn: z.string(),
  visits: z.number().nullable(),
  per: z.enum(periods),
  persons: z.number(),
  minutes: z.number(),
  source: both,
  basis: z.enum(['reported', 'general-knowledge', 'order']),
  refer: z.boolean(),
  /** Of the prison itself, and not of its whole province. */
  own: z.boolean(),
  ended: z.boolean(),
})
export type Rule = z.output<typeof Rule>

const Visit = Prisoner.extend({
  id: z.uuid(),
  sessionId: z.uuid(),
  place: both,
  kind: z.enum(visitKinds),
  onDate: z.string(),
  slotAt: z.string(),
  windowNo: z.number().nullable(),
  state: z.enum(visitStates),
  walkIn: z.boolean(),
  tokenNo: z.number().nullable(),
  tokenCode: z.string().nullable(),
  minutes: z.number(),
  visitors: z.array(z.object({ id: z.uuid(), name: both, relation: z.enum(relations) })),
  overrides: z.array(GivenReason),
  checkedInAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  endedWhy: z.string().nullable(),
})
export type Visit = z.output<typeof Visit>

/** A prisoner as the desk needs one: what limits the visits of today. */
const DeskPrisoner = Prisoner.extend({
  category: z.string(),
  class: z.enum(visitClasses),
  sex: z.string().nullable(),
  juvenile: z.boolean().nullable(),
  out: z.string().nullable(),
  isolation: z.boolean(),
  stop: z.object({ kind: z.enum(stopKinds), untilOn: z.string().nullable() }).nullable(),
  /** Days of this quarter on which an ordinary visit was held or is booked. */
  visited: z.array(z.string()),
  /** Sessions of the day in which somebody is from whom this prisoner must be kept apart. */
  closedSessions: z.array(z.uuid()),
})
export type DeskPrisoner = z.output<typeof DeskPrisoner>

export const actKinds = ['walk-in', 'check-in', 'start', 'end', 'miss', 'refuse'] as const

/** Something done at the desk; it has happened when it is sent, and carries the identifier the desk gave it. */
export const DeskAct = z
  .object({
    id: z.uuid(),
    kind: z.enum(actKinds),
    /** Given by the desk for who walks in, otherwise of the visit booked. Of somebody refused without a booking, of no visit. */
    visitId: z.uuid(),
    imprisonmentId: z.uuid(),
    visitorIds: z.array(z.uuid()).max(30),
    sessionId: z.uuid().nullable(),
    slotAt: time.nullable(),
    tokenCode: z.string().trim().max(12).nullable(),
    reasons: z
      .array(z.object({ code: z.string().max(80), reason: z.string().trim().min(3).max(500) }))
      .max(10),
    refusal: z.enum(refusalReasons).nullable(),
    note: z.string().trim().min(1).max(300).nullable(),
    doneAt: z.iso.datetime({ offset: true }),
  })
  .refine(
    (act) =>
      (act.kind !== 'walk-in' || (act.sessionId !== null && act.slotAt !== null)) &&
      (act.kind === 'refuse') === (act.refusal !== null),
    { path: ['kind'], params: { code: 'act', en: 'The entry is not complete.', ur: 'اندراج مکمل نہیں۔' } },
  )
export type DeskAct = z.output<typeof DeskAct>

const Conflict = z.object({
  codes: z.array(z.string()),
  /** How the record stands, beside what the desk did. */
  visitState: z.enum(visitStates).nullable(),
  counted: z.array(z.object({ onDate: z.string(), slotAt: z.string(), tokenNo: z.number().nullable() })),
  allowed: z.number().nullable(),
  per: z.enum(periods).nullable(),
})
export type Conflict = z.output<typeof Conflict>

const OpenConflict = Prisoner.extend({
  id: z.uuid(),
  kind: z.enum(actKinds),
  doneAt: z.string(),
  receivedAt: z.string(),
  slotAt: z.string().nullable(),
  tokenCode: z.string().nullable(),
  note: z.string().nullable(),
  visitors: z.array(both),
  /** What was done later in the same visit and waits with it. */
  followed: z.array(z.object({ kind: z.enum(actKinds), doneAt: z.string() })),
  conflict: Conflict,
})
export type OpenConflict = z.output<typeof OpenConflict>

export const getVisitDesk = endpoint({
  name: 'custody.get-visit-desk',
  method: 'GET',
  path: '/custody/visit-desk',
  needs: 'custody:read-visits',
  summary:
    'Today at the desk: sessions, rules, the visits and who comes to them; or what changed since the desk was told the whole',
  input: z.object({
    prisonId: z.coerce.number().int().optional(),
    /** `upTo` of the whole day as it was told before. */
    since: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}\/\d{1,20}$/)
      .optional(),
  }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    on: z.string(),
    upTo: z.string(),
    /** True where only visits changed since then are in it, with those who come to them and everybody of today who is banned. */
    changesOnly: z.boolean(),
    sessions: z.array(Session),
    rules: z.array(Rule),
    visitors: z.array(Person),
    visits: z.array(Visit),
    refusedToday: z.number(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {} },
})

export const getVisitDeskPeople = endpoint({
  name: 'custody.get-visit-desk-people',
  method: 'GET',
  path: '/custody/visit-desk/people',
  needs: 'custody:read-visits',
  summary:
    'Everybody whom somebody may come to today, or one of them, with their limits and lists: with the day’s visits, enough for a shift without a connection',
  input: z.object({ prisonId: z.coerce.number().int().optional(), imprisonmentId: z.uuid().optional() }),
  output: z.object({
    prisoners: z.array(DeskPrisoner),
    visitors: z.array(Person),
    ties: z.array(Tie),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {}, output: { prisoners: [], visitors: [], ties: [] } },
})

export const listVisitConflicts = endpoint({
  name: 'custody.list-visit-conflicts',
  method: 'GET',
  path: '/custody/visit-conflicts',
  needs: 'custody:read-visits',
  summary: 'What desks did that the record contradicts, side by side, until an officer settles it',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({ rows: z.array(OpenConflict) }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {}, output: { rows: [] } },
})

export const sendDeskActs = endpoint({
  name: 'custody.send-desk-acts',
  method: 'POST',
  path: '/custody/visit-acts',
  needs: 'custody:run-visits',
  summary:
    'What was done at the desk, one or many at once; one that was sent before counts once, and what the record contradicts is kept as a conflict',
  input: z.object({ acts: z.array(DeskAct).min(1).max(500) }),
  output: z.object({
    results: z.array(
      z.object({
        id: z.uuid(),
        outcome: z.enum(['done', 'conflict', 'unknown']),
        codes: z.array(z.string()),
      }),
    ),
  }),
  refusals: ['not-found'],
  example: {
    input: {
      acts: [
        {
          id: exampleId,
          kind: 'end',
          visitId: exampleId,
          imprisonmentId: exampleId,
          visitorIds: [],
          sessionId: null,
          slotAt: null,
          tokenCode: null,
          reasons: [],
          refusal: null,
          note: null,
          doneAt: '2026-11-20T10:30:00+05:00',
        },
      ],
    },
    output: { results: [{ id: exampleId, outcome: 'done', codes: [] }] },
  },
})

export const settleConflict = endpoint({
  name: 'custody.settle-visit-conflict',
  method: 'POST',
  path: '/custody/visit-acts/:actId/settle',
  needs: 'custody:override-visit',
  summary: 'Record a visit that took place against a rule, with the reason, or set aside what the desk wrote',
  input: z.object({ actId: z.uuid(), how: z.enum(['recorded', 'set-aside']), why: line }),
  output: z.object({ visitId: z.uuid().nullable() }),
  refusals: ['not-found', 'custody-visits.settled-already', 'custody-visits.cannot-record'],
  example: { input: { actId: exampleId, how: 'set-aside', why: 'Written twice' }, output: { visitId: null } },
})

const bookingRefusals = [
  ...Object.keys(obstacles).map((code) => `custody-visits.${code}`),
  'custody-visits.no-slot',
  'custody-visits.booked-already',
  'custody-visits.past',
  'not-found',
]

export const bookVisit = endpoint({
  name: 'custody.book-visit',
  method: 'POST',
  path: '/custody/prisoners/:id/visits',
  needs: 'custody:run-visits',
  summary:
    'Book a visit into a slot ahead; the quota may be passed only with a reason, by an officer who may',
  input: z.object({
    id: z.uuid(),
    visitorIds: z.array(z.uuid()).min(1).max(30),
    sessionId: z.uuid(),
    onDate: z.iso.date(),
    slotAt: time,
    overrides: Overrides,
  }),
  output: z.object({ visitId: z.uuid() }),
  warnings: ['quota-used', 'stopped', 'isolation', 'too-many'].map((code) => `custody-visits.${code}`),
  refusals: bookingRefusals,
  example: {
    input: {
      id: exampleId,
      visitorIds: [exampleId],
      sessionId: exampleId,
      onDate: '2026-11-24',
      slotAt: '10:00',
      overrides: [],
    },
    output: { visitId: exampleId },
  },
})

export const listSlots = endpoint({
  name: 'custody.list-visit-slots',
  method: 'GET',
  path: '/custody/prisoners/:id/visit-slots',
  needs: 'custody:read-visits',
  summary: 'Slots of the coming days into which this prisoner may be booked, with what is left in each',
  input: z.object({ id: z.uuid(), kind: z.enum(visitKinds).default('ordinary') }),
  output: z.object({
    days: z.array(
      z.object({
        onDate: z.string(),
        sessionId: z.uuid(),
        place: both,
        slots: z.array(z.object({ at: z.string(), left: z.number() })),
      }),
    ),
  }),
  refusals: ['not-found'],
  example: { input: { id: exampleId }, output: { days: [] } },
})

export const cancelVisit = endpoint({
  name: 'custody.cancel-visit',
  method: 'POST',
  path: '/custody/visits/:visitId/cancel',
  needs: 'custody:run-visits',
  summary: 'Cancel a visit that has not begun; its slot and its place in the quota are free again',
  input: z.object({ visitId: z.uuid(), why: line }),
  output: z.object({ cancelled: z.literal(true) }),
  refusals: ['not-found', 'custody-visits.not-open'],
  example: { input: { visitId: exampleId, why: 'Family could not come' }, output: { cancelled: true } },
})

export const listVisits = endpoint({
  name: 'custody.list-visits',
  method: 'GET',
  path: '/custody/visits',
  needs: 'custody:read-visits',
  summary: 'The register of visits of a prison, by day, latest first',
  input: z.object({
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    state: z.enum(visitStates).optional(),
    kind: z.enum(visitKinds).optional(),
    prisonId: z.coerce.number().int().optional(),
    ...page,
  }),
  output: z.object({ rows: z.array(Visit), total: z.number() }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {}, output: { rows: [], total: 0 } },
})

const Refused = Prisoner.extend({
  id: z.uuid(),
  visitor: both.nullable(),
  visitorId: z.uuid().nullable(),
  reason: z.enum(refusalReasons),
  note: z.string().nullable(),
  refusedAt: z.string(),
  refusedBy: both.nullable(),
})

export const listVisitRefusals = endpoint({
  name: 'custody.list-visit-refusals',
  method: 'GET',
  path: '/custody/visit-refusals',
  needs: 'custody:read-visits',
  summary: 'Who was turned away at the desk and why, latest first',
  input: z.object({
    reason: z.enum(refusalReasons).optional(),
    prisonId: z.coerce.number().int().optional(),
    ...page,
  }),
  output: z.object({ rows: z.array(Refused), total: z.number() }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {}, output: { rows: [], total: 0 } },
})

const visitorShows = ['all', 'to-vet', 'banned'] as const
const VisitorRow = Person.extend({
  phone: z.string().nullable(),
  licence: z.string().nullable(),
  visiting: z.array(
    Prisoner.extend({ tieId: z.uuid(), relation: z.enum(relations), state: Tie.shape.state }),
  ),
})

export const listVisitors = endpoint({
  name: 'custody.list-visitors',
  method: 'GET',
  path: '/custody/visitors',
  needs: 'custody:read-visits',
  summary: 'Visitors on the list of somebody in this prison; by CNIC, any visitor of the department',
  input: z.object({
    q: z.string().trim().max(100).optional(),
    show: z.enum(visitorShows).default('all'),
    ...page,
  }),
  output: z.object({ rows: z.array(VisitorRow), total: z.number() }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const NewVisitor = z
  .object({
    name: z.object({ en: z.string().trim().min(2).max(200), ur: z.string().trim().min(2).max(200) }),
    father: z
      .object({ en: z.string().trim().max(200).optional(), ur: z.string().trim().max(200).optional() })
      .optional(),
    sex: z.enum(['M', 'F', 'X']),
    /** With or without dashes. */
    cnic: z
      .string()
      .transform((text) => text.replace(/[\s-]/g, ''))
      .pipe(z.string().regex(/^[1-8][0-9]{12}$/))
      .optional(),
    otherPaper: z.string().trim().min(3).max(120).optional(),
    licence: z.string().trim().min(3).max(60).optional(),
    phone: z.string().trim().max(40).optional(),
  })
  .refine((visitor) => visitor.cnic !== undefined || visitor.otherPaper !== undefined, {
    path: ['cnic'],
    params: {
      code: 'identity',
      en: 'Write the CNIC, or what else identifies the visitor.',
      ur: 'شناختی کارڈ نمبر یا شناخت کا کوئی اور کاغذ درج کریں۔',
    },
  })

export const registerVisitor = endpoint({
  name: 'custody.register-visitor',
  method: 'POST',
  path: '/custody/visitors',
  needs: 'custody:run-visits',
  summary: 'Register a visitor and put them on the list of a prisoner, to be vetted',
  input: z.object({
    visitor: NewVisitor,
    imprisonmentId: z.uuid(),
    relation: z.enum(relations),
    extra: ExtraAnswers.optional(),
    overrides: Overrides,
  }),
  output: z.object({ visitorId: z.uuid(), tieId: z.uuid() }),
  warnings: ['people.cnic-sex', 'custody-visits.same-name'],
  refusals: [
    'not-found',
    'extra-fields.form-changed',
    'custody-visits.known-cnic',
    'custody-visits.licence-needed',
    'custody-visits.listed-already',
    'custody-visits.released',
  ],
  example: {
    input: {
      visitor: { name: { en: 'Zainab', ur: 'زینب' }, sex: 'F', cnic: '41303-1234567-2' },
      imprisonmentId: exampleId,
      relation: 'mother',
      overrides: [],
    },
    output: { visitorId: exampleId, tieId: exampleId },
  },
})

export const photographVisitor = endpoint({
  name: 'custody.photograph-visitor',
  method: 'POST',
  path: '/custody/visitors/:visitorId/photo',
  needs: 'custody:run-visits',
  summary: 'Keep a photograph of a visitor, shown at every visit desk of the department',
  input: z.object({ visitorId: z.uuid(), file: z.file() }),
  output: z.object({ documentId: z.uuid() }),
  media: { request: 'multipart/form-data' },
  refusals: ['not-found', 'documents.type', 'documents.too-large'],
  example: { output: { documentId: exampleId } },
})

export const addToList = endpoint({
  name: 'custody.add-visitor-to-list',
  method: 'POST',
  path: '/custody/prisoners/:id/visitors',
  needs: 'custody:run-visits',
  summary: 'Put a visitor who is registered already on the list of a prisoner, to be vetted',
  input: z.object({ id: z.uuid(), visitorId: z.uuid(), relation: z.enum(relations) }),
  output: z.object({ tieId: z.uuid() }),
  refusals: [
    'not-found',
    'custody-visits.listed-already',
    'custody-visits.licence-needed',
    'custody-visits.released',
  ],
  example: {
    input: { id: exampleId, visitorId: exampleId, relation: 'mother' },
    output: { tieId: exampleId },
  },
})

export const vetVisitor = endpoint({
  name: 'custody.vet-visitor',
  method: 'POST',
  path: '/custody/visitor-ties/:tieId/vet',
  needs: 'custody:vet-visitor',
  summary: 'Approve a visitor of a prisoner, for good or until a day, or refuse with the reason',
  input: z
    .object({
      tieId: z.uuid(),
      state: z.enum(['approved', 'refused']),
      why: z.string().trim().max(300).optional(),
      untilOn: z.iso.date().optional(),
    })
    .refine((given) => given.state === 'approved' || (given.why ?? '').length >= 3, {
      path: ['why'],
      params: { code: 'why', en: 'Say why.', ur: 'وجہ لکھیں۔' },
    }),
  output: z.object({ state: z.enum(['approved', 'refused']) }),
  refusals: ['not-found'],
  example: { input: { tieId: exampleId, state: 'approved' }, output: { state: 'approved' } },
})

export const getVisitor = endpoint({
  name: 'custody.get-visitor',
  method: 'GET',
  path: '/custody/visitors/:visitorId',
  needs: 'custody:read-visits',
  summary:
    'A visitor: identity, whom they visit here, bans with their appeals, and every visit and refusal in reach',
  input: z.object({ visitorId: z.uuid() }),
  output: z.object({
    visitor: Person.extend({
      sex: z.string(),
      phone: z.string().nullable(),
      licence: z.string().nullable(),
      registeredAt: z.string(),
      overrides: z.array(GivenReason),
    }),
    ties: z.array(
      Prisoner.extend({
        tieId: z.uuid(),
        relation: z.enum(relations),
        state: Tie.shape.state,
        why: z.string().nullable(),
        untilOn: z.string().nullable(),
        decidedBy: both.nullable(),
        decidedAt: z.string().nullable(),
      }),
    ),
    bans: z.array(
      z.object({
        id: z.uuid(),
        everywhere: z.boolean(),
        prison: both.nullable(),
        fromOn: z.string(),
        untilOn: z.string().nullable(),
        authority: z.string(),
        reason: z.enum(banReasons),
        note: z.string(),
        appealedOn: z.string().nullable(),
        appeal: z.string().nullable(),
        appealOutcome: z.enum(['upheld', 'lifted']).nullable(),
        appealWhy: z.string().nullable(),
        liftedAt: z.string().nullable(),
        liftedWhy: z.string().nullable(),
        holds: z.boolean(),
        mayDecide: z.boolean(),
      }),
    ),
    visits: z.array(Visit),
    refusals: z.array(Refused),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { visitorId: exampleId } },
})

export const banVisitor = endpoint({
  name: 'custody.ban-visitor',
  method: 'POST',
  path: '/custody/visitors/:visitorId/bans',
  needs: 'custody:ban-visitor',
  summary:
    'Ban a visitor from this prison, or by the Inspector-General from all; booked visits are cancelled',
  input: z
    .object({
      visitorId: z.uuid(),
      fromOn: z.iso.date(),
      untilOn: z.iso.date().optional(),
      authority: line,
      reason: z.enum(banReasons),
      note: line,
    })
    .refine((ban) => ban.untilOn === undefined || ban.untilOn >= ban.fromOn, {
      path: ['untilOn'],
      params: { code: 'period', en: 'It ends before it begins.', ur: 'اختتام آغاز سے پہلے ہے۔' },
    }),
  output: z.object({ banId: z.uuid(), cancelled: z.number() }),
  refusals: ['not-found', 'custody-visits.banned-already'],
  example: {
    input: {
      visitorId: exampleId,
      fromOn: '2026-11-20',
      authority: 'Superintendent, order 118',
      reason: 'contraband',
      note: 'A SIM in a shoe',
    },
    output: { banId: exampleId, cancelled: 0 },
  },
})

export const appealBan = endpoint({
  name: 'custody.appeal-visit-ban',
  method: 'POST',
  path: '/custody/visit-bans/:banId/appeal',
  needs: 'custody:ban-visitor',
  summary: 'Record an appeal against a ban, or decide it: upheld, or the ban is lifted',
  input: z.discriminatedUnion('act', [
    z.object({ act: z.literal('enter'), banId: z.uuid(), appeal: line }),
    z.object({ act: z.literal('decide'), banId: z.uuid(), outcome: z.enum(['upheld', 'lifted']), why: line }),
  ]),
  output: z.object({ holds: z.boolean() }),
  refusals: ['not-found', 'custody-visits.own-ban', 'custody-visits.no-appeal', 'custody-visits.ban-over'],
  example: {
    input: { act: 'enter', banId: exampleId, appeal: 'The phone was another’s' },
    output: { holds: true },
  },
})

export const getVisiting = endpoint({
  name: 'custody.get-visiting',
  method: 'GET',
  path: '/custody/prisoners/:id/visiting',
  needs: 'custody:read-visits',
  summary:
    'The visits of one prisoner: who may come, what is left of the quota and by which rule, stops, and the history',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    held: z.boolean(),
    class: z.enum(visitClasses),
    quotas: z.array(z.object({ rule: Rule, used: z.number(), left: z.number().nullable() })),
    /** Why visits are not to take place today, beside the quota. */
    today: z.array(z.enum(['out', 'isolation', 'stopped'])),
    stops: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(stopKinds),
        fromOn: z.string(),
        untilOn: z.string().nullable(),
        authority: z.string(),
        note: z.string().nullable(),
        holds: z.boolean(),
        endedWhy: z.string().nullable(),
      }),
    ),
    list: z.array(
      Person.extend({
        tieId: z.uuid(),
        relation: z.enum(relations),
        state: Tie.shape.state,
        untilOn: z.string().nullable(),
        why: z.string().nullable(),
      }),
    ),
    visits: z.array(Visit),
    refusals: z.array(Refused),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const stopVisits = endpoint({
  name: 'custody.stop-visits',
  method: 'POST',
  path: '/custody/prisoners/:id/visit-stops',
  needs: 'custody:override-visit',
  summary: 'Stop a prisoner’s visits for a time, by whose authority and why; an advocate’s are never stopped',
  input: z.object({
    id: z.uuid(),
    kind: z.enum(stopKinds),
    untilOn: z.iso.date().optional(),
    authority: line,
    note: z.string().trim().max(300).optional(),
  }),
  output: z.object({ stopId: z.uuid() }),
  refusals: ['not-found'],
  example: {
    input: {
      id: exampleId,
      kind: 'punishment',
      untilOn: '2026-11-27',
      authority: 'Superintendent, order 31',
    },
    output: { stopId: exampleId },
  },
})

export const endStop = endpoint({
  name: 'custody.end-visit-stop',
  method: 'POST',
  path: '/custody/visit-stops/:stopId/end',
  needs: 'custody:override-visit',
  summary: 'Let a prisoner be visited again before the stop is over',
  input: z.object({ stopId: z.uuid(), why: line }),
  output: z.object({ ended: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { stopId: exampleId, why: 'Order set aside' }, output: { ended: true } },
})

export const setVisitClass = endpoint({
  name: 'custody.set-visit-class',
  method: 'POST',
  path: '/custody/prisoners/:id/visit-class',
  needs: 'custody:override-visit',
  summary: 'Say which class’s privileges of visits a prisoner has from today',
  input: z.object({ id: z.uuid(), class: z.enum(visitClasses), authority: line }),
  output: z.object({ class: z.enum(visitClasses) }),
  refusals: ['not-found'],
  example: {
    input: { id: exampleId, class: 'better', authority: 'Home Department, order 5' },
    output: { class: 'better' },
  },
})

export const getVisitSettings = endpoint({
  name: 'custody.get-visit-settings',
  method: 'GET',
  path: '/custody/visit-settings',
  needs: 'custody:read-visits',
  summary: 'The sessions of a prison’s week',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    jurisdiction: z.string(),
    sessions: z.array(Session),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const addSession = endpoint({
  name: 'custody.add-visit-session',
  method: 'POST',
  path: '/custody/visit-sessions',
  needs: 'custody:set-visit-sessions',
  summary: 'Open a session on a day of the week: hours, length of a slot, windows',
  input: z
    .object({
      kind: z.enum(visitKinds),
      place: z.object({ en: z.string().trim().min(2).max(80), ur: z.string().trim().min(2).max(80) }),
      weekday: z.coerce.number().int().min(1).max(7),
      fromTime: time,
      toTime: time,
      slotMinutes: z.number().int().min(5).max(720),
      windows: z.number().int().min(1).max(200),
      forSex: z.enum(['M', 'F']).optional(),
      fromOn: z.iso.date(),
    })
    .refine(
      (given) =>
        Number(given.toTime.slice(0, 2)) * 60 +
          Number(given.toTime.slice(3)) -
          Number(given.fromTime.slice(0, 2)) * 60 -
          Number(given.fromTime.slice(3)) >=
        given.slotMinutes,
      {
        path: ['toTime'],
        params: {
          code: 'hours',
          en: 'Not even one slot fits into these hours.',
          ur: 'ان اوقات میں ایک باری بھی نہیں آتی۔',
        },
      },
    ),
  output: z.object({ sessionId: z.uuid() }),
  refusals: ['not-found'],
  example: {
    input: {
      kind: 'ordinary',
      place: { en: 'Visit hall', ur: 'ملاقات ہال' },
      weekday: 1,
      fromTime: '09:00',
      toTime: '13:00',
      slotMinutes: 30,
      windows: 12,
      fromOn: '2026-11-20',
    },
    output: { sessionId: exampleId },
  },
})

export const endSession = endpoint({
  name: 'custody.end-visit-session',
  method: 'POST',
  path: '/custody/visit-sessions/:sessionId/end',
  needs: 'custody:set-visit-sessions',
  summary: 'Close a session after a day; refused while visits are booked beyond it',
  input: z.object({ sessionId: z.uuid(), untilOn: z.iso.date() }),
  output: z.object({ untilOn: z.string() }),
  refusals: ['not-found', 'custody-visits.booked-beyond', 'custody-visits.past'],
  example: { input: { sessionId: exampleId, untilOn: '2026-12-31' }, output: { untilOn: '2026-12-31' } },
})
