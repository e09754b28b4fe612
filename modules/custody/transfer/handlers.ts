import { type Handler, handle } from '#kernel/gate'
import { accept, refuseArrival } from './arrive.ts'
import * as contract from './contract.ts'
import { receiveParcel, sendAfter } from './parcels.ts'
import { approve, options, propose, withdraw } from './propose.ts'
import { countOpen, getTransfer, listTransfers } from './reading.ts'
import { report, wantedById } from './recapture.ts'
import { bringBack, depart, settle } from './road.ts'

export const transferHandlers: readonly Handler[] = [
  handle(contract.listTransfers, listTransfers, (output) => output.rows.map((row) => row.id)),
  handle(contract.countTransfers, countOpen),
  handle(contract.getTransfer, (tx, { id }) => getTransfer(tx, id)),
  handle(contract.getTransferOptions, options),
  handle(contract.proposeTransfer, propose),
  handle(contract.approveTransfer, approve),
  handle(contract.withdrawTransfer, withdraw),
  handle(contract.departTransfer, depart),
  handle(contract.acceptTransfer, accept),
  handle(contract.refuseTransfer, refuseArrival),
  handle(contract.bringBackTransfer, bringBack),
  handle(contract.settleTransfer, settle),
  handle(contract.sendAfter, sendAfter),
  handle(contract.receiveParcel, receiveParcel),
  handle(contract.getWanted, wantedById),
  handle(contract.reportRecapture, report),
]
