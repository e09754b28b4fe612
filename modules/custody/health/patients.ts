import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { bothOf } from '../prisoners/names.ts'
import type { Patient } from './contract.ts'

export interface PatientColumns {
  imprisonment_id: string
  number: number
  year: number
  name_en: string | null
  name_ur: string | null
  father_en: string | null
  father_ur: string | null
  place_en: string | null
  place_ur: string | null
  barrack_id: string | null
}

/** Who a row is about, and where they sleep. To go with `patientJoins`, which speaks of imprisonment `i`. */
export const patientColumns = sql`i.id as imprisonment_id, i.number, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur,
  nullif(concat_ws(' / ', lu.name_en, l.name_en), '') as place_en, nullif(concat_ws(' / ', lu.name_ur, l.name_ur), '') as place_ur,
  coalesce(lu.id, l.id) as barrack_id`
export const patientJoins = sql`join people.record p on p.id = i.record_id
  left join custody.allocation a on a.imprisonment_id = i.id and a.to_at is null
  left join custody.location l on l.id = a.location_id
  left join custody.location lu on lu.id = l.parent_id and l.kind = 'cell'`

export function patientOf(row: PatientColumns): Patient {
  return {
    imprisonmentId: row.imprisonment_id,
    number: `${row.number}/${row.year}`,
    name: bothOf(row.name_en, row.name_ur),
    father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
    place: row.place_en === null ? null : bothOf(row.place_en, row.place_ur),
  }
}

/** A stay whose health file the reader may open. */
export interface Opened {
  readonly imprisonmentId: string
  readonly prisonId: number
  readonly jurisdiction: string
  readonly held: boolean
}

/**
 * Opens a prisoner's health file. Whether there is anything in it makes no difference to whom it is refused.
 * @throws not-found; custody-health.kept-by-another for a woman's or a juvenile's file when the post may not open such
 */
export async function openFile(tx: Tx, id: string): Promise<Opened> {
  const { rows } = await sql<{ prison_id: number; jurisdiction: string; state: string; file: string | null }>`
    select i.prison_id, i.jurisdiction, i.state, f.id as file from custody.imprisonment i
      left join custody.health_file f on f.imprisonment_id = i.id where i.id = ${id}::uuid`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  if (row.file === null) throw refuse('custody-health.kept-by-another')
  return {
    imprisonmentId: id,
    prisonId: row.prison_id,
    jurisdiction: row.jurisdiction,
    held: row.state === 'in',
  }
}

/** To write about somebody in the prison; two who write about the same person take turns. @throws as openFile; custody.not-in */
export async function openToTreat(tx: Tx, id: string): Promise<Opened> {
  const file = await openFile(tx, id)
  if (!file.held) throw refuse('custody.not-in')
  await sql`select 1 from custody.health_file where imprisonment_id = ${id}::uuid for update`.execute(tx)
  return file
}

/** The first columns of every medical row. */
export function ownedBy(file: Opened): RawBuilder<unknown> {
  return sql`${file.jurisdiction}, ${file.prisonId}, ${file.imprisonmentId}::uuid`
}

/** A period or hour of the province as it stands today, or null where none was entered. */
export async function ruleOf(
  tx: Tx,
  key: string,
): Promise<{ value: number; source: { en: string; ur: string } } | null> {
  const { rows } = await sql<{ value: number; source_en: string; source_ur: string }>`
    select value, source_en, source_ur from custody.health_rule where key = ${key} and from_on <= workflow.today()
     order by from_on desc limit 1`.execute(tx)
  const row = rows[0]
  return row === undefined ? null : { value: row.value, source: { en: row.source_en, ur: row.source_ur } }
}
