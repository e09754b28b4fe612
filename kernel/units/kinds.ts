import type { Hierarchy, UnitKind } from './data/unit-seed.ts'

export const hierarchies = [
  'territory',
  'police',
  'prosecution',
  'court',
  'prison',
] as const satisfies readonly Hierarchy[]

type Parents = Readonly<Partial<Record<Hierarchy, readonly UnitKind[]>>>

const offices = ['province', 'division', 'district'] as const
const trialCourt: Parents = { territory: ['district'], court: ['high-court'] }
const judge: Parents = { territory: ['district'], court: ['sessions-court'] }

/**
 * What may stand under what, in which hierarchy. A police station under a court would open the court's list of readers to the
 * police: an order of units is also an order of who sees what.
 */
export const parentKinds: Readonly<Record<UnitKind, Parents>> = {
  country: {},
  province: { territory: ['country'] },
  division: { territory: ['province'] },
  district: { territory: ['division', 'province'] },
  department: { territory: ['country', ...offices] },
  'police-department': { territory: ['province'], police: ['province'] },
  'police-range': { territory: offices, police: ['police-department', 'police-range'] },
  'police-district': { territory: offices, police: ['police-range', 'police-department'] },
  'police-station': { territory: ['district'], police: ['police-district'] },
  'prosecution-department': { territory: ['province'], prosecution: ['province'] },
  'prosecution-office': {
    territory: ['district'],
    prosecution: ['prosecution-department', 'prosecution-office'],
  },
  'high-court': { territory: offices, court: ['province', 'high-court'] },
  'sessions-court': trialCourt,
  'additional-sessions-court': judge,
  'magistrate-court': judge,
  'anti-terrorism-court': trialCourt,
  'narcotics-court': trialCourt,
  'prison-department': { territory: ['province'], prison: ['province'] },
  'prison-range': { territory: offices, prison: ['prison-department'] },
  prison: { territory: ['district'], prison: ['prison-range'] },
}
