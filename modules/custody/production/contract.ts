import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })

export const notProducedReasons = [
  'no-vehicle',
  'no-escort',
  'ill',
  'security',
  'court-closed',
  'refused',
  'other',
] as const

const Production = z.object({
  outcome: z.enum(['sent', 'by-video', 'not-produced']),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  outAt: z.string().nullable(),
  backAt: z.string().nullable(),
})
/** Heard from the prison: in which room and when. */
const Video = z.object({
  slotId: z.uuid(),
  room: both,
  from: z.string(),
  to: z.string(),
  state: z.enum(['booked', 'heard']),
})
/** The vehicle in which a seat is planned. */
const Van = z.object({ runId: z.uuid(), plate: z.string() })

export const listProductions = endpoint({
  name: 'custody.list-productions',
  method: 'GET',
  path: '/custody/productions',
  needs: 'custody:read-prisoner',
  summary: 'Who is to be produced on a day, by court, from the courts’ own lists and the warrants',
  input: z.object({ on: z.iso.date() }),
  output: z.object({
    on: z.string(),
    prison: both,
    courts: z.array(
      z.object({
        courtId: z.number().nullable(),
        court: both,
        rows: z.array(
          z.object({
            warrantId: z.uuid(),
            imprisonmentId: z.uuid(),
            hearingId: z.uuid().nullable(),
            number: z.string(),
            name: both,
            father: both.nullable(),
            place: both.nullable(),
            fir: z.string(),
            station: both.nullable(),
            sections: z.string(),
            purpose: z.string().nullable(),
            production: Production.nullable(),
            video: Video.nullable(),
            van: Van.nullable(),
          }),
        ),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: {
    input: { on: '2026-03-12' },
    output: { on: '2026-03-12', prison: { en: 'Central Prison', ur: 'مرکزی جیل' }, courts: [], total: 0 },
  },
})

export const listRecordedProductions = endpoint({
  name: 'custody.list-recorded-productions',
  method: 'GET',
  path: '/custody/productions/recorded',
  needs: 'custody:read-prisoner',
  summary:
    'What was recorded and planned of the productions of a day, without the list of them: what a list that stays open asks for again and again',
  input: z.object({ on: z.iso.date() }),
  output: z.object({
    on: z.string(),
    /** By warrant. */
    productions: z.record(z.uuid(), Production),
    /** By warrant. */
    videos: z.record(z.uuid(), Video),
    /** By imprisonment. */
    vans: z.record(z.uuid(), Van),
  }),
  // Why somebody was not brought may be that they are ill.
  reads: 'sensitive',
  example: {
    input: { on: '2026-03-12' },
    output: { on: '2026-03-12', productions: {}, videos: {}, vans: {} },
  },
})

export const recordProduction = endpoint({
  name: 'custody.record-production',
  method: 'POST',
  path: '/custody/warrants/:warrantId/productions',
  needs: 'custody:produce',
  summary: 'Record that a prisoner was sent to court, or was not produced and why',
  input: z
    .object({
      warrantId: z.uuid(),
      on: z.iso.date(),
      hearingId: z.uuid().optional(),
      outcome: z.enum(['sent', 'not-produced']),
      reason: z.enum(notProducedReasons).optional(),
      note: z.string().trim().max(300).optional(),
    })
    .refine((given) => (given.outcome === 'not-produced') === (given.reason !== undefined), {
      path: ['reason'],
      params: {
        code: 'reason',
        en: 'Say why the prisoner was not produced.',
        ur: 'پیش نہ کرنے کی وجہ لکھیں۔',
      },
    }),
  output: z.object({ productionId: z.uuid() }),
  refusals: [
    'custody.not-today',
    'custody.not-in',
    'custody.recorded-already',
    'custody-movement.out-already',
    'custody-identity-check.mistaken',
    'custody-identity-check.not-compared',
    'not-found',
  ],
  example: {
    input: { warrantId: exampleId, on: '2026-03-12', outcome: 'sent' },
    output: { productionId: exampleId },
  },
})

export const recordReturn = endpoint({
  name: 'custody.record-return',
  method: 'POST',
  path: '/custody/warrants/:warrantId/return',
  needs: 'custody:produce',
  summary: 'Record that a prisoner is back from court',
  input: z.object({ warrantId: z.uuid(), on: z.iso.date() }),
  output: z.object({ back: z.literal(true) }),
  refusals: [
    'custody.not-out',
    'custody-identity-check.mistaken',
    'custody-identity-check.not-compared',
    'not-found',
  ],
  example: { input: { warrantId: exampleId, on: '2026-03-12' }, output: { back: true } },
})

const Reasons = z.object(
  Object.fromEntries(notProducedReasons.map((reason) => [reason, z.number()])) as Record<
    (typeof notProducedReasons)[number],
    z.ZodNumber
  >,
)

export const getProductionYear = endpoint({
  name: 'custody.get-production-year',
  method: 'GET',
  path: '/custody/production-year',
  needs: 'custody:read-prisoner',
  summary:
    'What became of the productions of the last twelve months: sent, by video, not produced and why, month by month',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison: z.object({ id: z.number(), name: both }),
    prisons: z.array(z.object({ id: z.number(), name: both })),
    months: z.array(
      z.object({
        month: z.string(),
        sent: z.number(),
        byVideo: z.number(),
        notProduced: z.number(),
        reasons: Reasons,
      }),
    ),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const listNotProduced = endpoint({
  name: 'custody.list-not-produced',
  method: 'GET',
  path: '/custody/not-produced',
  needs: 'custody:read-prisoner',
  summary: 'Who was not produced before which court, when and why, latest first',
  input: z.object({
    prisonId: z.coerce.number().int().optional(),
    reason: z.enum(notProducedReasons).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        imprisonmentId: z.uuid(),
        number: z.string(),
        name: both,
        court: both.nullable(),
        on: z.string(),
        reason: z.enum(notProducedReasons),
        note: z.string().nullable(),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {}, output: { rows: [], total: 0 } },
})
