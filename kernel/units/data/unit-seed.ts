export const unitKinds = [
  'country',
  'province',
  'division',
  'district',
  'department',
  'police-department',
  'police-range',
  'police-district',
  'police-station',
  'prosecution-department',
  'prosecution-office',
  'high-court',
  'sessions-court',
  'additional-sessions-court',
  'magistrate-court',
  'anti-terrorism-court',
  'narcotics-court',
  'prison-department',
  'prison-range',
  'prison',
] as const

export type UnitKind = (typeof unitKinds)[number]
export type Hierarchy = 'territory' | 'police' | 'prosecution' | 'court' | 'prison'
export type BilingualName = { readonly en: string; readonly ur: string }
export type Attribute = string | number | boolean | readonly string[]

/** An edge or a name that is no longer in force: `from` inclusive, `to` exclusive (the day its successor begins). */
export type FormerParent = {
  readonly hierarchy: Hierarchy
  readonly parent: string
  readonly from: string
  readonly to: string
}
export type FormerName = { readonly name: BilingualName; readonly from: string; readonly to: string }

export type UnitSeed = {
  readonly code: string
  readonly kind: UnitKind
  readonly name: BilingualName
  /** Parents in force now (or when the unit ended). */
  readonly parents: Readonly<Partial<Record<Hierarchy, string>>>
  readonly formerParents?: readonly FormerParent[]
  readonly formerNames?: readonly FormerName[]
  /** Territorial district in which the unit lies, by the 2023 census set. */
  readonly district?: string
  /** ISO 3166-2 code of the province or territory; absent for the federation. */
  readonly province?: string
  /** First day in force. Before the earliest record the assumed date is marked by `attributes.fromSource`. */
  readonly from: string
  /** First day no longer in force. */
  readonly to?: string
  readonly attributes?: Readonly<Record<string, Attribute>>
}

/** Start of units that are older than any case the register holds: the day One Unit was dissolved. */
export const longAgo = '1970-07-01'
