import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Services } from '#kernel/gate'
import type { Tx } from '#platform/db'
import type { OutputOf } from '#platform/http/contract'
import { juvenileBornAfter } from '../accommodation/sleepers.ts'
import { prisonParts, reached } from '../dashboard/prisons-sql.ts'
import type { getPublicFigures } from './contract.ts'

type Published = OutputOf<typeof getPublicFigures>

/**
 * Counts every prison of the province once for a night; one that was counted already stays as it is. A prison that holds nobody has
 * its line too, or its absence would say something.
 */
export async function drawPublicFigures(tx: Tx, on: string): Promise<number> {
  const { rows } = await sql<{ prison_id: number }>`
    with ${prisonParts},
    counted as (select i.prison_id, count(*)::integer as held, count(*) filter (where i.category = 'under-trial')::integer as under_trial,
        count(*) filter (where i.category = 'under-trial'
          and (coalesce(i.held_since, i.admitted_at) at time zone 'Asia/Karachi')::date <= (${on}::date - interval '1 year')::date)::integer as over_year,
        count(*) filter (where i.category = 'convict')::integer as convict, count(*) filter (where i.category = 'condemned')::integer as condemned,
        count(*) filter (where p.sex = 'F')::integer as women,
        count(*) filter (where p.birth_date > ${await juvenileBornAfter(tx)}::date)::integer as juveniles
       from custody.imprisonment i join people.record p on p.id = i.record_id where i.state = 'in' and i.prison_id = ${reached} group by 1)
    insert into custody.public_figure (jurisdiction, prison_id, on_date, held, under_trial, over_year, convict, condemned, women, juveniles, authorised)
    select ${standing(tx).jurisdiction}, p.id, ${on}::date, coalesce(c.held, 0), coalesce(c.under_trial, 0), coalesce(c.over_year, 0),
        coalesce(c.convict, 0), coalesce(c.condemned, 0), coalesce(c.women, 0), coalesce(c.juveniles, 0), coalesce(r.authorised, 0)::integer
      from prison p left join counted c on c.prison_id = p.id left join room r on r.prison_id = p.id
    on conflict (prison_id, on_date) do nothing returning prison_id`.execute(tx)
  return rows.length
}

type Figures = Published['provinces'][number]['whole']

interface Line extends Figures {
  jurisdiction: string
  province_en: string
  province_ur: string
  on_date: string
  /** Empty in the line of the province as a whole. */
  id: number | null
  prison_en: string | null
  prison_ur: string | null
}

const figuresOf = ({
  held,
  underTrial,
  overYear,
  convict,
  condemned,
  women,
  juveniles,
  authorised,
}: Line): Figures => ({ held, underTrial, overYear, convict, condemned, women, juveniles, authorised })

/** What the database tells anybody: rounded before it leaves it. */
export async function publicFigures({ database }: Services): Promise<Published> {
  const [{ rows }, { rows: months }] = await Promise.all([
    database.pool.query<Line>(
      `select jurisdiction, province_en, province_ur, on_date::text as on_date, prison_id as id, prison_en, prison_ur, held, under_trial as "underTrial",
         over_year as "overYear", convict, condemned, women, juveniles, authorised from custody.published_figures()`,
    ),
    database.pool.query<{ jurisdiction: string; on: string; held: number; underTrial: number }>(
      `select jurisdiction, on_date::text as "on", held, under_trial as "underTrial" from custody.published_months()`,
    ),
  ])
  return {
    provinces: rows
      .filter((row) => row.id === null)
      .map((whole) => ({
        code: whole.jurisdiction,
        name: { en: whole.province_en, ur: whole.province_ur },
        on: whole.on_date,
        whole: figuresOf(whole),
        prisons: rows.flatMap((row) =>
          row.jurisdiction !== whole.jurisdiction || row.id === null
            ? []
            : [{ ...figuresOf(row), id: row.id, name: { en: row.prison_en ?? '', ur: row.prison_ur ?? '' } }],
        ),
        months: months
          .filter((month) => month.jurisdiction === whole.jurisdiction)
          .map(({ on, held, underTrial }) => ({ on, held, underTrial })),
      })),
  }
}
