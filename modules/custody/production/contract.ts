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
  'by-video',
  'refused',
  'other',
] as const

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
            production: z
              .object({
                outcome: z.enum(['sent', 'not-produced']),
                reason: z.string().nullable(),
                note: z.string().nullable(),
                outAt: z.string().nullable(),
                backAt: z.string().nullable(),
              })
              .nullable(),
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
  refusals: ['custody.not-out', 'not-found'],
  example: { input: { warrantId: exampleId, on: '2026-03-12' }, output: { back: true } },
})
