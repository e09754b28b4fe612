import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { shifts } from './contract.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const text = (most: number) => z.string().trim().min(1).max(most)
const prison = z.object({ id: z.number(), name: both })

const Figures = z.object({
  onRoll: z.number(),
  inside: z.number(),
  women: z.number(),
  CRT: z.number(),
  HOS: z.number(),
  TAP: z.number(),
  ESC: z.number(),
  WAY: z.number(),
  patients: z.number(),
  incidents: z.number(),
})
export type Figures = z.output<typeof Figures>

const Handover = z.object({
  id: z.uuid(),
  on: z.string(),
  shift: z.enum(shifts),
  figures: Figures,
  remarks: z.string().nullable(),
  handed: z.object({ by: both, at: z.string() }),
  taken: z.object({ by: both, at: z.string(), remarks: z.string().nullable() }).nullable(),
  /** Whether the reader wrote it, and so cannot take it over. */
  own: z.boolean(),
  counts: z.array(
    z.object({ kind: z.string(), register: z.number(), counted: z.number(), why: z.string().nullable() }),
  ),
})
export type Handover = z.output<typeof Handover>

export const getDutyHandover = endpoint({
  name: 'custody.get-duty-handover',
  method: 'GET',
  path: '/custody/duty-handovers',
  needs: 'custody:read-roster',
  summary: 'What is to be handed over now, counted live, and the latest hand-overs of shifts',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    /** The shift that ends next; null where the province has no shifts. */
    due: z.object({ on: z.string(), shift: z.enum(shifts), ends: z.string(), done: z.boolean() }).nullable(),
    figures: Figures,
    register: z.array(z.object({ kind: z.string(), register: z.number() })),
    rows: z.array(Handover),
  }),
  refusals: ['not-found'],
  example: { input: {} },
})

export const handOverDuty = endpoint({
  name: 'custody.hand-over-duty',
  method: 'POST',
  path: '/custody/duty-handovers',
  needs: 'custody:hand-over-duty',
  summary:
    'Hand a shift over: roll and prisoners outside are counted by the system, arms and keys by the officer',
  input: z.object({
    on: z.iso.date(),
    shift: z.enum(shifts),
    counts: z
      .array(
        z.object({
          kind: text(20),
          counted: z.number().int().min(0).max(100_000),
          why: z.string().trim().max(300).optional(),
        }),
      )
      .max(20),
    remarks: z.string().trim().max(2000).optional(),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: [
    'custody-staff.handed-already',
    'custody-staff.count-why',
    'custody-staff.not-counted',
    'custody-staff.not-this-shift',
  ],
  example: {
    input: { on: '2026-11-22', shift: 'morning', counts: [{ kind: 'keys', counted: 14 }] },
    output: { id: exampleId },
  },
})

export const takeOverDuty = endpoint({
  name: 'custody.take-over-duty',
  method: 'POST',
  path: '/custody/duty-handovers/:dutyHandoverId/taken',
  needs: 'custody:hand-over-duty',
  summary: 'Take a shift over, with remarks where something is not as written',
  input: z.object({ dutyHandoverId: z.uuid(), remarks: z.string().trim().max(2000).optional() }),
  output: z.object({ taken: z.literal(true) }),
  refusals: ['not-found', 'custody-staff.own-handover', 'custody-staff.taken-already'],
  example: { input: { dutyHandoverId: exampleId }, output: { taken: true } },
})
