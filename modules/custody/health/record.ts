import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'
import type { Entry, Prescription } from './contract.ts'
import { Findings } from './findings.ts'
import type { Pathway, Slot, Status } from './pathways.ts'
import { openFile, type PatientColumns, patientColumns, patientJoins, patientOf } from './patients.ts'
import { fitnessNow } from './treat.ts'

type HealthRecord = OutputOf<typeof contract.getHealthRecord>

interface Signed {
  by_en: string | null
  by_ur: string | null
}
const byOf = (row: Signed) => (row.by_en === null && row.by_ur === null ? null : bothOf(row.by_en, row.by_ur))

/** Everything the medical officer has of one stay. @throws as openFile */
export async function recordOf(tx: Tx, { id }: { id: string }): Promise<HealthRecord> {
  const file = await openFile(tx, id)
  const { rows: who } = await sql<
    PatientColumns & { sex: string | null; born_on: string | null; screening_due: string; late: boolean }
  >`select ${patientColumns}, p.sex, p.birth_date as born_on, f.screening_due,
      f.screened_at is null and f.screening_due < clock_timestamp() as late
      from custody.imprisonment i join custody.health_file f on f.imprisonment_id = i.id ${patientJoins} where i.id = ${id}::uuid`.execute(
    tx,
  )
  const one = who[0]!
  const { rows: places } = await sql<{ id: string; name_en: string; name_ur: string }>`
    select l.id, l.name_en, l.name_ur from custody.location l where l.prison_id = ${file.prisonId} and l.ward <> 'ordinary'
       and not exists (select 1 from custody.location c where c.parent_id = l.id and c.kind = 'cell') order by l.position, l.name_en`.execute(
    tx,
  )
  const { rows: wards } = await sql<NonNullable<HealthRecord['ward']>>`
    select id, ward, from_at as from, expected_until as until, why from custody.health_ward
     where imprisonment_id = ${id}::uuid and ended_at is null`.execute(tx)
  const { rows: out } = await sql<NonNullable<HealthRecord['out']>>`
    select o.id as "movementId", coalesce(o.destination, '') as destination, o.out_at as since from custody.out_now o
     where o.imprisonment_id = ${id}::uuid and o.kind = 'HOS'`.execute(tx)
  return {
    patient: { ...patientOf(one), sex: one.sex, bornOn: one.born_on, held: file.held },
    screening: { dueAt: one.screening_due, late: one.late, latest: await latestScreening(tx, id) },
    allergies: await allergiesOf(tx, id),
    diagnoses: await diagnosesOf(tx, id),
    ward: wards[0] ?? null,
    isolationPlaces: places.map((row) => ({ id: row.id, name: { en: row.name_en, ur: row.name_ur } })),
    fitness: await fitnessNow(tx, id),
    out: out[0] ?? null,
    prescriptions: await prescriptionsOf(tx, id),
    timeline: await timelineOf(tx, id),
  }
}

export async function latestScreening(tx: Tx, id: string): Promise<HealthRecord['screening']['latest']> {
  const { rows } = await sql<{ id: string; at: string; findings: unknown } & Signed>`
    select s.id, s.at, s.findings, b.name_en as by_en, b.name_ur as by_ur from custody.health_screening s
      left join lateral custody.signed_by(s.by_account) b on true
     where s.imprisonment_id = ${id}::uuid order by s.at desc limit 1`.execute(tx)
  const row = rows[0]
  return row === undefined
    ? null
    : { id: row.id, at: row.at, by: byOf(row), findings: Findings.parse(row.findings) }
}

export async function allergiesOf(tx: Tx, id: string): Promise<HealthRecord['allergies']> {
  const { rows } = await sql<HealthRecord['allergies'][number]>`
    select id, substance, reaction, severe, at from custody.health_allergy where imprisonment_id = ${id}::uuid
     order by severe desc, at desc`.execute(tx)
  return rows
}

export async function diagnosesOf(tx: Tx, id: string): Promise<HealthRecord['diagnoses']> {
  const { rows } = await sql<{
    id: string
    pathway: Pathway
    words: string | null
    status: Status
    onset_on: string
  }>`select id, pathway, words, status, onset_on from custody.health_diagnosis where imprisonment_id = ${id}::uuid
      order by status in ('completed', 'ruled-out'), onset_on desc, at desc`.execute(tx)
  const { rows: steps } = await sql<
    { diagnosis_id: string; status: Status; note: string | null; at: string } & Signed
  >`select s.diagnosis_id, s.status, s.note, s.at, b.name_en as by_en, b.name_ur as by_ur from custody.health_diagnosis_step s
      left join lateral custody.signed_by(s.by_account) b on true
     where s.imprisonment_id = ${id}::uuid order by s.at`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    pathway: row.pathway,
    words: row.words,
    status: row.status,
    onsetOn: row.onset_on,
    steps: steps
      .filter((step) => step.diagnosis_id === row.id)
      .map((step) => ({ status: step.status, note: step.note, at: step.at, by: byOf(step) })),
  }))
}

export async function prescriptionsOf(tx: Tx, id: string): Promise<Prescription[]> {
  const { rows } = await sql<{
    id: string
    medicine: string
    dose: string
    slots: Slot[]
    watched: boolean
    from_on: string
    until_on: string | null
    stopped_at: string | null
    stopped_why: string | null
    running: boolean
    given: number
    refused: number
    not_there: number
  }>`select r.id, r.medicine, r.dose, r.slots, r.watched, r.from_on, r.until_on, r.stopped_at, r.stopped_why,
      r.stopped_at is null and (r.until_on is null or r.until_on >= workflow.today()) as running,
      coalesce(d.given, 0)::integer as given, coalesce(d.refused, 0)::integer as refused, coalesce(d.not_there, 0)::integer as not_there
      from custody.health_prescription r
      left join lateral (select count(*) filter (where m.result = 'given') as given, count(*) filter (where m.result = 'refused') as refused,
        count(*) filter (where m.result = 'not-there') as not_there from custody.health_dose m where m.prescription_id = r.id) d on true
     where r.imprisonment_id = ${id}::uuid order by running desc, r.from_on desc, r.medicine`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    medicine: row.medicine,
    dose: row.dose,
    slots: row.slots,
    watched: row.watched,
    fromOn: row.from_on,
    untilOn: row.until_on,
    stoppedAt: row.stopped_at,
    stoppedWhy: row.stopped_why,
    running: row.running,
    given: row.given,
    refused: row.refused,
    notThere: row.not_there,
  }))
}

/** Everything as it happened, latest first, in one statement. */
async function timelineOf(tx: Tx, id: string): Promise<Entry[]> {
  const { rows } = await sql<
    {
      id: string
      kind: Entry['kind']
      at: string
      pathway: Pathway | null
      key: string | null
      words: string | null
    } & Signed
  >`with entry(id, kind, at, account, pathway, key, words) as (
      select id::text, 'screening', at, by_account, null::text, null::text, findings ->> 'notes' from custody.health_screening where imprisonment_id = ${id}::uuid
      union all select s.id::text, 'diagnosis', s.at, s.by_account, d.pathway, s.status, concat_ws(' · ', d.words, s.note)
        from custody.health_diagnosis_step s join custody.health_diagnosis d on d.id = s.diagnosis_id where s.imprisonment_id = ${id}::uuid
      union all select id::text, 'ward', from_at, by_account, null, ward, why from custody.health_ward where imprisonment_id = ${id}::uuid
      union all select id::text || '/end', 'ward-ended', ended_at, ended_by, null, ward, ended_why from custody.health_ward
        where imprisonment_id = ${id}::uuid and ended_at is not null
      union all select t.id::text, 'fitness', t.at, t.by_account, null, t.kind || case when t.fit then '-yes' else '-no' end, r.why
        from custody.fitness t join custody.health_fitness_reason r on r.id = t.id where t.imprisonment_id = ${id}::uuid
      union all select id::text, 'prescribed', at, by_account, null, null, concat_ws(' · ', medicine, dose) from custody.health_prescription
        where imprisonment_id = ${id}::uuid
      union all select id::text || '/end', 'stopped', stopped_at, stopped_by, null, null, concat_ws(' · ', medicine, stopped_why)
        from custody.health_prescription where imprisonment_id = ${id}::uuid and stopped_at is not null
      union all select id::text, 'visit', at, by_account, null, null, why from custody.health_visit where imprisonment_id = ${id}::uuid
      union all select id::text || '/end', 'visit-back', outcome_at, outcome_by, null, null, outcome from custody.health_visit
        where imprisonment_id = ${id}::uuid and outcome_at is not null
      union all select id::text, 'note', at, by_account, null, null, words from custody.health_note where imprisonment_id = ${id}::uuid
      union all select id::text, 'allergy', at, by_account, null, null, concat_ws(' · ', substance, reaction) from custody.health_allergy
        where imprisonment_id = ${id}::uuid)
    select e.id, e.kind, e.at, e.pathway, e.key, nullif(e.words, '') as words, b.name_en as by_en, b.name_ur as by_ur
      from entry e left join lateral custody.signed_by(e.account) b on true order by e.at desc, e.id limit 200`.execute(
    tx,
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    at: row.at,
    by: byOf(row),
    pathway: row.pathway,
    key: row.key,
    words: row.words,
  }))
}
