import { defineModule } from '#kernel/gate'
import { permissions } from './access.ts'
import { finders, handlers } from './endpoints.ts'

export {
  addCharge,
  addParty,
  admitPrison,
  admitUnit,
  type NewCaseEvent,
  type NewCharge,
  type NewParty,
  openCase,
  setPartyState,
  tellCase,
} from './case-file.ts'
export type { CaseCharge, CaseEvent, CaseHead, CaseParty } from './contract.ts'
export {
  chargesOf,
  chargesOfParties,
  getCaseHead,
  getParty,
  listCaseHeads,
  outcomesOfParties,
  partiesOf,
  storyOf,
  timelineOf,
} from './reading.ts'

export const cases = defineModule({
  name: 'cases',
  uses: ['people', 'workflow'],
  permissions,
  handlers,
  finders,
})
export { caseWorkflow } from './workflow.ts'
