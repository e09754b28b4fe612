import { censusRows, sindhDistricts, type UnitSeed, unitSeeds } from '../../kernel/units/data/units.ts'
import type { Name } from './names.ts'

/** The units of one district as a story needs them. */
export type District = {
  readonly code: string
  readonly province: string
  readonly name: Name
  readonly population: number
  /** First digit of the province's CNICs. */
  readonly cnicDigit: 3 | 4
  /** Stands third to fifth in the district's fictional CNICs. */
  readonly number: number
  readonly localities: readonly Name[]
  readonly stations: readonly UnitSeed[]
  readonly ctdStation?: UnitSeed
  readonly prosecution: string
  readonly terrorismProsecution: string
  readonly highCourt: string
  readonly sessionsJudge: string
  readonly sessions: readonly string[]
  readonly magistrates: readonly string[]
  readonly terrorismCourts: readonly string[]
  readonly narcoticsCourts: readonly string[]
  readonly prisons: {
    readonly men: string
    readonly women: string
    readonly juveniles: string
    /** Where men with long terms are sent; the first also takes the condemned. */
    readonly longTerm: readonly string[]
  }
}

/** Units of the police-station kind in every province. */
const places = unitSeeds.filter((unit) => unit.kind === 'police-station')
const notALocality = /Section|Women|Airport|CTD|Taluka|Market|City$|Town$/

function nearest(
  kind: 'anti-terrorism-court' | 'narcotics-court',
  district: string,
  bench: string,
): string[] {
  const courts = unitSeeds.filter((unit) => unit.kind === kind && unit.province === 'PK-SD')
  const own = courts.filter((unit) => unit.district === district)
  const ofBench = courts.filter((unit) => unit.parents.court === bench)
  return (own.length ? own : ofBench).map((unit) => unit.code)
}

function prisonFor(district: string, sex: string, ages: string): string {
  const prison = unitSeeds.find(
    ({ kind, attributes }) =>
      kind === 'prison' &&
      attributes?.sex === sex &&
      attributes.ages === ages &&
      (attributes.serves as readonly string[]).includes(district),
  )
  if (!prison) throw new Error(`No prison for ${sex} ${ages} of ${district}`)
  return prison.code
}

const longTermOfRange: Readonly<Record<string, readonly string[]>> = {
  'PRR-KHI': ['PRS-KHI-C'],
  'PRR-HYD': ['PRS-HYD-C', 'PRS-HYD-N'],
  'PRR-SUK': ['PRS-SUK-1', 'PRS-SUK-2'],
  'PRR-LRK': ['PRS-LRK-C', 'PRS-SUK-2'],
}

function longTermPrisons(home: string): readonly string[] {
  const range = unitSeeds.find((unit) => unit.code === home)?.parents.prison
  return longTermOfRange[range ?? ''] ?? [home]
}

/** Where no special court's prosecutors sit in the place, the district's own office appears. */
function terrorismOffice(courts: readonly string[], district: string): string {
  const office = courts[0]?.replace('CRT-', 'PRO-').replace(/\d+$/, '')
  return unitSeeds.some((unit) => unit.code === office) ? office! : district
}

function localitiesOf(stations: readonly UnitSeed[]): Name[] {
  return stations
    .map((unit) => ({
      en: unit.name.en.replace('Police Station ', ''),
      ur: unit.name.ur.replace('تھانہ ', ''),
    }))
    .filter((name) => !notALocality.test(name.en))
}

export const districts: readonly District[] = sindhDistricts.map((district, index) => {
  const { code, abbreviation, en, ur, bench, population } = district
  const stations = places.filter((unit) => unit.district === code && unit.parents.police !== 'PDT-CTD')
  const courtsOf = (kind: UnitSeed['kind']) =>
    unitSeeds.filter((unit) => unit.kind === kind && unit.district === code).map((unit) => unit.code)
  const terrorismCourts = nearest('anti-terrorism-court', code, bench)
  const ctdStation = places.find((unit) => unit.district === code && unit.parents.police === 'PDT-CTD')
  return {
    code,
    province: 'PK-SD',
    name: { en, ur },
    population,
    cnicDigit: 4,
    number: index + 1,
    localities: localitiesOf(stations),
    stations: stations.filter((unit) => unit.attributes?.women !== true),
    ...(ctdStation && { ctdStation }),
    prosecution: `PRO-${abbreviation}`,
    terrorismProsecution: terrorismOffice(terrorismCourts, `PRO-${abbreviation}`),
    highCourt: bench,
    sessionsJudge: `CRT-${abbreviation}-SJ`,
    sessions: courtsOf('additional-sessions-court'),
    magistrates: courtsOf('magistrate-court'),
    terrorismCourts,
    narcoticsCourts: courtsOf('narcotics-court').length
      ? courtsOf('narcotics-court')
      : [`CRT-${abbreviation}-SJ`],
    prisons: {
      men: prisonFor(code, 'male', 'adult'),
      women: prisonFor(code, 'female', 'all'),
      juveniles: prisonFor(code, 'male', 'juvenile'),
      longTerm: longTermPrisons(prisonFor(code, 'male', 'adult')),
    },
  }
})

const codesOf = (kind: UnitSeed['kind']) =>
  unitSeeds.filter((unit) => unit.kind === kind && unit.district === 'PK-PB-lahore').map((unit) => unit.code)
const lahoreStations = places.filter((unit) => unit.district === 'PK-PB-lahore')

/** The one district of another province: only on request, never by chance. */
export const lahore: District = {
  code: 'PK-PB-lahore',
  province: 'PK-PB',
  name: { en: 'Lahore', ur: 'لاہور' },
  population: censusRows.find((row) => row.district === 'PK-PB-lahore')!.population2023!,
  cnicDigit: 3,
  number: 1,
  localities: localitiesOf(lahoreStations),
  stations: lahoreStations,
  prosecution: 'PRO-LHE',
  terrorismProsecution: 'PRO-LHE-ATC',
  highCourt: 'CRT-LHC',
  sessionsJudge: 'CRT-LHE-SJ',
  sessions: codesOf('additional-sessions-court'),
  magistrates: codesOf('magistrate-court'),
  terrorismCourts: codesOf('anti-terrorism-court'),
  narcoticsCourts: codesOf('narcotics-court'),
  prisons: { men: 'PRS-LHE-D', women: 'PRS-LHE-C', juveniles: 'PRS-LHE-C', longTerm: ['PRS-LHE-C'] },
}

export function districtByCode(code: string): District {
  const found = [...districts, lahore].find((district) => district.code === code)
  if (!found) throw new RangeError(`The demo has no stories for ${code}`)
  return found
}
