import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { sentenceFactsOf } from '../sentence/facts.ts'
import type { Convict } from './effect.ts'

export interface HeldConvict {
  readonly id: string
  readonly prisonId: number
  readonly label: string
  readonly convict: Convict
}

interface Row {
  id: string
  prison_id: number
  label: string
  category: string
  sex: 'M' | 'F' | 'X' | null
  birth_date: string | null
  birth_precision: string | null
  due: string | null
}

/** A page of everyone who serves a sentence, with the facts it turns on; `last` is where the next page begins. */
export async function convictsAfter(
  tx: Tx,
  after: string,
  limit: number,
): Promise<{ convicts: HeldConvict[]; last: string | null }> {
  const { rows } = await sql<Row>`
    select i.id, i.prison_id, u.code || ' ' || i.number || '/' || i.year as label, i.category, p.sex, p.birth_date, p.birth_precision,
      r.due_release as due
      from custody.imprisonment i
      join units.unit u on u.id = i.prison_id
      join people.record p on p.id = i.record_id
      left join custody.release_date r on r.imprisonment_id = i.id and r.state in ('computed', 'proposed', 'confirmed')
     where i.state = 'in' and i.id > ${after}::uuid and (i.category in ('convict', 'condemned') or r.id is not null)
     order by i.id limit ${limit}`.execute(tx)
  return { convicts: await withFacts(tx, rows), last: rows.length < limit ? null : rows.at(-1)!.id }
}

/** The same of some, as they are now; who has left is missing. */
export async function convictsNamed(tx: Tx, ids: readonly string[]): Promise<Map<string, HeldConvict>> {
  const { rows } = await sql<Row>`
    select i.id, i.prison_id, u.code || ' ' || i.number || '/' || i.year as label, i.category, p.sex, p.birth_date, p.birth_precision,
      r.due_release as due
      from custody.imprisonment i
      join units.unit u on u.id = i.prison_id
      join people.record p on p.id = i.record_id
      left join custody.release_date r on r.imprisonment_id = i.id and r.state in ('computed', 'proposed', 'confirmed')
     where i.state = 'in' and i.id = any (${ids}::uuid[])`.execute(tx)
  return new Map((await withFacts(tx, rows)).map((one) => [one.id, one]))
}

async function withFacts(tx: Tx, rows: readonly Row[]): Promise<HeldConvict[]> {
  const facts = await sentenceFactsOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.flatMap((row) => {
    const found = facts.get(row.id)!
    if (found.inputs.sentences.length === 0 && !found.condemned) return []
    return [
      {
        id: row.id,
        prisonId: row.prison_id,
        label: row.label,
        convict: {
          sex: row.sex,
          birthDate: row.birth_date,
          birthKnown: row.birth_precision === 'day',
          facts: found,
          storedDue: row.due,
        },
      },
    ]
  })
}
