import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import { layInQueue, NetworkFailed, useCommand, useGo, useHeldAnswer, useSession, uuidv7 } from '#platform/ui'
import type { Begun } from '../begun.ts'
import { getEvacuationRoll, type RollCheck, startRollCheck } from '../contract.ts'
import sendMarksOf from './send-marks.ts'

/**
 * Begins a count and goes to it. Asked of the server first, under an identifier made here; where no answer comes it is begun on this
 * device, by the roll that was taken along, under the same identifier: should the server have heard, it knows the count again.
 */
export function useBegin() {
  const go = useGo()
  const account = useSession()?.account.id ?? ''
  const command = useCommand(startRollCheck)
  const roll = useHeldAnswer<OutputOf<typeof getEvacuationRoll>>(getEvacuationRoll.name, {})
  const [error, setError] = useState<unknown>()
  /** Throws what the server refused, and that there is neither a server nor a roll to begin by. */
  const begin = async (kind: RollCheck['kind']) => {
    setError(undefined)
    const id = uuidv7()
    try {
      await command.run({ kind, id })
    } catch (failure) {
      if (!(failure instanceof NetworkFailed) || roll === undefined) throw failure
      const begun: Begun = { id, kind, startedAt: new Date().toISOString(), roll }
      if (!(await layInQueue(account, `roll-check/${id}`, [begun], sendMarksOf(id)))) throw failure
    }
    go(`/custody/roll-checks/${id}`)
  }
  return {
    begin,
    start: (kind: RollCheck['kind']) => void begin(kind).catch(setError),
    busy: command.busy,
    error,
    hasRoll: roll !== undefined,
  }
}
