import { sql } from 'kysely'
import {
  bothNames,
  clockOf,
  defineRegister,
  generalKnowledge,
  who,
  whoColumns,
  whoJoin,
  words,
} from '../define.ts'

const outcomes = {
  sent: { en: 'Produced', ur: 'پیش کیا گیا' },
  'not-produced': { en: 'Not produced', ur: 'پیش نہ کیا گیا' },
}

defineRegister({
  key: 'productions',
  group: 'gate',
  title: { en: 'Register of productions in court', ur: 'رجسٹر عدالتی پیشی' },
  definition: {
    en: 'Every production recorded: sent and back, or not produced and why.',
    ur: 'ہر عدالتی پیشی: روانگی و واپسی، یا پیش نہ کیے جانے کی وجہ۔',
  },
  citation: generalKnowledge(
    'Code of Criminal Procedure s.344 on production',
    'ضابطہ فوجداری دفعہ 344، پیشی',
  ),
  needs: 'custody:read-registers',
  period: { en: 'Day of production', ur: 'تاریخِ پیشی' },
  filters: [
    {
      key: 'outcome',
      title: { en: 'Outcome', ur: 'نتیجہ' },
      kind: 'choice',
      options: async () => Object.entries(outcomes).map(([value, label]) => ({ value, label })),
    },
  ],
  columns: [
    { key: 'day', title: { en: 'Day', ur: 'تاریخ' }, kind: 'date' },
    ...whoColumns,
    { key: 'fir', title: { en: 'FIR', ur: 'ایف آئی آر' }, kind: 'identifier' },
    { key: 'sections', title: { en: 'Sections', ur: 'دفعات' }, kind: 'identifier' },
    { key: 'court', title: { en: 'Court', ur: 'عدالت' }, kind: 'name' },
    { key: 'outcome', title: { en: 'Outcome', ur: 'نتیجہ' }, kind: 'text', labels: outcomes },
    {
      key: 'reason',
      title: { en: 'Why not', ur: 'کیوں نہیں' },
      kind: 'text',
      labels: words('custody:not-produced', [
        'no-vehicle',
        'no-escort',
        'ill',
        'security',
        'court-closed',
        'by-video',
        'refused',
        'other',
      ]),
    },
    { key: 'out', title: { en: 'Out', ur: 'روانگی' }, kind: 'identifier' },
    { key: 'back', title: { en: 'Back', ur: 'واپسی' }, kind: 'identifier' },
  ],
  order: ['day', 'productionId'],
  select: sql`d.id as "productionId", d.on_date as day, ${who}, w.fir_number || '/' || w.fir_year as fir, w.sections,
    ${bothNames(sql`u.name_en`, sql`u.name_ur`)} as court, d.outcome, d.reason, ${clockOf(sql`d.out_at`)} as out, ${clockOf(sql`d.back_at`)} as back`,
  rows: ({ prison, on, params }) => ({
    from: sql`custody.production d`,
    where: sql`d.prison_id = ${prison} and ${on(sql`d.on_date`)} and ${params.outcome === undefined ? sql`true` : sql`d.outcome = ${params.outcome}`}`,
  }),
  joins: sql`join custody.warrant w on w.id = d.warrant_id join custody.imprisonment i on i.id = d.imprisonment_id ${whoJoin}
    left join units.current_unit u on u.id = coalesce(d.court_id, w.court_id)`,
})
