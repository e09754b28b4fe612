import { keysOfRecord } from '#kernel/people'
import type { FictionalPerson } from '../person.ts'
import type { Province } from './province.ts'
import { idOf, type RowStore } from './rows.ts'

export interface LoadedRecord {
  readonly recordId: string
  readonly personId: string
  readonly birthDate: string
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
  const aliases = person.alias ? [person.alias.en, person.alias.ur] : []
  const birthDate = person.birthDate ?? `${Number(person.ageOn.slice(0, 4)) - person.age}-01-01`
  const birthPrecision = person.birthPrecision === 'age-only' ? 'estimated' : person.birthPrecision
  const cnic = person.cnic?.replaceAll('-', '') ?? null
  const sex = person.sex === 'male' ? 'M' : 'F'
  const keys = keysOfRecord({
    nameEn: person.name.en,
    nameUr: person.name.ur,
    fatherEn: person.father.en,
    fatherUr: person.father.ur,
    aliases,
    sex,
    birthDate,
    birthPrecision,
    cnic,
    phone: person.phone,
  })
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
    aliases,
    sex,
    birth_date: birthDate,
    birth_precision: birthPrecision,
    cnic,
    phone: person.phone ?? null,
    address: person.address.ur,
    district: person.district,
    verified: [],
    nationality: 'PK',
    as_written: person,
    name_key: keys.nameKey,
    name_tokens: keys.nameTokens,
    name_forms: keys.nameForms,
    father_key: keys.fatherKey,
    father_tokens: keys.fatherTokens,
    phone_key: keys.phoneKey,
    key_version: keys.keyVersion,
    created_at: of.at,
    created_by: province.first,
  })
  // As text: a key has 64 bits, more than a number holds.
  for (const key of new Set(keys.blocks))
    store.add('people.record_key', { key, record_id: recordId, jurisdiction: of.jurisdiction })
  for (const one of keys.words) {
    const known = wordsOf(store)
    if (known.has(one.word)) continue
    known.add(one.word)
    store.add('people.name_word', { ...one })
  }
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
  return { recordId, personId, birthDate }
}

const met = new WeakMap<RowStore, Set<string>>()

function wordsOf(store: RowStore): Set<string> {
  const known = met.get(store) ?? new Set<string>()
  met.set(store, known)
  return known
}
