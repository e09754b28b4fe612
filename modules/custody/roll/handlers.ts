import { type Handler, handle } from '#kernel/gate'
import { start } from './begin.ts'
import { checkPage, checksOf, close, evacuationRoll, marksOf, takeBarrack, takeMarks } from './check.ts'
import * as contract from './contract.ts'

export const rollHandlers: readonly Handler[] = [
  handle(contract.listRollChecks, checksOf),
  handle(contract.startRollCheck, start),
  // The count itself says whom it expected; phones ask often, and the audit need not hold the whole roll each time.
  handle(contract.getRollCheck, (tx, { id }) => checkPage(tx, id)),
  handle(contract.getRollMarks, (tx, { id }) => marksOf(tx, id)),
  handle(contract.sendMarks, takeMarks),
  handle(contract.takeRollBarrack, takeBarrack),
  handle(contract.closeRollCheck, close),
  handle(
    contract.getEvacuationRoll,
    (tx, { prisonId }) => evacuationRoll(tx, prisonId),
    (output) => output.people.map((one) => one.imprisonmentId),
  ),
]
