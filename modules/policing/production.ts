import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { admitUnit, type CaseHead, chargesOf, getCaseHead, getParty, tellCase } from '#kernel/cases'
import { emit } from '#kernel/events'
import { femalePoliceCustody, packOf, readDay, rulesInForce } from '#kernel/law'
import { personCards } from '#kernel/people'
import { getUnit, listUnitRows, type UnitRow, unitsServingDistrictOf } from '#kernel/units'
import { currentState } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { ProducedInCourt } from './events.ts'
import { pakistanDay } from './pakistan-time.ts'

export interface NewProduction {
  readonly id?: string | undefined
  readonly partyId: string
  readonly courtId: number
  readonly asked: 'police' | 'judicial'
  readonly days: number
  readonly reasons: string
  readonly producedAt?: string | undefined
}

/** Courts that may order a remand (CrPC s.167; ATA s.21-E; CNSA s.45). */
const courtKinds = [
  'magistrate-court',
  'sessions-court',
  'additional-sessions-court',
  'anti-terrorism-court',
  'narcotics-court',
]

/**
 * Records that an arrested person was produced before a court, with the application for remand; from then on the court sees
 * the case. A person already remanded to the police is produced again in the same way. Sent again under the same identifier it
 * changes nothing.
 * @throws policing.not-in-custody, policing.application-open, policing.not-a-court, policing.produced-before-arrest,
 *   policing.woman-police-custody, policing.police-days-ceiling
 */
export async function produceInCourt(
  tx: Tx,
  input: NewProduction,
): Promise<{ applicationId: string; flags: string[] }> {
  const { unitId, jurisdiction } = standing(tx)
  const party = await getParty(tx, input.partyId)
  const head = await getCaseHead(tx, party.caseId)
  const flags = await doubtsOf(tx, party, input)
  const before = await findApplication(tx, input)
  if (before !== null) return { applicationId: before, flags }
  if (party.role !== 'accused' || party.custody !== 'police') throw refuse('policing.not-in-custody')
  const court = await getUnit(tx, input.courtId)
  if (!courtKinds.includes(court.kind)) throw refuse('policing.not-a-court')
  const arrest = await lastArrest(tx, party.id)
  if (arrest === null || arrest.stationId !== unitId) throw refuse('policing.not-own-custody')
  const producedAt = input.producedAt ?? new Date().toISOString()
  if (Date.parse(producedAt) < Date.parse(arrest.arrestedAt))
    throw refuse('policing.produced-before-arrest', { arrestedAt: arrest.arrestedAt })
  await admitCourt(tx, head, court)
  const { rows } = await sql<{ id: string }>`
    insert into policing.remand_application (id, jurisdiction, case_id, party_id, station_id, court_id, asked, days, reasons)
    values (coalesce(${input.id ?? null}::uuid, gen_random_uuid()), ${jurisdiction}, ${party.caseId}::uuid, ${party.id}::uuid,
      ${unitId}, ${court.id}, ${input.asked}, ${input.days}, ${input.reasons})
    on conflict (party_id) where state = 'made' do nothing
    returning id`.execute(tx)
  const applicationId = rows[0]?.id ?? (await findApplication(tx, input))
  if (applicationId === null) throw refuse('policing.application-open')
  if (rows[0] === undefined) return { applicationId, flags }
  await sql`update policing.arrest set produced_at = ${producedAt}
    where id = ${arrest.id}::uuid and produced_at is null`.execute(tx)
  const late = arrest.producedAt === null && Date.parse(producedAt) > Date.parse(arrest.produceBy)
  await tellCase(tx, {
    caseId: party.caseId,
    partyId: party.id,
    kind: late ? 'policing.produced-late' : `policing.produced-${input.asked}`,
    agency: 'police',
    at: producedAt,
    params: { days: input.days, produceBy: arrest.produceBy },
  })
  await emit(tx, ProducedInCourt, {
    caseId: party.caseId,
    partyId: party.id,
    applicationId,
    courtId: court.id,
  })
  return { applicationId, flags }
}

/** What the law forbids to ask for is refused here; what only the Magistrate can settle is told as a flag. */
async function doubtsOf(
  tx: Tx,
  party: { caseId: string; personId: string | null; id: string },
  input: NewProduction,
): Promise<string[]> {
  if (input.asked !== 'police') return []
  const charges = await chargesOf(tx, party.caseId, party.id)
  const special = charges.some(({ act }) => act === 'ATA' || act === 'PECA')
  if (!special) {
    const day = readDay(pakistanDay(new Date().toISOString()), 'day')
    const ceiling = rulesInForce(packOf(standing(tx).jurisdiction)).on('remand.police-days', day)
    if (input.days > ceiling.value)
      throw refuse('policing.police-days-ceiling', { days: ceiling.value, section: ceiling.section })
  }
  const sex =
    party.personId === null ? null : (await personCards(tx, [party.personId])).get(party.personId)?.sex
  if (sex !== 'F') return []
  const answer = femalePoliceCustody({
    female: true,
    offences: charges.map(({ act, section }) => `${act} ${section}`),
  })
  if (!answer.policeCustodyPermitted && answer.flags.length === 0)
    throw refuse('policing.woman-police-custody')
  return answer.flags
}

/** A trial court keeps the case once it is filed there; a Magistrate who only remands then merely sees it. */
async function admitCourt(tx: Tx, head: CaseHead, court: UnitRow): Promise<void> {
  const { state } = await currentState(tx, { kind: 'case', id: head.id })
  const filed = state === 'filed' || state === 'under-trial' || state === 'decided'
  await admitUnit(tx, head.id, court.id, filed ? 'other' : 'court')
}

async function findApplication(tx: Tx, input: NewProduction): Promise<string | null> {
  if (input.id === undefined) return null
  const { rows } = await sql<{ id: string }>`select id from policing.remand_application
    where id = ${input.id}::uuid and party_id = ${input.partyId}::uuid`.execute(tx)
  return rows[0]?.id ?? null
}

interface LastArrest {
  id: string
  stationId: number
  arrestedAt: string
  produceBy: string
  producedAt: string | null
}

async function lastArrest(tx: Tx, partyId: string): Promise<LastArrest | null> {
  const { rows } = await sql<LastArrest>`
    select id, station_id as "stationId", arrested_at as "arrestedAt", produce_by as "produceBy", produced_at as "producedAt"
    from policing.arrest where party_id = ${partyId}::uuid order by arrested_at desc limit 1`.execute(tx)
  return rows[0] ?? null
}

export interface RemandApplication {
  id: string
  caseId: string
  partyId: string
  firNumber: number
  firYear: number
  stationEn: string
  stationUr: string
  nameEn: string | null
  nameUr: string | null
  asked: 'police' | 'judicial'
  days: number
  reasons: string
  madeAt: string
  arrestedAt: string | null
  produceBy: string | null
  producedAt: string | null
}

/** Applications for remand that wait for a court's order, the oldest first. */
export async function applicationsFor(tx: Tx, courtId: number): Promise<RemandApplication[]> {
  const { rows } = await sql<RemandApplication>`
    select r.id, r.case_id as "caseId", r.party_id as "partyId", c.fir_number as "firNumber", c.fir_year as "firYear",
      s.name_en as "stationEn", s.name_ur as "stationUr", p.name_en as "nameEn", p.name_ur as "nameUr", r.asked, r.days, r.reasons,
      r.made_at as "madeAt", a.arrested_at as "arrestedAt", a.produce_by as "produceBy", a.produced_at as "producedAt"
    from policing.remand_application r join cases.case c on c.id = r.case_id join cases.party p on p.id = r.party_id
      join units.current_unit s on s.id = r.station_id
      left join lateral (select * from policing.arrest a where a.party_id = r.party_id order by a.arrested_at desc limit 1) a on true
    where r.court_id = ${courtId} and r.state = 'made' order by r.made_at, r.id`.execute(tx)
  return rows
}

/**
 * Records the court's answer to an application, in the court's own transaction.
 * @throws not-found, policing.application-decided
 */
export async function decideApplication(
  tx: Tx,
  applicationId: string,
  decision: 'granted' | 'refused',
): Promise<{ caseId: string; partyId: string; asked: 'police' | 'judicial'; days: number }> {
  const { rows } = await sql<{
    caseId: string
    partyId: string
    asked: 'police' | 'judicial'
    days: number
  }>`update policing.remand_application set state = ${decision}, decided_at = clock_timestamp()
    where id = ${applicationId}::uuid and state = 'made'
    returning case_id as "caseId", party_id as "partyId", asked, days`.execute(tx)
  if (rows[0] !== undefined) return rows[0]
  const { rows: seen } =
    await sql`select 1 from policing.remand_application where id = ${applicationId}::uuid`.execute(tx)
  throw refuse(seen.length === 0 ? 'not-found' : 'policing.application-decided')
}

/** Courts before which the actor's station may produce a person: those of the district first, then the province's special courts. */
export async function listCourts(tx: Tx): Promise<UnitRow[]> {
  const { unitId, jurisdiction } = standing(tx)
  const near: UnitRow[] = []
  for (const kind of courtKinds) near.push(...(await unitsServingDistrictOf(tx, unitId, kind)))
  const special: UnitRow[] = []
  for (const kind of ['anti-terrorism-court', 'narcotics-court']) {
    const { rows } = await listUnitRows(tx, { kind, jurisdiction, hierarchy: 'court', page: 1, size: 200 })
    special.push(...rows.filter((court) => !near.some((known) => known.id === court.id)))
  }
  return [...near, ...special]
}
