import { sql } from 'kysely'
import {
  caseColumns,
  casesJoin,
  dayOfMoment,
  defineRegister,
  generalKnowledge,
  who,
  whoColumns,
  whoJoin,
  words,
} from '../define.ts'

defineRegister({
  key: 'roll',
  group: 'people',
  title: { en: 'Nominal roll', ur: 'فہرستِ اسیران' },
  definition: { en: 'Everyone on the roll of the prison now.', ur: 'اس وقت جیل میں موجود تمام اسیران۔' },
  citation: generalKnowledge('Prison rules on the daily roll', 'روزانہ گنتی کے قواعد'),
  needs: 'custody:read-registers',
  standing: true,
  filters: [
    {
      key: 'category',
      title: { en: 'Category', ur: 'زمرہ' },
      kind: 'choice',
      options: async () =>
        Object.entries(
          words('custody:category', ['under-trial', 'convict', 'condemned', 'civil', 'detenu']),
        ).map(([value, label]) => ({ value, label })),
    },
  ],
  columns: [
    ...whoColumns,
    {
      key: 'category',
      title: { en: 'Category', ur: 'زمرہ' },
      kind: 'text',
      labels: words('custody:category', ['under-trial', 'convict', 'condemned', 'civil', 'detenu']),
    },
    { key: 'admitted', title: { en: 'Admitted', ur: 'داخلہ' }, kind: 'date' },
    ...caseColumns,
  ],
  order: ['numberYear', 'numberOf'],
  select: sql`${who}, i.category, ${dayOfMoment(sql`i.admitted_at`)} as admitted, k.fir, k.sections, k.court`,
  rows: ({ prison, params }) => ({
    from: sql`custody.imprisonment i`,
    where: sql`i.prison_id = ${prison} and i.state = 'in' and ${params.category === undefined ? sql`true` : sql`i.category = ${params.category}`}`,
  }),
  joins: sql`${whoJoin} ${casesJoin(sql`w.state = 'in-force'`)}`,
})
