import { refuse } from '#platform/http'
import { canteenSetting } from '../canteen/setting.ts'
import { habitSetting } from '../classification/setting.ts'
import { complaintSetting } from '../complaints/setting.ts'
import { ceilingSetting, hearingSetting } from '../discipline/setting.ts'
import { escortSetting } from '../escort/setting.ts'
import { healthSetting } from '../health/setting.ts'
import { incidentTypeSetting } from '../incidents/setting.ts'
import { noticePeriodSetting, noticeTemplateSetting } from '../notices/setting.ts'
import { conditionalSetting } from '../parole/setting.ts'
import {
  courseKindSetting,
  courseRemissionSetting,
  earnedPeriodSetting,
} from '../regime/education/setting.ts'
import { wageSetting } from '../regime/labour/setting.ts'
import { goodConductSetting, monthSetting } from '../regime/month/setting.ts'
import { dutyShiftSetting, staffRatioSetting } from '../staff/setting.ts'
import { dietRuleSetting, dietScaleSetting } from '../stores/setting.ts'
import { telephoneSetting } from '../telephone/setting.ts'
import { transferApproverSetting, transferDaysSetting } from '../transfer/setting.ts'
import { visitSetting } from '../visits/setting.ts'
import { readBackSetting } from '../warrants/setting.ts'
import type { Declared, Setting } from './declare.ts'

const declared: readonly Declared[] = [
  visitSetting,
  telephoneSetting,
  canteenSetting,
  wageSetting,
  ceilingSetting,
  hearingSetting,
  complaintSetting,
  monthSetting,
  goodConductSetting,
  courseRemissionSetting,
  earnedPeriodSetting,
  conditionalSetting,
  readBackSetting,
  transferApproverSetting,
  transferDaysSetting,
  escortSetting,
  habitSetting,
  healthSetting,
  staffRatioSetting,
  dutyShiftSetting,
  dietScaleSetting,
  dietRuleSetting,
  noticeTemplateSetting,
  noticePeriodSetting,
  courseKindSetting,
  incidentTypeSetting,
]

let read: readonly Setting[] | undefined

/** Every setting there is, as the parts declare them, in the order of the screen. */
export function settings(): readonly Setting[] {
  read ??= declared.map((each) => each())
  return read
}

/** @throws not-found */
export function settingOf(key: string): Setting {
  const found = settings().find((setting) => setting.key === key)
  if (found === undefined) throw refuse('not-found')
  return found
}
