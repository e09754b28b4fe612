import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { adopt, enter, list, listEffectRows, read, tryAgain, withdraw } from './use-cases.ts'

export const notificationHandlers: readonly Handler[] = [
  handle(contract.listNotifications, list),
  handle(contract.getNotification, read),
  handle(contract.listEffects, listEffectRows, (output) => output.rows.map((row) => row.imprisonmentId)),
  handle(contract.enterNotification, enter),
  handle(contract.tryNotification, tryAgain),
  handle(contract.adoptNotification, adopt),
  handle(contract.withdrawNotification, withdraw),
]
