import { createHash } from 'node:crypto'
import type { GivenReason, Override } from './overrides.ts'
import { Refusal } from './refusal.ts'

/** Something entered that is probably a mistake and may yet be right. Its text is the refusal text of its code. */
export interface Doubt {
  readonly code: string
  /** Dotted path of the field in doubt; empty when it is the whole. */
  readonly path?: string
  readonly params?: Record<string, unknown>
  /**
   * What exactly is doubted: the values, the record that looks alike. A reason answers this and nothing else, so whoever changes
   * the entry into another mistake of the same kind is asked again.
   */
  readonly about: readonly unknown[]
}

/** A doubt as it goes to the caller, who sends `about` back with the reason. */
export interface PutDoubt {
  readonly code: string
  readonly path: string
  readonly params: Record<string, unknown>
  readonly about: string
}

/**
 * Puts every doubt at once, unless each was answered with a reason; gives the reasons that were used, to be kept with the record.
 * @throws Refusal `warnings` with the doubts that no reason answers
 */
export function heed(doubts: readonly Doubt[], overrides: readonly Override[]): readonly GivenReason[] {
  const put = doubts.map(({ code, path = '', params = {}, about }): PutDoubt => {
    const mark = createHash('sha256')
      .update(JSON.stringify([code, ...about]))
      .digest('hex')
      .slice(0, 20)
    return { code, path, params, about: mark }
  })
  const reasonFor = (doubt: PutDoubt) =>
    overrides.find((one) => one.code === doubt.code && one.about === doubt.about)?.reason
  const open = put.filter((doubt) => reasonFor(doubt) === undefined)
  if (open.length > 0) throw new Refusal('warnings', {}, [], put)
  return put.map((doubt) => ({ code: doubt.code, reason: reasonFor(doubt) ?? '' }))
}
