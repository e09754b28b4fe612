import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { codesOf, grounds } from './codes.ts'
import { ChargeLine, Day, OfCase, PartyName, Reasons, Spell } from './shapes.ts'

const anId = '0190a0de-0000-7000-8000-000000000001'
const BothNames = z.object({ en: z.string(), ur: z.string() })

export const recordBail = endpoint({
  name: 'courts.record-bail',
  method: 'POST',
  path: '/courts/bail-orders',
  needs: 'courts:order-remand',
  summary: 'Record an order on bail',
  input: z
    .object({
      partyId: z.uuid(),
      section: z.string().trim().min(2).max(20),
      onDate: Day,
      result: z.enum(['granted', 'refused', 'cancelled']),
      reasons: Reasons.optional(),
      suretyAmount: z.number().min(0).max(1e10).optional(),
    })
    .refine(({ result, suretyAmount }) => result !== 'granted' || suretyAmount !== undefined, {
      path: ['suretyAmount'],
      params: { code: 'suretyAmount', en: 'Give the amount of the surety.', ur: 'ضمانت کی رقم درج کریں۔' },
    })
    .refine(({ result, reasons }) => result === 'granted' || reasons !== undefined, {
      path: ['reasons'],
      params: { code: 'reasons', en: 'Write the reasons.', ur: 'وجوہ لکھیں۔' },
    }),
  output: z.object({ bailOrderId: z.uuid() }),
  refusals: ['courts.not-an-accused', 'courts.date-ahead', 'not-found'],
  example: {
    input: { partyId: anId, section: '497', onDate: '2026-03-10', result: 'granted', suretyAmount: 50_000 },
    output: { bailOrderId: anId },
  },
})

export const acceptSurety = endpoint({
  name: 'courts.accept-surety',
  method: 'POST',
  path: '/courts/bail-orders/:bailOrderId/surety',
  needs: 'courts:draft-release',
  summary: 'Record that the surety was accepted; a prisoner’s release order is drafted',
  input: z.object({ bailOrderId: z.uuid(), onDate: Day }),
  output: z.object({ releaseOrderId: z.uuid().nullable() }),
  refusals: [
    'courts.bail-not-granted',
    'courts.surety-accepted',
    'courts.surety-before-order',
    'courts.date-ahead',
    'courts.release-exists',
    'courts.release-ground-missing',
    'courts.not-in-prison',
    'not-found',
  ],
  example: { input: { bailOrderId: anId, onDate: '2026-03-11' }, output: { releaseOrderId: anId } },
})

export const draftRelease = endpoint({
  name: 'courts.draft-release',
  method: 'POST',
  path: '/courts/release-orders',
  needs: 'courts:draft-release',
  summary: 'Draft an order to the prison to release an accused in one case',
  input: z.object({ partyId: z.uuid(), ground: z.enum(codesOf(grounds)), bailOrderId: z.uuid().optional() }),
  output: z.object({ orderId: z.uuid() }),
  refusals: ['courts.not-in-prison', 'courts.release-ground-missing', 'courts.release-exists', 'not-found'],
  example: { input: { partyId: anId, ground: 'acquittal' }, output: { orderId: anId } },
})

export const signRelease = endpoint({
  name: 'courts.sign-release',
  method: 'POST',
  path: '/courts/release-orders/:orderId/sign',
  needs: 'courts:sign',
  summary: 'Sign and number a release order; answers once with the code to print on it',
  input: z.object({ orderId: z.uuid() }),
  output: z.object({ number: z.number(), year: z.number(), issuedOn: Day, code: z.string() }),
  stepUp: true,
  // The prison checks this code; kept here in clear it would let whoever reads the table forge a release.
  secretFields: ['code'],
  refusals: [
    'courts.release-not-draft',
    'courts.release-ground-missing',
    'courts.not-own-court',
    'access.same-person',
    'access.same-session',
    'access.delegate',
    'not-found',
  ],
  example: {
    input: { orderId: anId },
    output: { number: 1, year: 2026, issuedOn: '2026-03-10', code: 'ABCD-EFGH-JKMN' },
  },
})

export const cancelRelease = endpoint({
  name: 'courts.cancel-release',
  method: 'POST',
  path: '/courts/release-orders/:orderId/cancel',
  needs: 'courts:sign',
  summary: 'Take back a release order by which nobody was released yet',
  input: z.object({ orderId: z.uuid(), reason: Reasons }),
  output: z.object({ state: z.literal('cancelled') }),
  refusals: ['courts.release-used', 'courts.not-own-court', 'not-found'],
  example: { input: { orderId: anId, reason: 'Print lost' }, output: { state: 'cancelled' } },
})

const Order = OfCase.extend(PartyName.shape).extend({
  id: z.uuid(),
  partyId: z.uuid(),
  ground: z.enum(codesOf(grounds)),
  number: z.number().nullable(),
  year: z.number().nullable(),
  issuedOn: Day.nullable(),
  state: z.enum(['draft', 'issued', 'verified', 'used', 'cancelled']),
  draftedAt: z.string(),
  verifiedAt: z.string().nullable(),
  cancelReason: z.string().nullable(),
  overdue: z.boolean(),
  prisonEn: z.string(),
  prisonUr: z.string(),
  courtEn: z.string(),
  courtUr: z.string(),
})

export const listReleaseOrders = endpoint({
  name: 'courts.list-release-orders',
  method: 'GET',
  path: '/courts/release-orders',
  needs: 'courts:order-remand',
  summary: 'Release orders of this court, drafts first',
  input: z.object({
    show: z.enum(['to-sign', 'open', 'all']).default('open'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(Order), total: z.number() }),
  reads: 'sensitive',
  example: { input: { show: 'to-sign' }, output: { rows: [], total: 0 } },
})

export const getReleaseOrder = endpoint({
  name: 'courts.get-release-order',
  method: 'GET',
  path: '/courts/release-orders/:orderId',
  needs: 'courts:read-orders',
  summary: 'One release order; never its code',
  input: z.object({ orderId: z.uuid() }),
  output: Order.extend({
    mine: z.boolean(),
    own: z.boolean(),
    fatherEn: z.string().nullable(),
    fatherUr: z.string().nullable(),
    draftedByName: BothNames.nullable(),
    signedByName: BothNames.nullable(),
    charges: z.array(ChargeLine),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { orderId: anId } },
})

export const listReferences = endpoint({
  name: 'courts.list-references',
  method: 'GET',
  path: '/courts/references',
  needs: 'courts:order-remand',
  summary: 'Questions of prisons that wait for this court’s answer',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      OfCase.extend(PartyName.shape).extend({
        id: z.uuid(),
        partyId: z.uuid(),
        question: z.enum(['set-off', 'running', 'other']),
        text: z.string(),
        askedAt: z.string(),
        overdue: z.boolean(),
        prisonEn: z.string(),
        prisonUr: z.string(),
        judgmentOn: Day.nullable(),
        custody: z.array(z.object({ from: Day, to: Day })),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const answerReference = endpoint({
  name: 'courts.answer-reference',
  method: 'POST',
  path: '/courts/references/:referenceId/answer',
  needs: 'courts:answer',
  summary: 'Answer a prison; an answer on set-off or running is an order written into the sentence',
  input: z.object({
    referenceId: z.uuid(),
    answer: z.union([
      z.object({
        about: z.literal('set-off'),
        order: z.literal('GRANTED'),
        custody: z.array(Spell).min(1).max(50),
      }),
      z.object({ about: z.literal('set-off'), order: z.literal('REFUSED'), reasons: Reasons }),
      z.object({ about: z.literal('running'), relation: z.enum(['CONCURRENT', 'CONSECUTIVE']) }),
      z.object({ about: z.literal('other'), text: Reasons }),
    ]),
  }),
  output: z.object({ changed: z.number() }),
  stepUp: true,
  refusals: [
    'courts.reference-answered',
    'courts.answer-not-to-question',
    'courts.nothing-silent',
    'courts.custody-after-judgment',
    'not-found',
  ],
  example: {
    input: {
      referenceId: anId,
      answer: { about: 'set-off', order: 'GRANTED', custody: [{ from: '2025-03-01', to: '2026-03-09' }] },
    },
    output: { changed: 1 },
  },
})
