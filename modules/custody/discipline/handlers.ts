import { type Handler, handle } from '#kernel/gate'
import { appeal, confirm, decide, decideOnAppeal, report, tell } from './adjudicate.ts'
import * as contract from './contract.ts'
import { disciplineYear, getReport, listReports, offences } from './reading.ts'

export const disciplineHandlers: readonly Handler[] = [
  handle(contract.listAdjudications, listReports, (output) => output.rows.map((row) => row.id)),
  handle(contract.getDisciplineYear, disciplineYear),
  handle(contract.getAdjudication, (tx, { id }) => getReport(tx, id)),
  handle(contract.listOffences, offences),
  handle(contract.reportOffence, report),
  handle(contract.tellPrisoner, tell),
  handle(contract.decideAdjudication, decide),
  handle(contract.confirmPunishment, confirm),
  handle(contract.lodgeAppeal, appeal),
  handle(contract.decideAppeal, decideOnAppeal),
]
