import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { recordOverrides } from '#kernel/audit'
import { addCharge, addParty, getCaseHead, openCase, tellCase } from '#kernel/cases'
import { emit } from '#kernel/events'
import { type NewPersonRecord, registerRecord } from '#kernel/people'
import { unitsServingDistrictOf } from '#kernel/units'
import type { Tx } from '#platform/db'
import { heed, Refusal, refuse } from '#platform/http'
import type { NewFir } from './contract.ts'
import { FirRegistered } from './events.ts'
import { doubtsOfFir } from './fir-doubts.ts'
import { flagsOf, offencesOn } from './offences.ts'
import { startReportClock } from './report-clock.ts'

/**
 * Registers a first information report (CrPC s.154) at the actor's own station and opens its case, seen by the station and
 * the prosecution office of the district. Sent again under the same identifier it changes nothing.
 * @throws policing.offence-not-in-force, policing.offence-clause-needed, cases.fir-number-taken, cases.no-district; warnings, for what
 *   looks unusual and has no reason given
 */
export async function registerFir(tx: Tx, fir: NewFir): Promise<{ caseId: string }> {
  const firYear = Number(fir.firOn.slice(0, 4))
  const before = await sameFir(tx, fir, firYear)
  if (before !== null) return { caseId: before }
  const charges = offencesOn(fir.occurredOn, fir.offences)
  const given = heed(await doubtsOfFir(tx, fir), fir.overrides)
  const { unitId, jurisdiction } = standing(tx)
  const officeId = await districtOffice(tx, unitId)
  let caseId: string
  try {
    caseId = await openCase(tx, {
      id: fir.id,
      firNumber: fir.firNumber,
      firYear,
      firOn: fir.firOn,
      offenceOn: fir.occurredOn,
      flags: flagsOf(
        charges,
        fir.accused.map(({ person }) => person),
        fir.occurredOn,
      ),
      prosecutionOfficeId: officeId,
    })
  } catch (error) {
    // Of two tries that ran at once, the second finds what the first has just written.
    const first = error instanceof Refusal ? await sameFir(tx, fir, firYear) : null
    if (first === null) throw error
    return { caseId: first }
  }
  const clockId = await startReportClock(tx, {
    caseId,
    firOn: fir.firOn,
    units: [unitId, ...(officeId === null ? [] : [officeId])],
  })
  await sql`insert into policing.fir (case_id, jurisdiction, reported_at, occurred_on, occurred_at_place, narrative_en, narrative_ur,
      clock_id, overrides)
    values (${caseId}::uuid, ${jurisdiction}, ${fir.reportedAt}, ${fir.occurredOn}, ${fir.occurredAtPlace},
      ${fir.narrativeEn || null}, ${fir.narrativeUr || null}, ${clockId}::uuid, ${JSON.stringify(given)}::jsonb)`.execute(
    tx,
  )
  await recordOverrides(tx, { name: 'policing.fir', id: caseId }, given)
  for (const { section, offence } of charges) {
    await addCharge(tx, caseId, {
      act: offence.act,
      section,
      titleEn: offence.title,
      titleUr: offence.titleUr,
      maxPunishment: String(offence.max),
      offenceVersion: offence.id,
    })
  }
  if (fir.complainant !== undefined) await addPerson(tx, caseId, 'complainant', fir.complainant)
  for (const { partyId, person } of fir.accused) await addPerson(tx, caseId, 'accused', person, partyId)
  for (const item of fir.property) {
    await sql`insert into policing.seizure (jurisdiction, case_id, description, seized_at, memo_number, malkhana_number)
      values (${jurisdiction}, ${caseId}::uuid, ${item.description}, ${fir.reportedAt}, ${item.memoNumber || null},
        ${item.malkhanaNumber || null})`.execute(tx)
  }
  await tellCase(tx, {
    caseId,
    kind: 'policing.fir-registered',
    agency: 'police',
    at: fir.reportedAt,
    params: { fir: `${fir.firNumber}/${firYear}` },
  })
  await emit(tx, FirRegistered, { caseId })
  return { caseId }
}

/**
 * The office of the District Public Prosecutor. Offices at the High Court's seat and at special courts stand in the same
 * district; a challan sent there would wait at the wrong desk.
 */
async function districtOffice(tx: Tx, stationId: number): Promise<number | null> {
  const offices = await unitsServingDistrictOf(tx, stationId, 'prosecution-office')
  if (offices.length < 2) return offices[0]?.id ?? null
  const { rows } = await sql<{ id: number }>`
    select id from units.current_unit where id = any (${offices.map(({ id }) => id)}::integer[])
    order by attributes->>'head' is not distinct from 'District Public Prosecutor' desc, length(code), code limit 1`.execute(
    tx,
  )
  return rows[0]?.id ?? null
}

/** The case that an earlier try of the same FIR opened. @throws policing.already-registered when the identifier names another */
async function sameFir(tx: Tx, fir: NewFir, firYear: number): Promise<string | null> {
  if (fir.id === undefined) return null
  const { rows } = await sql<{ id: string; same: boolean }>`
    select id, police_station_id = ${standing(tx).unitId} and fir_number = ${fir.firNumber} and fir_year = ${firYear} as same
    from cases.case where id = ${fir.id}::uuid`.execute(tx)
  const found = rows[0]
  if (found === undefined) return null
  if (!found.same) throw refuse('policing.already-registered')
  return found.id
}

/** Keeps what the station knows of a person and makes them a party. */
async function addPerson(
  tx: Tx,
  caseId: string,
  role: 'accused' | 'complainant',
  person: NewPersonRecord,
  partyId?: string,
): Promise<string> {
  const record = await registerRecord(tx, person, { agency: 'police', sourceRef: `policing.fir/${caseId}` })
  return addParty(tx, caseId, {
    id: partyId,
    role,
    ...record,
    nameEn: person.nameEn || null,
    nameUr: person.nameUr || null,
  })
}

/** Adds an accused whom the investigation found. Sent again under the same identifier it changes nothing. */
export async function addAccused(
  tx: Tx,
  input: { caseId: string; partyId?: string | undefined; person: NewPersonRecord },
): Promise<{ partyId: string }> {
  await getOwnCase(tx, input.caseId)
  if (input.partyId !== undefined) {
    const { rows } = await sql<{ id: string }>`select id from cases.party
      where id = ${input.partyId}::uuid and case_id = ${input.caseId}::uuid`.execute(tx)
    if (rows[0] !== undefined) return { partyId: rows[0].id }
  }
  const partyId = await addPerson(tx, input.caseId, 'accused', input.person, input.partyId)
  await tellCase(tx, { caseId: input.caseId, partyId, kind: 'policing.accused-added', agency: 'police' })
  return { partyId }
}

/** A case of the actor's own station. @throws not-found for any other, seen or not: its papers are another station's */
export async function getOwnCase(tx: Tx, caseId: string) {
  const head = await getCaseHead(tx, caseId)
  if (!standing(tx).units.includes(head.policeStation.id)) throw refuse('not-found')
  return head
}

export interface NewSeizure {
  readonly caseId: string
  readonly id?: string | undefined
  readonly partyId?: string | undefined
  readonly description: string
  readonly seizedAt: string
  readonly memoNumber?: string | undefined
  readonly malkhanaNumber?: string | undefined
}

/** Records property taken in the case. Sent again under the same identifier it changes nothing. */
export async function addSeizure(tx: Tx, seizure: NewSeizure): Promise<{ seizureId: string }> {
  await getOwnCase(tx, seizure.caseId)
  const { rows: before } = await sql<{ id: string }>`select id from policing.seizure
    where id = ${seizure.id ?? null}::uuid and case_id = ${seizure.caseId}::uuid`.execute(tx)
  if (before[0] !== undefined) return { seizureId: before[0].id }
  const { rows } = await sql<{ id: string }>`
    insert into policing.seizure (id, jurisdiction, case_id, party_id, description, seized_at, memo_number, malkhana_number)
    values (coalesce(${seizure.id ?? null}::uuid, gen_random_uuid()), ${standing(tx).jurisdiction}, ${seizure.caseId}::uuid,
      ${seizure.partyId ?? null}::uuid, ${seizure.description}, ${seizure.seizedAt}, ${seizure.memoNumber || null},
      ${seizure.malkhanaNumber || null})
    returning id`.execute(tx)
  await tellCase(tx, {
    caseId: seizure.caseId,
    kind: 'policing.property-seized',
    agency: 'police',
    at: seizure.seizedAt,
    params: { memo: seizure.memoNumber || '—' },
  })
  return { seizureId: rows[0]!.id }
}

/** One more than the highest number that the station gave in the year of a day. */
export async function suggestFirNumber(tx: Tx, on: string): Promise<{ firNumber: number }> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(fir_number), 0) + 1 as next from cases.case
    where police_station_id = ${standing(tx).unitId} and fir_year = ${Number(on.slice(0, 4))}`.execute(tx)
  return { firNumber: rows[0]!.next }
}
