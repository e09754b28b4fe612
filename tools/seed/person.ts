import { type Day, toDay, toIso, yearOf } from './calendar.ts'
import type { Name } from './names.ts'
import * as names from './names.ts'
import { type District, districtByCode } from './places.ts'
import type { Random } from './random.ts'

export type Sex = 'male' | 'female'
export type Community = 'urdu-speaking' | 'sindhi' | 'baloch' | 'pashtun' | 'punjabi' | 'hindu' | 'christian'
export type Agency = 'police' | 'prosecution' | 'court' | 'prison'

export type FictionalPerson = {
  name: Name
  alias?: Name
  relation: 'son-of' | 'daughter-of' | 'wife-of'
  /** Father's name, or the husband's where `relation` says so. */
  father: Name
  sex: Sex
  community: Community
  religion: 'Islam' | 'Hinduism' | 'Christianity'
  language: string
  /** Age in completed years on `ageOn`, as stated. */
  age: number
  ageOn: string
  /** Given to the day, to the year (1 January) or absent, as `birthPrecision` says. */
  birthDate?: string
  birthPrecision: 'day' | 'year' | 'age-only'
  /** Thirteen digits with dashes. Always in a block `n9…` that belongs to no division: see `fictionalCnic`. */
  cnic?: string
  phone?: string
  occupation: Name
  mark?: Name
  address: Name
  district: string
}

export type PersonOptions = {
  /** Topology id of a district of Sindh, or Lahore. */
  district: string
  /** ISO date on which the age is stated. */
  on: string
  sex?: Sex
  ages?: readonly [least: number, most: number]
  /** Agency that wrote the record: they differ in how often they have a CNIC. */
  agency?: Agency
  /** Distinct numbers give distinct CNICs within a district (below ten million). */
  serial?: number
}

/** Share of an agency's records that hold a CNIC. */
export const cnicShare: Readonly<Record<Agency, number>> = {
  prison: 0.95,
  police: 0.82,
  court: 0.7,
  prosecution: 0.65,
}

const karachi: readonly (readonly [Community, number])[] = [
  ['urdu-speaking', 42],
  ['pashtun', 16],
  ['sindhi', 13],
  ['punjabi', 12],
  ['baloch', 10],
  ['christian', 4],
  ['hindu', 3],
]
const desert: readonly (readonly [Community, number])[] = [
  ['sindhi', 48],
  ['hindu', 38],
  ['baloch', 12],
  ['punjabi', 2],
]
const interior: readonly (readonly [Community, number])[] = [
  ['sindhi', 60],
  ['baloch', 22],
  ['urdu-speaking', 8],
  ['hindu', 5],
  ['punjabi', 3],
  ['pashtun', 1.5],
  ['christian', 0.5],
]

const lahore: readonly (readonly [Community, number])[] = [
  ['punjabi', 86],
  ['christian', 6],
  ['pashtun', 4],
  ['urdu-speaking', 4],
]

function communities(district: string) {
  if (district === 'PK-PB-lahore') return lahore
  if (/karachi|korangi|malir|keamari/.test(district)) return karachi
  return /tharparkar|umerkot/.test(district) ? desert : interior
}

const languages: Readonly<Record<Community, string>> = {
  'urdu-speaking': 'Urdu',
  sindhi: 'Sindhi',
  baloch: 'Balochi',
  pashtun: 'Pashto',
  punjabi: 'Punjabi',
  hindu: 'Sindhi',
  christian: 'Urdu',
}

const men: Readonly<Record<Community, readonly (readonly [readonly Name[], number])[]>> = {
  'urdu-speaking': [[names.menCommon, 1]],
  sindhi: [
    [names.menSindhi, 6],
    [names.menCommon, 4],
  ],
  baloch: [
    [names.menBaloch, 5],
    [names.menSindhi, 3],
    [names.menCommon, 2],
  ],
  pashtun: [
    [names.menPashtun, 6],
    [names.menCommon, 4],
  ],
  punjabi: [
    [names.menPunjabi, 6],
    [names.menCommon, 4],
  ],
  hindu: [[names.menHindu, 1]],
  christian: [[names.menChristian, 1]],
}

const women: Readonly<Record<Community, readonly (readonly [readonly Name[], number])[]>> = {
  'urdu-speaking': [[names.womenCommon, 1]],
  sindhi: [
    [names.womenSindhi, 5],
    [names.womenCommon, 5],
  ],
  baloch: [
    [names.womenSindhi, 5],
    [names.womenCommon, 5],
  ],
  pashtun: [
    [names.womenPashtun, 6],
    [names.womenCommon, 4],
  ],
  punjabi: [[names.womenCommon, 1]],
  hindu: [[names.womenHindu, 1]],
  christian: [[names.womenChristian, 1]],
}

/** Tribe, caste or surname, and the share of people recorded with it. */
const surnames: Readonly<Record<Community, readonly [readonly Name[], number]>> = {
  'urdu-speaking': [names.surnamesUrdu, 0.55],
  sindhi: [names.tribesSindhi, 0.85],
  baloch: [names.tribesBaloch, 0.9],
  pashtun: [names.tribesPashtun, 0.6],
  punjabi: [names.tribesPunjabi, 0.5],
  hindu: [names.castesHindu, 0.85],
  christian: [names.surnamesChristian, 0.9],
}

/** Commonest first: the chance falls off along the pool, as names do. */
function given(rng: Random, pools: readonly (readonly [readonly Name[], number])[]): Name {
  const pool = rng.weighted(pools)
  return pool[Math.floor(rng.next() ** 1.3 * pool.length)]!
}

const join = (first: Name, second: Name): Name => ({
  en: `${first.en} ${second.en}`,
  ur: `${first.ur} ${second.ur}`,
})

function manGiven(rng: Random, community: Community): Name {
  const first = given(rng, men[community])
  const single = !first.en.includes(' ')
  const muslim = community !== 'hindu' && community !== 'christian'
  if (muslim && single && rng.chance(0.3))
    return rng.chance(0.5)
      ? join({ en: 'Muhammad', ur: 'محمد' }, first)
      : join(first, rng.pick(names.menSecond.filter((second) => second.en !== first.en)))
  return first
}

function surname(rng: Random, community: Community): Name | undefined {
  const [pool, share] = surnames[community]
  return rng.chance(share) ? rng.pick(pool) : undefined
}

const withSurname = (name: Name, tribe: Name | undefined): Name =>
  tribe && !name.en.endsWith(tribe.en) ? join(name, tribe) : name

/**
 * A structurally valid CNIC that can belong to nobody: province digit, then 9, then the district's number. NADRA numbers
 * divisions from 1 within a province (Sindh uses 41 to 45), so the block 49 is not in use. The last digit is odd for men.
 */
export function fictionalCnic(
  provinceDigit: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8,
  district: number,
  serial: number,
  sex: Sex,
) {
  // 7654321 and ten million have no common factor: distinct serials stay distinct, but do not look counted.
  const family = (serial * 7_654_321 + 1_234_567) % 10_000_000
  const last = (serial % 4) * 2 + (sex === 'male' ? 1 : 2)
  return `${provinceDigit}9${String(district).padStart(3, '0')}-${String(family).padStart(7, '0')}-${last}`
}

/** `0399` is no operator's prefix. */
function fictionalPhone(rng: Random): string {
  return `0399-${String(rng.int(0, 9_999_999)).padStart(7, '0')}`
}

function address(rng: Random, district: District, tribe: Name | undefined): Name {
  const locality = rng.pick(district.localities)
  const urban = /lahore|karachi|korangi|keamari|malir|hyderabad|sukkur/.test(district.code)
  if (urban || rng.chance(0.35)) {
    const house = rng.int(1, 480)
    const street = rng.int(1, 24)
    return {
      en: `House No. ${house}, Street ${street}, ${locality.en}, District ${district.name.en}`,
      ur: `مکان نمبر ${house}، گلی نمبر ${street}، ${locality.ur}، ضلع ${district.name.ur}`,
    }
  }
  const founder = join(manGiven(rng, 'sindhi'), tribe ?? rng.pick(names.tribesSindhi))
  return {
    en: `Village ${founder.en}, near ${locality.en}, District ${district.name.en}`,
    ur: `گوٹھ ${founder.ur}، نزد ${locality.ur}، ضلع ${district.name.ur}`,
  }
}

function birth(rng: Random, on: Day, age: number): Pick<FictionalPerson, 'birthDate' | 'birthPrecision'> {
  // A year alone could not show that a child is a child, so a child's birth is recorded to the day or not at all.
  const precision = rng.weighted([
    ['day', 0.55],
    ['year', age < 18 ? 0 : 0.3],
    ['age-only', 0.15],
  ] as const)
  // Between `age` and `age + 1` years before the day, so that the stated age is the completed one.
  const born = on - Math.floor(age * 365.2425) - rng.int(2, 360)
  if (precision === 'day') return { birthDate: toIso(born), birthPrecision: precision }
  if (precision === 'year') return { birthDate: `${yearOf(born)}-01-01`, birthPrecision: precision }
  return { birthPrecision: precision }
}

/** One person who does not exist. The same stream and options give the same person. */
export function fictionalPerson(rng: Random, options: PersonOptions): FictionalPerson {
  const district = districtByCode(options.district)
  const sex = options.sex ?? (rng.chance(0.5) ? 'male' : 'female')
  const community = rng.weighted(communities(district.code))
  const tribe = surname(rng, community)
  const [least, most] = options.ages ?? [18, 65]
  // Two draws averaged towards the younger end: most people whom the police meet are in their twenties.
  const age = least + Math.floor((most - least + 1) * rng.next() * (0.45 + 0.55 * rng.next()))
  const givenName = sex === 'male' ? manGiven(rng, community) : given(rng, women[community])
  const relation = sex === 'male' ? 'son-of' : age > 20 && rng.chance(0.7) ? 'wife-of' : 'daughter-of'
  const womanAlone = sex === 'female' && rng.chance(0.5)
  const serial = options.serial ?? rng.int(0, 9_999_999)
  let fatherGiven = manGiven(rng, community)
  while (fatherGiven.en === givenName.en) fatherGiven = manGiven(rng, community)
  return {
    name: womanAlone ? givenName : withSurname(givenName, tribe),
    ...(sex === 'male' && rng.chance(0.08) && { alias: rng.pick(names.aliases) }),
    relation,
    father: rng.chance(0.6) ? withSurname(fatherGiven, tribe) : fatherGiven,
    sex,
    community,
    religion: community === 'hindu' ? 'Hinduism' : community === 'christian' ? 'Christianity' : 'Islam',
    language: languages[community],
    age,
    ageOn: options.on,
    ...birth(rng, toDay(options.on), age),
    // A child has a B-form, not a card.
    ...(age >= 18 &&
      rng.chance(cnicShare[options.agency ?? 'police']) && {
        cnic: fictionalCnic(district.cnicDigit, district.number, serial, sex),
      }),
    ...(rng.chance(0.7) && { phone: fictionalPhone(rng) }),
    occupation: rng.pick(sex === 'male' ? names.occupations : names.womenOccupations),
    ...(rng.chance(0.6) && { mark: rng.pick(names.physicalMarks) }),
    address: address(rng, district, tribe),
    district: district.code,
  }
}
