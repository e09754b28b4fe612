import { type Meaning, useBoth, useTranslation } from '#platform/ui'
import type { DefinitionSummary } from '../contract.ts'

/** For whom a version is: the country, a province, one unit. */
export function useScope(): (version: Pick<DefinitionSummary, 'jurisdiction' | 'unit'>) => string {
  const { t } = useTranslation('workflow')
  const both = useBoth()
  return ({ jurisdiction, unit }) => (unit === null ? t(`jurisdiction.${jurisdiction}`) : both(unit))
}

export function versionMeaning({ state, inForce }: Pick<DefinitionSummary, 'state' | 'inForce'>): Meaning {
  if (inForce) return 'blue'
  return state === 'proposed' ? 'amber' : 'grey'
}
