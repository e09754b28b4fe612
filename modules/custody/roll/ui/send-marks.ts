import { call } from '#platform/ui'
import { type NewMark, sendMarks } from '../contract.ts'

/** Sends marks of a count. Refused ones are of nobody in this prison: the phone need not send them again. */
export default (checkId: string) =>
  async (marks: readonly NewMark[]): Promise<readonly string[]> => {
    const { accepted, refused } = await call(sendMarks, { id: checkId, marks: [...marks] })
    return [...accepted, ...refused]
  }
