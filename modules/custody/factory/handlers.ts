import { type Handler, handle } from '#kernel/gate'
import { accountOf, listLines } from './account.ts'
import * as contract from './contract.ts'
import * as money from './money.ts'
import * as orders from './orders.ts'
import * as prices from './prices.ts'
import * as reading from './reading.ts'

export const factoryHandlers: readonly Handler[] = [
  handle(contract.getFactory, reading.factoryOf),
  handle(contract.listFactoryOrders, reading.listOrders),
  handle(contract.getFactoryOrder, reading.orderOf),
  handle(contract.takeFactoryOrder, orders.take),
  handle(contract.addFactoryItem, orders.add),
  handle(contract.withdrawFactoryOrder, orders.withdraw),
  handle(contract.issueFactoryMaterial, orders.issueMaterial),
  handle(contract.returnFactoryMaterial, orders.returnMaterial),
  handle(contract.enterFactoryOutput, orders.enterOutput),
  handle(contract.deliverFactoryOrder, money.deliver),
  handle(contract.receiveFactoryMoney, money.receive),
  handle(contract.proposeFactoryCorrection, money.proposeCorrection),
  handle(contract.decideFactoryCorrection, money.decideCorrection),
  handle(contract.getFactoryPrices, prices.priceList),
  handle(contract.addFactoryProduct, prices.addProduct),
  handle(contract.closeFactoryProduct, prices.closeProduct),
  handle(contract.proposeFactoryPrice, prices.propose),
  handle(contract.decideFactoryPrice, prices.decide),
  handle(contract.getFactoryAccount, accountOf),
  handle(contract.listFactoryLines, listLines),
]
