import { type Handler, handle } from '#kernel/gate'
import { takeActs } from './acts.ts'
import { notesOf, openConflicts, settle } from './conflicts.ts'
import * as contract from './contract.ts'
import { gateDesk } from './desk.ts'

export const gateHandlers: readonly Handler[] = [
  handle(contract.getGateDesk, gateDesk, (output) => [
    ...new Set([...output.toCourt, ...output.outside, ...output.leaving].map((one) => one.imprisonmentId)),
  ]),
  handle(contract.sendGateActs, takeActs),
  handle(contract.listGateConflicts, openConflicts, (output) => output.rows.map((row) => row.imprisonmentId)),
  handle(contract.settleGateConflict, settle),
  handle(contract.listGateNotes, (tx, { id }) => notesOf(tx, id)),
]
