import type { Answer } from '#platform/ui'
import { getArrival, listArrivals } from '../admission/contract.ts'
import { getGateDesk, listGateConflicts } from '../gate/contract.ts'
import { getRoll } from '../movement/contract.ts'
import { getEvacuationRoll, getRollCheck, getRollMarks, listRollChecks } from '../roll/contract.ts'
import { getVisitDesk, getVisitDeskPeople, listVisitConflicts } from '../visits/contract.ts'
import type { Place, ShiftPack } from './contract.ts'

/** Photographs made small, by the document each was made from. */
export const faceName = 'custody.face'

/** Courts and stations, to be chosen where they cannot be searched for. */
export const placesName = 'custody.places'
export interface Places {
  readonly courts: readonly Place[]
  readonly stations: readonly Place[]
}

/** What a pack holds, as the answers that the desks' pages ask for when they open: by endpoint, and with their very inputs. */
export function answersOf(pack: ShiftPack, faces: ReadonlyMap<string, string>): Answer[] {
  const { gate, roll, visits, admission } = pack
  const answer = (endpoint: { readonly name: string }, input: object, data: unknown): Answer => ({
    name: endpoint.name,
    input,
    data,
  })
  return [
    ...(gate === null
      ? []
      : [answer(getGateDesk, {}, gate.desk), answer(listGateConflicts, {}, gate.conflicts)]),
    ...[...faces].map(([photo, face]): Answer => ({ name: faceName, input: photo, data: face })),
    ...(roll === null
      ? []
      : [
          answer(getRoll, { on: roll.on }, roll.roll),
          answer(listRollChecks, { size: 5 }, { ...roll.checks, rows: roll.checks.rows.slice(0, 5) }),
          answer(listRollChecks, { page: 1, size: 10 }, roll.checks),
          answer(getEvacuationRoll, {}, roll.evacuation),
          ...roll.open.flatMap(({ check, marks }) => [
            answer(getRollCheck, { id: check.check.id }, check),
            answer(getRollMarks, { id: check.check.id }, marks),
          ]),
        ]),
    ...(visits === null
      ? []
      : [
          answer(getVisitDesk, {}, visits.desk),
          answer(getVisitDeskPeople, {}, visits.people),
          answer(listVisitConflicts, {}, visits.conflicts),
        ]),
    ...(admission === null
      ? []
      : [
          answer(listArrivals, {}, admission.arrivals),
          ...admission.expected.map((one) => answer(getArrival, { handoverId: one.handoverId }, one)),
          {
            name: placesName,
            input: {},
            data: { courts: admission.courts, stations: admission.stations } satisfies Places,
          },
        ]),
  ]
}

/** The photographs of whoever has business at the gate, each once. */
export function photosOf(pack: ShiftPack): string[] {
  if (pack.gate === null) return []
  const { toCourt, outside, leaving } = pack.gate.desk
  return [...new Set([...toCourt, ...outside, ...leaving].flatMap((one) => one.photo ?? []))]
}
