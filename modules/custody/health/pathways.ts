/** What the medical officer follows, and how each may go on. Browser-safe. */

export const pathways = [
  'tb',
  'hiv',
  'hepatitis-b',
  'hepatitis-c',
  'covid',
  'cholera',
  'measles',
  'scabies',
  'drug-dependence',
  'mental-health',
  'chronic',
  'other',
] as const
export type Pathway = (typeof pathways)[number]

/** What spreads in a barrack: these have an outbreak view, contacts and a usual length of isolation. */
export const outbreakDiseases = ['tb', 'covid', 'cholera', 'measles', 'scabies'] as const
export type OutbreakDisease = (typeof outbreakDiseases)[number]

export const statuses = [
  'suspected',
  'confirmed',
  'on-treatment',
  'interrupted',
  'completed',
  'ruled-out',
] as const
export type Status = (typeof statuses)[number]

/** Where a diagnosis may go from where it stands. What is over begins anew as another diagnosis. */
export const nextOf = {
  suspected: ['confirmed', 'ruled-out'],
  confirmed: ['on-treatment', 'completed', 'ruled-out'],
  'on-treatment': ['interrupted', 'completed'],
  interrupted: ['on-treatment', 'completed'],
  completed: [],
  'ruled-out': [],
} as const satisfies Record<Status, readonly Status[]>

/** Still followed: neither over nor ruled out. */
export const openStatuses = statuses.filter((status) => nextOf[status].length > 0)

export function mayFollow(from: Status, to: Status): boolean {
  const next: readonly Status[] = nextOf[from]
  return next.includes(to)
}

/** What is said in a word of its own: a name of the disease is asked for. */
export function needsWords(pathway: Pathway): boolean {
  return pathway === 'chronic' || pathway === 'other'
}

export const slots = ['morning', 'noon', 'evening', 'night'] as const
export type Slot = (typeof slots)[number]
export const doseResults = ['given', 'refused', 'not-there'] as const
export type DoseResult = (typeof doseResults)[number]
