import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { ReturnKind } from './contract.ts'

export interface KindRow extends ReturnKind {
  readonly asked: boolean
  readonly sections: readonly string[]
  readonly bands: readonly number[]
  readonly hideBelow: number
  readonly watchPeriods: number
  readonly remindDays: number
}

const columns = sql`k.code, jsonb_build_object('en', k.title_en, 'ur', k.title_ur) as title, k.period, k.due_days as "dueDays",
  jsonb_build_object('en', k.addressee_en, 'ur', k.addressee_ur) as addressee,
  case when k.copies_en is not null then jsonb_build_object('en', k.copies_en, 'ur', coalesce(k.copies_ur, k.copies_en)) end as copies,
  jsonb_build_object('en', k.basis_en, 'ur', k.basis_ur) as basis, k.asked, k.sections, k.bands, k.hide_below as "hideBelow",
  k.watch_periods as "watchPeriods", k.remind_days as "remindDays"`

/** What a province asks for on a day; the country's row stands where the province has none. */
export async function kindsOn(tx: Tx, jurisdiction: RawBuilder<unknown>, on: string): Promise<KindRow[]> {
  const { rows } = await sql<KindRow>`
    select * from (select distinct on (k.code) ${columns} from custody.return_kind k where k.jurisdiction in (${jurisdiction}, 'PK') and k.from_on <= ${on}::date
      order by k.code, k.jurisdiction = 'PK', k.from_on desc) k
     where k.asked order by array_position(array['day', 'fortnight', 'month', 'quarter', 'year'], k.period), k.code`.execute(
    tx,
  )
  return rows
}

export const kindShown = ({
  code,
  title,
  period,
  dueDays,
  addressee,
  copies,
  basis,
}: KindRow): ReturnKind => ({
  code,
  title,
  period,
  dueDays,
  addressee,
  copies,
  basis,
})
