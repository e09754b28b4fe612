import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import './report.ts'
import { enterDue, list, moneyOf, pay } from './use-cases.ts'

export const moneyHandlers: readonly Handler[] = [
  handle(contract.listHeldForMoney, list, (output) => output.rows.map((row) => row.imprisonmentId)),
  handle(contract.getMoneyOf, moneyOf),
  handle(contract.enterMoneyDue, enterDue),
  handle(contract.payMoney, pay),
]
