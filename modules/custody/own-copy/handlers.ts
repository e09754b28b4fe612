import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { handOverCopy, issue, read } from './issue.ts'

export const ownCopyHandlers: readonly Handler[] = [
  handle(contract.getOwnCopy, read),
  handle(contract.issueOwnCopy, issue),
  handle(contract.handOver, handOverCopy),
]
