import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { addStep, adopt, close, finishAction, formOf, list, read, report, types, year } from './incidents.ts'

export const incidentHandlers: readonly Handler[] = [
  handle(contract.listIncidentTypes, types),
  handle(contract.getIncidentForm, formOf),
  handle(contract.adoptIncidentForm, adopt),
  handle(contract.listIncidents, list, (output) => output.rows.map((row) => row.id)),
  handle(contract.getIncidentYear, year),
  handle(contract.getIncident, read),
  handle(contract.reportIncident, report),
  handle(contract.addIncidentStep, addStep),
  handle(contract.finishIncidentAction, finishAction),
  handle(contract.closeIncident, close),
]
