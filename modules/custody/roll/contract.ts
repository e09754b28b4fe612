import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { markKinds } from './reckon.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const prison = z.object({ id: z.number(), name: both })

export const checkKinds = ['unlock', 'midday', 'lock-up', 'extra', 'evacuation'] as const

const Check = z.object({
  id: z.uuid(),
  kind: z.enum(checkKinds),
  prison,
  startedAt: z.string(),
  startedBy: both.nullable(),
  closedAt: z.string().nullable(),
  closedBy: both.nullable(),
  result: z.enum(['agrees', 'differs']).nullable(),
  expected: z.number().nullable(),
  present: z.number().nullable(),
  missing: z.number().nullable(),
  extra: z.number().nullable(),
  why: z.string().nullable(),
  /** Begun without a connection: of which moment the phone's roll was, and when the count reached the server. */
  away: z.object({ rollAsOf: z.string(), receivedAt: z.string().nullable() }).nullable(),
  /** The count that stands in its place. */
  besideId: z.uuid().nullable(),
})
export type RollCheck = z.output<typeof Check>

/** Somebody on the roll, as the officer in the barrack knows them. */
const OnRoll = z.object({
  imprisonmentId: z.uuid(),
  number: z.string(),
  name: both,
  father: both.nullable(),
  barrackId: z.uuid().nullable(),
  /** Cell and bed within the barrack. */
  place: both,
  out: z.enum(['CRT', 'HOS', 'TAP', 'ESC', 'WAY']).nullable(),
})
export type OnRoll = z.output<typeof OnRoll>

const Barrack = z.object({ id: z.uuid().nullable(), name: both.nullable(), circle: both.nullable() })

const NewMark = z
  .object({
    id: z.uuid(),
    barrackId: z.uuid().nullable(),
    imprisonmentId: z.uuid().nullable(),
    mark: z.enum(markKinds),
    counted: z.number().int().min(0).max(10_000).nullable(),
    note: z.string().trim().min(1).max(200).nullable(),
    markedAt: z.iso.datetime({ offset: true }),
  })
  .refine(
    (mark) =>
      (mark.mark === 'present' || mark.mark === 'absent') === (mark.imprisonmentId !== null) &&
      (mark.mark === 'counted') === (mark.counted !== null) &&
      (mark.mark !== 'stranger' || mark.note !== null),
    {
      path: ['mark'],
      params: { code: 'mark', en: 'The mark is not complete.', ur: 'نشان مکمل نہیں۔' },
    },
  )
export type NewMark = z.output<typeof NewMark>

export const listRollChecks = endpoint({
  name: 'custody.list-roll-checks',
  method: 'GET',
  path: '/custody/roll-checks',
  needs: 'custody:read-prisoner',
  summary: 'Counts of a prison, latest first, with their results',
  input: z.object({
    prisonId: z.coerce.number().int().optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(20),
  }),
  output: z.object({ rows: z.array(Check), total: z.number() }),
  refusals: ['not-found'],
  example: { input: { page: 1, size: 20 }, output: { rows: [], total: 0 } },
})

export const startRollCheck = endpoint({
  name: 'custody.start-roll-check',
  method: 'POST',
  path: '/custody/roll-checks',
  needs: 'custody:check-roll',
  summary:
    'Begin a count of the whole prison; who is expected is fixed by its first moment. One begun without a connection comes later with that moment, and stands beside another that was begun meanwhile',
  input: z
    .object({
      kind: z.enum(checkKinds),
      /** Given on the device: a count sent again is the same count. */
      id: z.uuid().optional(),
      /** Begun without a connection, by a roll of an earlier moment. */
      away: z
        .object({
          startedAt: z.iso.datetime({ offset: true }),
          rollAsOf: z.iso.datetime({ offset: true }),
        })
        .optional(),
    })
    .refine((given) => given.away === undefined || given.id !== undefined, {
      path: ['id'],
      params: { code: 'id', en: 'The count has no identifier.', ur: 'گنتی کی شناخت موجود نہیں۔' },
    }),
  output: z.object({ id: z.uuid(), besideId: z.uuid().nullable() }),
  refusals: ['custody-roll.open-already', 'not-found'],
  example: { input: { kind: 'unlock' }, output: { id: exampleId, besideId: null } },
})

export const getRollCheck = endpoint({
  name: 'custody.get-roll-check',
  method: 'GET',
  path: '/custody/roll-checks/:id',
  needs: 'custody:read-prisoner',
  summary:
    'Everybody a count expects, by name and barrack: loaded once, it is all a phone needs to go on without a connection',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    check: Check,
    barracks: z.array(Barrack),
    people: z.array(OnRoll),
    /** Of a count begun without a connection: where the registers differ from the roll that the phone had. */
    since: z
      .object({
        came: z.array(z.uuid()),
        left: z.array(OnRoll),
        /** In another barrack, or gone out or come back. */
        elsewhere: z.array(z.uuid()),
      })
      .nullable(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const getRollMarks = endpoint({
  name: 'custody.get-roll-marks',
  method: 'GET',
  path: '/custody/roll-checks/:id/marks',
  needs: 'custody:read-prisoner',
  summary: 'Every mark of a count by every officer, and who has moved since it began',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    check: Check,
    marks: z.array(NewMark),
    /** Marks that came from a phone after the count was closed. */
    late: z.number(),
    /** Of whom a movement was written since the count began, and which. */
    moved: z.array(z.object({ imprisonmentId: z.uuid(), kind: z.string(), at: z.string() })),
    /** Counts kept beside this one, with their marks, and which barracks of them are counted here. */
    beside: z.array(z.object({ check: Check, marks: z.array(NewMark), taken: z.array(z.uuid().nullable()) })),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const sendMarks = endpoint({
  name: 'custody.send-marks',
  method: 'POST',
  path: '/custody/roll-checks/:id/marks',
  needs: 'custody:check-roll',
  summary:
    'Marks of a count, many at once; one that was sent before counts once, by the identifier the phone gave it',
  input: z.object({ id: z.uuid(), marks: z.array(NewMark).min(1).max(1000) }),
  output: z.object({
    /** Safe with the server: the phone may forget them. */
    accepted: z.array(z.uuid()),
    /** Of nobody in this prison. */
    refused: z.array(z.uuid()),
  }),
  refusals: ['not-found'],
  example: {
    input: {
      id: exampleId,
      marks: [
        {
          id: exampleId,
          barrackId: null,
          imprisonmentId: null,
          mark: 'counted',
          counted: 0,
          note: null,
          markedAt: '2026-11-20T05:40:00Z',
        },
      ],
    },
    output: { accepted: [exampleId], refused: [] },
  },
})

export const takeRollBarrack = endpoint({
  name: 'custody.take-roll-barrack',
  method: 'POST',
  path: '/custody/roll-checks/:id/taken-barracks',
  needs: 'custody:check-roll',
  summary:
    'Take a barrack that this count has not counted over from the count beside it; one that was counted here stands',
  input: z.object({ id: z.uuid(), fromId: z.uuid(), barrackId: z.uuid().nullable() }),
  output: z.object({ marks: z.number() }),
  refusals: ['custody-roll.closed-already', 'custody-roll.counted-already', 'not-found'],
  example: {
    input: { id: exampleId, fromId: exampleId, barrackId: null },
    output: { marks: 21 },
  },
})

export const closeRollCheck = endpoint({
  name: 'custody.close-roll-check',
  method: 'POST',
  path: '/custody/roll-checks/:id/close',
  needs: 'custody:check-roll',
  summary: 'Close a count with its result; where it differs, with what was done about it',
  input: z.object({ id: z.uuid(), why: z.string().trim().max(500).optional() }),
  output: z.object({
    result: z.enum(['agrees', 'differs']),
    expected: z.number(),
    present: z.number(),
    missing: z.array(OnRoll),
    extra: z.array(OnRoll),
  }),
  refusals: ['custody-roll.closed-already', 'custody-roll.say-why', 'not-found'],
  example: {
    input: { id: exampleId },
    output: { result: 'agrees', expected: 240, present: 240, missing: [], extra: [] },
  },
})

export const getEvacuationRoll = endpoint({
  name: 'custody.get-evacuation-roll',
  method: 'GET',
  path: '/custody/evacuation-roll',
  needs: 'custody:read-prisoner',
  summary:
    'Everybody on the roll by barrack at this moment, and who is outside: to be printed or read from a phone in an emergency',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    asOf: z.string(),
    barracks: z.array(Barrack),
    people: z.array(OnRoll),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {} },
})
