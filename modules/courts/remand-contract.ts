import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { ChargeLine, Day, OfCase, PartyName, PrisonChoice, Proof, Reasons, Spell, Unit } from './shapes.ts'

const anId = '0190a0de-0000-7000-8000-000000000001'

export const Application = OfCase.extend(PartyName.shape).extend({
  id: z.uuid(),
  partyId: z.uuid(),
  asked: z.enum(['police', 'judicial']),
  days: z.number(),
  reasons: z.string(),
  madeAt: z.string(),
  arrestedAt: z.string().nullable(),
  produceBy: z.string().nullable(),
  producedAt: z.string().nullable(),
})

export const listApplications = endpoint({
  name: 'courts.list-applications',
  method: 'GET',
  path: '/courts/applications',
  needs: 'courts:order-remand',
  summary: 'Applications for remand that wait for this court’s order, the oldest first',
  input: z.object({}),
  output: z.object({ rows: z.array(Application.extend({ overdue: z.boolean() })), total: z.number() }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})

export const RemandLine = z.object({
  id: z.uuid(),
  partyId: z.uuid(),
  kind: z.enum(['police', 'judicial']),
  orderedOn: Day,
  fromOn: Day,
  toOn: Day.nullable(),
  nextDate: Day.nullable(),
  reasons: z.string().nullable(),
  override: z.string().nullable(),
  courtEn: z.string(),
  courtUr: z.string(),
  prisonEn: z.string().nullable(),
  prisonUr: z.string().nullable(),
})

const Counted = z.object({
  law: z.enum(['crpc-167', 'ata-21e', 'peca-30a']),
  used: z.number(),
  left: z.number(),
  ceiling: z.number(),
  exceeded: z.boolean(),
  proof: Proof,
})

export const getRemandStanding = endpoint({
  name: 'courts.get-remand-standing',
  method: 'GET',
  path: '/courts/remand/:partyId',
  needs: 'courts:order-remand',
  summary: 'Custody ordered so far for an accused, what the law leaves, and the prisons that take them',
  input: z.object({ partyId: z.uuid(), fromOn: Day.optional(), toOn: Day.optional() }),
  output: PartyName.extend({
    caseId: z.uuid(),
    firNumber: z.number(),
    firYear: z.number(),
    station: Unit,
    fatherEn: z.string().nullable(),
    fatherUr: z.string().nullable(),
    custody: z.string(),
    sex: z.enum(['M', 'F', 'X']).nullable(),
    child: z.boolean(),
    charges: z.array(ChargeLine),
    application: Application.nullable(),
    orders: z.array(RemandLine),
    counted: Counted,
    asked: Counted.nullable(),
    latestLawfulDay: Day.nullable(),
    woman: z.enum(['allowed', 'refer', 'barred']),
    today: Day,
    judicialDays: z.number(),
    judicialLatest: Day,
    heldAt: z.number().nullable(),
    prisons: z.array(PrisonChoice),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { partyId: anId } },
})

export const orderRemand = endpoint({
  name: 'courts.order-remand',
  method: 'POST',
  path: '/courts/remand-orders',
  needs: 'courts:order-remand',
  summary: 'Order police custody, or commit to prison until a date',
  input: z.object({
    id: z.uuid().optional(),
    partyId: z.uuid(),
    applicationId: z.uuid().optional(),
    orderedOn: Day,
    reasons: Reasons.optional(),
    order: z.discriminatedUnion('kind', [
      z
        .object({ kind: z.literal('police'), fromOn: Day, toOn: Day })
        .refine(({ fromOn, toOn }) => Spell.safeParse({ from: fromOn, to: toOn }).success, {
          path: ['toOn'],
          params: {
            code: 'toOn',
            en: 'The last day is before the first. Correct one of them.',
            ur: 'آخری دن پہلے دن سے قبل ہے۔ کسی ایک کی درستی کریں۔',
          },
        }),
      z.object({ kind: z.literal('judicial'), nextDate: Day, prisonId: z.number().int() }),
    ]),
    overrideReason: Reasons.optional(),
  }),
  output: z.object({ orderId: z.uuid(), handoverId: z.uuid().nullable() }),
  refusals: [
    'courts.remand-over-ceiling',
    'courts.remand-order-too-long',
    'courts.judicial-over-ceiling',
    'courts.court-closed',
    'courts.no-such-prison',
    'courts.prison-unsuitable',
    'courts.held-elsewhere',
    'courts.woman-not-to-police',
    'courts.reasons-needed',
    'courts.custody-before-order',
    'courts.not-an-accused',
    'courts.already-decided',
    'courts.date-ahead',
    'courts.next-date-not-after',
    'not-found',
  ],
  example: {
    input: {
      partyId: anId,
      orderedOn: '2026-03-10',
      reasons: 'Recovery of the weapon',
      order: { kind: 'police', fromOn: '2026-03-10', toOn: '2026-03-13' },
    },
    output: { orderId: anId, handoverId: null },
  },
})

export const refuseRemand = endpoint({
  name: 'courts.refuse-remand',
  method: 'POST',
  path: '/courts/applications/:applicationId/refuse',
  needs: 'courts:order-remand',
  summary: 'Refuse an application for remand and set the person free',
  input: z.object({ applicationId: z.uuid(), reasons: Reasons }),
  output: z.object({ partyId: z.uuid() }),
  refusals: ['not-found', 'policing.application-decided'],
  example: { input: { applicationId: anId, reasons: 'No ground for custody' }, output: { partyId: anId } },
})
