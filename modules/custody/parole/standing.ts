import type { Convict, Reason } from './contract.ts'

/** An exclusion of the province that applies to somebody, as the rules have it on the day. */
export interface Exclusion {
  readonly code: string
  readonly effect: 'bars' | 'refer'
  readonly name_en: string
  readonly name_ur: string
  readonly citation: string
  readonly standing: Reason['standing']
}

/** The rule on the part to be served first; without a number its text was not obtained. */
export interface ShareRule {
  readonly value: number | null
  readonly name_en: string
  readonly name_ur: string
  readonly citation: string
  readonly standing: Reason['standing']
}

/**
 * What the law says of a licence for one convict. A bar goes before everything; what the texts leave open is never guessed, whatever
 * has been served: an officer of law answers it first.
 */
export function standingOf(
  exclusions: readonly Exclusion[],
  share: ShareRule | null,
  percentServed: number | null,
): { standing: Convict['standing']; reasons: Reason[] } {
  const reasons = exclusions.map(
    ({ code, effect, name_en, name_ur, citation, standing }): Reason => ({
      code,
      effect,
      text: { en: name_en, ur: name_ur },
      citation,
      standing,
    }),
  )
  if (exclusions.some(({ effect }) => effect === 'bars')) return { standing: 'barred', reasons }
  if (share === null || share.value === null || percentServed === null)
    reasons.push({
      code: 'share-served',
      effect: 'refer',
      text: share === null ? { en: '', ur: '' } : { en: share.name_en, ur: share.name_ur },
      citation: share?.citation ?? '',
      standing: 'refer',
    })
  if (reasons.length > 0) return { standing: 'refer', reasons }
  return { standing: percentServed! >= share!.value! ? 'open' : 'not-yet', reasons }
}
