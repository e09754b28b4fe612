import { call } from '#platform/ui'
import { isBegun, type OfCount } from '../begun.ts'
import { type NewMark, sendMarks, startRollCheck } from '../contract.ts'

/**
 * Sends the beginning of a count, should it have been begun without a connection, and then its marks. Refused marks are of nobody in this
 * prison: the phone need not send them again.
 */
export default (checkId: string) =>
  async (items: readonly OfCount[]): Promise<readonly string[]> => {
    const done: string[] = []
    for (const { id, kind, startedAt, roll } of items.filter(isBegun)) {
      await call(startRollCheck, { id, kind, away: { startedAt, rollAsOf: roll.asOf } })
      done.push(id)
    }
    const marks = items.filter((one): one is NewMark => !isBegun(one))
    if (marks.length === 0) return done
    const { accepted, refused } = await call(sendMarks, { id: checkId, marks })
    return [...done, ...accepted, ...refused]
  }
