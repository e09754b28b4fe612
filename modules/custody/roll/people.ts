import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import { bothOf } from '../prisoners/names.ts'
import type { getRollCheck, OnRoll } from './contract.ts'

type Barrack = OutputOf<typeof getRollCheck>['barracks'][number]

/**
 * Everybody on a prison's roll at a moment: in which barrack, cell and bed, and whether outside. From the registers as they stood
 * then, so that a count knows whom it expected however much has happened since.
 */
export async function peopleAt(
  tx: Tx,
  prisonId: number,
  at: RawBuilder<unknown>,
): Promise<{ barracks: Barrack[]; people: OnRoll[] }> {
  const { rows } = await sql<{
    id: string
    number: number
    year: number
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
    barrack_id: string | null
    place_en: string
    place_ur: string
    out: OnRoll['out']
  }>`with moment as materialized (select ${at} as at)
    select i.id, i.number, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur,
      case when l.kind = 'cell' then l.parent_id else l.id end as barrack_id,
      concat_ws(' / ', case when l.kind = 'cell' then l.name_en end, b.name_en) as place_en,
      concat_ws(' / ', case when l.kind = 'cell' then l.name_ur end, b.name_ur) as place_ur, m.kind as out
      from moment join custody.imprisonment i on i.prison_id = ${prisonId} and i.admitted_at <= moment.at
       and (i.state = 'in' or (i.state = 'released' and i.released_at > moment.at))
      join people.record p on p.id = i.record_id
      left join custody.allocation a on a.imprisonment_id = i.id and a.from_at <= moment.at and coalesce(a.to_at, 'infinity') > moment.at
      left join custody.location l on l.id = a.location_id
      left join custody.location b on b.id = a.bed_id
      left join custody.movement m on m.imprisonment_id = i.id and m.kind in ('CRT', 'HOS', 'TAP', 'ESC', 'WAY') and m.out_at <= moment.at
        and coalesce(m.in_at, 'infinity') > moment.at
     order by l.position nulls first, b.position nulls last, i.year, i.number`.execute(tx)
  const people = rows.map(
    (row): OnRoll => ({
      imprisonmentId: row.id,
      number: `${row.number}/${row.year}`,
      name: bothOf(row.name_en, row.name_ur),
      father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
      barrackId: row.barrack_id,
      place: { en: row.place_en, ur: row.place_ur },
      out: row.out,
    }),
  )
  const inhabited = new Set(people.map((one) => one.barrackId))
  const { rows: barracks } = await sql<{
    id: string
    name_en: string
    name_ur: string
    circle_en: string | null
    circle_ur: string | null
  }>`select b.id, b.name_en, b.name_ur, c.name_en as circle_en, c.name_ur as circle_ur from custody.location b
       left join custody.location c on c.id = b.parent_id
      where b.prison_id = ${prisonId} and b.kind = 'barrack' order by c.position nulls last, b.position, b.name_en`.execute(
    tx,
  )
  return {
    barracks: [
      ...(inhabited.has(null) ? [{ id: null, name: null, circle: null }] : []),
      ...barracks
        .filter((row) => inhabited.has(row.id))
        .map((row) => ({
          id: row.id,
          name: { en: row.name_en, ur: row.name_ur },
          circle: row.circle_en === null ? null : bothOf(row.circle_en, row.circle_ur),
        })),
    ],
    people,
  }
}
