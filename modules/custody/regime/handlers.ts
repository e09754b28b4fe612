import { type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import * as courses from './education/courses.ts'
import * as earned from './education/earned.ts'
import { keepResultScan } from './education/scans.ts'
import * as wages from './labour/wages.ts'
import * as work from './labour/work.ts'
import * as month from './month/run.ts'
import { regimeOf } from './panel.ts'

export const regimeHandlers: readonly Handler[] = [
  handle(contract.getLabour, work.labourOf),
  handle(contract.getGang, work.gangOf, (output) => output.people.map((one) => one.imprisonmentId)),
  handle(contract.openGang, work.open),
  handle(contract.closeGang, work.close),
  handle(contract.assignLabour, work.assign),
  handle(contract.endLabour, work.end),
  handle(contract.markMuster, work.muster),
  handle(contract.getWages, wages.wagesOf),
  handle(contract.listWageLines, wages.listLines, (output) => output.rows.map((row) => row.imprisonmentId)),
  handle(contract.prepareWages, wages.prepare),
  handle(contract.checkWages, wages.check),
  handle(contract.getEducation, courses.educationOf),
  handle(contract.getCourse, courses.courseOf, (output) => output.people.map((one) => one.imprisonmentId)),
  handle(contract.openCourse, courses.open),
  handle(contract.enrol, courses.enrol),
  handle(contract.takeAttendance, courses.takeAttendance),
  handle(contract.enterResult, courses.enterResult),
  handle(contract.keepResultScan, keepResultScan),
  handle(contract.leaveCourse, courses.leave),
  handle(contract.listEarned, earned.listEarned, (output) => output.rows.map((row) => row.imprisonmentId)),
  handle(contract.proposeEarned, earned.propose),
  handle(contract.forwardEarned, earned.forward),
  handle(contract.decideEarned, earned.decide),
  handle(contract.getMonth, month.monthOf),
  handle(contract.listMonthLines, month.listLines, (output) => output.rows.map((row) => row.imprisonmentId)),
  handle(contract.prepareMonth, month.prepare),
  handle(contract.setMonthLine, month.setLine),
  handle(contract.signMonth, month.sign),
  handle(contract.getRegime, regimeOf, (_output, { id }) => [id]),
]
