import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { correct, draw, remind, send, sign } from './life.ts'
import { print, printDepartment } from './print.ts'
import { compare, department, list, read } from './reading.ts'
import './reports.ts'

export const returnHandlers: readonly Handler[] = [
  handle(contract.listReturns, list),
  handle(contract.getReturn, read, (output) => [output.id]),
  handle(contract.compareReturn, compare),
  handle(contract.drawReturn, draw),
  handle(contract.signReturn, sign),
  handle(contract.sendReturn, send),
  handle(contract.correctReturn, correct),
  handle(contract.remindReturn, remind),
  handle(contract.printReturn, print),
  handle(contract.printDepartmentReturn, printDepartment),
  handle(contract.getDepartmentReturn, department, (output) =>
    output.prisons.map(({ prison }) => String(prison.id)),
  ),
]
