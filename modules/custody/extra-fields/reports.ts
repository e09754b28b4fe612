import { sql } from 'kysely'
import { answerColumns, answersAs } from '#kernel/extra-fields'
import { defineReport } from '#kernel/reporting'
import { bothNames, dayOfMoment, who, whoColumns, whoJoin, words } from '../registers/define.ts'

defineReport({
  key: 'custody.prisoners-extra-fields',
  title: { en: 'Prisoners with the department’s own fields', ur: 'اسیران مع محکمانہ اضافی خانے' },
  definition: {
    en: 'Everyone in prison now with the answers to the fields that the province and the prison have added to admission; sensitive fields are left out.',
    ur: 'اس وقت جیل میں موجود تمام اسیران، داخلہ فارم میں صوبے اور جیل کے شامل کردہ خانوں کے جوابات کے ساتھ؛ حساس خانے شامل نہیں۔',
  },
  needs: 'custody:read-registers',
  columns: [
    ...whoColumns,
    {
      key: 'category',
      title: { en: 'Category', ur: 'زمرہ' },
      kind: 'text',
      labels: words('custody:category', ['under-trial', 'convict', 'condemned', 'civil', 'detenu']),
    },
    { key: 'admitted', title: { en: 'Admitted on', ur: 'تاریخِ داخلہ' }, kind: 'date' },
  ],
  more: (tx) => answerColumns(tx, 'custody.admission'),
  order: ['numberYear', 'numberOf', 'imprisonmentId'],
  count: () => sql`select 1 from custody.imprisonment i where i.state = 'in'`,
  query:
    () => sql`select ${who}, i.category, ${dayOfMoment(sql`i.admitted_at`)} as admitted, ${answersAs('custody.admission', sql`i.id`)}
    from custody.imprisonment i ${whoJoin} where i.state = 'in'`,
})

defineReport({
  key: 'custody.visitors-extra-fields',
  title: { en: 'Visitors with the department’s own fields', ur: 'ملاقاتی مع محکمانہ اضافی خانے' },
  definition: {
    en: 'Every visitor on a prisoner’s list here, with the answers to the fields that the province and the prison have added; sensitive fields are left out.',
    ur: 'یہاں کے اسیران کی فہرستوں پر موجود تمام ملاقاتی، صوبے اور جیل کے شامل کردہ خانوں کے جوابات کے ساتھ؛ حساس خانے شامل نہیں۔',
  },
  needs: 'custody:read-visits',
  columns: [
    {
      key: 'name',
      title: { en: 'Visitor', ur: 'ملاقاتی' },
      kind: 'name',
      opens: { path: '/custody/visitors/:visitorId' },
    },
    { key: 'registered', title: { en: 'Registered on', ur: 'تاریخِ اندراج' }, kind: 'date' },
  ],
  more: (tx) => answerColumns(tx, 'custody.visitor'),
  order: ['registered', 'visitorId'],
  query: () => sql`select w.id as "visitorId", ${bothNames(sql`w.name_en`, sql`w.name_ur`)} as name,
      ${dayOfMoment(sql`w.registered_at`)} as registered, ${answersAs('custody.visitor', sql`w.id`)}
    from custody.visitor w where exists (select 1 from custody.visitor_tie t where t.visitor_id = w.id
      and t.prison_id = any ((select access.units())::integer[]))`,
})
