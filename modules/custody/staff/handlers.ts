import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { handOver, readHandovers, takeOver } from './hand-over.ts'
import * as handover from './handover-contract.ts'
import * as members from './members.ts'
import * as roster from './roster.ts'

export const staffHandlers: readonly Handler[] = [
  handle(contract.getRoster, roster.readRoster),
  handle(contract.proposeRoster, roster.proposeDay),
  handle(contract.listAvailable, roster.listFor),
  handle(contract.giveDuty, roster.give),
  handle(contract.takeOffDuty, roster.takeOff),
  handle(contract.publishRoster, roster.publish),
  handle(contract.listStaff, members.list),
  handle(contract.takeOnStaff, members.takeOn),
  handle(contract.recordAbsence, members.absent),
  handle(contract.endAbsence, members.back),
  handle(contract.sanctionPost, members.sanction),
  handle(contract.closePost, members.close),
  handle(handover.getDutyHandover, readHandovers),
  handle(handover.handOverDuty, handOver),
  handle(handover.takeOverDuty, takeOver),
]
