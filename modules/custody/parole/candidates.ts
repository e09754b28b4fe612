import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'
import { type Exclusion, type ShareRule, standingOf } from './standing.ts'

interface Row {
  id: string
  number: string
  name_en: string | null
  name_ur: string | null
  father_en: string | null
  father_ur: string | null
  sections: string | null
  sentenced_on: string | null
  due: string | null
  confirmed: boolean | null
  days: number | null
  of: number | null
  remission_months: number | null
  remission_days: number | null
  punishments: number
  fit: boolean
  exclusions: Exclusion[]
  share: ShareRule | null
  case_id: string | null
  total: number
}

const inForce = sql`r.jurisdiction in (i.jurisdiction, 'PK') and r.from_on <= workflow.today() and (r.to_on is null or r.to_on > workflow.today())`
/** An Act counts where the section on a warrant in force is one of it; `\\m` and `\\M` are the edges of a word. */
const applies = sql`r.kind = 'exclusion' and ${inForce} and (r.category = i.category or exists (select 1 from custody.warrant w
  where w.imprisonment_id = i.id and w.state = 'in-force' and w.kind = 'conviction' and w.sections ~ ('\\m' || r.act || '\\M')))`
const barred = sql`exists (select 1 from custody.conditional_rule r where r.effect = 'bars' and ${applies})`

const convicts = (where: RawBuilder<unknown>, limit: RawBuilder<unknown>) => sql<Row>`
  select c.*, s.sections, p.name_en, p.name_ur, p.father_en, p.father_ur,
    custody.punishments_counted(c.id, (workflow.today() - interval '1 year')::date) as punishments,
    not exists (select 1 from custody.fitness f where f.imprisonment_id = c.id and f.kind = 'travel' and not f.fit and f.superseded_at is null
      and coalesce(f.until_on, 'infinity') >= workflow.today()) as fit,
    (select coalesce(jsonb_agg(r order by r.code), '[]') from custody.conditional_rule r, custody.imprisonment i where i.id = c.id and ${applies}) as exclusions,
    (select to_jsonb(r) from custody.conditional_rule r, custody.imprisonment i where i.id = c.id and r.code = 'share-served' and ${inForce}
      order by r.jurisdiction = 'PK', r.from_on desc limit 1) as share,
    (select k.id from custody.parole_case k where k.imprisonment_id = c.id and k.state in ('open', 'forwarded', 'granted') order by k.opened_at desc limit 1) as case_id
    from (select i.id, i.number || '/' || i.year as number, i.record_id, t.*, count(*) over ()::integer as total
      from custody.imprisonment i left join lateral (
        select d.due_release as due, (d.result ->> 'substantiveExpiry')::date as term_ends, d.state = 'confirmed' as confirmed, d.inputs -> 'sentences' -> 0 ->> 'sentencedOn' as sentenced_on,
          workflow.today() - (d.inputs -> 'sentences' -> 0 ->> 'sentencedOn')::date + 1 + coalesce((d.result ->> 'setOffDays')::integer, 0) as days,
          (d.result ->> 'grossExpiry')::date - (d.inputs -> 'sentences' -> 0 ->> 'sentencedOn')::date + 1 as of,
          (d.result ->> 'remissionMonths')::integer as remission_months, (d.result ->> 'remissionDays')::integer as remission_days
          from custody.release_date d where d.imprisonment_id = i.id and d.state in ('computed', 'proposed', 'confirmed')) t on true
     where i.prison_id = any (access.units()) and i.state = 'in' and i.category in ('convict', 'condemned') and ${where}
     order by t.days::float8 / nullif(t.of, 0) desc nulls last, i.year, i.number ${limit}) c
    join people.record p on p.id = c.record_id
    left join lateral (select string_agg(w.sections, '; ' order by w.issued_on) as sections from custody.warrant w
      where w.imprisonment_id = c.id and w.state = 'in-force') s on true
   order by c.days::float8 / nullif(c.of, 0) desc nulls last, c.number`

function convictOf(row: Row): contract.Convict {
  const percent =
    row.days === null || row.of === null || row.of <= 0
      ? null
      : Math.min(100, Math.floor((100 * row.days) / row.of))
  return {
    imprisonmentId: row.id,
    number: row.number,
    name: bothOf(row.name_en, row.name_ur),
    father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
    sections: row.sections ?? '',
    sentencedOn: row.sentenced_on,
    lastDay: row.due,
    lastDayConfirmed: row.confirmed === true,
    served:
      percent === null || row.days === null || row.of === null
        ? null
        : { days: row.days, of: row.of, percent },
    remission: { months: row.remission_months ?? 0, days: row.remission_days ?? 0 },
    punishments: row.punishments,
    fit: row.fit,
    ...standingOf(row.exclusions, row.share, percent),
    caseId: row.case_id,
  }
}

/** Whoever only serves for a fine has served the sentence: that is for `/custody/held-for-money`. */
export async function listConvicts(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listParole>,
): Promise<OutputOf<typeof contract.listParole>> {
  const where = query.show === 'barred' ? barred : sql`t.term_ends >= workflow.today() and not ${barred}`
  const { rows } = await convicts(
    where,
    sql`limit ${query.size} offset ${(query.page - 1) * query.size}`,
  ).execute(tx)
  return { rows: rows.map(convictOf), total: rows[0]?.total ?? 0 }
}

/** The same of one convict who is inside; null of everybody else. */
export async function convictById(tx: Tx, imprisonmentId: string): Promise<contract.Convict | null> {
  const { rows } = await convicts(sql`i.id = ${imprisonmentId}::uuid`, sql``).execute(tx)
  return rows[0] === undefined ? null : convictOf(rows[0])
}
