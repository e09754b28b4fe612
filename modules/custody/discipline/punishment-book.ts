import { sql } from 'kysely'
import { defineRegister, generalKnowledge } from '../registers/define.ts'

const states = {
  'to-confirm': { en: 'Waits for the Inspector-General', ur: 'آئی جی کی توثیق کا منتظر' },
  refused: { en: 'Not confirmed', ur: 'توثیق نہ ہوئی' },
  suspended: { en: 'Suspended', ur: 'معطل' },
  'in-force': { en: 'Awarded', ur: 'نافذ' },
  quashed: { en: 'Quashed on appeal', ur: 'اپیل میں کالعدم' },
}

/** The book of s.51, made from the hearings themselves: nobody types it. */
defineRegister({
  key: 'punishments',
  report: 'custody.punishment-book',
  group: 'discipline',
  title: { en: 'Punishment book', ur: 'سزاؤں کی کتاب' },
  definition: {
    en: 'Every punishment awarded for an offence against prison discipline, with the prisoner’s earlier offences in this imprisonment and who was heard. Generated from the hearings.',
    ur: 'جیل کے نظم و ضبط کی خلاف ورزی پر دی گئی ہر سزا، اسی قید میں سابقہ خلاف ورزیوں اور سنے گئے افراد کے ساتھ۔ سماعتوں سے خود تیار ہوتی ہے۔',
  },
  citation: generalKnowledge('Prisons Act 1894 s.51', 'قانون جیل خانہ جات 1894 دفعہ 51'),
  needs: 'custody:read-discipline',
  period: { en: 'Decided', ur: 'تاریخِ فیصلہ' },
  filters: [
    {
      key: 'state',
      title: { en: 'State', ur: 'حیثیت' },
      kind: 'choice',
      options: async () => Object.entries(states).map(([value, label]) => ({ value, label })),
    },
  ],
  columns: [
    { key: 'serial', title: { en: 'Serial', ur: 'نمبر شمار' }, kind: 'identifier' },
    {
      key: 'number',
      title: { en: 'Prison number', ur: 'اسیر نمبر' },
      kind: 'identifier',
      opens: { path: '/custody/adjudications/:adjudicationId' },
    },
    { key: 'name', title: { en: 'Name', ur: 'نام' }, kind: 'name' },
    { key: 'offence', title: { en: 'Offence', ur: 'خلاف ورزی' }, kind: 'name' },
    { key: 'section', title: { en: 'Section', ur: 'دفعہ' }, kind: 'identifier' },
    { key: 'occurredOn', title: { en: 'Offence on', ur: 'تاریخِ وقوع' }, kind: 'date' },
    { key: 'earlier', title: { en: 'Earlier offences', ur: 'سابقہ خلاف ورزیاں' }, kind: 'number' },
    { key: 'heard', title: { en: 'Witnesses heard', ur: 'سنے گئے گواہ' }, kind: 'number' },
    { key: 'decidedOn', title: { en: 'Decided on', ur: 'تاریخِ فیصلہ' }, kind: 'date' },
    { key: 'punishment', title: { en: 'Punishment', ur: 'سزا' }, kind: 'name' },
    { key: 'days', title: { en: 'Days', ur: 'دن' }, kind: 'number', total: true },
    { key: 'state', title: { en: 'State', ur: 'حیثیت' }, kind: 'text', labels: states },
    { key: 'by', title: { en: 'Awarded by', ur: 'سزا دہندہ' }, kind: 'name' },
  ],
  order: ['-decidedAt', 'id'],
  select: sql`book.*`,
  // The serial is given before anything is filtered: a punishment keeps its number whatever part of the book is read.
  rows: ({ prison, on, params }) => ({
    from: sql`(select p.id, p.adjudication_id as "adjudicationId", a.decided_at as "decidedAt",
      row_number() over (partition by extract(year from a.decided_at) order by a.decided_at, p.id) || '/' || extract(year from a.decided_at) as serial,
      i.number || '/' || i.year as number, jsonb_build_object('en', coalesce(r.name_en, r.name_ur), 'ur', coalesce(r.name_ur, r.name_en)) as name,
      jsonb_build_object('en', o.text_en, 'ur', o.text_ur) as offence, o.section, (a.occurred_at at time zone 'Asia/Karachi')::date as "occurredOn",
      (select count(*) from custody.adjudication e where e.imprisonment_id = a.imprisonment_id and e.finding = 'proved' and e.state = 'decided'
        and e.decided_at < a.decided_at) as earlier,
      (select count(*) from jsonb_array_elements(a.statements) s where s ->> 'role' = 'witness') as heard,
      (a.decided_at at time zone 'Asia/Karachi')::date as "decidedOn", jsonb_build_object('en', k.text_en, 'ur', k.text_ur) as punishment,
      p.days, p.state, (select jsonb_build_object('en', s.name_en, 'ur', s.name_ur) from custody.signed_by(p.awarded_by) s) as by
    from custody.punishment p join custody.adjudication a on a.id = p.adjudication_id join custody.punishment_kind k on k.code = p.kind_code
    join custody.prison_offence o on o.code = a.offence_code join custody.imprisonment i on i.id = p.imprisonment_id
    join people.record r on r.id = i.record_id
    where p.prison_id = ${prison}) book`,
    where: sql`${on(sql`"decidedOn"`)} and ${params.state === undefined ? sql`true` : sql`state = ${params.state}`}`,
  }),
})
