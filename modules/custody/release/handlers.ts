import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { listReleases, readRelease } from './diary.ts'
import { approve, endPaper, hold, leave, lift, propose, stop, verify } from './release.ts'

export const releaseHandlers: readonly Handler[] = [
  handle(contract.listDiary, listReleases, (output) => output.rows.map((row) => row.imprisonmentId)),
  handle(contract.getReleasePage, (tx, { imprisonmentId }) => readRelease(tx, imprisonmentId)),
  handle(contract.verifyOrder, verify),
  handle(contract.endPaperWarrant, endPaper),
  handle(contract.placeHold, hold),
  handle(contract.liftHold, lift),
  handle(contract.proposeRelease, propose),
  handle(contract.approveRelease, approve),
  handle(contract.stopRelease, stop),
  handle(contract.letOut, leave),
]
