import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { bothOf } from '../prisoners/names.ts'
import { productionsOn } from '../production/productions.ts'
import type * as contract from './contract.ts'
import { isDemanded } from './crossing.ts'
import { setupSeen } from './fingers.ts'

type Line = OutputOf<typeof contract.listGateLine>

/** Who stands in the line: those whom the courts ask for today and nothing is recorded of yet, or those outside who will come back. */
export async function gateLine(tx: Tx, { line }: ParsedInputOf<typeof contract.listGateLine>): Promise<Line> {
  const waiting = line === 'court' ? await toCourt(tx) : null
  const { rows } = await sql<{
    id: string
    number: number
    year: number
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
    photo: string | null
    enrolled: number
    standing: Line['rows'][number]['standing']
    how: 'finger' | 'eye' | null
  }>`select i.id, i.number, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur,
      (select h.document_id from custody.photo h where h.imprisonment_id = i.id order by h.taken_at desc limit 1) as photo,
      (select count(*)::integer from custody.fingers_of(i.id) f where f.state = 'enrolled') as enrolled,
      custody.identity_of(i.id) as standing,
      (select case when 'finger' = any (c.compared) then 'finger' else 'eye' end from custody.identity_check c
        where c.imprisonment_id = i.id order by c.checked_at desc limit 1) as how
      from custody.imprisonment i join people.record p on p.id = i.record_id
     where i.state = 'in' and i.prison_id = ${standing(tx).unitId}
       and ${
         waiting === null
           ? sql`i.id in (select o.imprisonment_id from custody.out_now o where o.prison_id = ${standing(tx).unitId} and o.kind in ('CRT', 'HOS', 'TAP'))`
           : sql`i.id = any (${waiting}::uuid[])`
       }
     order by i.year, i.number limit 400`.execute(tx)
  return {
    setup: await setupSeen(tx),
    demanded: await isDemanded(tx, line),
    rows: rows.map((row) => ({
      imprisonmentId: row.id,
      number: `${row.number}/${row.year}`,
      name: bothOf(row.name_en, row.name_ur),
      father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
      photo: row.photo,
      enrolled: row.enrolled,
      standing: row.standing,
      how: row.standing === 'known' ? row.how : null,
    })),
  }
}

async function toCourt(tx: Tx): Promise<string[]> {
  const { courts } = await productionsOn(tx, await today(tx))
  return courts.flatMap(({ rows }) =>
    rows.filter((row) => row.production === null && row.video === null).map((row) => row.imprisonmentId),
  )
}
