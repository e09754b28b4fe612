import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { listStore, readProperty, verifyStore } from './reading.ts'
import * as store from './store.ts'

export const propertyHandlers: readonly Handler[] = [
  handle(contract.getPropertyOf, readProperty),
  handle(contract.listStore, listStore, (output) => output.rows.map((row) => row.imprisonmentId)),
  handle(contract.verifyChain, verifyStore),
  handle(contract.takeIn, store.takeIn),
  handle(contract.placeBag, store.place),
  handle(contract.openBag, store.open),
  handle(contract.witnessOpening, store.witness),
  handle(contract.withdrawOpening, store.withdrawOpening),
  handle(contract.giveToRelative, store.toRelative),
  handle(contract.reportLoss, store.reportLoss),
  handle(contract.handBack, store.handBack),
  handle(contract.photographItem, store.photograph),
]
