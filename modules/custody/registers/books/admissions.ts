import { sql } from 'kysely'
import {
  caseColumns,
  casesJoin,
  clockOf,
  dayOfMoment,
  defineRegister,
  who,
  whoColumns,
  whoJoin,
  words,
} from '../define.ts'

defineRegister({
  key: 'admissions',
  group: 'people',
  title: { en: 'Register of admissions', ur: 'رجسٹر داخلہ' },
  definition: {
    en: 'Everyone taken in, with the hour, what tells who it is, and the warrants they came with.',
    ur: 'جیل میں داخل ہونے والے تمام افراد، وقت، شناخت اور وارنٹ کے ساتھ۔',
  },
  citation: { en: 'Prisons Act 1894 s.12', ur: 'قانون جیل خانہ جات 1894 دفعہ 12' },
  confirmed: true,
  needs: 'custody:read-registers',
  period: { en: 'Admitted', ur: 'تاریخِ داخلہ' },
  columns: [
    { key: 'admitted', title: { en: 'Admitted on', ur: 'تاریخِ داخلہ' }, kind: 'date' },
    { key: 'hour', title: { en: 'Hour', ur: 'وقت' }, kind: 'identifier' },
    ...whoColumns,
    {
      key: 'sex',
      title: { en: 'Sex', ur: 'جنس' },
      kind: 'text',
      labels: words('custody:sex', ['M', 'F', 'X']),
    },
    { key: 'born', title: { en: 'Born', ur: 'سالِ پیدائش' }, kind: 'identifier' },
    { key: 'cnic', title: { en: 'CNIC', ur: 'شناختی کارڈ' }, kind: 'identifier' },
    { key: 'address', title: { en: 'Address', ur: 'پتہ' }, kind: 'text' },
    {
      key: 'category',
      title: { en: 'Category', ur: 'زمرہ' },
      kind: 'text',
      labels: words('custody:category', ['under-trial', 'convict', 'condemned', 'civil', 'detenu']),
    },
    ...caseColumns,
    { key: 'since', title: { en: 'In custody since', ur: 'حراست از' }, kind: 'date' },
  ],
  order: ['at', 'numberYear', 'numberOf'],
  select: sql`${who}, i.admitted_at as at, ${dayOfMoment(sql`i.admitted_at`)} as admitted, ${clockOf(sql`i.admitted_at`)} as hour,
    p.sex, extract(year from p.birth_date)::text as born,
    substr(p.cnic, 1, 5) || '-' || substr(p.cnic, 6, 7) || '-' || substr(p.cnic, 13) as cnic, p.address, i.category, k.fir, k.sections,
    k.court, k.since`,
  rows: ({ prison, within }) => ({
    from: sql`custody.imprisonment i`,
    where: sql`i.prison_id = ${prison} and ${within(sql`i.admitted_at`)}`,
  }),
  joins: sql`${whoJoin} ${casesJoin(sql`true`)}`,
})
