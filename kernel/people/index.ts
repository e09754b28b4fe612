import { defineModule } from '#kernel/gate'
import { permissions } from './access.ts'
import { finders, handlers } from './endpoints.ts'

export type { Candidate, NewPersonRecord, PersonCard } from './contract.ts'
export { keysOfRecord } from './keys-of-record.ts'
export { normaliseName, searchKeys } from './names/index.ts'
export {
  currentPersons,
  personCards,
  type RecordSource,
  registerRecord,
  registerRecords,
  type SourcePerson,
  shareRecord,
} from './records.ts'
export { findPeople } from './search.ts'

export const people = defineModule({ name: 'people', permissions, handlers, finders })
