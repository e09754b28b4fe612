import { sql } from 'kysely'
import { bothOf } from '../../prisoners/names.ts'
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
import { type StoredTerm, termsInWords } from '../terms.ts'

defineRegister({
  key: 'convicts',
  group: 'people',
  title: { en: 'Register of convicts', ur: 'رجسٹر سزا یافتہ اسیران' },
  definition: {
    en: 'Everyone serving a sentence here now: the terms, remission standing to their credit, and the last day with its standing.',
    ur: 'اس وقت سزا کاٹنے والے تمام اسیران: سزا کی مدت، حاصل شدہ معافی، اور آخری دن اس کی حیثیت کے ساتھ۔',
  },
  citation: generalKnowledge(
    'Prison rules on convicts and history tickets',
    'سزا یافتہ اسیران اور ہسٹری ٹکٹ کے قواعد',
  ),
  needs: 'custody:read-registers',
  standing: true,
  period: { en: 'Admitted', ur: 'تاریخِ داخلہ' },
  columns: [
    ...whoColumns,
    { key: 'admitted', title: { en: 'Admitted', ur: 'داخلہ' }, kind: 'date' },
    ...caseColumns,
    { key: 'sentenced', title: { en: 'Sentenced on', ur: 'تاریخِ سزا' }, kind: 'date' },
    { key: 'terms', title: { en: 'Sentence', ur: 'سزا' }, kind: 'name' },
    { key: 'remission', title: { en: 'Remission, days', ur: 'معافی، دن' }, kind: 'number' },
    { key: 'due', title: { en: 'Last day', ur: 'آخری دن' }, kind: 'date' },
    {
      key: 'standing',
      title: { en: 'Date is', ur: 'تاریخ کی حیثیت' },
      kind: 'text',
      labels: words('custody:date-state', ['computed', 'proposed', 'confirmed']),
    },
  ],
  order: ['numberYear', 'numberOf'],
  // A month of remission is thirty days, as in the jail roll.
  select: sql`${who}, ${dayOfMoment(sql`i.admitted_at`)} as admitted, k.fir, k.sections, k.court, k.sentenced,
    d.inputs -> 'sentences' as terms, m.remission, d.due_release as due, d.state as standing`,
  rows: ({ prison, within }) => ({
    from: sql`custody.imprisonment i`,
    where: sql`i.prison_id = ${prison} and i.state = 'in' and i.category = 'convict' and ${within(sql`i.admitted_at`)}`,
  }),
  joins: sql`${whoJoin} ${casesJoin(sql`w.state = 'in-force'`)}
    left join custody.release_date d on d.imprisonment_id = i.id and d.state in ('computed', 'proposed', 'confirmed')
    left join lateral (select coalesce(sum(((r.years * 12 + r.months) * 30 + r.days) * case when r.kind = 'forfeiture' then -1 else 1 end), 0)
        as remission from custody.remission r where r.imprisonment_id = i.id and r.voided_at is null) m on true`,
  finish: (row) => ({ ...row, terms: bothOf(...termsInWords(row.terms as StoredTerm[] | null)) }),
})
