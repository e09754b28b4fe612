import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const words = (most: number) => z.string().trim().min(3).max(most)
const day = z.iso.date()

export const noticeKinds = [
  'family-admission',
  'family-transfer',
  'family-illness',
  'family-death',
  'consulate-arrest',
  'consulate-death',
  'bail-reminder',
  'bail-escalation',
  'mercy-petition',
  'mercy-covering',
  'jail-appeal',
] as const
export type NoticeKind = (typeof noticeKinds)[number]
/** Steps of matters that owe a notice on paper; sending one does the step, unless somebody else's decision does. */
export const noticeOfDuty: Readonly<Record<string, NoticeKind>> = {
  'family-told': 'family-death',
  'consul-told': 'consulate-arrest',
  appeal: 'jail-appeal',
  'supreme-court': 'jail-appeal',
  mercy: 'mercy-covering',
}
export const waysOut = ['registered-post', 'post', 'by-hand', 'telephone', 'e-mail'] as const
/** What needs a number, an address or a receipt to be believed. */
export const waysWithParticulars: readonly string[] = ['registered-post', 'telephone', 'e-mail']
/** Kinds that a movement owes by itself, as the rule of the province says within which days. */
export const owedByMovement = ['family-admission', 'family-transfer', 'family-illness'] as const
/** Why no letter goes though one is owed. */
export const asideReasons = ['told', 'not-wished', 'no-family', 'other'] as const
export const noticeShows = ['to-do', 'sent', 'all'] as const

const Sending = z.object({
  id: z.uuid(),
  /** As the register writes it: 7/2026. */
  number: z.string(),
  toWhom: z.string(),
  how: z.enum(waysOut),
  particulars: z.string().nullable(),
  sentOn: day,
  sentBy: both.nullable(),
  outcome: z.enum(['received', 'returned']).nullable(),
  outcomeOn: day.nullable(),
  outcomeWords: z.string().nullable(),
  outcomeBy: both.nullable(),
})
export type Sending = z.output<typeof Sending>

const Row = z.object({
  /** The notice, or the step of a matter that owes one. */
  id: z.uuid(),
  kind: z.enum(noticeKinds),
  /** owed: nothing is drawn up yet; returned: what went last came back undelivered. */
  state: z.enum(['owed', 'signed', 'sent', 'returned', 'received', 'withdrawn']),
  imprisonmentId: z.uuid(),
  prisoner: z.string(),
  name: both,
  prison: both,
  /** Of the paper; null while it is owed. */
  number: z.string().nullable(),
  to: both.nullable(),
  /** By which day the matter owes it; null where no period is settled. */
  dueOn: day.nullable(),
  signedAt: z.string().nullable(),
  last: Sending.pick({ number: true, toWhom: true, how: true, sentOn: true }).nullable(),
})
export type NoticeRow = z.output<typeof Row>

export const listNotices = endpoint({
  name: 'custody.list-notices',
  method: 'GET',
  path: '/custody/notices',
  needs: 'custody:read-notices',
  summary:
    'Notices: what matters owe, what is signed and not sent, what came back; or everything sent, latest first',
  input: z.object({
    show: z.enum(noticeShows).default('to-do'),
    kind: z.enum(noticeKinds).optional(),
    imprisonmentId: z.uuid().optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(Row), total: z.number() }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const countNotices = endpoint({
  name: 'custody.count-notices',
  method: 'GET',
  path: '/custody/notice-counts',
  needs: 'custody:read-notices',
  summary: 'How many notices are owed, signed and unsent, sent back, and how many went in the last 30 days',
  input: z.object({}),
  output: z.object({
    owed: z.number(),
    signed: z.number(),
    returned: z.number(),
    sentLately: z.number(),
    /** Who has bail and is due a reminder; null for who may not see that. */
    bail: z.number().nullable(),
  }),
  example: { input: {} },
})

/** A piece of a paragraph: the template's own words, or what stood in a placeholder. */
const Piece = z.object({ text: z.string(), placeholder: z.string().nullable(), missing: z.boolean() })
export type Piece = z.output<typeof Piece>
const Written = z.object({ subject: z.array(Piece), body: z.array(z.array(Piece)) })
const Provenance = z.object({
  from: z.enum(['prison', 'own', 'country']),
  fromOn: day,
  source: both,
  /** Shipped wording that no department has adopted. */
  refer: z.boolean(),
})

export const getNoticeDraft = endpoint({
  name: 'custody.get-notice-draft',
  method: 'GET',
  path: '/custody/prisoners/:imprisonmentId/notice-draft',
  needs: 'custody:sign-notice',
  summary:
    'What a notice of one kind would say of a prisoner today, in both languages, and which kinds can be drawn up',
  input: z.object({ imprisonmentId: z.uuid(), kind: z.enum(noticeKinds).optional() }),
  output: z.object({
    prisoner: z.object({ id: z.uuid(), number: z.string(), name: both }),
    kinds: z.array(z.enum(noticeKinds)),
    draft: z
      .object({
        kind: z.enum(noticeKinds),
        en: Written,
        ur: Written,
        missing: z.array(z.object({ placeholder: z.string(), name: both })),
        template: Provenance,
        addressees: z.array(both),
        /** What sending it does by itself. */
        fulfils: z.object({ duty: both, dueOn: day.nullable() }).nullable(),
        writesBailNotice: z.boolean(),
        /** A movement owes it by itself: since when, until when, and by which rule. */
        owing: z.object({ id: z.uuid(), happenedOn: day, dueOn: day, source: both }).nullable(),
        /** A notice of this kind that was signed before, so that none goes twice unknowingly. */
        before: z.object({ id: z.uuid(), number: z.string(), at: z.string() }).nullable(),
        /** words: one may be added; medical: only the medical officer's, kept apart; none: of illness nothing is added. */
        free: z.enum(['words', 'medical', 'none']),
        /** Fingerprint of what it says; sent back on signing, so that what is signed is what was read. */
        says: z.string(),
      })
      .nullable(),
  }),
  refusals: ['not-found', 'custody-notices.not-now'],
  reads: 'sensitive',
  example: { input: { imprisonmentId: exampleId } },
})

export const signNotice = endpoint({
  name: 'custody.sign-notice',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/notices',
  needs: 'custody:sign-notice',
  summary:
    'Sign a notice as it was read: its words are frozen, and the sheet is made with a code anyone can check',
  input: z
    .object({
      imprisonmentId: z.uuid(),
      kind: z.enum(noticeKinds),
      toEn: words(300),
      toUr: words(300),
      freeEn: words(2000).optional(),
      freeUr: words(2000).optional(),
      says: z.string().max(80),
    })
    .refine(({ freeEn, freeUr }) => (freeEn === undefined) === (freeUr === undefined), {
      path: ['freeUr'],
      params: {
        code: 'both-languages',
        en: 'Write the paragraph in both languages.',
        ur: 'پیرا دونوں زبانوں میں لکھیں۔',
      },
    }),
  output: z.object({ id: z.uuid(), number: z.string() }),
  refusals: [
    'not-found',
    'custody-notices.not-now',
    'custody-notices.no-value',
    'custody-notices.changed',
    'custody-notices.no-words-of-illness',
  ],
  example: {
    input: {
      imprisonmentId: exampleId,
      kind: 'family-death',
      toEn: 'Ghulam Rasool, father, Latifabad No. 7',
      toUr: 'غلام رسول، والد، لطیف آباد نمبر 7',
      says: 'c41f',
    },
    output: { id: exampleId, number: 'PRS-HYD-C/NT/2026/0003' },
  },
})

export const setNoticeAside = endpoint({
  name: 'custody.set-notice-aside',
  method: 'POST',
  path: '/custody/notices-owed/:owingId/aside',
  needs: 'custody:sign-notice',
  summary: 'Record why no letter goes though a movement owes one: told already, not wished, nobody to tell',
  input: z
    .object({ owingId: z.uuid(), why: z.enum(asideReasons), words: words(500).optional() })
    .refine(({ why, words }) => why !== 'other' || words !== undefined, {
      path: ['words'],
      params: { code: 'why', en: 'Say why.', ur: 'وجہ لکھیں۔' },
    }),
  output: z.object({ done: z.literal(true) }),
  refusals: ['not-found', 'custody-notices.not-owed'],
  example: {
    input: { owingId: exampleId, why: 'told', words: 'The father, at the gate' },
    output: { done: true },
  },
})

export const getNotice = endpoint({
  name: 'custody.get-notice',
  method: 'GET',
  path: '/custody/notices/:id',
  needs: 'custody:read-notices',
  summary: 'One notice: its words as signed, its sheet, and every sending with what came back',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    id: z.uuid(),
    kind: z.enum(noticeKinds),
    state: z.enum(['signed', 'sent', 'withdrawn']),
    imprisonmentId: z.uuid(),
    prisoner: z.string(),
    name: both,
    prison: both,
    number: z.string(),
    to: both,
    subject: both,
    body: both,
    free: both.nullable(),
    /** The medical officer's own words; null where there are none or the reader may not see them. */
    medical: both.nullable(),
    /** There are some that the reader may not see. */
    withheld: z.boolean(),
    hash: z.string(),
    /** Null of what was loaded from older books and never printed here. */
    documentId: z.uuid().nullable(),
    version: z.number().nullable(),
    template: Provenance.pick({ from: true, fromOn: true }),
    duty: z.object({ name: both, matterId: z.uuid(), done: z.boolean() }).nullable(),
    signedBy: both.nullable(),
    signedPost: both,
    signedAt: z.string(),
    withdrawnBy: both.nullable(),
    withdrawnAt: z.string().nullable(),
    withdrawnWhy: z.string().nullable(),
    sendings: z.array(Sending),
    may: z.object({ dispatch: z.boolean(), withdraw: z.boolean() }),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})
export type Notice = z.output<typeof getNotice.output>

export const dispatchNotice = endpoint({
  name: 'custody.dispatch-notice',
  method: 'POST',
  path: '/custody/notices/:id/dispatches',
  needs: 'custody:dispatch-notice',
  summary:
    'Enter in the dispatch register that a notice went out, to whom and how; the step of the matter is done or the reminder of bail written with it',
  input: z
    .object({
      id: z.uuid(),
      toWhom: words(200),
      how: z.enum(waysOut),
      particulars: z.string().trim().min(2).max(120).optional(),
      sentOn: day,
    })
    .refine(({ how, particulars }) => !waysWithParticulars.includes(how) || particulars !== undefined, {
      path: ['particulars'],
      params: {
        code: 'particulars',
        en: 'Write the number of the receipt, the telephone number or the address.',
        ur: 'رسید نمبر، ٹیلیفون نمبر یا پتا لکھیں۔',
      },
    }),
  output: z.object({ id: z.uuid(), number: z.string(), fulfilled: z.boolean() }),
  refusals: [
    'not-found',
    'custody-notices.withdrawn',
    'custody-notices.bad-day',
    'custody-matters.not-yet',
    'custody-matters.answer-needed',
  ],
  example: {
    input: {
      id: exampleId,
      toWhom: 'Ghulam Rasool, father',
      how: 'registered-post',
      particulars: 'RGL 41882',
      sentOn: '2026-11-20',
    },
    output: { id: exampleId, number: '7/2026', fulfilled: true },
  },
})

export const recordNoticeOutcome = endpoint({
  name: 'custody.record-notice-outcome',
  method: 'POST',
  path: '/custody/dispatches/:dispatchId/outcome',
  needs: 'custody:dispatch-notice',
  summary: 'Record that a notice was received, by whom, or came back undelivered, and why',
  input: z
    .object({
      dispatchId: z.uuid(),
      outcome: z.enum(['received', 'returned']),
      on: day,
      words: z.string().trim().min(2).max(300).optional(),
    })
    .refine(({ outcome, words }) => outcome === 'received' || words !== undefined, {
      path: ['words'],
      params: { code: 'why', en: 'Say why it came back.', ur: 'واپسی کی وجہ لکھیں۔' },
    }),
  output: z.object({ done: z.literal(true) }),
  refusals: ['not-found', 'custody-notices.answered', 'custody-notices.bad-day'],
  example: { input: { dispatchId: exampleId, outcome: 'received', on: '2026-11-23' } },
})

export const withdrawNotice = endpoint({
  name: 'custody.withdraw-notice',
  method: 'POST',
  path: '/custody/notices/:id/withdraw',
  needs: 'custody:sign-notice',
  summary: 'Withdraw a signed notice before it is sent; whoever checks its code is told',
  input: z.object({ id: z.uuid(), why: words(500) }),
  output: z.object({ done: z.literal(true) }),
  refusals: ['not-found', 'custody-notices.not-signed'],
  example: { input: { id: exampleId, why: 'Wrong address' }, output: { done: true } },
})
