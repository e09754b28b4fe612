import { type Handler, handle } from '#kernel/gate'
import { book, cancel, slotsFor } from './book.ts'
import * as contract from './contract.ts'
import { conflictsOf, deskOf, deskPeople, settle, takeActs } from './desk.ts'
import { takeVisitorPhoto } from './photo.ts'
import './report.ts'
import { closeSession, openSession, settings } from './settings.ts'
import { endStop, setClass, stop, visitingOf } from './visiting.ts'
import { add, appeal, ban, list, read, register, vet } from './visitors.ts'
import { refusalRegister, visitRegister } from './visits.ts'

export const visitsHandlers: readonly Handler[] = [
  handle(contract.getVisitDesk, deskOf, (output) => output.visits.map((visit) => visit.imprisonmentId)),
  handle(contract.getVisitDeskPeople, deskPeople),
  handle(
    contract.listVisitConflicts,
    (tx, { prisonId }) => conflictsOf(tx, prisonId),
    (output) => output.rows.map((row) => row.imprisonmentId),
  ),
  handle(contract.sendDeskActs, takeActs),
  handle(contract.settleConflict, settle),
  handle(contract.bookVisit, book),
  handle(contract.listSlots, slotsFor),
  handle(contract.cancelVisit, cancel),
  handle(contract.listVisits, visitRegister, (output) => output.rows.map((row) => row.imprisonmentId)),
  handle(contract.listVisitRefusals, refusalRegister, (output) =>
    output.rows.map((row) => row.imprisonmentId),
  ),
  handle(contract.listVisitors, list, (output) => output.rows.map((row) => row.id)),
  handle(contract.registerVisitor, register),
  handle(contract.addToList, add),
  handle(contract.vetVisitor, vet),
  handle(contract.getVisitor, read),
  handle(contract.photographVisitor, takeVisitorPhoto),
  handle(contract.banVisitor, ban),
  handle(contract.appealBan, appeal),
  handle(contract.getVisiting, visitingOf),
  handle(contract.stopVisits, stop),
  handle(contract.endStop, endStop),
  handle(contract.setVisitClass, setClass),
  handle(contract.getVisitSettings, settings),
  handle(contract.addSession, openSession),
  handle(contract.endSession, closeSession),
]
