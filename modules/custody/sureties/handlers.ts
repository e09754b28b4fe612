import { type Handler, handle } from '#kernel/gate'
import { bailOfPrisoner } from './bail-of.ts'
import * as contract from './contract.ts'
import { listGranted } from './granted.ts'
import { file, fileWithCourt, prepare, recordOutcome } from './petitions.ts'
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
  handle(contract.preparePetition, prepare),
  handle(contract.filePetition, file),
  handle(contract.filePetitionWithCourt, fileWithCourt),
  handle(contract.recordPetitionOutcome, recordOutcome),
]
