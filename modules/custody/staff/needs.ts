import type { Shift } from './contract.ts'

/** A post as far as its strength goes. */
export interface Strength {
  readonly id: string
  readonly kind: string
  readonly sanctioned: number
}

export interface Ratio {
  readonly kind: string
  readonly shift: Shift
  readonly counts: 'roll' | 'women' | 'patients'
  /** Prisoners that one officer guards. */
  readonly each: number
}

export interface Roll {
  readonly onRoll: number
  readonly women: number
  readonly patients: number
}

/**
 * How many officers each post needs in a shift: never fewer than sanctioned, and together as many of a kind as the roll asks for by the
 * ratio. What is asked beyond the sanction goes round the posts of that kind, one by one.
 */
export function neededOf(
  posts: readonly Strength[],
  ratios: readonly Ratio[],
  roll: Roll,
  shift: Shift,
): ReadonlyMap<string, number> {
  const needed = new Map(posts.map((post) => [post.id, post.sanctioned]))
  for (const ratio of ratios.filter((each) => each.shift === shift)) {
    const counted = { roll: roll.onRoll, women: roll.women, patients: roll.patients }[ratio.counts]
    const ofKind = posts.filter((post) => post.kind === ratio.kind)
    const sanctioned = ofKind.reduce((sum, post) => sum + post.sanctioned, 0)
    const more = Math.ceil(counted / ratio.each) - sanctioned
    for (let at = 0; at < more && ofKind.length > 0; at += 1) {
      const post = ofKind[at % ofKind.length]!
      needed.set(post.id, needed.get(post.id)! + 1)
    }
  }
  return needed
}
