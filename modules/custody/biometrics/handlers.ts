import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { enrol, erase, fingersOf, miss, setupSeen } from './fingers.ts'
import { gateLine } from './gate-line.ts'
import { gateChecks } from './overview.ts'
import { setRule, setThreshold } from './rules.ts'
import { verify, verifyArrival } from './verify.ts'

export const biometricHandlers: readonly Handler[] = [
  handle(contract.getFingerSetup, (tx) => setupSeen(tx)),
  handle(contract.getFingers, fingersOf),
  handle(contract.enrolFinger, enrol),
  handle(contract.missFinger, miss),
  handle(contract.eraseFingers, erase),
  handle(contract.checkFinger, verify),
  handle(contract.checkArrivalFinger, verifyArrival),
  handle(contract.listGateLine, gateLine, (output) => output.rows.map((row) => row.imprisonmentId)),
  handle(contract.getGateChecks, gateChecks, (output) => output.stopped.map((row) => row.imprisonmentId)),
  handle(contract.setGateRule, setRule),
  handle(contract.setFingerThreshold, setThreshold),
]
