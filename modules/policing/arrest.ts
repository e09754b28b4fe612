import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { caseWorkflow, getCaseHead, getParty, setPartyState, tellCase } from '#kernel/cases'
import { emit } from '#kernel/events'
import { prove } from '#kernel/law'
import { advance, currentState } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { StoredProof } from './contract.ts'
import { AccusedArrested } from './events.ts'
import { dateIn, pakistanDay, pakistanMinute } from './pakistan-time.ts'

export interface ArrestRow {
  id: string
  caseId: string
  partyId: string
  arrestedAt: string
  place: string
  produceBy: string
  producedAt: string | null
  proof: StoredProof
}

export const arrestColumns = sql`a.id, a.case_id as "caseId", a.party_id as "partyId", a.arrested_at as "arrestedAt", a.place,
  a.produce_by as "produceBy", a.produced_at as "producedAt", a.proof`

export interface NewArrest {
  readonly id?: string | undefined
  readonly partyId: string
  readonly arrestedAt: string
  readonly place: string
  readonly journeyMinutes: number
}

/**
 * Records an arrest and starts its clock: before a Magistrate within twenty-four hours and the journey (CrPC s.61, Constitution
 * Art. 10(2)). Sent again under the same identifier it changes nothing.
 * @throws policing.not-an-accused, policing.already-in-custody, policing.arrest-before-offence
 */
export async function recordArrest(tx: Tx, input: NewArrest): Promise<ArrestRow> {
  const { unitId, jurisdiction } = standing(tx)
  const party = await getParty(tx, input.partyId)
  const before = await findArrest(tx, input)
  if (before !== null) return before
  if (party.role !== 'accused') throw refuse('policing.not-an-accused')
  if (party.custody === 'police' || party.custody === 'prison') throw refuse('policing.already-in-custody')
  const head = await getCaseHead(tx, party.caseId)
  if (pakistanDay(input.arrestedAt) < head.offenceOn)
    throw refuse('policing.arrest-before-offence', { offenceOn: head.offenceOn })
  const proof = prove(jurisdiction, 'arrest-production', {
    arrest: pakistanMinute(input.arrestedAt),
    journeyMinutes: input.journeyMinutes,
  })
  const { rows } = await sql<ArrestRow>`
    insert into policing.arrest as a (id, jurisdiction, case_id, party_id, station_id, arrested_at, place, journey_minutes,
      produce_by, grounds_told, proof)
    values (coalesce(${input.id ?? null}::uuid, gen_random_uuid()), ${jurisdiction}, ${party.caseId}::uuid, ${party.id}::uuid,
      ${unitId}, ${input.arrestedAt}, ${input.place}, ${input.journeyMinutes},
      ${`${dateIn(proof, 'produceBy')}:00+05:00`}::timestamptz, true, ${JSON.stringify(proof)}::jsonb)
    on conflict (party_id) where produced_at is null do nothing
    returning ${arrestColumns}`.execute(tx)
  const arrest = rows[0]
  if (arrest === undefined) {
    const first = await findArrest(tx, input)
    if (first === null) throw refuse('policing.already-in-custody')
    return first
  }
  await setPartyState(tx, party.id, { custody: 'police' })
  const subject = { kind: 'case', id: party.caseId }
  if ((await currentState(tx, subject)).state === 'fir-registered')
    await advance(tx, caseWorkflow, subject, 'investigate', { fir: `${head.firNumber}/${head.firYear}` })
  await tellCase(tx, {
    caseId: party.caseId,
    partyId: party.id,
    kind: 'policing.accused-arrested',
    agency: 'police',
    at: input.arrestedAt,
  })
  await emit(tx, AccusedArrested, { caseId: party.caseId, partyId: party.id, arrestId: arrest.id })
  return arrest
}

async function findArrest(tx: Tx, input: NewArrest): Promise<ArrestRow | null> {
  if (input.id === undefined) return null
  const { rows } = await sql<ArrestRow>`select ${arrestColumns} from policing.arrest a
    where a.id = ${input.id}::uuid and a.party_id = ${input.partyId}::uuid`.execute(tx)
  return rows[0] ?? null
}

export interface OpenArrest extends ArrestRow {
  nameEn: string | null
  nameUr: string | null
  overdue: boolean
  firNumber: number
  firYear: number
}

const openOfOwnStation = (tx: Tx) =>
  sql`a.produced_at is null and a.station_id = any (${[...standing(tx).units]}::integer[])`

/** Persons arrested by one's station and not yet produced, the most urgent first. */
export async function listOpenArrests(
  tx: Tx,
  query: { overdue?: 'yes' | undefined; page: number; size: number },
): Promise<{ rows: OpenArrest[]; total: number }> {
  const filter = sql`${openOfOwnStation(tx)} and (${query.overdue !== 'yes'} or a.produce_by < clock_timestamp())`
  const { rows } = await sql<OpenArrest>`
    select ${arrestColumns}, p.name_en as "nameEn", p.name_ur as "nameUr", a.produce_by < clock_timestamp() as overdue,
      c.fir_number as "firNumber", c.fir_year as "firYear"
    from policing.arrest a join cases.party p on p.id = a.party_id join cases.case c on c.id = a.case_id
    where ${filter} order by a.produce_by, a.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::integer as total from policing.arrest a join cases.party p on p.id = a.party_id where ${filter}`.execute(
    tx,
  )
  return { rows, total: counted[0]!.total }
}

/** How many are still to be produced, and for how many the hours have run out. */
export async function countOpenArrests(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where a.produce_by < clock_timestamp()))::integer as overdue
    from policing.arrest a join cases.party p on p.id = a.party_id where ${openOfOwnStation(tx)}`.execute(tx)
  return rows[0]!
}
