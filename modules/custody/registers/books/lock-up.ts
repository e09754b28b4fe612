import { sql } from 'kysely'
import { clockOf, dayOfMoment, defineRegister, generalKnowledge, words } from '../define.ts'

defineRegister({
  key: 'lock-up',
  group: 'gate',
  title: { en: 'Lock-up and unlock book', ur: 'گنتی کی کتاب: کھلائی و بندی' },
  definition: {
    en: 'Every count of the whole prison: how many there should have been, how many were seen, who was missing, and what was said of it.',
    ur: 'پوری جیل کی ہر گنتی: کتنے ہونے چاہئیں تھے، کتنے پائے گئے، کتنے غائب، اور اس کی وضاحت۔',
  },
  citation: generalKnowledge('Prison rules on the daily roll', 'روزانہ گنتی کے قواعد'),
  needs: 'custody:open-registers',
  period: { en: 'Day', ur: 'تاریخ' },
  columns: [
    {
      key: 'day',
      title: { en: 'Day', ur: 'تاریخ' },
      kind: 'date',
      opens: { path: '/custody/roll-checks/:checkId' },
    },
    { key: 'began', title: { en: 'Begun', ur: 'آغاز' }, kind: 'identifier' },
    { key: 'closed', title: { en: 'Closed', ur: 'اختتام' }, kind: 'identifier' },
    {
      key: 'kind',
      title: { en: 'Count', ur: 'گنتی' },
      kind: 'text',
      labels: words('custody-roll:kind', ['unlock', 'midday', 'lock-up', 'extra', 'evacuation']),
    },
    { key: 'expected', title: { en: 'On the roll', ur: 'فہرست میں' }, kind: 'number' },
    { key: 'present', title: { en: 'Seen', ur: 'موجود' }, kind: 'number' },
    { key: 'missing', title: { en: 'Missing', ur: 'غائب' }, kind: 'number' },
    { key: 'extra', title: { en: 'On no list', ur: 'فہرست سے باہر' }, kind: 'number' },
    {
      key: 'result',
      title: { en: 'Result', ur: 'نتیجہ' },
      kind: 'text',
      labels: words('custody-roll:result', ['agrees', 'differs', 'open']),
    },
    { key: 'why', title: { en: 'Explanation', ur: 'وضاحت' }, kind: 'text' },
  ],
  order: ['at', 'checkId'],
  select: sql`c.id as "checkId", c.started_at as at, ${dayOfMoment(sql`c.started_at`)} as day, ${clockOf(sql`c.started_at`)} as began,
    ${clockOf(sql`c.closed_at`)} as closed, c.kind, c.expected, c.present, c.missing, c.extra, coalesce(c.result, 'open') as result, c.why`,
  rows: ({ prison, within }) => ({
    from: sql`custody.roll_check c`,
    where: sql`c.prison_id = ${prison} and ${within(sql`c.started_at`)} and c.beside_id is null`,
  }),
})
