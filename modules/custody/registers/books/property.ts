import { sql } from 'kysely'
import { dayOfMoment, defineRegister, who, whoColumns, whoJoin, words } from '../define.ts'

defineRegister({
  key: 'articles',
  group: 'property',
  title: { en: 'Register of money and articles: articles', ur: 'رجسٹر نقدی و اشیاء: اشیاء' },
  definition: {
    en: 'Everything taken from prisoners, in which bag and under which seal it lies, its receipts, and what became of it.',
    ur: 'اسیران سے لی گئی تمام اشیاء، تھیلا اور مہر نمبر، رسیدیں، اور ان کا کیا ہوا۔',
  },
  citation: { en: 'Prisons Act 1894 s.12', ur: 'قانون جیل خانہ جات 1894 دفعہ 12' },
  confirmed: true,
  needs: 'custody:open-registers',
  period: { en: 'Taken', ur: 'تاریخِ وصولی' },
  columns: [
    { key: 'taken', title: { en: 'Taken on', ur: 'تاریخِ وصولی' }, kind: 'date' },
    { key: 'receipt', title: { en: 'Receipt', ur: 'رسید' }, kind: 'identifier' },
    ...whoColumns,
    { key: 'bag', title: { en: 'Bag', ur: 'تھیلا' }, kind: 'identifier' },
    { key: 'seal', title: { en: 'Seal', ur: 'مہر' }, kind: 'identifier' },
    { key: 'article', title: { en: 'Article', ur: 'شے' }, kind: 'text' },
    { key: 'quantity', title: { en: 'Number', ur: 'تعداد' }, kind: 'number' },
    { key: 'worth', title: { en: 'Worth, Rs', ur: 'مالیت، روپے' }, kind: 'number' },
    {
      key: 'state',
      title: { en: 'State', ur: 'حالت' },
      kind: 'text',
      labels: words('custody-property:state', ['in-store', 'handed-back', 'to-relative', 'to-court', 'lost']),
    },
    { key: 'left', title: { en: 'Left on', ur: 'تاریخِ واپسی' }, kind: 'date' },
  ],
  order: ['at', 'itemId'],
  select: sql`a.id as "itemId", r.made_at as at, ${dayOfMoment(sql`r.made_at`)} as taken, r.number || '/' || r.year as receipt, ${who},
    b.number as bag, b.seal, a.description as article, a.quantity, a.worth / 100.0 as worth, a.state, ${dayOfMoment(sql`l.made_at`)} as left`,
  rows: ({ prison, within }) => ({
    from: sql`custody.property_item a join custody.property_receipt r on r.id = a.taken_receipt`,
    where: sql`a.prison_id = ${prison} and ${within(sql`r.made_at`)}`,
  }),
  joins: sql`join custody.property_bag b on b.id = a.bag_id left join custody.property_receipt l on l.id = a.left_receipt
    join custody.imprisonment i on i.id = a.imprisonment_id ${whoJoin}`,
})
