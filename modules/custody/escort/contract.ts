import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { notProducedReasons } from '../production/contract.ts'
import { type Obstacle, obstacles, risks } from './plan.ts'
import { type CountState, countStates, points } from './way.ts'

const exampleId = '0190a0de-0000-7000-8000-000000000001'
const both = z.object({ en: z.string(), ur: z.string() })
const prison = z.object({ id: z.number(), name: both })

export type { CountState }

export const vehicleKinds = ['van', 'bus', 'car', 'ambulance'] as const

const Rule = z.object({
  least: z.number(),
  prisonersPerOfficer: z.number(),
  forHighAlone: z.number(),
  forHigh: z.number(),
  fromOn: z.string(),
  source: both,
  refer: z.boolean(),
})

const Officer = z.object({
  rank: z.string().trim().min(1).max(60),
  name: z.string().trim().min(2).max(120),
  belt: z.string().trim().min(1).max(30),
  female: z.boolean(),
})

const Fitting = z.object({
  fromOn: z.string(),
  seats: z.number(),
  secureSeats: z.number(),
  womenSeats: z.number(),
  inService: z.boolean(),
  why: z.string(),
})

const Vehicle = z.object({
  id: z.uuid(),
  plate: z.string(),
  kind: z.enum(vehicleKinds),
  /** As it is today. */
  fitting: Fitting,
  /** Latest first, what is to come included. */
  history: z.array(Fitting),
  runsThisMonth: z.number(),
})
export type Vehicle = z.output<typeof Vehicle>

const Seated = z.object({
  imprisonmentId: z.uuid(),
  number: z.string(),
  name: both,
  father: both.nullable(),
  sex: z.enum(['M', 'F', 'X']),
  juvenile: z.boolean(),
  risk: z.enum(risks),
  /** Nobody has set it: taken as medium. */
  assessed: z.boolean(),
  fit: z.boolean(),
  destination: both,
  courts: z.array(both),
  /** Every production of this day: one person may be wanted by two courts. */
  warrantIds: z.array(z.uuid()),
  outcome: z.enum(['sent', 'not-produced', 'by-video']).nullable(),
  back: z.boolean(),
})
export type Seated = z.output<typeof Seated>

const Run = z.object({
  id: z.uuid(),
  plate: z.string(),
  kind: z.enum(vehicleKinds),
  inService: z.boolean(),
  seats: z.number(),
  secureSeats: z.number(),
  womenSeats: z.number(),
  sentBy: z.string(),
  officers: z.array(Officer),
  strength: z.number(),
  hasWoman: z.boolean(),
  /** Officers that those aboard ask for. */
  needed: z.number(),
  aboard: z.array(Seated),
  /** What the load breaks as it is now: somebody fell ill, a class of risk was set, an officer did not come. */
  breaches: z.array(z.enum(obstacles as [Obstacle, ...Obstacle[]])),
  point: z.enum(points).nullable(),
  missing: z.number(),
})
export type Run = z.output<typeof Run>

export const getEscortDay = endpoint({
  name: 'custody.get-escort-day',
  method: 'GET',
  path: '/custody/escorts',
  needs: 'custody:read-escort',
  summary:
    'The escort plan of a day: vehicles with their parties and who rides in each, and who of the production list has no seat and why',
  input: z.object({ on: z.iso.date(), prisonId: z.coerce.number().int().optional() }),
  output: z.object({
    runs: z.array(Run),
    prison,
    prisons: z.array(prison),
    on: z.string(),
    rule: Rule.nullable(),
    /** No seat yet, and what each vehicle of the plan stands against. */
    waiting: z.array(
      Seated.extend({
        why: z.array(
          z.object({ plate: z.string(), obstacles: z.array(z.enum(obstacles as [Obstacle, ...Obstacle[]])) }),
        ),
        offered: z.enum(notProducedReasons),
      }),
    ),
    byVideo: z.number(),
    recorded: z.number(),
    /** Vehicles in service and parties of the day that are in no run, to make one of. */
    freeVehicles: z.array(z.object({ id: z.uuid(), plate: z.string(), seats: z.number() })),
    freeParties: z.array(
      z.object({
        id: z.uuid(),
        sentBy: z.string(),
        leader: z.string(),
        strength: z.number(),
        hasWoman: z.boolean(),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { on: '2026-11-21' } },
})

export const recordParty = endpoint({
  name: 'custody.record-escort-party',
  method: 'POST',
  path: '/custody/escort-parties',
  needs: 'custody:plan-escort',
  summary: 'Record the police party that came to escort on a day: each officer by rank, name and belt number',
  input: z.object({
    on: z.iso.date(),
    sentBy: z.string().trim().min(2).max(120),
    officers: z.array(Officer).min(1).max(40),
  }),
  output: z.object({ partyId: z.uuid() }),
  refusals: ['custody-escort.past', 'custody-escort.same-belt'],
  example: {
    input: {
      on: '2026-11-20',
      sentBy: 'Police Lines Hyderabad',
      officers: [{ rank: 'HC', name: 'غلام نبی', belt: '1182', female: false }],
    },
    output: { partyId: exampleId },
  },
})

export const addRun = endpoint({
  name: 'custody.add-escort-run',
  method: 'POST',
  path: '/custody/escorts',
  needs: 'custody:plan-escort',
  summary: 'Put a vehicle with a party on the plan of a day',
  input: z.object({ on: z.iso.date(), vehicleId: z.uuid(), partyId: z.uuid() }),
  output: z.object({ runId: z.uuid() }),
  refusals: ['not-found', 'custody-escort.past', 'custody-escort.out-of-service', 'custody-escort.in-use'],
  example: {
    input: { on: '2026-11-20', vehicleId: exampleId, partyId: exampleId },
    output: { runId: exampleId },
  },
})

export const cancelRun = endpoint({
  name: 'custody.cancel-escort-run',
  method: 'POST',
  path: '/custody/escorts/:runId/cancel',
  needs: 'custody:plan-escort',
  summary: 'Take a vehicle off the plan before it leaves; those in it wait for a seat again',
  input: z.object({ runId: z.uuid() }),
  output: z.object({ freed: z.number() }),
  refusals: ['not-found', 'custody-escort.left'],
  example: { input: { runId: exampleId }, output: { freed: 7 } },
})

export const proposeEscorts = endpoint({
  name: 'custody.propose-escorts',
  method: 'POST',
  path: '/custody/escorts/proposal',
  needs: 'custody:plan-escort',
  summary:
    'Give a seat to everyone of the day’s list for whom the rules leave one; whoever has a seat keeps it',
  input: z.object({ on: z.iso.date() }),
  output: z.object({ seated: z.number(), left: z.number() }),
  refusals: ['custody-escort.past', 'custody-escort.no-vehicle', 'custody-escort.no-rule'],
  example: { input: { on: '2026-11-20' }, output: { seated: 14, left: 2 } },
})

export const listSeats = endpoint({
  name: 'custody.list-escort-seats',
  method: 'GET',
  path: '/custody/prisoners/:id/escort-seats',
  needs: 'custody:read-escort',
  summary: 'In which vehicles of a day a prisoner may ride, and by which rules not in the others',
  input: z.object({ id: z.uuid(), on: z.iso.date() }),
  output: z.object({
    current: z.uuid().nullable(),
    runs: z.array(
      z.object({
        runId: z.uuid(),
        plate: z.string(),
        aboard: z.number(),
        seats: z.number(),
        obstacles: z.array(z.enum(obstacles as [Obstacle, ...Obstacle[]])),
      }),
    ),
  }),
  reads: 'sensitive',
  refusals: ['not-found', 'custody-escort.not-listed'],
  example: { input: { id: exampleId, on: '2026-11-21' }, output: { current: null, runs: [] } },
})

export const giveSeat = endpoint({
  name: 'custody.give-escort-seat',
  method: 'POST',
  path: '/custody/prisoners/:id/escort-seat',
  needs: 'custody:plan-escort',
  summary:
    'Put a prisoner into another vehicle of the day, or out of any; refused with the rule that forbids it',
  input: z.object({ id: z.uuid(), on: z.iso.date(), runId: z.uuid().optional() }),
  output: z.object({ seated: z.boolean() }),
  refusals: [
    'not-found',
    'custody-escort.not-listed',
    'custody-escort.past',
    'custody-escort.no-rule',
    ...obstacles.map((code) => `custody-escort.${code}`),
  ],
  example: { input: { id: exampleId, on: '2026-11-20', runId: exampleId }, output: { seated: true } },
})

export const getRun = endpoint({
  name: 'custody.get-escort-run',
  method: 'GET',
  path: '/custody/escorts/:runId',
  needs: 'custody:read-escort',
  summary: 'One vehicle on its way: who is aboard, who had them at each point and when, who is missing',
  input: z.object({ runId: z.uuid() }),
  output: z.object({
    prison: both,
    on: z.string(),
    /** It is this day: only then is anything handed over. */
    today: z.boolean(),
    run: Run,
    rule: Rule.nullable(),
    handovers: z.array(
      z.object({
        point: z.enum(points),
        at: z.string(),
        receivedBy: z.string(),
        recordedBy: both.nullable(),
        counts: z.array(
          z.object({ imprisonmentId: z.uuid(), state: z.enum(countStates), identified: z.boolean() }),
        ),
      }),
    ),
    /** Who is likely to receive them next, to be changed where it is another. */
    receiver: z.string(),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { runId: exampleId } },
})

export const handOverEscort = endpoint({
  name: 'custody.hand-over-escort',
  method: 'POST',
  path: '/custody/escorts/:runId/hand-overs',
  needs: 'custody:hand-over-escort',
  summary:
    'Hand the whole vehicle over at the next point, but for those named: at the gate whoever stays behind and why, later whoever is not there',
  input: z.object({
    runId: z.uuid(),
    point: z.enum(points),
    receivedBy: z.string().trim().min(2).max(120),
    /** Only at the gate on the way out: who does not go, and why. */
    stays: z
      .array(z.object({ imprisonmentId: z.uuid(), reason: z.enum(notProducedReasons) }))
      .max(80)
      .default([]),
    /** At the later points: who is not there, and what became of them as far as it is known. */
    absent: z
      .array(z.object({ imprisonmentId: z.uuid(), state: z.enum(countStates).exclude(['here']) }))
      .max(80)
      .default([]),
    /** Who was found by code or number at this point, and not only counted. */
    identified: z.array(z.uuid()).max(80).default([]),
  }),
  output: z.object({
    at: z.string(),
    here: z.number(),
    missing: z.array(z.object({ imprisonmentId: z.uuid(), number: z.string(), name: both })),
  }),
  refusals: [
    'not-found',
    'custody-escort.not-today',
    'custody-escort.done-already',
    'custody-escort.nobody',
    'custody-escort.breached',
    'custody-escort.not-aboard',
    'custody-movement.out-already',
    'custody-identity-check.mistaken',
    'custody-identity-check.not-compared',
    'custody.not-in',
  ],
  example: {
    input: { runId: exampleId, point: 'gate-out', receivedBy: 'HC Ghulam Nabi 1182' },
    output: { at: '2026-11-20T03:30:00Z', here: 7, missing: [] },
  },
})

export const identifyOnTheWay = endpoint({
  name: 'custody.identify-on-the-way',
  method: 'GET',
  path: '/custody/escorts/:runId/identity',
  needs: 'custody:hand-over-escort',
  summary:
    'Who stands before the officer at a point of the way, by prison number or the code of their own copy, and whether they are of this vehicle; or of which vehicle a sheet is',
  input: z.object({ runId: z.uuid(), code: z.string().trim().min(1).max(60) }),
  output: z.object({
    what: z.enum(['aboard', 'other-vehicle', 'not-listed', 'unknown', 'sheet', 'old-sheet', 'other-sheet']),
    plate: z.string().nullable(),
    person: z
      .object({
        imprisonmentId: z.uuid(),
        number: z.string(),
        name: both,
        father: both.nullable(),
        photo: z.uuid().nullable(),
      })
      .nullable(),
  }),
  reads: 'sensitive',
  refusals: ['not-found', 'documents.no-such-code'],
  example: { input: { runId: exampleId, code: '118/2026' } },
})

export const issueVehicleSheet = endpoint({
  name: 'custody.issue-vehicle-sheet',
  method: 'POST',
  path: '/custody/escorts/:runId/sheets',
  needs: 'custody:plan-escort',
  summary:
    'Print the sheet that goes with a vehicle, in Urdu and English: party, seats, risk, room to sign at each point',
  input: z.object({ runId: z.uuid() }),
  output: z.object({ documentId: z.uuid(), version: z.number(), number: z.string() }),
  refusals: ['not-found', 'custody-escort.nobody'],
  example: { input: { runId: exampleId } },
})

export const listVehicles = endpoint({
  name: 'custody.list-vehicles',
  method: 'GET',
  path: '/custody/vehicles',
  needs: 'custody:read-escort',
  summary: 'The vehicles of a prison: seats, compartments, in service or not, and since when',
  input: z.object({ prisonId: z.coerce.number().int().optional() }),
  output: z.object({ prison, prisons: z.array(prison), rule: Rule.nullable(), vehicles: z.array(Vehicle) }),
  refusals: ['not-found'],
  example: { input: {} },
})

const fitting = {
  seats: z.number().int().min(1).max(80),
  secureSeats: z.number().int().min(0).max(80),
  womenSeats: z.number().int().min(0).max(80),
}
const ofTheSeats = {
  path: ['seats'],
  params: {
    code: 'seats',
    en: 'Compartments cannot have more seats than the vehicle.',
    ur: 'خانوں کی نشستیں گاڑی کی کل نشستوں سے زیادہ نہیں ہو سکتیں۔',
  },
}
const holds = (given: { seats: number; secureSeats: number; womenSeats: number }) =>
  given.secureSeats <= given.seats && given.womenSeats <= given.seats

export const addVehicle = endpoint({
  name: 'custody.add-vehicle',
  method: 'POST',
  path: '/custody/vehicles',
  needs: 'custody:keep-vehicles',
  summary: 'Enter a vehicle of the prison with its plate and seats',
  input: z
    .object({
      plate: z
        .string()
        .transform((text) => text.toUpperCase().replace(/\s+/g, '-'))
        .pipe(z.string().regex(/^[A-Z0-9-]{3,15}$/)),
      kind: z.enum(vehicleKinds),
      ...fitting,
    })
    .refine(holds, ofTheSeats),
  output: z.object({ vehicleId: z.uuid() }),
  refusals: ['custody-escort.plate-already'],
  example: {
    input: { plate: 'GS-4471', kind: 'van', seats: 14, secureSeats: 2, womenSeats: 4 },
    output: { vehicleId: exampleId },
  },
})

export const refitVehicle = endpoint({
  name: 'custody.refit-vehicle',
  method: 'POST',
  path: '/custody/vehicles/:vehicleId/fittings',
  needs: 'custody:keep-vehicles',
  summary: 'From a day on: other seats, out of service, or in service again, with the reason',
  input: z
    .object({
      vehicleId: z.uuid(),
      fromOn: z.iso.date(),
      ...fitting,
      inService: z.enum(['yes', 'no']),
      why: z.string().trim().min(3).max(200),
    })
    .refine(holds, ofTheSeats),
  output: z.object({ vehicleId: z.uuid() }),
  refusals: ['not-found', 'custody-escort.past'],
  example: {
    input: {
      vehicleId: exampleId,
      fromOn: '2026-11-20',
      seats: 14,
      secureSeats: 2,
      womenSeats: 4,
      inService: 'no',
      why: 'Workshop',
    },
    output: { vehicleId: exampleId },
  },
})

const Assessment = z.object({
  class: z.enum(risks),
  reason: z.string(),
  reviewOn: z.string(),
  at: z.string(),
  by: both.nullable(),
})

export const getRisk = endpoint({
  name: 'custody.get-risk',
  method: 'GET',
  path: '/custody/prisoners/:id/risk',
  needs: 'custody:read-escort',
  summary: 'The security class of a prisoner with its reason and review, and those before',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    held: z.boolean(),
    current: Assessment.nullable(),
    due: z.boolean(),
    /** The day offered for the next review. */
    nextReview: z.string(),
    earlier: z.array(Assessment),
  }),
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { id: exampleId } },
})

export const assessRisk = endpoint({
  name: 'custody.assess-risk',
  method: 'POST',
  path: '/custody/prisoners/:id/risk',
  needs: 'custody:assess-risk',
  summary: 'Set the security class of a prisoner with the reason and the day of its review',
  input: z.object({
    id: z.uuid(),
    class: z.enum(risks),
    reason: z.string().trim().min(5).max(500),
    reviewOn: z.iso.date(),
  }),
  output: z.object({ class: z.enum(risks) }),
  refusals: ['not-found', 'custody.not-in', 'custody-escort.past'],
  example: {
    input: {
      id: exampleId,
      class: 'high',
      reason: 'Tried to escape from the lock-up',
      reviewOn: '2027-03-01',
    },
    output: { class: 'high' },
  },
})

export const listRiskReviews = endpoint({
  name: 'custody.list-risk-reviews',
  method: 'GET',
  path: '/custody/risk',
  needs: 'custody:read-escort',
  summary: 'Security classes of a prison: those of high risk, and those whose review is due',
  input: z.object({
    show: z.enum(['due', 'high', 'all']).default('due'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        imprisonmentId: z.uuid(),
        number: z.string(),
        name: both,
        class: z.enum(risks),
        reason: z.string(),
        reviewOn: z.string(),
      }),
    ),
    total: z.number(),
  }),
  reads: 'sensitive',
  example: { input: {}, output: { rows: [], total: 0 } },
})
