/** Record linkage: pure, explained, safe in the browser. */
export type { SkippedBlock } from './candidates.ts'
export type { LinkedPair, LinkOptions, LinkResult } from './link.ts'
export type { FieldEvidence, LinkParameters, PairScore } from './model.ts'
export { type LinkRecord, type PreparedPerson, preparePerson } from './person-record.ts'
export {
  blockingKeys,
  type Decision,
  decide,
  linkRecords,
  pairScorer,
  personParameters,
  scorePair,
} from './persons.ts'
