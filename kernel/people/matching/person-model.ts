import { editDistance, withinOneEdit } from '../names/distance.ts'
import type { TokenFrequencies } from './frequencies.ts'
import type { ComparisonField, LinkModel } from './model.ts'
import { ClosenessMemory, compareNames, NAME_LEVELS, type NameEvidence, SLIP } from './name-evidence.ts'
import { personBlockingKeys } from './person-blocking.ts'
import type { PreparedPerson } from './person-record.ts'

/** A rare name that agrees proves more than a common one; bounded so that a unique typing error is not proof. */
const MOST_RARITY_BITS = 5

/** Share that counts as ordinary; training centres the levels on it, so only its ratio to a token's share matters. */
const ORDINARY_SHARE = 0.01

function rarityOf(shared: readonly string[], frequencies: TokenFrequencies): number {
  let bits = 0
  for (const key of shared)
    bits += Math.log2(ORDINARY_SHARE / (frequencies.tokens[key] ?? frequencies.default))
  return Math.max(-MOST_RARITY_BITS, Math.min(MOST_RARITY_BITS, bits))
}

/** Homes, districts, telephones and nicknames change; synthetic labels, in which they never do, must not rule that out. */
const LIFE_CHANGES = 0.02

const agree = (a: string, b: string) => (a === '' || b === '' ? -1 : a === b ? 0 : 1)

const BIRTH_LEVELS = [
  'same date',
  'day and month swapped',
  'one digit off',
  'same year, other day',
  'a year apart, other day',
  'dates differ',
  'same year',
  'a year apart',
  'two or three years apart',
  'ten years apart',
  'years differ',
  'age within a year',
  'age within three years',
  'age within six years',
  'ages differ',
] as const

function compareBirth(a: PreparedPerson, b: PreparedPerson): number {
  if (a.birthYear > 0 && b.birthYear > 0) {
    const apart = Math.abs(a.birthYear - b.birthYear)
    if (a.birthDay !== '' && b.birthDay !== '') {
      if (apart === 0 && a.birthDay === b.birthDay) return 0
      if (apart === 0 && a.birthDay === b.birthDay.slice(2) + b.birthDay.slice(0, 2)) return 1
      if (withinOneEdit(a.birthYear + a.birthDay, b.birthYear + b.birthDay)) return 2
      return apart === 0 ? 3 : apart === 1 ? 4 : 5
    }
    if (apart <= 1) return 6 + apart
    return apart <= 3 ? 8 : apart >= 9 && apart <= 11 ? 9 : 10
  }
  const yearA = a.birthYear || a.yearByAge
  const yearB = b.birthYear || b.yearByAge
  if (yearA === 0 || yearB === 0) return -1
  const apart = Math.abs(yearA - yearB)
  return apart <= 1 ? 11 : apart <= 3 ? 12 : apart <= 6 ? 13 : 14
}

function compareCnic(a: PreparedPerson, b: PreparedPerson): number {
  if (a.cnic === '' || b.cnic === '') return -1
  if (a.cnic === b.cnic) return 0
  const distance = editDistance(a.cnic, b.cnic, 2)
  return distance === 1 ? 1 : distance === 2 ? 2 : 3
}

function comparePhone(a: PreparedPerson, b: PreparedPerson): number {
  if (a.phone === '' || b.phone === '') return -1
  return a.phone === b.phone ? 0 : withinOneEdit(a.phone, b.phone) ? 1 : 2
}

function comparePlace(a: PreparedPerson, b: PreparedPerson): number {
  if (a.district !== '' && b.district !== '' && a.district === b.district) return 0
  if (a.province === '' || b.province === '') return a.district !== '' && b.district !== '' ? 1 : -1
  return a.province === b.province ? 1 : 2
}

function compareFamily(a: PreparedPerson, b: PreparedPerson, memory: ClosenessMemory): number {
  if (a.family.length === 0 || b.family.length === 0) return -1
  for (const left of a.family) for (const right of b.family) if (memory.of(left, right) <= SLIP) return 0
  return 1
}

function compareAlias(a: PreparedPerson, b: PreparedPerson): number {
  if (a.aliases.length === 0 || b.aliases.length === 0) return -1
  return a.aliases.some((alias) => b.aliases.includes(alias)) ? 0 : 1
}

/** Facts that no score may override: both sides checked by an officer, or one body in two prisons. */
function personConflict(a: PreparedPerson, b: PreparedPerson): string | undefined {
  if (a.cnicVerified && b.cnicVerified && a.cnic !== '' && b.cnic !== '' && a.cnic !== b.cnic)
    return 'different verified CNIC'
  if (a.sexVerified && b.sexVerified && a.sex !== '' && b.sex !== '' && a.sex !== b.sex)
    return 'opposite verified sex'
  for (const left of a.custody)
    for (const right of b.custody)
      if (
        left.prison !== right.prison &&
        left.from < (right.to ?? '9999') &&
        right.from < (left.to ?? '9999')
      )
        return 'in two prisons at once'
  return undefined
}

/** The name words whose rarity counts. */
export const personFrequencyKeys = (person: PreparedPerson): string[] =>
  [...person.given, ...person.father].map((token) => token.skeleton)

/** The Fellegi–Sunter model of a person in Pakistani registers. Holds a memory of word closeness: make one per run. */
export function personModel(frequencies: TokenFrequencies): LinkModel<PreparedPerson> {
  const memory = new ClosenessMemory()
  const nameField = (
    name: string,
    tokens: (person: PreparedPerson) => PreparedPerson['given'],
  ): ComparisonField<PreparedPerson> => {
    let last: NameEvidence = { level: -1, shared: [] }
    return {
      name,
      levels: NAME_LEVELS,
      compare: (a, b) => {
        last = compareNames(tokens(a), tokens(b), memory)
        return last.level
      },
      // The engine asks for rarity right after comparing the same pair.
      rarity: () => rarityOf(last.shared, frequencies),
    }
  }
  return {
    name: 'person',
    fields: [
      nameField('name', (person) => person.given),
      nameField('father', (person) => person.father),
      {
        name: 'family',
        levels: ['same tribe or family', 'other tribe or family'],
        compare: (a, b) => compareFamily(a, b, memory),
      },
      {
        name: 'cnic',
        levels: ['same', 'one digit off', 'two digits off', 'different'],
        compare: compareCnic,
      },
      { name: 'birth', levels: BIRTH_LEVELS, compare: compareBirth },
      { name: 'sex', levels: ['same', 'opposite'], compare: (a, b) => agree(a.sex, b.sex) },
      {
        name: 'place',
        levels: ['same district', 'other district of the province', 'other province'],
        leastShare: LIFE_CHANGES,
        compare: comparePlace,
      },
      {
        name: 'locality',
        levels: ['same', 'different'],
        leastShare: LIFE_CHANGES,
        compare: (a, b) => agree(a.locality, b.locality),
      },
      {
        name: 'phone',
        levels: ['same', 'one digit off', 'different'],
        leastShare: LIFE_CHANGES,
        compare: comparePhone,
      },
      { name: 'alias', levels: ['same', 'different'], leastShare: LIFE_CHANGES, compare: compareAlias },
    ],
    blockingKeys: personBlockingKeys,
    ready: (persons) =>
      persons.map((person) => ({
        ...person,
        given: memory.number(person.given),
        family: memory.number(person.family),
        father: memory.number(person.father),
      })),
    conflict: personConflict,
  }
}
