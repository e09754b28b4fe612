import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { shareRecord } from '#kernel/people'
import { begin, shareWith } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { caseWorkflow } from './workflow.ts'

export interface NewCase {
  readonly id?: string | undefined
  readonly firNumber: number
  readonly firYear: number
  /** ISO days. */
  readonly firOn: string
  readonly offenceOn: string
  readonly flags?: readonly string[]
  /** Further units that take part from the start, such as the district's prosecution office. */
  readonly prosecutionOfficeId?: number | null
}

/**
 * Opens a case at the actor's own police station. A number already used there is refused without saying by what.
 * @throws cases.fir-number-taken
 */
export async function openCase(tx: Tx, input: NewCase): Promise<string> {
  const { unitId, jurisdiction } = standing(tx)
  const district = await districtOf(tx, unitId)
  const units = [unitId, ...(input.prosecutionOfficeId ? [input.prosecutionOfficeId] : [])]
  const { rows } = await sql<{ id: string }>`
    insert into cases.case (id, jurisdiction, district_id, police_station_id, fir_number, fir_year, fir_on, offence_on,
      prosecution_office_id, units, flags)
    values (coalesce(${input.id ?? null}::uuid, gen_random_uuid()), ${jurisdiction}, ${district}, ${unitId}, ${input.firNumber},
      ${input.firYear}, ${input.firOn}, ${input.offenceOn}, ${input.prosecutionOfficeId ?? null}, ${units}::integer[],
      ${input.flags ?? []}::text[])
    on conflict (police_station_id, fir_year, fir_number) do nothing
    returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined)
    throw refuse('cases.fir-number-taken', { firNumber: input.firNumber, firYear: input.firYear })
  await begin(tx, caseWorkflow, { kind: 'case', id }, { units })
  return id
}

async function districtOf(tx: Tx, unitId: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select u.id from units.reach r join units.unit u on u.id = r.ancestor_id
    where r.hierarchy = 'territory' and r.descendant_id = ${unitId} and u.kind = 'district' limit 1`.execute(
    tx,
  )
  const id = rows[0]?.id
  if (id === undefined) throw refuse('cases.no-district')
  return id
}

/** Lets a further unit take part: the case and every party but those only a prison holds. */
export async function admitUnit(
  tx: Tx,
  caseId: string,
  unitId: number,
  as: 'court' | 'prosecution' | 'other',
): Promise<void> {
  await sql`update cases.case set units = case when units @> array[${unitId}::integer] then units else units || ${unitId}::integer end,
      court_id = case when ${as} = 'court' then ${unitId}::integer else court_id end,
      prosecution_office_id = case when ${as} = 'prosecution' then ${unitId}::integer else prosecution_office_id end,
      version = version + 1
    where id = ${caseId}::uuid`.execute(tx)
  await sql`update cases.party set units = units || ${unitId}::integer
    where case_id = ${caseId}::uuid and not units @> array[${unitId}::integer]`.execute(tx)
  const { rows } = await sql<{ record_id: string }>`
    select record_id from cases.party where case_id = ${caseId}::uuid and record_id is not null`.execute(tx)
  for (const { record_id } of rows) await shareRecord(tx, record_id, unitId)
  await shareWith(tx, { kind: 'case', id: caseId }, unitId)
}

/** Lets a prison see one accused and the head of the case, and no other party. */
export async function admitPrison(tx: Tx, partyId: string, prisonId: number): Promise<void> {
  const { rows } = await sql<{ case_id: string; record_id: string | null }>`
    update cases.party set units = case when units @> array[${prisonId}::integer] then units else units || ${prisonId}::integer end
    where id = ${partyId}::uuid returning case_id, record_id`.execute(tx)
  const party = rows[0]
  if (party === undefined) throw refuse('not-found')
  await sql`update cases.case set units = units || ${prisonId}::integer
    where id = ${party.case_id}::uuid and not units @> array[${prisonId}::integer]`.execute(tx)
  if (party.record_id !== null) await shareRecord(tx, party.record_id, prisonId)
  await shareWith(tx, { kind: 'case', id: party.case_id }, prisonId)
}

export interface NewParty {
  readonly id?: string | undefined
  readonly role: 'accused' | 'complainant' | 'witness'
  readonly personId?: string | null
  readonly recordId?: string | null
  readonly nameEn?: string | null | undefined
  readonly nameUr?: string | null | undefined
  readonly custody?: 'none' | 'at-large'
}

/** Adds a party; it is seen by the units that take part in the case now. */
export async function addParty(tx: Tx, caseId: string, party: NewParty): Promise<string> {
  const { jurisdiction } = standing(tx)
  const { rows } = await sql<{ id: string }>`
    insert into cases.party (id, jurisdiction, case_id, role, person_id, record_id, name_en, name_ur, custody, serial, units)
    select coalesce(${party.id ?? null}::uuid, gen_random_uuid()), ${jurisdiction}, c.id, ${party.role}, ${party.personId ?? null}::uuid,
      ${party.recordId ?? null}::uuid, ${party.nameEn ?? null}, ${party.nameUr ?? null}, ${party.custody ?? 'none'},
      (select count(*) + 1 from cases.party p where p.case_id = c.id and p.role = ${party.role}), c.units
    from cases.case c where c.id = ${caseId}::uuid returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) throw refuse('not-found')
  if (party.recordId) {
    const { rows: shared } = await sql<{
      unit: number
    }>`select unnest(units) as unit from cases.case where id = ${caseId}::uuid`.execute(tx)
    for (const { unit } of shared) await shareRecord(tx, party.recordId, unit)
  }
  return id
}

/** Where an accused is now, and how the case ended for them. */
export async function setPartyState(
  tx: Tx,
  partyId: string,
  state: { custody?: string; outcome?: 'convicted' | 'acquitted' | 'discharged' | 'abated' },
): Promise<void> {
  const { numAffectedRows } =
    await sql`update cases.party set custody = coalesce(${state.custody ?? null}, custody),
    outcome = coalesce(${state.outcome ?? null}, outcome) where id = ${partyId}::uuid`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('not-found')
}

export interface NewCharge {
  readonly partyId?: string | null
  readonly act: string
  readonly section: string
  readonly titleEn: string
  readonly titleUr: string
  /** DEATH, LIFE or a number of months. */
  readonly maxPunishment: string
  readonly offenceVersion: string
  readonly addedBy?: 'fir' | 'investigation' | 'scrutiny' | 'court'
}

export async function addCharge(tx: Tx, caseId: string, charge: NewCharge): Promise<void> {
  await sql`insert into cases.charge (jurisdiction, case_id, party_id, act, section, title_en, title_ur, max_punishment, offence_version, added_by)
    values (${standing(tx).jurisdiction}, ${caseId}::uuid, ${charge.partyId ?? null}::uuid, ${charge.act}, ${charge.section},
      ${charge.titleEn}, ${charge.titleUr}, ${charge.maxPunishment}, ${charge.offenceVersion}, ${charge.addedBy ?? 'fir'})`.execute(
    tx,
  )
}

export interface NewCaseEvent {
  readonly caseId: string
  readonly partyId?: string | null
  /** `module.what-happened`; its sentence is `event.what-happened` in that module's texts. */
  readonly kind: string
  readonly agency: 'police' | 'prosecution' | 'court' | 'prison'
  /** When it happened, if not now. */
  readonly at?: string | undefined
  readonly params?: Record<string, string | number | null>
  readonly needs?: string
  readonly existenceHidden?: boolean
}

/** Adds a line to the case's timeline in the actor's own name. */
export async function tellCase(tx: Tx, event: NewCaseEvent): Promise<void> {
  const { unitId, jurisdiction } = standing(tx)
  await sql`insert into cases.event (jurisdiction, case_id, party_id, at, kind, agency, unit_id, params, needs, existence_hidden)
    values (${jurisdiction}, ${event.caseId}::uuid, ${event.partyId ?? null}::uuid, coalesce(${event.at ?? null}::timestamptz, clock_timestamp()),
      ${event.kind}, ${event.agency}, ${unitId}, ${JSON.stringify(event.params ?? {})}::jsonb, ${event.needs ?? null}, ${event.existenceHidden ?? false})`.execute(
    tx,
  )
}
