import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const both = z.object({ en: z.string(), ur: z.string() })
const prison = z.object({ id: z.number(), name: both })
const count = z.number().int()

/** Comings and goings of one day or month; the roll is what stood at its end. */
const Flow = z.object({ on: z.string(), roll: count, came: count, left: count })

export const dailyCounts = ['unlock', 'midday', 'lock-up'] as const

export const getToday = endpoint({
  name: 'custody.get-today',
  method: 'GET',
  path: '/custody/today',
  needs: 'custody:read-dashboard',
  summary: 'A prison’s day in figures, each with the people it counts behind it',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    prison,
    prisons: z.array(prison),
    on: z.string(),
    asOf: z.string(),
    roll: z.object({
      total: count,
      underTrial: count,
      convict: count,
      condemned: count,
      other: count,
      women: count,
      court: count,
      hospital: count,
      leave: count,
      /** On the road to another prison, or escaped and not recaptured. */
      away: count,
    }),
    capacity: z.object({
      authorised: count,
      working: count,
      maximum: count,
      held: count,
      withoutPlace: count,
    }),
    day: z.object({
      admitted: count,
      released: count,
      toProduce: count,
      produced: count,
      notProduced: count,
    }),
    liberty: z.object({ red: count, bailDue: count, pastRelease: count, dueSoon: count }),
    counts: z.array(
      z.object({
        kind: z.enum(dailyCounts),
        /** Null when it was not begun today. */
        check: z.object({ id: z.uuid(), closed: z.boolean(), missing: count }).nullable(),
      }),
    ),
    /** How those who went through the gate today were compared. */
    crossings: z.object({ finger: count, eye: count, none: count }),
    wards: z.object({ isolation: count, hospital: count }),
    /** Null for whoever may not see what stands behind it. */
    visits: z.object({ expected: count, running: count, ended: count }).nullable(),
    complaints: z.object({ open: count, late: count }).nullable(),
    adjudications: z.object({ waiting: count, late: count }).nullable(),
    /** The last fourteen days, the oldest first. */
    flow: z.array(Flow),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: {} },
})

export const PrisonFigures = z.object({
  prison,
  district: both.nullable(),
  /** The district's shape on the map; null where it has none. */
  topologyId: z.string().nullable(),
  onRoll: count,
  underTrial: count,
  convict: count,
  women: count,
  authorised: count,
  red: count,
  bailDue: count,
  notProduced: count,
})
export type PrisonFigures = z.output<typeof PrisonFigures>

export const comparePrisons = endpoint({
  name: 'custody.compare-prisons',
  method: 'GET',
  path: '/custody/prisons',
  needs: 'custody:compare-prisons',
  summary:
    'All prisons of the department: how full, who is untried, who is held without proof, and twelve months of the roll',
  input: z.object({}),
  output: z.object({
    asOf: z.string(),
    rows: z.array(PrisonFigures),
    /** The last twelve months of the department, the oldest first. */
    months: z.array(Flow),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { asOf: '2026-11-22T05:00:00.000Z', rows: [], months: [] } },
})

export const IsolationFigures = z.object({
  prison,
  district: both.nullable(),
  topologyId: z.string().nullable(),
  onRoll: count,
  authorised: count,
  /** Whom a medical officer's order keeps apart now; why stands nowhere here. */
  isolated: count,
  /** Beds of places set apart for isolation. */
  places: count,
  /** Kept apart by order, and sleeping in no such place. */
  noPlace: count,
  ward: count,
  atHospital: count,
  /** Came in within fourteen days: whatever they bring shows in that time. */
  came: count,
})
export type IsolationFigures = z.output<typeof IsolationFigures>

export const compareIsolation = endpoint({
  name: 'custody.compare-isolation',
  method: 'GET',
  path: '/custody/isolation',
  needs: 'custody:compare-prisons',
  summary: 'Isolation in all prisons of the department by bed status, room for it, crowding, and thirty days',
  input: z.object({}),
  output: z.object({
    asOf: z.string(),
    rows: z.array(IsolationFigures),
    /** The last thirty days, the oldest first. */
    days: z.array(z.object({ on: z.string(), isolated: count })),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { asOf: '2026-11-22T05:00:00.000Z', rows: [], days: [] } },
})
