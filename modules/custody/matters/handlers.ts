import { type Handler, handle } from '#kernel/gate'
import { leave, plan, record } from './children.ts'
import * as contract from './contract.ts'
import { attest, endStay } from './death.ts'
import { confirmAside, proposeAside, tick } from './duties.ts'
import { open, recapture } from './open.ts'
import { counts, list, matterById } from './reading.ts'
import { issueSheet } from './wanted.ts'

export const mattersHandlers: readonly Handler[] = [
  handle(contract.listMatters, list),
  handle(contract.countMatters, counts),
  handle(contract.getMatter, matterById),
  handle(contract.openMatter, open),
  handle(contract.doDuty, tick),
  handle(contract.attestDeath, attest),
  handle(contract.endStayByDeath, endStay),
  handle(contract.setDutyAside, proposeAside),
  handle(contract.confirmDutyAside, confirmAside),
  handle(contract.recordRecapture, recapture),
  handle(contract.recordChild, record),
  handle(contract.planForChild, plan),
  handle(contract.letChildGo, leave),
  handle(contract.issueWantedSheet, issueSheet),
]
