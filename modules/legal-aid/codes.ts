/** Code lists of legal aid. Browser-safe. */
export const origins = ['police-station', 'court', 'prison'] as const
export const reasons = ['no-lawyer', 'statutory-bail', 'surety', 'reduce-surety', 'appeal'] as const
/**
 * Ways to a lawyer at public expense. Which of them a district offers is to be confirmed by its Sessions Judge: the committee rests on
 * S.R.O. 684(I)/2011, the Authority on the Act of 2020, the others on general knowledge.
 */
export const routes = ['dlec', 'bar', 'authority', 'public-defender', 'ngo'] as const
export const consentWays = ['signed', 'thumb', 'before-witness'] as const
/** What is asked; that somebody is a child or a woman is taken from the record and asked of nobody. */
export const askedNeeds = ['no-lawyer', 'no-means', 'language', 'disability', 'illness'] as const
export const needs = [...askedNeeds, 'child', 'woman'] as const
export const standings = [
  'consent-awaited',
  'to-send',
  'offered',
  'returned',
  'accepted',
  'assigned',
  'closed',
  'declined',
  'withdrawn',
] as const
export const obstacles = ['no-surety', 'surety-too-high', 'no-papers', 'family-not-reached', 'other'] as const
export const results = ['granted', 'refused', 'adjourned', 'argued'] as const
export const outcomes = [
  'bail-granted',
  'surety-reduced',
  'surety-found',
  'released',
  'acquitted',
  'discharged',
  'convicted',
  'refused',
  'advised',
  'other',
] as const
/** Outcomes after which somebody may be free sooner than the law alone would have had it. */
export const freeing: readonly (typeof outcomes)[number][] = [
  'bail-granted',
  'surety-reduced',
  'surety-found',
  'released',
  'acquitted',
  'discharged',
]
/** What is written into a matter by hand. */
export const entries = ['visit', 'filing', 'hearing', 'obstacle', 'obstacle-over', 'note'] as const
export const shows = ['to-send', 'sent', 'incoming', 'unassigned', 'due', 'open', 'closed', 'all'] as const
