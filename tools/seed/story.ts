import { type Day, dayOfYear, instant, shown, toDay, toIso, yearOf } from './calendar.ts'
import type { AccusedStory, Breach, CaseStory, Focus, StoryOptions, Witness } from './case-story.ts'
import { followCustody } from './imprisonment.ts'
import { investigate } from './investigation.ts'
import { type Facts, narrative, propertyOf } from './narratives.ts'
import { type Offence, offenceWeights, sectionsIn } from './offences.ts'
import { type FictionalPerson, fictionalPerson } from './person.ts'
import { type District, districtByCode, districts } from './places.ts'
import { createRandom, type Random } from './random.ts'
import { tryCase } from './trial.ts'

const districtWeights = districts.map((district) => [district, district.population] as const)

/** Half of all FIRs are of the last year; the rest thin out towards the oldest. */
function firDay(rng: Random, today: Day, years: number, days: number | undefined): Day {
  if (days !== undefined) return today - rng.int(0, days - 1)
  if (years <= 1 || rng.chance(0.5)) return today - rng.int(0, 364)
  return today - 365 - Math.floor(rng.next() ** 1.6 * (years - 1) * 365)
}

/** The district as one station and its own two courts see it. */
function focused({ district, station, magistrate, sessions }: Focus): District {
  const { ctdStation: _none, ...whole } = districtByCode(district)
  return {
    ...whole,
    stations: whole.stations.filter((unit) => unit.code === station),
    magistrates: [magistrate],
    sessions: [sessions],
  }
}

function accusedPeople(
  rng: Random,
  offence: Offence,
  district: District,
  on: string,
  serialOf: () => number,
): AccusedStory[] {
  const [least, most] = offence.accused
  return Array.from({ length: rng.int(least, most) }, () => {
    const young = rng.chance(/theft|robbery/.test(offence.key) ? 0.035 : 0.012)
    const person = fictionalPerson(rng, {
      district: rng.chance(0.88) ? district.code : rng.pick(districts).code,
      on,
      sex: rng.chance(offence.womenShare) ? 'female' : 'male',
      ages: young ? [14, 17] : [18, 60],
      agency: 'prison',
      serial: serialOf(),
    })
    return {
      person,
      ageAtOffence: person.age,
      absconding: false,
      policeRemand: [],
      judicialRemands: [],
      bail: [],
      admissions: [],
      custody: [],
      state: 'at-large',
    }
  })
}

function witnesses(
  rng: Random,
  offence: Offence,
  district: District,
  on: string,
  serialOf: () => number,
): Witness[] {
  const kinds: Witness['kind'][] = offence.caughtInTheAct
    ? ['mashir', 'mashir', 'formal', 'investigating-officer']
    : ['eye', 'eye', 'mashir', 'mashir', 'formal', 'investigating-officer']
  if (/murder|attempt|hurt|rape|armed-robbery/.test(offence.key)) kinds.push('expert')
  return kinds.map((kind) => ({
    kind,
    person: fictionalPerson(rng, {
      district: district.code,
      on,
      sex: rng.chance(0.95) ? 'male' : 'female',
      ages: [22, 60],
      agency: 'police',
      serial: serialOf(),
    }),
  }))
}

function grams(rng: Random, offence: Offence): number {
  if (offence.key === 'charas') return rng.int(20, 98) * 50 + rng.int(0, 49)
  return offence.key === 'heroin' ? rng.int(100, 499) : 0
}

/** Ranks of investigating officers, by how often one meets them. */
const ranks = [
  ['SIP', 0.55],
  ['ASI', 0.25],
  ['Inspector', 0.2],
] as const

/**
 * One plausible case from the occurrence to wherever it stands on `today`.
 *
 * Pure: the same stream and options give the same case. FIR, prison and court numbers follow the day of the year and may
 * repeat between cases; `caseStories` makes them unique.
 */
export function caseStory(rng: Random, options: StoryOptions): CaseStory {
  const today = toDay(options.today)
  const serial = options.serial ?? rng.int(0, 99_999)
  let people = 0
  // 32 people to a case: more than any case here has, so numbers do not meet below three hundred thousand cases.
  const serialOf = () => (serial % 312_500) * 32 + people++
  const district = options.focus
    ? focused(options.focus)
    : options.district
      ? districtByCode(options.district)
      : rng.weighted(districtWeights)
  const offence = rng.weighted(offenceWeights)

  const fir = firDay(rng, today, options.years ?? 5, options.days)
  const minutes = rng.int(0, 1439)
  const delay = rng.int(offence.delay[0], offence.delay[1])
  const occurred = fir - delay
  const occurredMinutes = delay === 0 ? Math.max(0, minutes - rng.int(30, 240)) : rng.int(0, 1439)
  const on = toIso(occurred)

  const accused = accusedPeople(rng, offence, district, on, serialOf)
  const untraced = rng.chance(offence.untracedChance)
  const protectedIdentity = offence.key === 'rape'
  const complainant: FictionalPerson | undefined =
    offence.stateComplains || protectedIdentity
      ? undefined
      : fictionalPerson(rng, {
          district: district.code,
          on,
          // Only these narratives say nothing that would show the complainant's sex.
          sex: /vehicle-theft|cheating|cheque/.test(offence.key) && rng.chance(0.2) ? 'female' : 'male',
          ages: [22, 65],
          agency: 'police',
          serial: serialOf(),
        })
  const officer = fictionalPerson(rng, { district: district.code, on, sex: 'male', ages: [28, 58] })
  const station =
    offence.forum === 'atc' && district.ctdStation && rng.chance(0.7)
      ? district.ctdStation
      : rng.pick(district.stations)
  const place = rng.pick(district.localities)
  const quantity = grams(rng, offence)
  const property = propertyOf(rng, offence.key, quantity)
  const relative = fictionalPerson(rng, { district: district.code, on, sex: 'male' }).name
  const facts: Facts = {
    date: shown(occurred),
    time: instant(occurred, occurredMinutes).slice(11),
    place,
    station: station.name,
    complainant: complainant?.name ?? officer.name,
    relative,
    accused: accused.map((one) => one.person.name),
    woman: accused.length === 1 && accused[0]!.person.sex === 'female',
    unknown: offence.untracedChance > 0 && !offence.caughtInTheAct && (untraced || rng.chance(0.3)),
    items: property,
    grams: quantity,
    amount: rng.int(4, 90) * 50_000,
  }

  const breaches: Breach[] = []
  const story: CaseStory = {
    key: `case-${serial}`,
    province: district.province,
    district: district.code,
    policeStation: station.code,
    prosecutionOffice: offence.forum === 'atc' ? district.terrorismProsecution : district.prosecution,
    offence: offence.key,
    fir: {
      number: dayOfYear(fir),
      year: yearOf(fir),
      at: instant(fir, minutes),
      occurredAt: instant(occurred, occurredMinutes),
      sections: sectionsIn(offence, district.province, on),
      narrative: narrative(rng, offence.key, facts),
      property,
      place,
    },
    ...(complainant && { complainant }),
    identityProtected: protectedIdentity,
    investigatingOfficer: { ...officer.name, rank: rng.weighted(ranks) },
    accused: untraced ? [] : accused,
    witnesses: witnesses(rng, offence, district, on, serialOf),
    challans: [],
    hearings: [],
    stage: 'INVESTIGATION',
    breaches,
  }
  const scene = { rng, offence, district, story, today, fir, minutes, occurredMinutes }
  investigate(scene)
  tryCase(scene)
  followCustody(scene)
  return story
}

/** The next free number of a register, never below what the day suggests. */
function numberer() {
  const last = new Map<string, number>()
  return (register: string, atLeast: number) => {
    const number = Math.max((last.get(register) ?? 0) + 1, atLeast)
    last.set(register, number)
    return number
  }
}

type Numberer = ReturnType<typeof numberer>

/** Gives each FIR and court case its own number, in order of date within its register; the registers go on from one chunk to the next. */
function number(stories: readonly CaseStory[], next: Numberer): void {
  const inOrder = <T>(entries: T[], dateOf: (entry: T) => string) =>
    entries.sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : dateOf(a) > dateOf(b) ? 1 : 0))
  for (const story of inOrder([...stories], (one) => one.fir.at))
    story.fir.number = next(`${story.policeStation}/${story.fir.year}`, story.fir.number)
  const admissions = stories.flatMap((story) => story.accused.flatMap((accused) => accused.admissions))
  for (const admission of inOrder(admissions, (one) => one.on)) {
    const year = admission.on.slice(0, 4)
    admission.number = `${next(`${admission.prison}/${year}`, 1)}/${year}`
  }
  const filings = stories.flatMap((story) => (story.filed ? [story.filed] : []))
  for (const filed of inOrder(filings, (one) => one.on)) {
    const year = filed.on.slice(0, 4)
    filed.caseNumber = `${next(`${filed.court}/${year}`, 1)}/${year}`
  }
}

export interface ManyOptions extends Omit<StoryOptions, 'serial'> {
  readonly count: number
  /** What differs for single cases, by their serial. */
  readonly optionsOf?: (serial: number) => Partial<StoryOptions>
}

/**
 * A province's cases in chunks, so that any number can be told in the same memory: each from its own stream, so that asking for
 * more leaves the first ones as they are but for the numbers of their registers.
 */
export function* storyChunks(
  seed: number | string,
  options: ManyOptions,
  chunk: number,
): Generator<CaseStory[]> {
  const root = createRandom(seed)
  const { count, optionsOf, ...rest } = options
  const next = numberer()
  for (let from = 0; from < count; from += chunk) {
    const stories = Array.from({ length: Math.min(chunk, count - from) }, (_, index) => {
      const serial = from + index
      return caseStory(root.fork(serial), { ...rest, ...optionsOf?.(serial), serial })
    })
    number(stories, next)
    yield stories
  }
}

/** The same, all at once. */
export function caseStories(seed: number | string, options: ManyOptions): CaseStory[] {
  return [...storyChunks(seed, options, Math.max(1, options.count))].flat()
}
