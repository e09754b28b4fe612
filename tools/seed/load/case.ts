import { findOffence } from '#kernel/law'
import type { AccusedStory, CaseStory } from '../case-story.ts'
import { type Waiting, waitingOf } from '../demo-day.ts'
import { addRecord, type LoadedRecord } from './people.ts'
import { instant, type Province } from './province.ts'
import { idOf, type RowStore } from './rows.ts'
import { addStanding } from './standing.ts'

export interface LoadedAccused extends LoadedRecord {
  readonly partyId: string
  readonly story: AccusedStory
  /** What nobody has answered yet of this accused. */
  readonly waiting: Waiting | undefined
  readonly units: readonly number[]
  /** Heaviest punishment among the charges: DEATH, LIFE or months. */
  readonly maxPunishment: string | null
}

export interface LoadedCase {
  readonly caseId: string
  readonly jurisdiction: string
  readonly stationId: number
  readonly officeId: number
  readonly courtId: number | null
  readonly magistrateId: number
  readonly accused: readonly LoadedAccused[]
  readonly chargeIds: ReadonlyMap<string, string>
  readonly sections: string
  readonly flags: readonly string[]
}

const custodyOf: Record<AccusedStory['state'], string> = {
  'at-large': 'at-large',
  'police-custody': 'police',
  'under-trial': 'prison',
  'on-bail': 'bail',
  convict: 'prison',
  condemned: 'prison',
  released: 'released',
}

/** The case, its parties and charges, and where it stands. */
export function addCase(store: RowStore, province: Province, story: CaseStory): LoadedCase {
  const jurisdiction = story.province
  const caseId = idOf('case', story.key)
  const stationId = province.unitId(story.policeStation)
  const officeId = province.unitId(story.prosecutionOffice)
  const lastCourt =
    story.nextHearing?.court ?? story.hearings.at(-1)?.court ?? story.cognizance?.court ?? story.filed?.court
  const courtId = lastCourt === undefined ? null : province.unitId(lastCourt)
  const magistrateId = province.magistrateOf(story.district)
  const court = new Set<number>([
    ...(courtId === null ? [] : [courtId]),
    ...(story.filed ? [province.unitId(story.filed.court)] : []),
  ])
  if (story.accused.some((accused) => accused.arrest)) court.add(magistrateId)
  for (const hearing of story.hearings) court.add(province.unitId(hearing.court))
  const common = [stationId, officeId, ...court]
  const waiting = story.accused.map((accused, index) =>
    waitingOf(accused, province.today, turnOf(`${story.key}/accused/${index}`)),
  )
  /** Prisons learn of an accused by the order that commits them. */
  const prisonsOf = (index: number): number[] =>
    waiting[index]?.kind === 'application'
      ? []
      : story.accused[index]!.admissions.map((admission) => province.unitId(admission.prison))
  const prisons = story.accused.flatMap((_accused, index) => prisonsOf(index))
  const at = instant(story.fir.at)
  const units = [...new Set([...common, ...prisons])]
  store.add('cases.case', {
    id: caseId,
    jurisdiction,
    district_id: province.unitId(story.district),
    police_station_id: stationId,
    fir_number: story.fir.number,
    fir_year: story.fir.year,
    fir_on: story.fir.at.slice(0, 10),
    offence_on: story.fir.occurredAt.slice(0, 10),
    prosecution_office_id: officeId,
    court_id: courtId,
    court_case_number: story.filed?.caseNumber ?? null,
    units,
    flags: flagsOf(story),
    version: 1,
    registered_at: at,
  })
  const chargeIds = new Map<string, string>()
  const offenceOn = story.fir.occurredAt.slice(0, 10)
  let heaviest: { rank: number; max: string } | null = null
  for (const [serial, { act, section }] of story.fir.sections.entries()) {
    const offence = findOffence(act, section, offenceOn)
    const max = offence === undefined ? '' : String(offence.max)
    const rank = max === 'DEATH' ? 10_000 : max === 'LIFE' ? 9_000 : Number(max)
    if (/^(DEATH|LIFE|\d{1,4})$/.test(max) && (heaviest === null || rank > heaviest.rank))
      heaviest = { rank, max }
    const id = idOf('charge', story.key, act, section)
    chargeIds.set(`${act} ${section}`, id)
    store.add('cases.charge', {
      id,
      jurisdiction,
      case_id: caseId,
      party_id: null,
      act,
      section,
      title_en: offence?.title ?? `${act} ${section}`,
      title_ur: offence?.titleUr ?? `${act} ${section}`,
      max_punishment: max,
      offence_version: offence?.id ?? 'original',
      added_by: 'fir',
      // Charges are read in the order in which they were written.
      created_at: at.replace(':00+', `:${String(serial).padStart(2, '0')}+`),
    })
  }
  if (story.complainant !== undefined) {
    const record = addRecord(store, province, story.complainant, {
      key: `${story.key}/complainant`,
      personKey: `${story.key}/complainant`,
      agency: 'police',
      unit: stationId,
      units: common,
      sourceRef: `policing.fir/${caseId}`,
      jurisdiction,
      at,
      first: true,
    })
    store.add(
      'cases.party',
      party({
        id: idOf('party', story.key, 'complainant'),
        jurisdiction,
        caseId,
        role: 'complainant',
        serial: 1,
        personId: record.personId,
        recordId: record.recordId,
        name: story.complainant.name,
        custody: 'none',
        outcome: null,
        units: common,
        at,
      }),
    )
  }
  const accused = story.accused.map((each, index): LoadedAccused => {
    const key = `${story.key}/accused/${index}`
    const own = [...new Set([...common, ...prisonsOf(index)])]
    const record = addRecord(store, province, each.person, {
      key,
      personKey: key,
      agency: 'police',
      unit: stationId,
      units: own,
      sourceRef: `policing.fir/${caseId}`,
      jurisdiction,
      at,
      first: true,
    })
    const partyId = idOf('party', key)
    store.add(
      'cases.party',
      party({
        id: partyId,
        jurisdiction,
        caseId,
        role: 'accused',
        serial: index + 1,
        personId: record.personId,
        recordId: record.recordId,
        name: each.person.name,
        custody: each.absconding ? 'absconding' : custodyAfter(each, waiting[index]),
        outcome:
          each.verdict === undefined ? null : each.verdict.result === 'convicted' ? 'convicted' : 'acquitted',
        units: own,
        at,
      }),
    )
    return {
      ...record,
      partyId,
      story: each,
      waiting: waiting[index],
      units: own,
      maxPunishment: heaviest?.max ?? null,
    }
  })
  addStanding(store, province, story, { caseId, stationId, officeId, courtId, magistrateId, units })
  return {
    caseId,
    jurisdiction,
    stationId,
    officeId,
    courtId,
    magistrateId,
    accused,
    chargeIds,
    sections: story.fir.sections.map(({ act, section }) => `${act} ${section}`).join(', '),
    flags: flagsOf(story),
  }
}

/** A number that stays the same for the same thing. */
function turnOf(key: string): number {
  return Number.parseInt(idOf('turn', key).slice(0, 6), 16)
}

/** Who waits for an order or is on the way is still with the police; who waits to be let out is still in prison. */
function custodyAfter(accused: AccusedStory, waiting: Waiting | undefined): string {
  if (waiting === undefined) return custodyOf[accused.state]
  return waiting.kind === 'release' ? 'prison' : 'police'
}

function party(given: {
  id: string
  jurisdiction: string
  caseId: string
  role: string
  serial: number
  personId: string
  recordId: string
  name: { en: string; ur: string }
  custody: string
  outcome: string | null
  units: readonly number[]
  at: string
}) {
  return {
    id: given.id,
    jurisdiction: given.jurisdiction,
    case_id: given.caseId,
    role: given.role,
    serial: given.serial,
    person_id: given.personId,
    record_id: given.recordId,
    name_en: given.name.en,
    name_ur: given.name.ur,
    custody: given.custody,
    outcome: given.outcome,
    units: given.units,
    created_at: given.at,
  }
}

function flagsOf(story: CaseStory): string[] {
  const acts = new Set(story.fir.sections.map((section) => section.act))
  return [
    ...(acts.has('ATA') ? ['ata'] : []),
    ...(acts.has('CNSA') ? ['narcotics'] : []),
    ...(story.identityProtected ? ['sgbv'] : []),
    ...(story.accused.some((accused) => accused.ageAtOffence < 18) ? ['juvenile'] : []),
  ]
}
