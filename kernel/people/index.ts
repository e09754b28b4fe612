import { defineModule } from '#kernel/gate'
import { permissions } from './access.ts'
import { finders, handlers } from './endpoints.ts'
import { jobs } from './jobs.ts'
import { countReview, countWaiting } from './registry-pages.ts'

export { askedOf } from './asked.ts'
export type { Candidate, NewPersonRecord, PersonCard } from './contract.ts'
export { type Dependent, defineDependent, type LegalDate } from './dependents.ts'
export { compareNames, doubtsOfAge, doubtsOfPerson } from './doubts.ts'
export { PersonsMerged, PersonsSplit } from './events.ts'
export { keysOfRecord } from './keys-of-record.ts'
export { normaliseName, searchKeys } from './names/index.ts'
export {
  type CardRow,
  cardOf,
  currentPersons,
  personCards,
  type RecordSource,
  registerRecord,
  registerRecords,
  requireVisible,
  type SourcePerson,
  shareRecord,
} from './records.ts'
export { findPeople, type Reach } from './search.ts'

export const people = defineModule({
  name: 'people',
  permissions,
  handlers,
  finders,
  jobs,
  queues: [
    {
      key: 'people.review',
      label: { en: 'Records that may be one person', ur: 'ممکنہ طور پر ایک ہی شخص کے ریکارڈ' },
      needs: 'people:review',
      href: '/people/review',
      count: countReview,
    },
    {
      key: 'people.decisions',
      label: { en: 'Registry decisions to approve', ur: 'رجسٹر اشخاص کے منظوری طلب فیصلے' },
      needs: 'people:review',
      href: '/people/decisions?state=proposed',
      count: (tx) => countWaiting(tx, 'proposed'),
    },
    {
      key: 'people.held',
      label: { en: 'Merges held for legal dates', ur: 'قانونی تاریخوں کے باعث روکے گئے انضمام' },
      needs: 'people:release-held',
      href: '/people/decisions?state=held',
      count: (tx) => countWaiting(tx, 'held'),
    },
  ],
})
