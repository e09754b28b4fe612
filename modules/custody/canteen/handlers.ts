import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import * as cases from './use-cases.ts'

export const canteenHandlers: readonly Handler[] = [
  handle(contract.getCanteen, cases.read),
  handle(contract.sell, cases.sellTo),
  handle(contract.addCanteenItem, cases.addItem),
  handle(contract.setCanteenPrice, cases.setPrice),
  handle(contract.supplyCanteen, cases.supply),
]
