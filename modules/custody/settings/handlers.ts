import { type Handler, handle } from '#kernel/gate'
import { adopt, propose, ruleToChange, withdraw } from './change.ts'
import * as contract from './contract.ts'
import { list, read } from './reading.ts'

export const settingHandlers: readonly Handler[] = [
  handle(contract.listSettings, list),
  handle(contract.getSetting, read),
  handle(contract.getSettingRule, ruleToChange),
  handle(contract.proposeSetting, propose),
  handle(contract.adoptSetting, adopt),
  handle(contract.withdrawSetting, withdraw),
]
