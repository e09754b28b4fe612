import { sql } from 'kysely'
import { defineDependent } from '#kernel/people'
import type { Tx } from '#platform/db'

/** Dates of liberty that hang on who a prisoner is: the registry asks before it makes two persons one, and holds what would change them. */
defineDependent({
  key: 'custody',
  async legalDates(tx, personIds) {
    const { rows } = await sql<{
      imprisonment_id: string
      kind: 'bail' | 'release'
      due: string
      number: number
      year: number
      prison_en: string
      prison_ur: string
    }>`select * from custody.dates_of_persons(${[...personIds]}::uuid[])`.execute(tx)
    return rows.map((row) => {
      const which = `${row.number}/${row.year}`
      return {
        what:
          row.kind === 'bail'
            ? {
                en: `Statutory bail of prisoner ${which}, ${row.prison_en}`,
                ur: `اسیر ${which}، ${row.prison_ur} کی قانونی ضمانت`,
              }
            : {
                en: `Release of prisoner ${which}, ${row.prison_en}`,
                ur: `اسیر ${which}، ${row.prison_ur} کی رہائی`,
              },
        date: row.due,
        href: `/custody/prisoners/${row.imprisonment_id}`,
      }
    })
  },
  async spells(tx, recordIds) {
    const { rows } = await sql<{
      record_id: string
      prison: string
      held_from: string
      held_to: string | null
    }>`
      select * from custody.spells_of_records(${[...recordIds]}::uuid[])`.execute(tx)
    return rows.map((row) => ({
      recordId: row.record_id,
      prison: row.prison,
      from: row.held_from,
      ...(row.held_to === null ? {} : { to: row.held_to }),
    }))
  },
})

/** Imprisonments whose date of release hangs on whether these persons are one. */
export async function releasesOfPersons(tx: Tx, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ imprisonment_id: string }>`
    select imprisonment_id from custody.dates_of_persons(${[...personIds]}::uuid[]) where kind = 'release'`.execute(
    tx,
  )
  return rows.map((row) => row.imprisonment_id)
}
