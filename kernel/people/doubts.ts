import type { Doubt } from '#platform/http'
import type { NewPersonRecord } from './contract.ts'
import { cnicSexParity, normaliseName } from './names/index.ts'

/** Outside these an age is more often a slip of the year than an age. */
const youngest = 10
const oldest = 95

/** What looks like a mistake in a person's particulars as typed. `path` is where the person stands in the form. */
export function doubtsOfPerson(person: NewPersonRecord, path: string): Doubt[] {
  const doubts: Doubt[] = []
  if (person.cnic !== undefined && person.sex !== 'X' && cnicSexParity(person.cnic, person.sex) === 'differs')
    doubts.push({ code: 'people.cnic-sex', path: `${path}.cnic`, about: [path, person.cnic, person.sex] })
  return doubts
}

/** Whether somebody who is accused or held is of an age at which that happens. @param on the day it is judged by */
export function doubtsOfAge(person: NewPersonRecord, path: string, on: string): Doubt[] {
  if (person.birthDate === undefined) return []
  const age = yearsBetween(person.birthDate, on)
  if (age >= youngest && age <= oldest) return []
  return [
    {
      code: 'people.age-odd',
      path: `${path}.birthDate`,
      params: { age },
      about: [path, person.birthDate],
    },
  ]
}

/** Whole years from one ISO day to another; negative before it. */
function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(5) < from.slice(5) ? years - 1 : years
}

/**
 * Whether two spellings may be one name: in a script that both are written in, the words of one are all among the other's.
 * "Aslam" may be "Muhammad Aslam"; "Akram" differs. Unknown when no script is common to both.
 */
export function compareNames(a: WrittenName, b: WrittenName): 'may-be-same' | 'differ' | 'unknown' {
  const pairs = [
    [a.nameUr, b.nameUr],
    [a.nameEn, b.nameEn],
  ].filter((pair): pair is [string, string] => pair.every((name) => (name ?? '') !== ''))
  if (pairs.length === 0) return 'unknown'
  return pairs.some(([one, other]) => within(one, other) || within(other, one)) ? 'may-be-same' : 'differ'
}

export interface WrittenName {
  readonly nameEn?: string | null | undefined
  readonly nameUr?: string | null | undefined
}

function within(one: string, other: string): boolean {
  const words = new Set(normaliseName(other).split(' '))
  return normaliseName(one)
    .split(' ')
    .every((word) => words.has(word))
}
