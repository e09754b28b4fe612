import { defineModule } from '#kernel/gate'
import { permissions } from './access.ts'
import { handlers, queues } from './endpoints.ts'

export {
  askCourt,
  bailOf,
  type CustodyOrders,
  custodyOrdersOf,
  type Hearing,
  hadBailGranted,
  hadSentenceSuspended,
  hearingsOfParties,
  latestBailOrder,
  latestReleaseOrder,
  type NewReference,
  type PassedSentence,
  productionsFor,
  type ReleaseOrder,
  type RemandOrder,
  releaseOrdersOf,
  remandOrderOnPaper,
  remandOrdersOf,
  sentencesOf,
  sentencesOfParties,
  type Term,
  useReleaseOrder,
  verifyReleaseOrder,
} from './asked-by-others.ts'
export {
  BailOrdered,
  BailPetitionDecided,
  BailPetitionRegistered,
  HearingHeld,
  HearingListed,
  JudgmentSigned,
  ReferenceAnswered,
  ReleaseOrdered,
  RemandOrdered,
} from './events.ts'
export {
  bailPetitionHandover,
  courtsInCase,
  filePetition,
  type PetitionAtCourt,
  petitionsAtCourt,
} from './petitions.ts'
export { remandWarrantHandover } from './remand-warrant.ts'

export const courts = defineModule({ name: 'courts', uses: ['policing'], permissions, handlers, queues })
