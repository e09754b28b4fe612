import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { BothLanguages } from '#platform/http/contract'
import { defineReport, type ReportFilter } from '../define.ts'

const unit: ReportFilter = {
  key: 'unit',
  title: { en: 'Unit', ur: 'یونٹ' },
  kind: 'choice',
  options: async (tx: Tx) => {
    const { rows } = await sql<{ value: string; label: BothLanguages }>`
      select u.id::text as value, jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as label
      from units.current_unit u where exists (select 1 from workflow.task t where t.unit_id = u.id and t.done_at is null)
      order by u.name_en`.execute(tx)
    return rows
  },
}
const post: ReportFilter = { key: 'post', title: { en: 'Post', ur: 'عہدہ' }, kind: 'choice', hidden: true }

const definition: BothLanguages = {
  en: 'Tasks not yet done whose due date is before today in Pakistan, by the unit and post they wait for. A post sees its own tasks; a head of an office sees those of every post in it.',
  ur: 'وہ کام جو مکمل نہیں ہوئے اور جن کی میعاد آج سے پہلے گزر چکی، یونٹ اور عہدے کے لحاظ سے۔ ہر عہدہ اپنے کام دیکھتا ہے؛ سربراہِ دفتر تمام عہدوں کے کام دیکھتا ہے۔',
}

/** A task's title with its values, such as an FIR number, in place. */
function filled(title: string, values: Readonly<Record<string, string | number>>): string {
  return title.replace(/\{\{\s*([\w-]+)[^}]*\}\}/g, (whole, name: string) => String(values[name] ?? whole))
}

const overdue = (params: Readonly<Record<string, string>>) => sql`
  workflow.task t where t.done_at is null and t.due_on < workflow.today()
    and (${params.unit ?? null}::text is null or t.unit_id::text = ${params.unit ?? null})
    and (${params.post ?? null}::text is null or t.post_code = ${params.post ?? null})`

defineReport({
  key: 'workflow.overdue-by-unit',
  title: { en: 'Overdue tasks by unit', ur: 'یونٹ وار زائد المیعاد کام' },
  definition,
  needs: 'workflow:work',
  filters: [unit],
  columns: [
    { key: 'unit', title: { en: 'Unit', ur: 'یونٹ' }, kind: 'name' },
    { key: 'post', title: { en: 'Post', ur: 'عہدہ' }, kind: 'name' },
    {
      key: 'tasks',
      title: { en: 'Overdue tasks', ur: 'زائد المیعاد کام' },
      kind: 'number',
      total: true,
      opens: { report: 'workflow.overdue-list', with: { unit: 'unitId', post: 'postCode' } },
    },
    { key: 'days', title: { en: 'Longest, in days', ur: 'سب سے زیادہ تاخیر (دن)' }, kind: 'number' },
    { key: 'oldest', title: { en: 'Oldest due date', ur: 'قدیم ترین میعاد' }, kind: 'date' },
  ],
  order: ['-tasks', 'unitId', 'postCode'],
  chart: { kind: 'bar', category: 'unit', values: ['tasks'] },
  query: (params) => sql`
    select g.*, jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as unit,
      jsonb_build_object('en', p.title_en, 'ur', p.title_ur) as post
    from (select t.unit_id as "unitId", t.post_code as "postCode", count(*) as tasks, min(t.due_on) as oldest,
        workflow.today() - min(t.due_on) as days from ${overdue(params)} group by 1, 2) g
    join units.current_unit u on u.id = g."unitId" join access.post p on p.code = g."postCode"`,
})

defineReport({
  key: 'workflow.overdue-list',
  title: { en: 'Overdue tasks one by one', ur: 'زائد المیعاد کاموں کی فہرست' },
  definition,
  needs: 'workflow:work',
  filters: [unit, post],
  columns: [
    { key: 'title', title: { en: 'Task', ur: 'کام' }, kind: 'text', opens: { address: 'href' } },
    { key: 'unit', title: { en: 'Unit', ur: 'یونٹ' }, kind: 'name' },
    { key: 'post', title: { en: 'Post', ur: 'عہدہ' }, kind: 'name' },
    { key: 'due', title: { en: 'Due', ur: 'میعاد' }, kind: 'date' },
    { key: 'days', title: { en: 'Days late', ur: 'تاخیر (دن)' }, kind: 'number' },
    { key: 'taken', title: { en: 'Taken by', ur: 'ذمہ دار' }, kind: 'name' },
  ],
  order: ['-days', 'taskId'],
  finish: ({ title, params, ...row }) => {
    const { en, ur } = title as BothLanguages
    const values = params as Readonly<Record<string, string | number>>
    return { ...row, title: { en: filled(en, values), ur: filled(ur, values) } }
  },
  query: (params) => sql`
    select x.id as "taskId", x.href, x.params, x.due_on as due, workflow.today() - x.due_on as days,
      jsonb_build_object('en', x.title_en, 'ur', x.title_ur) as title,
      jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as unit, jsonb_build_object('en', p.title_en, 'ur', p.title_ur) as post,
      case when a.id is not null then jsonb_build_object('en', a.name_en, 'ur', a.name_ur) end as taken
    from (select t.* from ${overdue(params)}) x
    join units.current_unit u on u.id = x.unit_id join access.post p on p.code = x.post_code
    left join identity.account a on a.id = x.owner_id`,
})
