import { sql } from 'kysely'
import { partiesOf } from '#kernel/cases'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import type { getCustodyOfCase, getCustodyOfPerson } from './contract.ts'
import { bothOf } from './names.ts'

interface Held {
  imprisonment_id: string | null
  prison_en: string
  prison_ur: string
  number: number
  year: number
  category: string
  state: 'in' | 'released'
  admitted_at: string
  released_at: string | null
}

const custody = (row: Held) => ({
  imprisonmentId: row.imprisonment_id,
  prison: { en: row.prison_en, ur: row.prison_ur },
  number: `${row.number}/${row.year}`,
  category: row.category,
  state: row.state,
  admittedAt: row.admitted_at,
  releasedAt: row.released_at,
})

/** Where the accused of a case are held, for every agency of the case. */
export async function custodyOfCase(tx: Tx, caseId: string): Promise<OutputOf<typeof getCustodyOfCase>> {
  const { rows } = await sql<Held & { party_id: string; next_production: string | null }>`
    select c.*, u.name_en as prison_en, u.name_ur as prison_ur from custody.custody_of_case(${caseId}::uuid) c
      join units.current_unit u on u.id = c.prison_id`.execute(tx)
  const names = new Map(
    (await partiesOf(tx, caseId)).map((party) => [party.id, bothOf(party.nameEn, party.nameUr)]),
  )
  return {
    rows: rows.map((row) => ({
      ...custody(row),
      partyId: row.party_id,
      name: names.get(row.party_id) ?? bothOf(null, null),
      nextProduction: row.next_production,
    })),
  }
}

export async function custodyOfPerson(
  tx: Tx,
  personId: string,
): Promise<OutputOf<typeof getCustodyOfPerson>> {
  const { rows } = await sql<Held>`
    select c.*, u.name_en as prison_en, u.name_ur as prison_ur from custody.custody_of_person(${personId}::uuid) c
      join units.current_unit u on u.id = c.prison_id`.execute(tx)
  return { rows: rows.map(custody) }
}

export interface Imprisonment {
  readonly imprisonmentId: string | null
  readonly prisonId: number
  readonly number: string
  readonly category: string
  readonly state: 'in' | 'released'
  readonly admittedAt: string
  readonly releasedAt: string | null
}

/** The imprisonment an accused is or was last held under in this case; null when the reader may see none. */
export async function imprisonmentOf(tx: Tx, partyId: string): Promise<Imprisonment | null> {
  const { rows } = await sql<{
    imprisonment_id: string | null
    prison_id: number
    number: number
    year: number
    category: string
    state: 'in' | 'released'
    admitted_at: string
    released_at: string | null
  }>`select c.imprisonment_id, c.prison_id, c.number, c.year, c.category, c.state, c.admitted_at, c.released_at
      from cases.party p cross join lateral custody.custody_of_case(p.case_id) c
     where p.id = ${partyId}::uuid and c.party_id = p.id order by c.admitted_at desc limit 1`.execute(tx)
  const row = rows[0]
  return row === undefined
    ? null
    : {
        imprisonmentId: row.imprisonment_id,
        prisonId: row.prison_id,
        number: `${row.number}/${row.year}`,
        category: row.category,
        state: row.state,
        admittedAt: row.admitted_at,
        releasedAt: row.released_at,
      }
}
