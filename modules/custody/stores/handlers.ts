import { type Handler, handle } from '#kernel/gate'
import * as assets from './assets.ts'
import * as assetsContract from './assets-contract.ts'
import * as contract from './contract.ts'
import * as counting from './count.ts'
import * as rations from './rations.ts'
import * as rationsContract from './rations-contract.ts'
import * as reading from './reading.ts'
import * as stock from './stock.ts'

export const storesHandlers: readonly Handler[] = [
  handle(contract.getCountSheet, counting.sheet),
  handle(contract.countStores, counting.count),
  handle(contract.decideCount, counting.decide),
  handle(contract.getStores, reading.stores),
  handle(contract.getStoreItem, reading.oneItem),
  handle(contract.addStoreItem, stock.addItem),
  handle(contract.receiveStock, stock.receive),
  handle(contract.issueStock, stock.issue),
  handle(contract.returnStock, stock.takeBack),
  handle(contract.spoilStock, stock.spoil),
  handle(rationsContract.getRations, rations.read),
  handle(rationsContract.listFed, rations.people, (_output, input) => [input.indentId]),
  handle(rationsContract.drawIndent, rations.draw),
  handle(rationsContract.issueRations, rations.issue),
  handle(rationsContract.receiveRations, rations.receive),
  handle(rationsContract.announceSeason, rations.announce),
  handle(assetsContract.listBearers, assets.bearers),
  handle(assetsContract.listAssets, assets.list),
  handle(assetsContract.takeOnAsset, assets.takeOn),
  handle(assetsContract.seeAsset, assets.see),
  handle(assetsContract.proposeWriteOff, assets.proposeOff),
  handle(assetsContract.decideWriteOff, assets.decide),
]
