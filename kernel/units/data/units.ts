import { federationUnits } from './federation.ts'
import { lahoreUnits } from './lahore.ts'
import { sindhCourtUnits } from './sindh-courts.ts'
import { sindhDepartmentUnits } from './sindh-departments.ts'
import { sindhDistrictOf } from './sindh-districts.ts'
import { sindhPoliceUnits } from './sindh-police.ts'
import { sindhPrisonUnits } from './sindh-prisons.ts'
import { sindhProsecutionUnits } from './sindh-prosecution.ts'
import { territoryUnits } from './territory.ts'
import type { UnitSeed } from './unit-seed.ts'

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

/** Every unit to start with, parents before children: the country, then Sindh in depth, then one district of Punjab. */
export const unitSeeds: readonly UnitSeed[] = [
  ...territoryUnits,
  ...federationUnits,
  ...sindhPoliceUnits,
  ...sindhProsecutionUnits,
  ...sindhCourtUnits,
  ...sindhPrisonUnits((abbreviation) => sindhDistrictOf(abbreviation).code),
  ...sindhDepartmentUnits,
  ...lahoreUnits,
]
