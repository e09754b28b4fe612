import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { approve, deposit, open, propose, turnDown } from './keep.ts'
import { drop, payLine } from './pay.ts'
import { cost, listFunds, listLines, listTotals, readFund } from './reading.ts'

export const fundHandlers: readonly Handler[] = [
  handle(contract.listFunds, listFunds),
  handle(contract.getFund, readFund),
  handle(contract.listFundLines, listLines, (output) => output.rows.map((row) => row.imprisonmentId)),
  handle(contract.costOfFreedom, cost),
  handle(contract.listFundTotals, listTotals),
  handle(contract.openFund, open),
  handle(contract.bookDeposit, deposit),
  handle(contract.proposeMatch, propose),
  handle(contract.approveMatch, approve),
  handle(contract.turnDownMatch, turnDown),
  handle(contract.payFromFund, payLine),
  handle(contract.dropLine, drop),
]
