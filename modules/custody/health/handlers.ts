import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { deskOf, patientsOf } from './desk.ts'
import { exportSummary } from './export.ts'
import { backFromHospital, sendToHospital } from './hospital.ts'
import { continuity, log, prescribe, roundOf, stop } from './medicines.ts'
import { outbreakOf } from './outbreak.ts'
import { recordOf } from './record.ts'
import { begin, fitnessOf, follow, noteAllergy, sayFitness, screen, write } from './treat.ts'
import { endOrder, isolateAll, order } from './ward.ts'

/**
 * A list of the sick is recorded in the audit by the identifiers of its medical rows: whoever may open those can tell who was shown,
 * and to the auditor they say nothing about anybody.
 */
export const healthHandlers: readonly Handler[] = [
  handle(contract.getFitness, fitnessOf),
  handle(contract.getHealthDesk, deskOf, (output) => [
    ...output.wards.map((one) => one.wardId),
    ...output.watched.map((one) => one.screeningId),
  ]),
  handle(contract.listPatients, patientsOf, (output) => output.rows.map((row) => row.diagnosisId)),
  handle(contract.getHealthRecord, recordOf),
  handle(contract.recordScreening, screen),
  handle(contract.recordAllergy, noteAllergy),
  handle(contract.diagnose, begin),
  handle(contract.followDiagnosis, follow),
  handle(contract.orderWard, order),
  handle(contract.endWard, endOrder),
  handle(contract.declareFitness, sayFitness),
  handle(contract.writeNote, write),
  handle(contract.prescribe, prescribe),
  handle(contract.stopPrescription, stop),
  handle(contract.getDoseRound, roundOf, (output) =>
    output.barracks.flatMap((barrack) => barrack.due.map((one) => one.prescriptionId)),
  ),
  handle(contract.logDoses, log),
  handle(contract.getContinuity, continuity),
  handle(contract.sendToHospital, sendToHospital),
  handle(contract.backFromHospital, backFromHospital),
  handle(contract.getOutbreak, outbreakOf, (output) => output.cases.map((one) => one.diagnosisId)),
  handle(contract.isolateAll, isolateAll),
  handle(contract.exportSummary, exportSummary),
]
