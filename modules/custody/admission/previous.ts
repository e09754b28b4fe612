import { sql } from 'kysely'
import { recordAct } from '#kernel/audit'
import { normaliseName, searchKeys } from '#kernel/people'
import type { Tx } from '#platform/db'
import type { PreviousImprisonment } from './contract.ts'

export interface PreviousQuery {
  readonly name?: string | undefined
  readonly father?: string | undefined
  readonly cnic?: string | undefined
  readonly personId?: string | undefined
}

interface Row {
  id: string
  person_id: string
  name_en: string | null
  name_ur: string | null
  father_en: string | null
  father_ur: string | null
  sex: string | null
  birth_year: number | null
  prison_en: string
  prison_ur: string
  number: number
  year: number
  admitted_year: number
  released_year: number | null
  held: boolean
  by_person: boolean
  by_cnic: boolean
  by_name: number
  by_sound: number
  by_father: number
}

/**
 * Earlier imprisonments of who may be this person, in all prisons of the department, best first. Searched before a number is
 * issued: a man released under one spelling comes back under another. The read is recorded with what it showed.
 */
export async function findPreviousImprisonments(
  tx: Tx,
  query: PreviousQuery,
  limit = 8,
): Promise<PreviousImprisonment[]> {
  const name = normaliseName(query.name ?? '')
  const tokens = name === '' ? [] : searchKeys(query.name ?? '').skeletonTokens
  const cnic = (query.cnic ?? '').replace(/\D/g, '')
  if (name.length < 2 && cnic.length !== 13 && query.personId === undefined) return []
  const { rows } = await sql<Row>`
    select f.*, u.name_en as prison_en, u.name_ur as prison_ur
      from custody.previous_imprisonments(${query.personId ?? null}::uuid, ${cnic.length === 13 ? cnic : null}, ${name},
        ${tokens}::text[], ${normaliseName(query.father ?? '')}, ${limit}) f
      join units.current_unit u on u.id = f.prison_id`.execute(tx)
  await recordAct(tx, {
    act: 'read',
    subject: 'custody.previous_imprisonments',
    subjectIds: rows.map((row) => row.id),
  })
  return rows.map(found).filter((one) => one.why.length > 0)
}

function found(row: Row): PreviousImprisonment {
  const why: PreviousImprisonment['why'] = []
  if (row.by_person) why.push('person')
  if (row.by_cnic) why.push('cnic')
  if (row.by_name >= 0.55) why.push('name')
  if (row.by_sound >= 0.5) why.push('sound')
  if (why.length > 0 && row.by_father >= 0.4) why.push('father')
  return {
    id: row.id,
    personId: row.person_id,
    nameEn: row.name_en,
    nameUr: row.name_ur,
    fatherEn: row.father_en,
    fatherUr: row.father_ur,
    sex: row.sex,
    birthYear: row.birth_year,
    prison: { en: row.prison_en, ur: row.prison_ur },
    number: `${row.number}/${row.year}`,
    admittedYear: row.admitted_year,
    releasedYear: row.released_year,
    held: row.held,
    why,
    strong:
      row.by_person || row.by_cnic || (Math.max(row.by_name, row.by_sound) >= 0.8 && row.by_father >= 0.5),
  }
}
