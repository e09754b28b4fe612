import { sql } from 'kysely'
import { defineForm } from '#kernel/extra-fields'
import { bothNames } from '../registers/define.ts'

const readsSealed = 'custody:read-sealed-answers'

/** The prison's forms that take fields of a department; migration 0118 joins them to the same tables. */
defineForm({
  key: 'custody.admission',
  title: { en: 'Admission of a prisoner', ur: 'اسیر کا داخلہ' },
  subject: 'custody.imprisonment',
  reads: 'custody:read-prisoner',
  adds: 'custody:admit',
  readsSealed,
  counted: {
    en: 'Prisoners who are in prison now, as far as you see them.',
    ur: 'اس وقت جیل میں موجود اسیران، آپ کے اختیار کی حد تک۔',
  },
  people: sql`select i.id from custody.imprisonment i where i.state = 'in'`,
  named: (
    ids,
  ) => sql`select i.id, i.number || '/' || i.year as number, ${bothNames(sql`p.name_en`, sql`p.name_ur`)} as name
    from custody.imprisonment i join people.record p on p.id = i.record_id where i.id = any (${[...ids]}::uuid[])`,
  href: (id) => `/custody/prisoners/${id}`,
  report: 'custody.prisoners-extra-fields',
})

defineForm({
  key: 'custody.visitor',
  title: { en: 'Registration of a visitor', ur: 'ملاقاتی کا اندراج' },
  subject: 'custody.visitor',
  reads: 'custody:read-visits',
  adds: 'custody:run-visits',
  readsSealed,
  counted: { en: 'All registered visitors of the department.', ur: 'محکمے کے تمام رجسٹرڈ ملاقاتی۔' },
  people: sql`select w.id from custody.visitor w`,
  named: (ids) => sql`select w.id, null as number, ${bothNames(sql`w.name_en`, sql`w.name_ur`)} as name
    from custody.visitor w where w.id = any (${[...ids]}::uuid[])`,
  href: (id) => `/custody/visitors/${id}`,
  report: 'custody.visitors-extra-fields',
})

defineForm({
  key: 'custody.incident',
  title: { en: 'Report of an incident', ur: 'واقعے کی رپورٹ' },
  subject: 'custody.incident',
  reads: 'custody:read-incidents',
  adds: 'custody:report-incident',
  readsSealed,
  counted: { en: 'All incidents you see.', ur: 'وہ تمام واقعات جو آپ دیکھ سکتے ہیں۔' },
  people: sql`select n.id from custody.incident n`,
  named: (
    ids,
  ) => sql`select n.id, null as number, jsonb_build_object('en', t.text_en, 'ur', t.text_ur) as name
    from custody.incident n join custody.incident_type t on t.code = n.type_code where n.id = any (${[...ids]}::uuid[])`,
  href: (id) => `/custody/incidents/${id}`,
})
