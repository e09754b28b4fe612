import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { prisonOf } from '../prison-of.ts'
import type * as contract from './contract.ts'
import type { Findings } from './findings.ts'
import { countDosesDue } from './medicines.ts'
import { openStatuses, type Pathway, type Status } from './pathways.ts'
import { type PatientColumns, patientColumns, patientJoins, patientOf } from './patients.ts'

type Desk = OutputOf<typeof contract.getHealthDesk>

/** How many screenings the desk names; the count beside it is of all. */
const named = 100

/** Stays whose first screening is still to be done. */
const screeningDue = sql`f.screened_at is null and f.closed_at is null`

/** @throws not-found */
export async function deskOf(tx: Tx): Promise<Desk> {
  const { prisons: _, ...prison } = await prisonOf(tx, undefined)
  const { rows: due } = await sql<PatientColumns & { due_at: string; late: boolean }>`
    select ${patientColumns}, f.screening_due as due_at, f.screening_due < clock_timestamp() as late
      from custody.health_file f join custody.imprisonment i on i.id = f.imprisonment_id ${patientJoins}
     where f.prison_id = ${prison.id} and ${screeningDue} order by f.screening_due, i.year, i.number limit ${named}`.execute(
    tx,
  )
  const { rows: wards } = await sql<
    PatientColumns & {
      id: string
      ward: 'isolation' | 'hospital'
      from_at: string
      expected_until: string | null
      why: string
      pathway: Pathway | null
      elsewhere: boolean
    }
  >`select ${patientColumns}, w.id, w.ward, w.from_at, w.expected_until, w.why, d.pathway, l.ward is distinct from w.ward as elsewhere
      from custody.health_ward w join custody.imprisonment i on i.id = w.imprisonment_id
      left join custody.health_diagnosis d on d.id = w.diagnosis_id ${patientJoins}
     where w.prison_id = ${prison.id} and w.ended_at is null order by w.ward desc, w.expected_until nulls last, w.from_at`.execute(
    tx,
  )
  const { rows: out } = await sql<
    PatientColumns & {
      id: string
      destination: string | null
      out_at: string
      due_back: string | null
      late: boolean
      why: string | null
    }
  >`select ${patientColumns}, o.id, o.destination, o.out_at, o.due_back, coalesce(o.due_back < clock_timestamp(), false) as late, v.why
      from custody.out_now o join custody.imprisonment i on i.id = o.imprisonment_id
      join custody.health_file f on f.imprisonment_id = i.id
      left join custody.health_visit v on v.movement_id = o.id ${patientJoins}
     where o.prison_id = ${prison.id} and o.kind = 'HOS' order by o.out_at`.execute(tx)
  const { rows: watched } = await sql<
    PatientColumns & { id: string; self_harm: Findings['selfHarm']; at: string }
  >`
    select ${patientColumns}, s.id, s.self_harm, s.at from custody.imprisonment i
      join lateral (select x.id, x.self_harm, x.at from custody.health_screening x where x.imprisonment_id = i.id order by x.at desc limit 1) s on true
      ${patientJoins}
     where i.id in (select y.imprisonment_id from custody.health_screening y where y.prison_id = ${prison.id} and y.self_harm <> 'none')
       and i.state = 'in' and s.self_harm <> 'none' order by s.self_harm = 'high' desc, s.at desc`.execute(tx)
  const { rows: pathways } = await sql<Desk['pathways'][number]>`
    select d.pathway, (count(*) filter (where d.status = 'suspected'))::integer as suspected,
      (count(*) filter (where d.status = 'confirmed'))::integer as confirmed,
      (count(*) filter (where d.status in ('on-treatment', 'interrupted')))::integer as treated
      from custody.health_diagnosis d join custody.imprisonment i on i.id = d.imprisonment_id and i.state = 'in'
     where d.prison_id = ${prison.id} and d.status = any (${openStatuses}::text[]) group by d.pathway order by count(*) desc, d.pathway`.execute(
    tx,
  )
  const { rows: now } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(tx)
  const screening = await countScreeningDue(tx)
  return {
    prison,
    asOf: now[0]!.now,
    counts: {
      due: screening.count,
      overdue: screening.overdue,
      watched: watched.length,
      dosesDue: (await countDosesDue(tx)).count,
    },
    due: due.map((row) => ({ ...patientOf(row), dueAt: row.due_at, late: row.late })),
    wards: wards.map((row) => ({
      ...patientOf(row),
      wardId: row.id,
      ward: row.ward,
      from: row.from_at,
      until: row.expected_until,
      why: row.why,
      pathway: row.pathway,
      elsewhere: row.elsewhere,
    })),
    out: out.map((row) => ({
      ...patientOf(row),
      movementId: row.id,
      destination: row.destination ?? '',
      since: row.out_at,
      dueBack: row.due_back,
      late: row.late,
      why: row.why,
    })),
    watched: watched.map((row) => ({
      ...patientOf(row),
      screeningId: row.id,
      risk: row.self_harm,
      at: row.at,
    })),
    pathways,
  }
}

/** On the home page: screenings due, and those whose period has passed. */
export async function countScreeningDue(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where f.screening_due < clock_timestamp()))::integer as overdue
      from custody.health_file f where f.prison_id = any (access.units()) and ${screeningDue}`.execute(tx)
  return rows[0]!
}

export async function patientsOf(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listPatients>,
): Promise<OutputOf<typeof contract.listPatients>> {
  const { rows } = await sql<
    PatientColumns & {
      id: string
      pathway: Pathway
      words: string | null
      status: Status
      onset_on: string
      total: number
    }
  >`select ${patientColumns}, d.id, d.pathway, d.words, d.status, d.onset_on, count(*) over ()::integer as total
      from custody.health_diagnosis d join custody.imprisonment i on i.id = d.imprisonment_id and i.state = 'in' ${patientJoins}
     where d.prison_id = any (access.units()) and (${query.pathway ?? null}::text is null or d.pathway = ${query.pathway ?? null})
       and (case when ${query.status ?? null}::text is null then d.status = any (${openStatuses}::text[]) else d.status = ${query.status ?? null} end)
     order by d.onset_on desc, d.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(tx)
  return {
    rows: rows.map((row) => ({
      ...patientOf(row),
      diagnosisId: row.id,
      pathway: row.pathway,
      words: row.words,
      status: row.status,
      onsetOn: row.onset_on,
    })),
    total: rows[0]?.total ?? 0,
  }
}
