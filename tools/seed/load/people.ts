import { normaliseName, searchKeys } from '#kernel/people'
import type { FictionalPerson } from '../person.ts'
import type { Province } from './province.ts'
import { idOf, type RowStore } from './rows.ts'

export interface LoadedRecord {
  readonly recordId: string
  readonly personId: string
}

/** One source's record of a person; the first record of a person makes the person. */
export function addRecord(
  store: RowStore,
  province: Province,
  person: FictionalPerson,
  of: {
    key: string
    personKey: string
    agency: string
    unit: number
    units: readonly number[]
    sourceRef: string
    jurisdiction: string
    at: string
    first: boolean
  },
): LoadedRecord {
  const recordId = idOf('record', of.key)
  const personId = idOf('person', of.personKey)
  const names = [person.name.en, person.name.ur, ...(person.alias ? [person.alias.en, person.alias.ur] : [])]
  if (of.first) store.add('people.person', { id: personId, jurisdiction: of.jurisdiction, created_at: of.at })
  store.add('people.record', {
    id: recordId,
    jurisdiction: of.jurisdiction,
    agency: of.agency,
    unit_id: of.unit,
    units: [...new Set(of.units)],
    source_ref: of.sourceRef,
    name_en: person.name.en,
    name_ur: person.name.ur,
    father_en: person.father.en,
    father_ur: person.father.ur,
    aliases: person.alias ? [person.alias.en, person.alias.ur] : [],
    sex: person.sex === 'male' ? 'M' : 'F',
    birth_date: person.birthDate ?? `${Number(person.ageOn.slice(0, 4)) - person.age}-01-01`,
    birth_precision: person.birthPrecision === 'age-only' ? 'estimated' : person.birthPrecision,
    cnic: person.cnic?.replaceAll('-', '') ?? null,
    phone: person.phone ?? null,
    address: person.address.ur,
    nationality: 'PK',
    as_written: person,
    name_key: names.map(normaliseName).join(' | '),
    name_tokens: [...new Set(names.flatMap((name) => searchKeys(name).skeletonTokens))],
    father_key: [person.father.en, person.father.ur].map(normaliseName).join(' | '),
    created_at: of.at,
    created_by: province.first,
  })
  store.add('people.link', {
    id: idOf('link', of.key),
    jurisdiction: of.jurisdiction,
    record_id: recordId,
    person_id: personId,
    made_by: 'source',
    evidence: {},
    since: of.at,
    account_id: province.first,
  })
  return { recordId, personId }
}
