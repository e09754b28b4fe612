import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const prison = z.object({ id: z.number(), name: both })

/** A prisoner as the gate calls one. */
const AtGate = z.object({
  imprisonmentId: z.uuid(),
  number: z.string(),
  name: both,
  father: both.nullable(),
  /** Document of the latest photograph. */
  photo: z.uuid().nullable(),
})
export type AtGate = z.output<typeof AtGate>

const outKinds = ['CRT', 'HOS', 'TAP', 'ESC', 'WAY'] as const

/** Somebody who is to be brought before a court today and has not left yet. */
const ToCourt = AtGate.extend({
  warrantId: z.uuid(),
  hearingId: z.uuid().nullable(),
  court: both,
  fir: z.string(),
  /** The plate of the vehicle in which a seat is planned. */
  vehicle: z.string().nullable(),
})
export type ToCourt = z.output<typeof ToCourt>

/** Somebody outside who is to come back. */
const Outside = AtGate.extend({
  movementId: z.uuid(),
  kind: z.enum(outKinds),
  destination: both.nullable(),
  escort: z.string().nullable(),
  outAt: z.string(),
  dueBack: z.string().nullable(),
})
export type Outside = z.output<typeof Outside>

export const getGateDesk = endpoint({
  name: 'custody.get-gate-desk',
  method: 'GET',
  path: '/custody/gate-desk',
  needs: 'custody:move',
  summary:
    'Everything the gate needs for today: who is to go to court, who is outside and when due back, who leaves for good; enough for a shift without a connection',
  input: z.object({}),
  output: z.object({
    prison,
    on: z.string(),
    asOf: z.string(),
    toCourt: z.array(ToCourt),
    outside: z.array(Outside),
    leaving: z.array(AtGate),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {} },
})

export const gateActKinds = ['out', 'back'] as const

/** Something done at the gate; it has happened when it is sent, and carries the identifier the device gave it. */
export const GateAct = z
  .object({
    id: z.uuid(),
    kind: z.enum(gateActKinds),
    imprisonmentId: z.uuid(),
    /** Out to court: the warrant of the list. */
    warrantId: z.uuid().nullable(),
    hearingId: z.uuid().nullable(),
    /** Back: the movement that ends, as the list had it; or the act of this device with which the person went out. */
    movementId: z.uuid().nullable(),
    outAct: z.uuid().nullable(),
    doneAt: z.iso.datetime({ offset: true }),
  })
  .refine(
    (act) =>
      act.kind === 'out'
        ? act.warrantId !== null
        : (act.movementId === null) !== (act.outAct === null) && act.warrantId === null,
    { path: ['kind'], params: { code: 'act', en: 'The entry is not complete.', ur: 'اندراج مکمل نہیں۔' } },
  )
export type GateAct = z.output<typeof GateAct>

/** Why the record does not take what the gate did. */
export const gateObstacles = [
  'recorded',
  'recorded-otherwise',
  'not-listed',
  'out-already',
  'at-large',
  'on-road',
  'before-out',
  'times-cross',
  'transferred',
  'left',
  'mistaken',
  'not-compared',
  'too-old',
  'follows',
  'not-yours',
] as const
export type GateObstacle = (typeof gateObstacles)[number]

/** The movement that stands, beside what the gate did. */
const Record = z.object({
  kind: z.enum([...outKinds, 'REL', 'TRN']),
  outAt: z.string().nullable(),
  inAt: z.string().nullable(),
  destination: both.nullable(),
  /** Who wrote the going out, and who the return. */
  outBy: both.nullable(),
  inBy: both.nullable(),
})

const Conflict = z.object({ codes: z.array(z.enum(gateObstacles)), record: Record.nullable() })
export type GateConflict = z.output<typeof Conflict>

const OpenConflict = AtGate.omit({ photo: true }).extend({
  id: z.uuid(),
  kind: z.enum(gateActKinds),
  doneAt: z.string(),
  doneBy: both.nullable(),
  receivedAt: z.string(),
  conflict: Conflict,
  asked: z.object({ why: z.string(), by: both.nullable(), at: z.string() }).nullable(),
})
export type OpenGateConflict = z.output<typeof OpenConflict>

export const sendGateActs = endpoint({
  name: 'custody.send-gate-acts',
  method: 'POST',
  path: '/custody/gate-acts',
  needs: 'custody:move',
  summary:
    'What was done at the gate, in its order; one that was sent before counts once, and what the record contradicts is kept beside it and changes nothing',
  input: z.object({ acts: z.array(GateAct).min(1).max(200) }),
  output: z.object({
    results: z.array(
      z.object({
        id: z.uuid(),
        /** unknown: of nobody in this prison; the device need not send it again. */
        outcome: z.enum(['done', 'conflict', 'unknown']),
        codes: z.array(z.enum(gateObstacles)),
      }),
    ),
  }),
  refusals: ['not-found'],
  example: {
    input: {
      acts: [
        {
          id: exampleId,
          kind: 'back',
          imprisonmentId: exampleId,
          warrantId: null,
          hearingId: null,
          movementId: exampleId,
          outAct: null,
          doneAt: '2026-11-20T15:30:00+05:00',
        },
      ],
    },
    output: { results: [{ id: exampleId, outcome: 'done', codes: [] }] },
  },
})

export const listGateConflicts = endpoint({
  name: 'custody.list-gate-conflicts',
  method: 'GET',
  path: '/custody/gate-conflicts',
  needs: 'custody:move',
  summary: 'What the gate did and the record contradicts, side by side, until somebody chooses',
  input: z.object({}),
  output: z.object({ rows: z.array(OpenConflict) }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {}, output: { rows: [] } },
})

export const settleGateConflict = endpoint({
  name: 'custody.settle-gate-conflict',
  method: 'POST',
  path: '/custody/gate-acts/:actId/settle',
  needs: 'custody:move',
  summary:
    'Choose for one contradiction: the record stands, the record stands with what the gate wrote as a note beside it, or the superintendent is asked',
  input: z
    .object({
      actId: z.uuid(),
      how: z.enum(['theirs', 'note', 'ask']),
      why: z.string().trim().min(3).max(300).optional(),
    })
    .refine((given) => given.how === 'theirs' || given.why !== undefined, {
      path: ['why'],
      params: { code: 'why', en: 'Say why.', ur: 'وجہ لکھیں۔' },
    }),
  output: z.object({ settled: z.boolean() }),
  refusals: [
    'not-found',
    'custody-gate.settled-already',
    'custody-gate.asked-already',
    'custody-gate.superintendent',
  ],
  example: { input: { actId: exampleId, how: 'theirs' }, output: { settled: true } },
})

export const listGateNotes = endpoint({
  name: 'custody.list-gate-notes',
  method: 'GET',
  path: '/custody/prisoners/:id/gate-notes',
  needs: 'custody:read-prisoner',
  summary: 'What the gate wrote of a prisoner and the record did not take, kept as notes beside it',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(gateActKinds),
        doneAt: z.string(),
        doneBy: both.nullable(),
        why: z.string().nullable(),
        settledBy: both.nullable(),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId }, output: { rows: [] } },
})
