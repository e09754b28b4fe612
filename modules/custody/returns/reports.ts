import { type RawBuilder, sql } from 'kysely'
import { defineReport, type ReportColumn, type ReportParams } from '#kernel/reporting'
import type { BothLanguages } from '#platform/http/contract'
import { text } from '#platform/i18n'
import { who, whoColumns, whoJoin, words } from '../registers/define.ts'
import { returnCodes } from './contract.ts'
import { categories, figures, kindsOfPerson, lines } from './sheet.ts'
import { wordOf } from './words.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const returnOf = (params: ReportParams) =>
  uuid.test(params.return ?? '') ? sql`r.id = ${params.return}::uuid` : sql`false`

/** A line in words of both languages. */
export function lineSaid(line: string, part: string | null, bands: readonly number[]): BothLanguages {
  const { key, params } = wordOf(line, part, bands)
  return {
    en: text(`custody-returns:${key}`, 'en', params),
    ur: text(`custody-returns:${key}`, 'ur', params),
  }
}

const hidden = (key: string) => ({
  key,
  title: { en: key, ur: key },
  kind: 'choice' as const,
  hidden: true as const,
})
const stays = ['opening', 'closing', 'length', 'foreign', 'mother']

/** Who stands behind a number of a sheet, as the registers are now; what was entered after the signature says so. */
defineReport({
  key: 'custody.return-people',
  page: '/custody/returns',
  title: { en: 'People behind a return', ur: 'گوشوارے کے اعداد کے پیچھے افراد' },
  definition: {
    en: 'The people whom a number of a return counts, as the registers are at this moment.',
    ur: 'گوشوارے کے کسی عدد میں شمار ہونے والے افراد، اس لمحے کے رجسٹروں کے مطابق۔',
  },
  needs: 'custody:read-returns',
  filters: ['return', 'line', 'part', 'category', 'kind'].map(hidden),
  columns: [
    ...whoColumns,
    {
      key: 'category',
      title: { en: 'Category then', ur: 'اُس وقت زمرہ' },
      kind: 'text',
      labels: words('custody:category', categories),
    },
    { key: 'what', title: { en: 'Counted as', ur: 'شمار بطور' }, kind: 'name' },
    { key: 'day', title: { en: 'Day', ur: 'تاریخ' }, kind: 'date' },
    {
      key: 'entered',
      title: { en: 'Entered', ur: 'اندراج' },
      kind: 'text',
      labels: { late: { en: 'after the signature', ur: 'دستخط کے بعد' } },
    },
  ],
  order: ['at', 'numberYear', 'numberOf'],
  query: (params) => {
    const line = (lines as readonly string[]).includes(params.line ?? '') ? params.line! : ''
    const kinds = (params.kind ?? '')
      .split('.')
      .filter((kind) => (kindsOfPerson as readonly string[]).includes(kind))
    const { part = null, category = null } = params
    return sql`select ${who}, l.category, l.line, l.part, l.line || ' ' || coalesce(l.part, '') as what, l.at,
        (case when l.line = any (${stays}::text[]) then i.admitted_at else l.at end at time zone 'Asia/Karachi')::date as day,
        array(select jsonb_array_elements_text(r.sheet -> 'bands')::integer) as bands, case when l.known_at > r.signed_at then 'late' end as entered
      from custody.department_return r cross join lateral custody.return_lines(r.prison_id, r.period_from, r.period_to,
        array(select jsonb_array_elements_text(r.sheet -> 'bands')::integer), array[${line}]::text[]) l
      join custody.imprisonment i on i.id = l.imprisonment_id ${whoJoin}
     where ${returnOf(params)} and (${part}::text is null or l.part = ${part}) and (${category}::text is null or l.category = ${category})
       and (${kinds.length === 0} or l.kind = any (${kinds}::text[]))`
  },
  finish: sayLine,
})

function sayLine(row: Readonly<Record<string, unknown>>) {
  const { line, part, bands } = row as { line: string; part: string | null; bands: readonly number[] | null }
  return { ...row, what: lineSaid(line, part, bands ?? []) }
}

const number = (key: string, en: string, ur: string): ReportColumn => ({
  key,
  title: { en, ur },
  kind: 'number',
})
const sheetColumns: readonly ReportColumn[] = [
  { key: 'what', title: { en: 'Line', ur: 'مد' }, kind: 'name' },
  number('total', 'Total', 'کل'),
  ...Object.entries(words('custody:category', categories)).map(([key, title]) => ({
    key,
    title,
    kind: 'number' as const,
  })),
  number('men', 'Men', 'مرد'),
  number('women', 'Women', 'خواتین'),
  number('transgender', 'Transgender', 'خواجہ سرا'),
  number('juveniles', 'Under 18', '18 سال سے کم'),
]

const part = (match: RawBuilder<unknown>) => sql`(coalesce(sum(c.count) filter (where ${match}), 0))::integer`
/** The lines and figures of one sheet or of several added up, from what was signed and not from the registers. */
const sheetRows = (which: RawBuilder<unknown>) => sql`
  select array_position(${[...lines, ...figures]}::text[], f.line) as position, f.*, f.line || ' ' || coalesce(f.part, '') as what from (
    select l.value ->> 'line' as line, l.value ->> 'part' as part, max(array(select jsonb_array_elements_text(r.sheet -> 'bands')::integer)) as bands,
      ${part(sql`true`)} as total, ${sql.join(categories.map((category) => sql`${part(sql`c.category = ${category}`)} as ${sql.id(category)}`))},
      ${part(sql`c.kind = 'M'`)} as men, ${part(sql`c.kind = 'F'`)} as women, ${part(sql`c.kind = 'X'`)} as transgender, ${part(sql`c.kind like '%j'`)} as juveniles
      from custody.department_return r cross join lateral jsonb_array_elements(r.sheet -> 'lines') l
      left join lateral (select split_part(e.key, '/', 1) as category, split_part(e.key, '/', 2) as kind, e.value::integer as count
        from jsonb_each_text(l.value -> 'cells') e) c on true
     where ${which} group by 1, 2
    union all
    select e.key, null, null, sum(e.value::integer)::integer, ${sql.join([...categories, 1, 2, 3, 4].map(() => sql`null`))}
      from custody.department_return r cross join lateral jsonb_each_text(r.sheet -> 'figures') e where ${which} group by 1) f`

defineReport({
  key: 'custody.return-sheet',
  page: '/custody/returns',
  title: { en: 'Return of a prison', ur: 'جیل کا گوشوارہ' },
  definition: {
    en: 'The sheet of a return as it was drawn up or signed, counted from the registers.',
    ur: 'گوشوارہ جیسا تیار یا دستخط کیا گیا، رجسٹروں سے شمار شدہ۔',
  },
  needs: 'custody:read-returns',
  filters: [hidden('return')],
  columns: sheetColumns,
  order: ['position', 'part'],
  query: (params) => sheetRows(returnOf(params)),
  finish: sayLine,
})

defineReport({
  key: 'custody.department-return-sheet',
  page: '/custody/department-returns',
  title: { en: 'Return of the department', ur: 'محکمے کا یکجا گوشوارہ' },
  definition: {
    en: 'The sum of the sheets that the prisons signed and sent for the period; prisons that have not sent are not in it.',
    ur: 'مدت کے لیے جیلوں کے دستخط شدہ اور بھیجے گئے گوشواروں کا مجموعہ؛ جن جیلوں نے نہیں بھیجا وہ شامل نہیں۔',
  },
  needs: 'custody:receive-return',
  filters: ['code', 'from'].map(hidden),
  columns: sheetColumns,
  order: ['position', 'part'],
  query: (params) => {
    const code = returnCodes.find((one) => one === params.code) ?? ''
    const from = /^\d{4}-\d{2}-\d{2}$/.test(params.from ?? '') ? params.from! : null
    return sheetRows(sql`r.code = ${code} and r.period_from = ${from}::date and r.state in ('sent', 'accepted')
      and not exists (select 1 from custody.department_return n where n.corrects = r.id and n.state in ('sent', 'accepted'))`)
  },
  finish: sayLine,
})
