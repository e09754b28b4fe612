import { sql } from 'kysely'
import { findIssued } from '#kernel/documents'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import { bothOf } from '../prisoners/names.ts'
import { photoOf } from '../prisoners/photo.ts'
import type * as contract from './contract.ts'
import { dayOfEscorts, headOf } from './day.ts'

type Found = OutputOf<typeof contract.identifyOnTheWay>

const nobody = { person: null, plate: null } as const

/**
 * Who or what stands before the officer at a point of the way: by the number the prisoner gives, the code of the prisoner’s own copy,
 * or the code of a vehicle’s sheet. Whoever is not of this vehicle is named. @throws not-found, documents.no-such-code
 */
export async function identify(tx: Tx, { runId, code }: { runId: string; code: string }): Promise<Found> {
  const { prisonId, on } = await headOf(tx, runId)
  const number = /^(\d{1,7})\s*\/\s*(\d{4})$/.exec(code)
  if (number !== null)
    return personOf(
      tx,
      { prisonId, on, runId },
      sql`i.number = ${Number(number[1])} and i.year = ${Number(number[2])}`,
    )
  const paper = await findIssued(tx, code)
  if (paper.kind === 'custody.vehicle-sheet')
    return { what: await sheetOf(tx, runId, paper.documentId), ...nobody }
  return personOf(
    tx,
    { prisonId, on, runId },
    sql`i.id in (select c.imprisonment_id from custody.own_copy c where c.document_id = ${paper.documentId}::uuid)`,
  )
}

async function sheetOf(tx: Tx, runId: string, documentId: string | null): Promise<Found['what']> {
  const { rows } = await sql<{ run_id: string; latest: boolean }>`
    select s.run_id, not exists (select 1 from custody.escort_sheet later where later.run_id = s.run_id and later.issued_at > s.issued_at) as latest
      from custody.escort_sheet s where s.document_id = ${documentId}::uuid`.execute(tx)
  const sheet = rows[0]
  if (sheet === undefined || sheet.run_id !== runId) return 'other-sheet'
  return sheet.latest ? 'sheet' : 'old-sheet'
}

async function personOf(
  tx: Tx,
  { prisonId, on, runId }: { prisonId: number; on: string; runId: string },
  which: ReturnType<typeof sql>,
): Promise<Found> {
  const { rows } = await sql<{
    id: string
    number: number
    year: number
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
  }>`select i.id, i.number, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur
       from custody.imprisonment i join people.record p on p.id = i.record_id where i.prison_id = ${prisonId} and ${which} limit 1`.execute(
    tx,
  )
  const row = rows[0]
  if (row === undefined) return { what: 'unknown', ...nobody }
  const { rows: seats } = await sql<{ run_id: string }>`
    select s.run_id from custody.escort_seat s join custody.escort_run r on r.id = s.run_id
     where s.imprisonment_id = ${row.id}::uuid and s.taken_out_at is null and r.on_date = ${on}::date and r.cancelled_at is null`.execute(
    tx,
  )
  const seat = seats[0]?.run_id
  const other =
    seat === undefined || seat === runId
      ? null
      : ((await dayOfEscorts(tx, prisonId, on)).runs.find(({ van }) => van.id === seat)?.plate ?? null)
  return {
    what: seat === runId ? 'aboard' : seat === undefined ? 'not-listed' : 'other-vehicle',
    plate: other,
    person: {
      imprisonmentId: row.id,
      number: `${row.number}/${row.year}`,
      name: bothOf(row.name_en, row.name_ur),
      father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
      photo: await photoOf(tx, row.id),
    },
  }
}
