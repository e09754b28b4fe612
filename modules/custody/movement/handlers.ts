import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { comeBack, send } from './move.ts'
import { movementsOf, movementsOn, outOf } from './register.ts'
import { rollOf } from './roll.ts'

export const movementHandlers: readonly Handler[] = [
  handle(contract.listMovements, movementsOn, (output) => output.rows.map((row) => row.imprisonmentId)),
  handle(
    contract.listOut,
    (tx, { prisonId }) => outOf(tx, prisonId),
    (output) => output.rows.map((row) => row.imprisonmentId),
  ),
  handle(contract.sendOut, send),
  handle(contract.bringBack, comeBack),
  handle(contract.listMovementsOf, (tx, { id }) => movementsOf(tx, id)),
  handle(contract.getRoll, rollOf),
]
