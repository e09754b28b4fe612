import { type Handler, handle } from '#kernel/gate'
import {
  closeBreakGlass,
  listBreakGlass,
  noticeBreakGlass,
  openBreakGlass,
  reviewBreakGlass,
} from './break-glass.ts'
import * as contract from './contract.ts'
import { approveGrant, listGrants, listPosts, proposeGrant, refuseGrant, revokeGrant } from './grants.ts'
import { explainAccess, listSubjectKinds } from './who-can-see.ts'

export const handlers: readonly Handler[] = [
  handle(contract.listPosts, listPosts),
  handle(contract.listGrants, listGrants),
  handle(contract.proposeGrant, proposeGrant),
  handle(contract.approveGrant, approveGrant),
  handle(contract.refuseGrant, refuseGrant),
  handle(contract.revokeGrant, revokeGrant),
  handle(contract.listSubjectKinds, listSubjectKinds),
  handle(contract.explainAccess, explainAccess, (_output, input) => [input.id]),
  handle(contract.openBreakGlass, openBreakGlass),
  handle(contract.closeBreakGlass, closeBreakGlass),
  handle(contract.listBreakGlass, listBreakGlass),
  handle(contract.noticeBreakGlass, noticeBreakGlass),
  handle(contract.reviewBreakGlass, reviewBreakGlass),
]
