import { federationUnits } from './federation.ts'
import { lahoreUnits } from './lahore.ts'
import { sindhCourtUnits } from './sindh-courts.ts'
import { sindhDepartmentUnits } from './sindh-departments.ts'
import { sindhDistrictOf } from './sindh-districts.ts'
import { sindhPoliceUnits } from './sindh-police.ts'
import { sindhPrisonUnits } from './sindh-prisons.ts'
import { sindhProsecutionUnits } from './sindh-prosecution.ts'
import { territoryUnits } from './territory.ts'
import type { Hierarchy, UnitSeed } from './unit-seed.ts'

export { type CensusRow, censusRows, type Fold, folds } from './census.ts'
export { type SindhDistrict, sindhDistrictOf, sindhDistricts } from './sindh-districts.ts'
export {
  type Attribute,
  type BilingualName,
  type FormerName,
  type FormerParent,
  type Hierarchy,
  type UnitKind,
  type UnitSeed,
  unitKinds,
} from './unit-seed.ts'

/**
 * A unit begins no earlier than what it stands under, or an edge would lead to a district that was not there yet. Where the
 * unit stood under something else before, `formerParents` says so and its own date stays.
 */
function inOrderOfTime(seeds: readonly UnitSeed[]): UnitSeed[] {
  const start = new Map<string, string>()
  return seeds.map((unit) => {
    const moved = new Set((unit.formerParents ?? []).map((former) => former.hierarchy))
    const from = Object.entries(unit.parents).reduce((latest, [hierarchy, parent]) => {
      const parentFrom = start.get(parent) ?? ''
      return !moved.has(hierarchy as Hierarchy) && parentFrom > latest ? parentFrom : latest
    }, unit.from)
    start.set(unit.code, from)
    return from === unit.from ? unit : { ...unit, from }
  })
}

/** Every unit to start with, parents before children: the country, then Sindh in depth, then one district of Punjab. */
export const unitSeeds: readonly UnitSeed[] = inOrderOfTime([
  ...territoryUnits,
  ...federationUnits,
  ...sindhPoliceUnits,
  ...sindhProsecutionUnits,
  ...sindhCourtUnits,
  ...sindhPrisonUnits((abbreviation) => sindhDistrictOf(abbreviation).code),
  ...sindhDepartmentUnits,
  ...lahoreUnits,
])
