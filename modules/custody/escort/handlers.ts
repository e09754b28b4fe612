import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { readDay, readRun } from './day.ts'
import { handOver } from './hand-over.ts'
import { identify } from './identify.ts'
import { addRun, cancelRun, giveSeat, propose, recordParty, seatsFor } from './place.ts'
import { assess, listReviews, riskOf } from './risk.ts'
import { issueSheet } from './sheet.ts'
import { addVehicle, listVehicles, refit } from './vehicles.ts'

export const escortHandlers: readonly Handler[] = [
  handle(contract.getEscortDay, readDay, (output) =>
    [...output.runs.flatMap((run) => run.aboard), ...output.waiting].map((one) => one.imprisonmentId),
  ),
  handle(contract.recordParty, recordParty),
  handle(contract.addRun, addRun),
  handle(contract.proposeEscorts, propose),
  handle(contract.cancelRun, cancelRun),
  handle(contract.listSeats, seatsFor),
  handle(contract.giveSeat, giveSeat),
  handle(contract.getRun, readRun, (output) => output.run.aboard.map((one) => one.imprisonmentId)),
  handle(contract.handOverEscort, handOver),
  handle(contract.identifyOnTheWay, identify, (output) =>
    output.person === null ? [] : [output.person.imprisonmentId],
  ),
  handle(contract.issueVehicleSheet, issueSheet),
  handle(contract.listVehicles, listVehicles),
  handle(contract.addVehicle, addVehicle),
  handle(contract.refitVehicle, refit),
  handle(contract.getRisk, riskOf),
  handle(contract.assessRisk, assess),
  handle(contract.listRiskReviews, listReviews, (output) => output.rows.map((row) => row.imprisonmentId)),
]
