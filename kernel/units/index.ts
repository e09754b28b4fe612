import { defineModule, handle } from '#kernel/gate'
import { listUnits } from './contract.ts'
import { listUnitRows } from './reading.ts'

export type { UnitRow } from './contract.ts'
export { unitSeeds } from './data/units.ts'
export { loadUnits } from './load.ts'
export { getUnit, listUnitRows, unitsServingDistrictOf } from './reading.ts'

export const units = defineModule({ name: 'units', handlers: [handle(listUnits, listUnitRows)] })
