import { type Handler, handle } from '#kernel/gate'
import { bailOfPrisoner } from './bail-of.ts'
import * as contract from './contract.ts'
import { listGranted } from './granted.ts'
import { file, prepare, recordOutcome } from './petitions.ts'
import { answerOwn, endByPrison, listMine, refer } from './referrals.ts'
import { add, answer, ask, clearObstacle, endOffer, sayObstacle } from './sureties.ts'

export const suretyHandlers: readonly Handler[] = [
  handle(contract.listBailGranted, listGranted, ({ rows }) => rows.map((row) => row.imprisonmentId)),
  handle(contract.getBailOf, bailOfPrisoner),
  handle(contract.addSurety, add),
  handle(contract.askVerification, ask),
  handle(contract.answerVerification, answer),
  handle(contract.endSurety, endOffer),
  handle(contract.sayObstacle, sayObstacle),
  handle(contract.clearObstacle, clearObstacle),
  handle(contract.referToLegalAid, refer),
  handle(contract.endReferral, endByPrison),
  handle(contract.listMyReferrals, listMine),
  handle(contract.answerReferral, answerOwn),
  handle(contract.preparePetition, prepare),
  handle(contract.filePetition, file),
  handle(contract.recordPetitionOutcome, recordOutcome),
]
