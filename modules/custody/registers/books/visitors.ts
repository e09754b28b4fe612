import { sql } from 'kysely'
import { bothNames, clockOf, defineRegister, who, whoColumns, whoJoin, words } from '../define.ts'

const relations = [
  'father',
  'mother',
  'spouse',
  'son',
  'daughter',
  'brother',
  'sister',
  'grandparent',
  'grandchild',
  'uncle-aunt',
  'cousin',
  'in-law',
  'friend',
  'advocate',
  'consular',
  'other',
]

defineRegister({
  key: 'visitors',
  group: 'visits',
  title: { en: 'Visitors’ book', ur: 'ملاقاتیوں کی کتاب' },
  definition: {
    en: 'Everyone who came to see a prisoner, as what, from when until when. Those who booked and did not come are not in it.',
    ur: 'اسیران سے ملنے والے تمام افراد، رشتہ اور وقت کے ساتھ۔ جو بکنگ کے باوجود نہ آئے وہ اس میں نہیں۔',
  },
  citation: { en: 'Prisons Act 1894 s.12', ur: 'قانون جیل خانہ جات 1894 دفعہ 12' },
  confirmed: true,
  needs: 'custody:read-visits',
  period: { en: 'Visited', ur: 'تاریخِ ملاقات' },
  columns: [
    { key: 'day', title: { en: 'Day', ur: 'تاریخ' }, kind: 'date' },
    { key: 'visitor', title: { en: 'Visitor', ur: 'ملاقاتی' }, kind: 'name' },
    { key: 'cnic', title: { en: 'CNIC or paper', ur: 'شناختی کارڈ یا کاغذ' }, kind: 'identifier' },
    {
      key: 'relation',
      title: { en: 'Relation', ur: 'رشتہ' },
      kind: 'text',
      labels: words('custody-visits:relation', relations),
    },
    ...whoColumns,
    {
      key: 'kind',
      title: { en: 'Kind', ur: 'قسم' },
      kind: 'text',
      labels: words('custody-visits:kind', ['ordinary', 'legal', 'family-room']),
    },
    { key: 'began', title: { en: 'From', ur: 'از' }, kind: 'identifier' },
    { key: 'ended', title: { en: 'Until', ur: 'تا' }, kind: 'identifier' },
  ],
  order: ['day', 'slot', 'visitId', 'visitorId'],
  select: sql`v.on_date as day, v.slot_at as slot, v.id as "visitId", g.visitor_id as "visitorId", ${bothNames(sql`t.name_en`, sql`t.name_ur`)} as visitor,
    coalesce(substr(t.cnic, 1, 5) || '-' || substr(t.cnic, 6, 7) || '-' || substr(t.cnic, 13), t.other_paper, t.licence) as cnic,
    g.relation, ${who}, v.kind, ${clockOf(sql`v.started_at`)} as began, ${clockOf(sql`v.ended_at`)} as ended`,
  rows: ({ prison, on }) => ({
    from: sql`custody.visit v join custody.visit_person g on g.visit_id = v.id`,
    where: sql`v.prison_id = ${prison} and v.state in ('running', 'ended') and ${on(sql`v.on_date`)}`,
  }),
  joins: sql`join custody.visitor t on t.id = g.visitor_id join custody.imprisonment i on i.id = v.imprisonment_id ${whoJoin}`,
})
