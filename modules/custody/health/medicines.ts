import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'
import { type DoseResult, type Slot, slots } from './pathways.ts'
import {
  openFile,
  openToTreat,
  ownedBy,
  type PatientColumns,
  patientColumns,
  patientJoins,
  patientOf,
  ruleOf,
} from './patients.ts'

type Round = OutputOf<typeof contract.getDoseRound>

/** A prescription `r` is to be given on a day. */
const givenOn = (
  day: string,
) => sql`r.from_on <= ${day}::date and (r.until_on is null or r.until_on >= ${day}::date)
  and (r.stopped_at is null or (r.stopped_at at time zone 'Asia/Karachi')::date > ${day}::date)`

/** @throws as openToTreat; not-found for a diagnosis of somebody else */
export async function prescribe(
  tx: Tx,
  given: ParsedInputOf<typeof contract.prescribe>,
): Promise<{ prescriptionId: string }> {
  const file = await openToTreat(tx, given.id)
  if (given.diagnosisId !== undefined) {
    const { rows } = await sql`select 1 from custody.health_diagnosis
      where id = ${given.diagnosisId}::uuid and imprisonment_id = ${given.id}::uuid`.execute(tx)
    if (rows.length === 0) throw refuse('not-found')
  }
  const { rows } = await sql<{ id: string }>`
    insert into custody.health_prescription (jurisdiction, prison_id, imprisonment_id, diagnosis_id, medicine, dose, slots, watched, from_on, until_on)
    values (${ownedBy(file)}, ${given.diagnosisId ?? null}::uuid, ${given.medicine}, ${given.dose},
      ${slots.filter((slot) => given.slots.includes(slot))}::text[], ${given.watched}, ${given.fromOn}, ${given.untilOn ?? null})
    returning id`.execute(tx)
  return { prescriptionId: rows[0]!.id }
}

/** @throws not-found when it is stopped already */
export async function stop(
  tx: Tx,
  given: { prescriptionId: string; why: string },
): Promise<{ stopped: true }> {
  const { numAffectedRows } = await sql`
    update custody.health_prescription set stopped_at = clock_timestamp(), stopped_by = ${standing(tx).accountId}::uuid,
      stopped_why = ${given.why} where id = ${given.prescriptionId}::uuid and stopped_at is null`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('not-found')
  return { stopped: true }
}

/** One round of a day, barrack by barrack in the order of the building. @throws not-found */
export async function roundOf(tx: Tx, given: { on: string; slot: Slot }): Promise<Round> {
  const prison = await prisonOf(tx, undefined)
  const { rows } = await sql<
    PatientColumns & {
      prescription_id: string
      medicine: string
      dose: string
      watched: boolean
      allergies: string[]
      out: boolean
      result: DoseResult | null
      barrack_en: string | null
      barrack_ur: string | null
    }
  >`select ${patientColumns}, r.id as prescription_id, r.medicine, r.dose, r.watched, coalesce(lu.name_en, l.name_en) as barrack_en,
      coalesce(lu.name_ur, l.name_ur) as barrack_ur, o.id is not null as out,
      array(select g.substance from custody.health_allergy g where g.imprisonment_id = i.id order by g.severe desc, g.substance) as allergies,
      (select d.result from custody.health_dose d where d.prescription_id = r.id and d.on_date = ${given.on}::date and d.slot = ${given.slot}
        order by d.result = 'given' desc, d.at desc limit 1) as result
      from custody.health_prescription r join custody.imprisonment i on i.id = r.imprisonment_id and i.state = 'in'
      ${patientJoins} left join custody.out_now o on o.imprisonment_id = i.id
     where r.prison_id = ${prison.id} and ${givenOn(given.on)} and ${given.slot} = any (r.slots)
     order by coalesce(lu.position, l.position) nulls first, i.year, i.number, r.medicine`.execute(tx)
  const barracks: Round['barracks'] = []
  for (const row of rows) {
    let barrack = barracks.find((one) => one.id === row.barrack_id)
    if (barrack === undefined) {
      barrack = {
        id: row.barrack_id,
        name: row.barrack_id === null ? null : bothOf(row.barrack_en, row.barrack_ur),
        due: [],
      }
      barracks.push(barrack)
    }
    barrack.due.push({
      ...patientOf(row),
      prescriptionId: row.prescription_id,
      medicine: row.medicine,
      dose: row.dose,
      watched: row.watched,
      allergies: row.allergies,
      out: row.out,
      result: row.result,
    })
  }
  const hour = await ruleOf(tx, `slot-hour:${given.slot}`)
  return { on: given.on, slot: given.slot, hour: hour?.value ?? 0, barracks }
}

/**
 * Records what became of doses. The database takes each mark once: one sent again, or made by a colleague a moment before, is counted
 * as known. @throws not-found; custody-health.not-due for a medicine that is not given at that round, or a day to come
 */
export async function log(
  tx: Tx,
  { doses }: ParsedInputOf<typeof contract.logDoses>,
): Promise<{ logged: number; known: number }> {
  const ids = [...new Set(doses.map((dose) => dose.prescriptionId))]
  const { rows } = await sql<{
    id: string
    slots: Slot[]
    from_on: string
    until_on: string | null
    stopped_on: string | null
  }>`select id, slots, from_on, until_on, (stopped_at at time zone 'Asia/Karachi')::date as stopped_on
       from custody.health_prescription where id = any (${ids}::uuid[])`.execute(tx)
  const known = new Map(rows.map((row) => [row.id, row]))
  const day = await today(tx)
  for (const dose of doses) {
    const r = known.get(dose.prescriptionId)
    if (r === undefined) throw refuse('not-found')
    const due =
      dose.on <= day &&
      dose.on >= r.from_on &&
      (r.until_on === null || dose.on <= r.until_on) &&
      (r.stopped_on === null || dose.on <= r.stopped_on) &&
      r.slots.includes(dose.slot)
    if (!due) throw refuse('custody-health.not-due')
  }
  // In one order for all devices, so that two that send the same round wait for each other instead of deadlocking.
  const ordered = [...doses].sort((one, other) =>
    one.prescriptionId === other.prescriptionId
      ? one.id.localeCompare(other.id)
      : one.prescriptionId.localeCompare(other.prescriptionId),
  )
  const { rows: made } = await sql<{ id: string }>`
    insert into custody.health_dose (id, jurisdiction, prison_id, imprisonment_id, prescription_id, on_date, slot, result)
    select t.id, r.jurisdiction, r.prison_id, r.imprisonment_id, r.id, t."on", t.slot, t.result
      from jsonb_to_recordset(${JSON.stringify(ordered.map((dose, at) => ({ ...dose, at })))}::jsonb)
        as t(at integer, id uuid, "prescriptionId" uuid, "on" date, slot text, result text)
      join custody.health_prescription r on r.id = t."prescriptionId" order by t.at returning id`.execute(tx)
  return { logged: made.length, known: doses.length - made.length }
}

/** What somebody who leaves takes along: each medicine that runs, and as many doses as the province says. @throws as openFile */
export async function continuity(
  tx: Tx,
  { id }: { id: string },
): Promise<OutputOf<typeof contract.getContinuity>> {
  const file = await openFile(tx, id)
  const { rows: who } = await sql<
    PatientColumns & { prison_en: string; prison_ur: string; now: string; day: string }
  >`
    select ${patientColumns}, u.name_en as prison_en, u.name_ur as prison_ur, clock_timestamp() as now,
      -- Of one who has left: as it stood on the last day.
      least(workflow.today(), (i.released_at at time zone 'Asia/Karachi')::date) as day
      from custody.imprisonment i ${patientJoins} join units.current_unit u on u.id = i.prison_id where i.id = ${id}::uuid`.execute(
    tx,
  )
  const one = who[0]!
  const supply = (await ruleOf(tx, 'supply-days'))?.value ?? 0
  const { rows } = await sql<{
    id: string
    medicine: string
    dose: string
    slots: Slot[]
    until_on: string | null
    left: number | null
    last_given: string | null
  }>`select r.id, r.medicine, r.dose, r.slots, r.until_on, r.until_on - ${one.day}::date as left,
      (select max(d.at) from custody.health_dose d where d.prescription_id = r.id and d.result = 'given') as last_given
      from custody.health_prescription r where r.imprisonment_id = ${file.imprisonmentId}::uuid and ${givenOn(one.day)}
     order by r.medicine, r.id`.execute(tx)
  const { rows: allergies } = await sql<{ substance: string }>`
    select substance from custody.health_allergy where imprisonment_id = ${id}::uuid order by severe desc, substance`.execute(
    tx,
  )
  return {
    patient: patientOf(one),
    prison: { en: one.prison_en, ur: one.prison_ur },
    asOf: one.now,
    supplyDays: supply,
    allergies: allergies.map(({ substance }) => substance),
    medicines: rows.map((row) => ({
      prescriptionId: row.id,
      medicine: row.medicine,
      dose: row.dose,
      slots: row.slots,
      untilOn: row.until_on,
      lastGiven: row.last_given,
      doses: row.slots.length * Math.max(0, Math.min(supply, row.left ?? supply)),
    })),
  }
}

/** On the home page: doses of today whose round has come and of which nothing is recorded. */
export async function countDosesDue(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from custody.health_prescription r
      join custody.imprisonment i on i.id = r.imprisonment_id and i.state = 'in' cross join lateral unnest(r.slots) as s(slot)
     where r.prison_id = any (access.units()) and ${givenOn(await today(tx))}
       and extract(hour from clock_timestamp() at time zone 'Asia/Karachi')
         >= coalesce(custody.health_rule_now(r.jurisdiction, 'slot-hour:' || s.slot), 0)
       and not exists (select 1 from custody.health_dose d where d.prescription_id = r.id and d.on_date = workflow.today() and d.slot = s.slot)`.execute(
    tx,
  )
  return { count: rows[0]!.count, overdue: 0 }
}
