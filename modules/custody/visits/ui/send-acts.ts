import { call } from '#platform/ui'
import { type DeskAct, sendDeskActs } from '../contract.ts'

/** Sends what was done at the desk; whatever the server answers of an act, it has it. */
export async function sendActs(acts: readonly DeskAct[]) {
  const { results } = await call(sendDeskActs, { acts: [...acts] })
  return results
}

/** The same, while no desk is open. */
export default () =>
  async (acts: readonly DeskAct[]): Promise<readonly string[]> =>
    (await sendActs(acts)).map((result) => result.id)
