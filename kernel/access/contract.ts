import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const text = z.object({ en: z.string(), ur: z.string() })
const Nothing = z.object({})
const account = z.object({ id: z.uuid(), username: z.string(), name: text })
const unit = z.object({ id: z.int(), code: z.string(), kind: z.string(), name: text })
const reason = z.string().trim().min(5).max(500)
const id = '019a6b1e-3f5c-7c11-9d52-0242ac120003'

export const PostRow = z.object({
  code: z.string(),
  title: text,
  reach: z.enum(['own', 'below', 'jurisdiction', 'none']),
  hierarchy: z.string().nullable(),
  desk: z.boolean(),
  permissions: z.array(z.string()),
  holders: z.int(),
})

export const listPosts = endpoint({
  name: 'access.list-posts',
  method: 'GET',
  path: '/access/posts',
  needs: 'access:read',
  summary: 'Who may do what: every post with its reach and its permissions',
  input: Nothing,
  output: z.object({
    posts: z.array(PostRow),
    permissions: z.array(z.object({ code: z.string(), text })),
  }),
  example: { output: { posts: [], permissions: [] } },
})

export const GrantRow = z.object({
  id: z.uuid(),
  account,
  post: z.object({ code: z.string(), title: text }),
  unit,
  state: z.enum(['waiting', 'in-force', 'ahead', 'ended', 'revoked', 'refused']),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  delegatedBy: account.nullable(),
  proposedBy: account.nullable(),
  proposedAt: z.string().nullable(),
  approvedBy: account.nullable(),
  approvedAt: z.string().nullable(),
  reason: z.string().nullable(),
  closingReason: z.string().nullable(),
  /** Proposed by the reader: another must decide. */
  own: z.boolean(),
})

export const listGrants = endpoint({
  name: 'access.list-grants',
  method: 'GET',
  path: '/access/grants',
  needs: 'access:read',
  summary: 'Grants of posts in one’s jurisdiction',
  input: z.object({
    state: z.enum(['waiting', 'in-force', 'ahead', 'ended', 'revoked', 'refused']).optional(),
    account: z.uuid().optional(),
    unit: z.coerce.number().int().optional(),
    post: z.string().max(60).optional(),
    q: z.string().trim().max(100).optional(),
    sort: z.string().max(40).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(GrantRow), total: z.int() }),
  example: { input: { state: 'waiting' }, output: { rows: [], total: 0 } },
})

export const proposeGrant = endpoint({
  name: 'access.propose-grant',
  method: 'POST',
  path: '/access/grants',
  needs: 'access:propose',
  stepUp: true,
  summary: 'Propose that an account holds a post in a unit; it gives nothing before a second person approves',
  input: z.object({
    accountId: z.uuid(),
    post: z.string().min(1).max(60),
    unitId: z.coerce.number().int(),
    validFrom: z.iso.date().optional(),
    validTo: z.iso.date().optional(),
    /** Whose post is stood in for during an absence. */
    delegatedBy: z.uuid().optional(),
    reason,
  }),
  output: z.object({ id: z.uuid() }),
  refusals: ['access.own-grant', 'access.no-such-post', 'access.dates-reversed', 'access.unit-elsewhere'],
  example: {
    input: {
      accountId: id,
      post: 'gate-officer',
      unitId: 41,
      validTo: '2026-12-31',
      reason: 'Posted by order 112/2026 of the Inspector-General',
    },
    output: { id },
  },
})

const decision = { id: z.uuid() }

export const approveGrant = endpoint({
  name: 'access.approve-grant',
  method: 'POST',
  path: '/access/grants/:id/approve',
  needs: 'access:approve',
  stepUp: true,
  summary: 'Approve a grant another person proposed',
  input: z.object(decision),
  output: Nothing,
  refusals: [
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'access.own-grant',
    'access.not-waiting',
  ],
  example: { input: { id }, output: {} },
})

export const refuseGrant = endpoint({
  name: 'access.refuse-grant',
  method: 'POST',
  path: '/access/grants/:id/refuse',
  needs: 'access:approve',
  summary: 'Refuse a proposed grant, with the reason',
  input: z.object({ ...decision, reason }),
  output: Nothing,
  refusals: ['access.not-waiting'],
  example: { input: { id, reason: 'The order names another prison' }, output: {} },
})

export const revokeGrant = endpoint({
  name: 'access.revoke-grant',
  method: 'POST',
  path: '/access/grants/:id/revoke',
  needs: 'access:revoke',
  summary: 'Revoke a grant at once, or withdraw a proposal; one person is enough to close a door',
  input: z.object({ ...decision, reason }),
  output: Nothing,
  refusals: ['access.already-over', 'access.own-grant'],
  example: { input: { id, reason: 'Transferred to another station' }, output: {} },
})

export const listSubjectKinds = endpoint({
  name: 'access.list-subject-kinds',
  method: 'GET',
  path: '/access/subject-kinds',
  needs: 'access:explain',
  summary: 'Kinds of record whose readers can be listed',
  input: Nothing,
  output: z.object({ kinds: z.array(z.object({ code: z.string(), text })) }),
  example: { output: { kinds: [] } },
})

export const Reaching = z.object({
  grantId: z.uuid(),
  account: account.extend({ kind: z.enum(['person', 'service']) }),
  post: z.object({ code: z.string(), title: text }),
  unit,
  reach: z.enum(['own', 'below', 'jurisdiction']),
  hierarchy: z.string().nullable(),
  /** Units from the one the post is held in down to the record's own. */
  path: z.array(unit),
  through: unit,
  permission: z.object({ code: z.string(), text }).nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
})

export const BreakGlass = z.object({
  id: z.uuid(),
  account,
  unit,
  reason: z.string(),
  openedAt: z.string(),
  endsAt: z.string(),
  closedAt: z.string().nullable(),
  state: z.enum(['open', 'over']),
  noticedAt: z.string().nullable(),
  noticedBy: account.nullable(),
  /** Review is due 72 hours after the entry. */
  reviewDue: z.string(),
  reviewedAt: z.string().nullable(),
  reviewedBy: account.nullable(),
  finding: z.enum(['justified', 'not-justified']).nullable(),
  reviewNote: z.string().nullable(),
  own: z.boolean(),
})

export const explainAccess = endpoint({
  name: 'access.explain',
  method: 'GET',
  path: '/access/explain',
  needs: 'access:explain',
  summary: 'Who can see this record, and why: every grant that reaches it, and every emergency entry',
  reads: 'sensitive',
  input: z.object({ kind: z.string().min(1).max(40), id: z.string().trim().min(1).max(80) }),
  output: z.object({
    kind: z.object({ code: z.string(), text }),
    units: z.array(unit),
    reaching: z.array(Reaching),
    entries: z.array(
      z.object({
        id: z.uuid(),
        name: text,
        unit,
        reason: z.string(),
        openedAt: z.string(),
        until: z.string(),
        open: z.boolean(),
        finding: z.enum(['justified', 'not-justified']).nullable(),
      }),
    ),
  }),
  refusals: ['not-found'],
  example: {
    input: { kind: 'unit', id: 'PRS-KHI-C' },
    output: {
      kind: { code: 'unit', text: { en: 'Unit', ur: 'یونٹ' } },
      units: [],
      reaching: [],
      entries: [],
    },
  },
})

export const openBreakGlass = endpoint({
  name: 'access.open-break-glass',
  method: 'POST',
  path: '/access/break-glass',
  needs: 'access:break-glass',
  stepUp: true,
  summary:
    'Enter another unit in an emergency, for at most an hour; its head and the auditor are told at once',
  input: z.object({ unitId: z.coerce.number().int(), reason: z.string().trim().min(15).max(1000) }),
  output: z.object({ id: z.uuid(), endsAt: z.string() }),
  refusals: ['access.already-reached', 'access.unit-elsewhere'],
  example: {
    input: { unitId: 41, reason: 'Prisoner brought in unconscious, medical history is in the other prison' },
    output: { id, endsAt: '2026-03-12T10:00:00.000Z' },
  },
})

export const closeBreakGlass = endpoint({
  name: 'access.close-break-glass',
  method: 'POST',
  path: '/access/break-glass/:id/close',
  needs: 'access:break-glass',
  summary: 'Leave before the hour is over',
  input: z.object(decision),
  output: Nothing,
  refusals: ['access.already-over'],
  example: { input: { id }, output: {} },
})

export const listBreakGlass = endpoint({
  name: 'access.list-break-glass',
  method: 'GET',
  path: '/access/break-glass',
  needs: 'signed-in',
  summary: 'Emergency entries one made, into one’s unit, or to be reviewed',
  input: z.object({
    list: z.enum(['own', 'into-my-unit', 'to-review', 'reviewed', 'open']).default('own'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(BreakGlass), total: z.int() }),
  example: { input: { list: 'to-review' }, output: { rows: [], total: 0 } },
})

export const noticeBreakGlass = endpoint({
  name: 'access.notice-break-glass',
  method: 'POST',
  path: '/access/break-glass/:id/notice',
  needs: 'access:notice-break-glass',
  summary: 'Say that one has seen the entry into one’s unit',
  input: z.object(decision),
  output: Nothing,
  refusals: ['access.already-noticed'],
  example: { input: { id }, output: {} },
})

export const reviewBreakGlass = endpoint({
  name: 'access.review-break-glass',
  method: 'POST',
  path: '/access/break-glass/:id/review',
  needs: 'access:review-break-glass',
  summary: 'Find an emergency entry justified or not; within 72 hours',
  input: z.object({ ...decision, finding: z.enum(['justified', 'not-justified']), note: reason }),
  output: Nothing,
  refusals: ['access.already-reviewed', 'access.still-open'],
  example: {
    input: { id, finding: 'justified', note: 'Hospital register confirms the admission' },
    output: {},
  },
})
