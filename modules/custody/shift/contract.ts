import { z } from 'zod'
import { endpoint } from '#platform/http/contract'
import { getArrival, listArrivals } from '../admission/contract.ts'
import { getGateDesk, listGateConflicts } from '../gate/contract.ts'
import { getRoll } from '../movement/contract.ts'
import { getEvacuationRoll, getRollCheck, getRollMarks, listRollChecks } from '../roll/contract.ts'
import { getVisitDesk, getVisitDeskPeople, listVisitConflicts } from '../visits/contract.ts'

export const desks = ['gate', 'roll', 'visits', 'admission'] as const
export type Desk = (typeof desks)[number]

/** A court or a police station, to be chosen on a paper warrant. */
const Place = z.object({ id: z.number(), code: z.string(), nameEn: z.string(), nameUr: z.string() })
export type Place = z.output<typeof Place>

/**
 * What each desk's pages ask when they open, answered at once. Health, complaints, witnesses and whatever else is sealed from the officers
 * of these desks is in none of these answers, so it cannot be in the pack.
 */
const Pack = z.object({
  prison: z.object({ id: z.number(), name: z.object({ en: z.string(), ur: z.string() }) }),
  takenAt: z.string(),
  until: z.string(),
  mostTries: z.number(),
  gate: z.object({ desk: getGateDesk.output, conflicts: listGateConflicts.output }).nullable(),
  roll: z
    .object({
      on: z.string(),
      roll: getRoll.output,
      checks: listRollChecks.output,
      evacuation: getEvacuationRoll.output,
      open: z.array(z.object({ check: getRollCheck.output, marks: getRollMarks.output })),
    })
    .nullable(),
  visits: z
    .object({
      desk: getVisitDesk.output,
      people: getVisitDeskPeople.output,
      conflicts: listVisitConflicts.output,
    })
    .nullable(),
  admission: z
    .object({
      arrivals: listArrivals.output,
      expected: z.array(getArrival.output),
      courts: z.array(Place),
      stations: z.array(Place),
    })
    .nullable(),
})
export type ShiftPack = z.output<typeof Pack>

export const getShiftPack = endpoint({
  name: 'custody.get-shift-pack',
  method: 'GET',
  path: '/custody/shift-pack',
  needs: 'custody:take-shift',
  summary:
    'What the named desks need for a shift without a connection. One’s own prison only, and only the desks one’s post may work at; recorded with how many prisoners it names',
  input: z.object({
    /** Names of desks, between commas. */
    desks: z.string().regex(/^(gate|roll|visits|admission)(,(gate|roll|visits|admission)){0,3}$/),
  }),
  output: Pack,
  reads: 'sensitive',
  refusals: ['not-found'],
  example: { input: { desks: 'gate,roll' } },
})
