import { type Handler, handle } from '#kernel/gate'
import { arrivalIdentityOf, check, checkArrival, identityOf, settle } from './compare.ts'
import * as contract from './contract.ts'

export const identityCheckHandlers: readonly Handler[] = [
  handle(contract.getIdentity, identityOf),
  handle(contract.checkIdentity, check),
  handle(contract.getArrivalIdentity, arrivalIdentityOf),
  handle(contract.checkArrivalIdentity, checkArrival),
  handle(contract.settleIdentity, settle),
]
