import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Download } from '#kernel/gate'
import type { Tx } from '#platform/db'
import { bothOf } from '../prisoners/names.ts'
import { patientSummary } from './fhir.ts'
import { openFile } from './patients.ts'
import { allergiesOf, diagnosesOf, latestScreening, prescriptionsOf } from './record.ts'

/** The summary of one stay as a file for the hospital, clinic or prison that goes on. @throws as openFile */
export async function exportSummary(tx: Tx, { id }: { id: string }): Promise<Download> {
  const file = await openFile(tx, id)
  const { rows } = await sql<{
    number: number
    year: number
    name_en: string | null
    name_ur: string | null
    sex: string | null
    birth_date: string | null
    prison_en: string
    prison_ur: string
    now: string
  }>`select i.number, i.year, p.name_en, p.name_ur, p.sex, p.birth_date, u.name_en as prison_en, u.name_ur as prison_ur, clock_timestamp() as now
       from custody.imprisonment i join people.record p on p.id = i.record_id join units.current_unit u on u.id = i.prison_id
      where i.id = ${id}::uuid`.execute(tx)
  const one = rows[0]!
  const bundle = patientSummary({
    id: randomUUID(),
    at: one.now,
    prison: { id: file.prisonId, name: { en: one.prison_en, ur: one.prison_ur } },
    patient: {
      id,
      number: `${one.number}/${one.year}`,
      name: bothOf(one.name_en, one.name_ur),
      sex: one.sex,
      bornOn: one.birth_date,
    },
    diagnoses: await diagnosesOf(tx, id),
    medicines: await prescriptionsOf(tx, id),
    allergies: await allergiesOf(tx, id),
    screening: await latestScreening(tx, id),
  })
  return {
    body: JSON.stringify(bundle),
    contentType: 'application/fhir+json',
    fileName: `patient-summary-${one.number}-${one.year}.json`,
  }
}
