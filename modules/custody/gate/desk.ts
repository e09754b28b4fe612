import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import { today } from '../law-of-prison.ts'
import { outOf } from '../movement/register.ts'
import { prisonOf } from '../prison-of.ts'
import { bothOf } from '../prisoners/names.ts'
import { productionsOn } from '../production/productions.ts'
import { listReleases } from '../release/diary.ts'
import type { AtGate, getGateDesk, Outside, ToCourt } from './contract.ts'

/** Everybody with business at the gate today. @throws not-found */
export async function gateDesk(tx: Tx): Promise<OutputOf<typeof getGateDesk>> {
  const prison = await prisonOf(tx, undefined)
  const on = await today(tx)
  const { courts } = await productionsOn(tx, on)
  const { rows: out } = await outOf(tx, prison.id)
  const { rows: leaving } = await listReleases(tx, { show: 'at-gate', within: 0, page: 1, size: 200 })
  const toCourt = courts.flatMap((court) =>
    court.rows
      .filter((row) => row.production === null && row.video === null)
      .map(
        (row): ToCourt => ({
          imprisonmentId: row.imprisonmentId,
          number: row.number,
          name: row.name,
          father: row.father,
          photo: null,
          warrantId: row.warrantId,
          hearingId: row.hearingId,
          court: court.court,
          fir: row.fir,
          vehicle: row.van?.plate ?? null,
        }),
      ),
  )
  const faces = await facesOf(tx, [
    ...toCourt.map((one) => one.imprisonmentId),
    ...out.map((one) => one.imprisonmentId),
    ...leaving.map((one) => one.imprisonmentId),
  ])
  const photoOf = (id: string) => faces.get(id)?.photo ?? null
  const { rows: now } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(tx)
  return {
    prison: { id: prison.id, name: prison.name },
    on,
    asOf: now[0]!.now,
    toCourt: toCourt.map((one) => ({ ...one, photo: photoOf(one.imprisonmentId) })),
    outside: out.map(
      (row): Outside => ({
        movementId: row.id,
        imprisonmentId: row.imprisonmentId,
        number: row.number,
        name: row.name,
        father: faces.get(row.imprisonmentId)?.father ?? null,
        photo: photoOf(row.imprisonmentId),
        kind: row.kind as Outside['kind'],
        destination: row.destination,
        escort: row.escort,
        outAt: row.outAt ?? '',
        dueBack: row.dueBack,
      }),
    ),
    leaving: leaving.map(
      (row): AtGate => ({
        imprisonmentId: row.imprisonmentId,
        number: row.number,
        name: row.name,
        father: row.father,
        photo: photoOf(row.imprisonmentId),
      }),
    ),
  }
}

async function facesOf(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { father: AtGate['father']; photo: string | null }>> {
  const { rows } = await sql<{
    id: string
    father_en: string | null
    father_ur: string | null
    photo: string | null
  }>`select i.id, p.father_en, p.father_ur, f.document_id as photo
       from custody.imprisonment i
       join people.record p on p.id = i.record_id
       left join lateral (select document_id from custody.photo where imprisonment_id = i.id order by taken_at desc limit 1) f on true
      where i.id = any (${[...new Set(ids)]}::uuid[])`.execute(tx)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        father:
          row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
        photo: row.photo,
      },
    ]),
  )
}
