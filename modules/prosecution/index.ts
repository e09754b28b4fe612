import { defineModule } from '#kernel/gate'
import { permissions } from './access.ts'
import { handlers, queues } from './endpoints.ts'

export { ChallanFiled, ChallanReturned } from './events.ts'
export { filingOf } from './reading.ts'
export { returnedChallan } from './returned-challan.ts'

/** The prosecution office: scrutiny of challans, return with defects, filing in court. */
export const prosecution = defineModule({
  name: 'prosecution',
  uses: ['cases', 'units', 'law', 'handover', 'workflow', 'policing'],
  permissions,
  handlers,
  queues,
})
