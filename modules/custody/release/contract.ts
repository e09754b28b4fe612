import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const step = z.object({
  code: z.string(),
  section: z.string(),
  text: both,
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
})
const secondPerson = ['access.same-person', 'access.same-session', 'access.delegate']

export const releaseGrounds = [
  'bail',
  'acquittal',
  'discharge',
  'expiry',
  'fine-paid',
  'suspended',
  'compromise',
  'licence',
] as const
export const holdKinds = [
  'OTHER_WARRANT',
  'DIYAT_UNPAID_S331',
  'MPO_DETENTION',
  'DEPORTATION',
  'SURETY',
] as const

export const GateCheck = z.object({
  releasable: z.boolean(),
  asOf: z.string(),
  cases: z.array(
    z.object({
      warrantId: z.uuid(),
      label: z.string(),
      sections: z.string(),
      status: z.string(),
      blocker: z.string().nullable(),
      order: z
        .object({
          id: z.uuid(),
          number: z.string(),
          ground: z.string(),
          court: both,
          issuedOn: z.string(),
          verified: z.boolean(),
        })
        .nullable(),
    }),
  ),
  holds: z.array(
    z.object({
      id: z.uuid().nullable(),
      kind: z.string(),
      source: z.string(),
      until: z.string().nullable(),
      blocks: z.boolean(),
    }),
  ),
  dueRelease: z.object({ date: z.string(), confirmed: z.boolean() }).nullable(),
  /** The Government's licence to be outside while the sentence runs, and whether another officer had it confirmed. */
  licence: z
    .object({
      order: z.string(),
      authority: z.string(),
      orderedOn: z.iso.date(),
      from: z.iso.date(),
      verified: z.boolean(),
      conditions: z.array(z.string()),
    })
    .nullable(),
  /** Court orders this check rests on. */
  orders: z.array(z.string()),
  steps: z.array(step),
  packCode: z.string(),
  packVersion: z.string(),
  hash: z.string(),
})
export type GateCheck = z.output<typeof GateCheck>

const DiaryRow = z.object({
  imprisonmentId: z.uuid(),
  number: z.string(),
  name: both,
  father: both.nullable(),
  category: z.string(),
  place: both.nullable(),
  dueRelease: z.string().nullable(),
  dateState: z.string().nullable(),
  orders: z.number(),
  release: z.object({ id: z.uuid(), state: z.string() }).nullable(),
})

export const listDiary = endpoint({
  name: 'custody.list-release-diary',
  method: 'GET',
  path: '/custody/release-diary',
  needs: 'custody:read-prisoner',
  summary:
    'Who is due to leave within some days, for whom a release order has come, and which releases are under way',
  input: z.object({
    show: z.enum(['due', 'orders', 'to-approve', 'at-gate', 'to-confirm']).default('due'),
    within: z.coerce.number().int().min(0).max(3650).default(30),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(DiaryRow), total: z.number() }),
  reads: 'sensitive',
  example: { input: { show: 'due', within: 30 }, output: { rows: [], total: 0 } },
})

export const getReleasePage = endpoint({
  name: 'custody.get-release',
  method: 'GET',
  path: '/custody/prisoners/:imprisonmentId/release',
  needs: 'custody:read-prisoner',
  summary: 'The gate check as it stands now, and the release that is under way',
  input: z.object({ imprisonmentId: z.uuid() }),
  output: z.object({
    prisoner: z.object({
      imprisonmentId: z.uuid(),
      number: z.string(),
      name: both,
      father: both.nullable(),
      state: z.string(),
    }),
    gate: GateCheck,
    release: z
      .object({
        id: z.uuid(),
        ground: z.string(),
        state: z.string(),
        proposedBy: both,
        proposedAt: z.string(),
        approvedBy: both.nullable(),
        approvedAt: z.string().nullable(),
        leftAt: z.string().nullable(),
        stoppedWhy: z.string().nullable(),
        /** The reader proposed it and so cannot approve it. */
        own: z.boolean(),
      })
      .nullable(),
    propertyToReturn: z.number(),
    /** Whether whoever stands at the gate was compared with the register and is the prisoner. */
    identity: z.enum(['known', 'unknown', 'mistaken']),
  }),
  reads: 'sensitive',
  refusals: ['not-found', 'custody.law-refused'],
  example: { input: { imprisonmentId: exampleId } },
})

export const verifyOrder = endpoint({
  name: 'custody.verify-release-order',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/orders/:orderId/verify',
  needs: 'custody:propose-release',
  summary: 'Check the code printed on a release order against the court’s own record',
  input: z.object({ imprisonmentId: z.uuid(), orderId: z.uuid(), code: z.string().trim().min(4).max(40) }),
  output: z.object({ outcome: z.enum(['verified', 'wrong-code']) }),
  refusals: ['courts.release-code-locked', 'courts.release-not-issued', 'not-found'],
  example: {
    input: { imprisonmentId: exampleId, orderId: exampleId, code: 'K7PM-2Q9X' },
    output: { outcome: 'verified' },
  },
})

export const endPaperWarrant = endpoint({
  name: 'custody.end-paper-warrant',
  method: 'POST',
  path: '/custody/warrants/:warrantId/end',
  needs: 'custody:propose-release',
  summary: 'Enter a court’s order on paper that ends a paper warrant, and how the court confirmed it',
  input: z.object({
    warrantId: z.uuid(),
    ground: z.enum(['bail', 'acquittal', 'discharge', 'compromise', 'sentence-suspended']),
    order: z.string().trim().min(1).max(200),
    on: z.iso.date(),
    verifiedHow: z.string().trim().min(5).max(500),
  }),
  output: z.object({ ended: z.literal(true) }),
  refusals: ['custody.not-paper', 'not-found'],
  example: {
    input: {
      warrantId: exampleId,
      ground: 'bail',
      order: 'Robkar 118',
      on: '2026-03-12',
      verifiedHow: 'Dak book of the court, entry 51',
    },
  },
})

export const placeHold = endpoint({
  name: 'custody.place-hold',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/holds',
  needs: 'custody:hold',
  summary: 'Enter a reason beside the cases for which a person may not leave',
  input: z.object({
    imprisonmentId: z.uuid(),
    kind: z.enum(holdKinds),
    source: z.string().trim().min(3).max(300),
    placedOn: z.iso.date(),
    until: z.iso.date().optional(),
  }),
  output: z.object({ holdId: z.uuid() }),
  refusals: ['custody.not-in', 'not-found'],
  example: {
    input: {
      imprisonmentId: exampleId,
      kind: 'OTHER_WARRANT',
      source: 'Warrant of JM-II Thatta',
      placedOn: '2026-03-12',
    },
  },
})

export const liftHold = endpoint({
  name: 'custody.lift-hold',
  method: 'POST',
  path: '/custody/holds/:holdId/lift',
  needs: 'custody:hold',
  summary: 'Lift a hold, with the paper that ends it',
  input: z.object({ holdId: z.uuid(), why: z.string().trim().min(3).max(300) }),
  output: z.object({ lifted: z.literal(true) }),
  refusals: ['not-found'],
  example: { input: { holdId: exampleId, why: 'Order of JM-II Thatta of 12 Mar 2026' } },
})

export const proposeRelease = endpoint({
  name: 'custody.propose-release',
  method: 'POST',
  path: '/custody/prisoners/:imprisonmentId/release',
  needs: 'custody:propose-release',
  summary: 'Propose a release; the gate check must be clear',
  input: z.object({ imprisonmentId: z.uuid() }),
  output: z.object({ releaseId: z.uuid() }),
  refusals: ['custody.gate-shut', 'custody.release-open', 'custody.not-in', 'not-found'],
  example: { input: { imprisonmentId: exampleId }, output: { releaseId: exampleId } },
})

export const approveRelease = endpoint({
  name: 'custody.approve-release',
  method: 'POST',
  path: '/custody/releases/:releaseId/approve',
  needs: 'custody:approve-release',
  summary: 'Approve a proposed release as second officer; the gate check is made anew',
  stepUp: true,
  input: z.object({ releaseId: z.uuid() }),
  output: z.object({ state: z.literal('approved') }),
  refusals: [...secondPerson, 'custody.gate-shut', 'custody.release-not-open', 'not-found'],
  example: { input: { releaseId: exampleId }, output: { state: 'approved' } },
})

export const stopRelease = endpoint({
  name: 'custody.stop-release',
  method: 'POST',
  path: '/custody/releases/:releaseId/stop',
  needs: 'custody:propose-release',
  summary: 'Stop a release that is under way, with the reason',
  input: z.object({ releaseId: z.uuid(), why: z.string().trim().min(3).max(300) }),
  output: z.object({ state: z.literal('stopped') }),
  refusals: ['custody.release-not-open', 'not-found'],
  example: { input: { releaseId: exampleId, why: 'A second warrant has come' } },
})

export const letOut = endpoint({
  name: 'custody.let-out',
  method: 'POST',
  path: '/custody/releases/:releaseId/leave',
  needs: 'custody:let-out',
  summary: 'Record at the gate that the released person has left; the gate check is made a last time',
  input: z.object({ releaseId: z.uuid() }),
  output: z.object({ state: z.literal('left'), leftAt: z.string() }),
  refusals: [
    'custody-identity-check.mistaken',
    'custody-identity-check.not-compared',
    'custody.gate-shut',
    'custody.release-not-open',
    'not-found',
  ],
  example: { input: { releaseId: exampleId } },
})
