import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const prison = z.object({ id: z.number(), name: both })

/** Comes in, transfer, court, hospital outside, temporary absence, at large, leaves for good, inside from place to place. */
export const movementKinds = ['ADM', 'TRN', 'CRT', 'HOS', 'TAP', 'ESC', 'WAY', 'REL', 'INT'] as const
export const leaveReasons = [
  'funeral',
  'illness-in-family',
  'wedding',
  'parole',
  'examination',
  'other',
] as const

const Movement = z.object({
  id: z.uuid(),
  kind: z.enum(movementKinds),
  reason: z.string().nullable(),
  outAt: z.string().nullable(),
  inAt: z.string().nullable(),
  dueBack: z.string().nullable(),
  destination: both.nullable(),
  escort: z.string().nullable(),
  from: both.nullable(),
  to: both.nullable(),
})
export type Movement = z.output<typeof Movement>

const MovementRow = Movement.extend({
  imprisonmentId: z.uuid(),
  number: z.string(),
  name: both,
})

export const listMovements = endpoint({
  name: 'custody.list-movements',
  method: 'GET',
  path: '/custody/movements',
  needs: 'custody:read-prisoner',
  summary: 'The movement register of a day: who came, went, was out and back, and moved inside',
  input: z.object({
    on: z.iso.date(),
    kind: z.enum(movementKinds).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(MovementRow), total: z.number() }),
  reads: 'sensitive',
  example: { input: { on: '2026-11-20' }, output: { rows: [], total: 0 } },
})

export const listOut = endpoint({
  name: 'custody.list-out',
  method: 'GET',
  path: '/custody/out',
  needs: 'custody:read-prisoner',
  summary: 'Who of those on the roll is outside at this moment, where, and until when',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({ rows: z.array(MovementRow.extend({ late: z.boolean() })) }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {}, output: { rows: [] } },
})

export const sendOut = endpoint({
  name: 'custody.send-out',
  method: 'POST',
  path: '/custody/prisoners/:id/out',
  needs: 'custody:move',
  summary:
    'Record that a prisoner goes out to a hospital or on temporary leave, with escort and when due back',
  input: z
    .object({
      id: z.uuid(),
      kind: z.enum(['HOS', 'TAP']),
      reason: z.enum(leaveReasons).optional(),
      destination: z.string().trim().min(1).max(200),
      escort: z.string().trim().min(1).max(200),
      dueBack: z.iso.datetime({ local: true, offset: true }).optional(),
    })
    .refine((given) => (given.kind === 'TAP') === (given.reason !== undefined), {
      path: ['reason'],
      params: { code: 'reason', en: 'Say what the leave is for.', ur: 'رخصت کی وجہ لکھیں۔' },
    }),
  output: z.object({ movementId: z.uuid() }),
  refusals: [
    'custody-movement.out-already',
    'custody-identity-check.mistaken',
    'custody-identity-check.not-compared',
    'custody.not-in',
    'not-found',
  ],
  example: {
    input: {
      id: exampleId,
      kind: 'HOS',
      destination: 'Civil Hospital',
      escort: 'HC Ghulam Nabi and 2 constables',
    },
    output: { movementId: exampleId },
  },
})

export const bringBack = endpoint({
  name: 'custody.bring-back',
  method: 'POST',
  path: '/custody/prisoners/:id/back',
  needs: 'custody:move',
  summary: 'Record that a prisoner who was outside is back; a production in court is closed with it',
  input: z.object({ id: z.uuid() }),
  output: z.object({ back: z.literal(true) }),
  refusals: [
    'custody-movement.not-out',
    'custody-movement.at-large',
    'custody-identity-check.mistaken',
    'custody-identity-check.not-compared',
    'not-found',
  ],
  example: { input: { id: exampleId }, output: { back: true } },
})

export const listMovementsOf = endpoint({
  name: 'custody.list-movements-of',
  method: 'GET',
  path: '/custody/prisoners/:id/movements',
  needs: 'custody:read-prisoner',
  summary: 'Every movement of one prisoner, latest first',
  input: z.object({ id: z.uuid() }),
  output: z.object({ held: z.boolean(), out: Movement.nullable(), rows: z.array(Movement) }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId }, output: { held: true, out: null, rows: [] } },
})

const Counted = z.object({
  admitted: z.number(),
  transferredIn: z.number(),
  released: z.number(),
  transferredOut: z.number(),
})

export const getRoll = endpoint({
  name: 'custody.get-roll',
  method: 'GET',
  path: '/custody/roll',
  needs: 'custody:read-prisoner',
  summary:
    'The roll of a day: opening, who came and went, closing; who of them is inside; and whether register and movements agree',
  input: z.object({ on: z.iso.date(), prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    on: z.string(),
    asOf: z.string(),
    /** From the register of imprisonments, at the day's first and last moment (or now). */
    opening: z.number(),
    closing: z.number(),
    counted: Counted,
    /** Opening, in and out give the closing. */
    agrees: z.boolean(),
    /** Of the closing, where they are. */
    out: z.object({
      CRT: z.number(),
      HOS: z.number(),
      TAP: z.number(),
      ESC: z.number(),
      WAY: z.number(),
    }),
    inside: z.number(),
    barracks: z.array(
      z.object({ id: z.uuid().nullable(), name: both.nullable(), onRoll: z.number(), out: z.number() }),
    ),
  }),
  refusals: ['not-found'],
  example: { input: { on: '2026-11-20' } },
})
