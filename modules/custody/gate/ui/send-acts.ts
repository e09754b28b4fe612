import { call } from '#platform/ui'
import { type GateAct, sendGateActs } from '../contract.ts'

/** Sends what was done at the gate; whatever the server answers of an act, it has it. */
export async function sendActs(acts: readonly GateAct[]) {
  const { results } = await call(sendGateActs, { acts: [...acts] })
  return results
}

/** The same, while no page of the gate is open. */
export default () =>
  async (acts: readonly GateAct[]): Promise<readonly string[]> =>
    (await sendActs(acts)).map((result) => result.id)
