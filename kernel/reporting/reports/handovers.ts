import { sql } from 'kysely'
import type { BothLanguages } from '#platform/http/contract'
import { defineReport, type ReportFilter } from '../define.ts'

/** Upper ends in whole days; the last is open. */
const ages: Record<string, BothLanguages> = {
  a1: { en: 'up to 1 day', ur: 'ایک دن تک' },
  a3: { en: '2 to 3 days', ur: '2 سے 3 دن' },
  a7: { en: '4 to 7 days', ur: '4 سے 7 دن' },
  a30: { en: '8 to 30 days', ur: '8 سے 30 دن' },
  over: { en: 'more than 30 days', ur: '30 دن سے زائد' },
}
const states: Record<string, BothLanguages> = {
  offered: { en: 'Offered', ur: 'پیش کردہ' },
  accepted: { en: 'Accepted', ur: 'قبول شدہ' },
  rejected: { en: 'Rejected', ur: 'واپس کردہ' },
}

const age: ReportFilter = {
  key: 'age',
  title: { en: 'Age', ur: 'مدت' },
  kind: 'choice',
  options: async () => Object.entries(ages).map(([value, label]) => ({ value, label })),
}
const direction: ReportFilter = {
  key: 'direction',
  title: { en: 'Direction', ur: 'سمت' },
  kind: 'choice',
  options: async () => [
    { value: 'incoming', label: { en: 'To us', ur: 'ہماری طرف' } },
    { value: 'outgoing', label: { en: 'From us', ur: 'ہماری طرف سے' } },
  ],
}
const late: ReportFilter = {
  key: 'late',
  title: { en: 'Past the due date', ur: 'میعاد گزر چکی' },
  kind: 'choice',
  options: async () => [{ value: 'yes', label: { en: 'Yes', ur: 'ہاں' } }],
}

const definition: BothLanguages = {
  en: 'Hand-overs to or from the reader’s units that are offered, accepted or rejected and not yet done or withdrawn. Age counts whole days in Pakistan from the day of the first offer. One between two of the reader’s own units counts in both directions.',
  ur: 'صارف کے یونٹوں کو یا ان کی طرف سے وہ حوالگیاں جو پیش، قبول یا واپس ہوئیں مگر ابھی مکمل یا منسوخ نہیں ہوئیں۔ مدت پہلی پیشکش کے دن سے پورے دنوں میں شمار ہوتی ہے۔ اپنے ہی دو یونٹوں کے درمیان حوالگی دونوں سمتوں میں شمار ہوتی ہے۔',
}

/** Open offers, each with its age. */
const open = (params: Readonly<Record<string, string>>) => sql`
  select * from (
    select o.*, o.to_unit = any ((select access.units())::integer[]) as incoming,
      o.from_unit = any ((select access.units())::integer[]) as outgoing, o.due_on < workflow.today() as late,
      workflow.today() - (o.offered_at at time zone 'Asia/Karachi')::date as days,
      case when workflow.today() - (o.offered_at at time zone 'Asia/Karachi')::date <= 1 then 'a1'
        when workflow.today() - (o.offered_at at time zone 'Asia/Karachi')::date <= 3 then 'a3'
        when workflow.today() - (o.offered_at at time zone 'Asia/Karachi')::date <= 7 then 'a7'
        when workflow.today() - (o.offered_at at time zone 'Asia/Karachi')::date <= 30 then 'a30' else 'over' end as age
    from handover.offer o where o.state in ('offered', 'accepted', 'rejected')) x
  where (${params.age ?? null}::text is null or x.age = ${params.age ?? null})
    and (${params.direction ?? null}::text is null or case ${params.direction ?? null} when 'incoming' then x.incoming else x.outgoing end)
    and (${params.late ?? null}::text is null or x.late)`

const count = (key: string, title: BothLanguages, with_: Record<string, string>) => ({
  key,
  title,
  kind: 'number' as const,
  total: true as const,
  opens: { report: 'handover.open-list', with: { age: 'age', ...with_ } },
})

defineReport({
  key: 'handover.open-by-age',
  title: { en: 'Open hand-overs by age', ur: 'زیرِ التوا حوالگیاں بلحاظ مدت' },
  definition,
  needs: 'handover:work',
  filters: [direction, late],
  columns: [
    { key: 'age', title: { en: 'Age', ur: 'مدت' }, kind: 'text', labels: ages },
    count('incoming', { en: 'To us', ur: 'ہماری طرف' }, { direction: 'in', late: 'lateOnly' }),
    count('outgoing', { en: 'From us', ur: 'ہماری طرف سے' }, { direction: 'out', late: 'lateOnly' }),
    count('late', { en: 'Past the due date', ur: 'میعاد گزر چکی' }, { late: 'yes', direction: 'only' }),
  ],
  order: ['ageOrder'],
  chart: { kind: 'stacked-bar', category: 'age', values: ['incoming', 'outgoing'] },
  query: (params) => sql`
    select a.age, a.n as "ageOrder", count(o.id) filter (where o.incoming) as incoming, count(o.id) filter (where o.outgoing) as outgoing,
      count(o.id) filter (where o.late) as late, 'incoming' as "in", 'outgoing' as "out", 'yes' as yes,
      ${params.direction ?? null}::text as "only", ${params.late ?? null}::text as "lateOnly"
    from unnest(${Object.keys(ages)}::text[]) with ordinality as a(age, n)
    left join (${open(params)}) o on o.age = a.age group by 1, 2`,
})

defineReport({
  key: 'handover.open-list',
  title: { en: 'Open hand-overs one by one', ur: 'زیرِ التوا حوالگیوں کی فہرست' },
  definition,
  needs: 'handover:work',
  filters: [age, direction, late],
  columns: [
    {
      key: 'opened',
      title: { en: 'First offered on', ur: 'پہلی پیشکش' },
      kind: 'date',
      opens: { path: '/handovers/:offerId' },
    },
    { key: 'days', title: { en: 'Days', ur: 'دن' }, kind: 'number' },
    { key: 'from', title: { en: 'From', ur: 'منجانب' }, kind: 'name' },
    { key: 'to', title: { en: 'To', ur: 'بنام' }, kind: 'name' },
    { key: 'state', title: { en: 'Standing', ur: 'کیفیت' }, kind: 'text', labels: states },
    { key: 'due', title: { en: 'Due', ur: 'میعاد' }, kind: 'date' },
    { key: 'round', title: { en: 'Offers', ur: 'پیشکشیں' }, kind: 'number' },
  ],
  order: ['-days', 'offerId'],
  query: (params) => sql`
    select o.id as "offerId", (o.offered_at at time zone 'Asia/Karachi')::date as opened, o.days, o.state, o.due_on as due, o.round,
      jsonb_build_object('en', f.name_en, 'ur', f.name_ur) as "from", jsonb_build_object('en', t.name_en, 'ur', t.name_ur) as "to"
    from (${open(params)}) o
    join units.current_unit f on f.id = o.from_unit join units.current_unit t on t.id = o.to_unit`,
})
