import { sql } from 'kysely'
import { caseWorkflow } from '#kernel/cases'
import type { Tx } from '#platform/db'
import type { BothLanguages } from '#platform/http/contract'
import { defineReport, type ReportFilter } from '../define.ts'

const stages: Record<string, BothLanguages> = Object.fromEntries(
  caseWorkflow.body.states.map(({ code, title }) => [code, title]),
)
const stageOrder = Object.keys(stages)

const district: ReportFilter = {
  key: 'district',
  title: { en: 'District', ur: 'ضلع' },
  kind: 'choice',
  options: async (tx: Tx) => {
    const { rows } = await sql<{ value: string; label: BothLanguages }>`
      select d.id::text as value, jsonb_build_object('en', d.name_en, 'ur', d.name_ur) as label
      from units.current_unit d where exists (select 1 from cases.case c where c.district_id = d.id)
      order by d.name_en`.execute(tx)
    return rows
  },
}
const stage: ReportFilter = {
  key: 'stage',
  title: { en: 'Stage', ur: 'مرحلہ' },
  kind: 'choice',
  options: async () => Object.entries(stages).map(([value, label]) => ({ value, label })),
}
const registeredFrom: ReportFilter = {
  key: 'from',
  title: { en: 'Registered from', ur: 'اندراج از تاریخ' },
  kind: 'date',
}
const registeredTo: ReportFilter = {
  key: 'to',
  title: { en: 'Registered until', ur: 'اندراج تا تاریخ' },
  kind: 'date',
}

const definition: BothLanguages = {
  en: 'Cases in which the reader’s units take part, by district of registration and the stage they are at now. A case counts once. “Not recorded” are cases whose stage the reader’s unit may not see.',
  ur: 'وہ مقدمات جن میں صارف کے یونٹ شریک ہیں، ضلعِ اندراج اور موجودہ مرحلے کے لحاظ سے۔ ہر مقدمہ ایک بار شمار ہوتا ہے۔ جس مقدمے کا مرحلہ صارف کے یونٹ کو نظر نہیں آتا وہ «درج نہیں» میں ہے۔',
}

const from = (params: Readonly<Record<string, string>>) => sql`
  cases.case c left join workflow.instance i on i.subject_id = c.id and i.subject_kind = 'case' and i.code = 'case'
  where (${params.district ?? null}::text is null or c.district_id::text = ${params.district ?? null})
    and (${params.stage ?? null}::text is null or coalesce(i.state, 'none') = ${params.stage ?? null})
    and (${params.from ?? null}::date is null or c.fir_on >= ${params.from ?? null}::date)
    and (${params.to ?? null}::date is null or c.fir_on <= ${params.to ?? null}::date)`

const withNone = { ...stages, none: { en: 'Not recorded', ur: 'درج نہیں' } }

defineReport({
  key: 'cases.by-district-and-stage',
  title: { en: 'Cases by district and stage', ur: 'ضلع اور مرحلے کے لحاظ سے مقدمات' },
  definition,
  needs: 'cases:read',
  filters: [district, stage, registeredFrom, registeredTo],
  columns: [
    { key: 'district', title: { en: 'District', ur: 'ضلع' }, kind: 'name' },
    { key: 'stage', title: { en: 'Stage', ur: 'مرحلہ' }, kind: 'text', labels: withNone },
    {
      key: 'cases',
      title: { en: 'Cases', ur: 'مقدمات' },
      kind: 'number',
      total: true,
      opens: {
        report: 'cases.list',
        with: { district: 'districtId', stage: 'stage', from: 'from', to: 'to' },
      },
    },
    { key: 'oldest', title: { en: 'Oldest FIR', ur: 'قدیم ترین ایف آئی آر' }, kind: 'date' },
  ],
  order: ['districtEn', 'stageOrder', 'stage', 'districtId'],
  chart: { kind: 'bar', category: 'stage', values: ['cases'] },
  query: (params) => sql`
    select g.*, jsonb_build_object('en', d.name_en, 'ur', d.name_ur) as district, d.name_en as "districtEn",
      coalesce(array_position(${stageOrder}::text[], g.stage), 99) as "stageOrder",
      ${params.from ?? null}::text as "from", ${params.to ?? null}::text as "to"
    from (select c.district_id as "districtId", coalesce(i.state, 'none') as stage, count(*) as cases, min(c.fir_on) as oldest
      from ${from(params)} group by 1, 2) g
    join units.current_unit d on d.id = g."districtId"`,
})

defineReport({
  key: 'cases.list',
  title: { en: 'Cases one by one', ur: 'مقدمات کی فہرست' },
  definition,
  needs: 'cases:read',
  filters: [district, stage, registeredFrom, registeredTo],
  columns: [
    {
      key: 'fir',
      title: { en: 'FIR', ur: 'ایف آئی آر' },
      kind: 'identifier',
      opens: { path: '/cases/:caseId' },
    },
    { key: 'station', title: { en: 'Police station', ur: 'تھانہ' }, kind: 'name' },
    { key: 'district', title: { en: 'District', ur: 'ضلع' }, kind: 'name' },
    { key: 'firOn', title: { en: 'Registered on', ur: 'تاریخِ اندراج' }, kind: 'date' },
    { key: 'stage', title: { en: 'Stage', ur: 'مرحلہ' }, kind: 'text', labels: withNone },
    { key: 'court', title: { en: 'Court', ur: 'عدالت' }, kind: 'name' },
    { key: 'courtNumber', title: { en: 'Court case number', ur: 'عدالتی مقدمہ نمبر' }, kind: 'identifier' },
  ],
  order: ['firOn', 'caseId'],
  query: (params) => sql`
    select x.*, jsonb_build_object('en', s.name_en, 'ur', s.name_ur) as station,
      jsonb_build_object('en', d.name_en, 'ur', d.name_ur) as district,
      case when k.id is not null then jsonb_build_object('en', k.name_en, 'ur', k.name_ur) end as court
    from (select c.id as "caseId", c.fir_number || '/' || c.fir_year as fir, c.fir_on as "firOn", coalesce(i.state, 'none') as stage,
        c.court_case_number as "courtNumber", c.police_station_id, c.district_id, c.court_id from ${from(params)}) x
    join units.current_unit s on s.id = x.police_station_id
    join units.current_unit d on d.id = x.district_id
    left join units.current_unit k on k.id = x.court_id`,
})
