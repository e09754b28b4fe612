import { defineModule } from '#kernel/gate'
import { permissions } from './access.ts'
import { handlers, queues } from './endpoints.ts'

export { carryReportClocks } from './carry-report-clocks.ts'
export { challanHandover } from './challan.ts'
export { keepReturn, type ReturnOfChallan } from './challan-submission.ts'
export type { ReturnedDefect, StoredProof } from './contract.ts'
export { AccusedArrested, ChallanSubmitted, FirRegistered, ProducedInCourt } from './events.ts'
export { dateIn, pakistanDay } from './pakistan-time.ts'
export { applicationsFor, decideApplication, type RemandApplication } from './production.ts'
export { type FirFile, getFir, reportsOf } from './reading.ts'
export { reportReachedCourt } from './report-clock.ts'

/** The police station: FIR, arrest, production, challan. */
export const policing = defineModule({
  name: 'policing',
  uses: ['cases', 'people', 'units', 'law', 'handover', 'workflow'],
  permissions,
  handlers,
  queues,
})
