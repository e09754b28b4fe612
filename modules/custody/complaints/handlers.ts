import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import {
  acknowledge,
  addStatement,
  appeal,
  find,
  nameFurther,
  passUp,
  reply,
  review,
  take,
} from './handle.ts'
import { list, nameable, read } from './reading.ts'

export const complaintHandlers: readonly Handler[] = [
  handle(contract.listNameable, nameable),
  handle(contract.takeComplaint, take),
  handle(contract.listComplaints, list, (output) => output.rows.map((row) => row.id)),
  handle(contract.getComplaint, read),
  handle(contract.acknowledgeComplaint, acknowledge),
  handle(contract.addComplaintStatement, addStatement),
  handle(contract.nameInComplaint, nameFurther),
  handle(contract.findOnComplaint, find),
  handle(contract.replyToComplaint, reply),
  handle(contract.appealComplaint, appeal),
  handle(contract.passComplaintUp, passUp),
  handle(contract.reviewBefallen, review),
]
