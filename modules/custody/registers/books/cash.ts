import { sql } from 'kysely'
import { defineRegister, who, whoColumns, whoJoin, words } from '../define.ts'

defineRegister({
  key: 'cash',
  group: 'money',
  title: { en: 'Register of money and articles: prisoners’ cash', ur: 'رجسٹر نقدی و اشیاء: اسیران کی نقدی' },
  definition: {
    en: 'Every booking on a prisoner’s account, with voucher, what it was for, and the balance after it.',
    ur: 'اسیران کے کھاتوں میں ہر اندراج، واؤچر، مقصد اور بعد کے بقایا کے ساتھ۔',
  },
  citation: { en: 'Prisons Act 1894 s.12', ur: 'قانون جیل خانہ جات 1894 دفعہ 12' },
  confirmed: true,
  needs: 'custody:read-money',
  period: { en: 'Day of the cash book', ur: 'روزنامچہ کا دن' },
  columns: [
    { key: 'day', title: { en: 'Day', ur: 'تاریخ' }, kind: 'date' },
    { key: 'voucher', title: { en: 'Voucher', ur: 'واؤچر' }, kind: 'identifier' },
    ...whoColumns,
    {
      key: 'kind',
      title: { en: 'For', ur: 'مد' },
      kind: 'text',
      labels: words('custody-accounts:kind', [
        'opening',
        'cash-in',
        'remittance',
        'withdrawal',
        'canteen',
        'wages',
        'fine',
        'diyat',
        'payout',
        'own-transfer',
        'difference',
        'reversal',
      ]),
    },
    { key: 'in', title: { en: 'In, Rs', ur: 'وصول، روپے' }, kind: 'number', total: true },
    { key: 'out', title: { en: 'Out, Rs', ur: 'ادا، روپے' }, kind: 'number', total: true },
    { key: 'balance', title: { en: 'Balance, Rs', ur: 'بقایا، روپے' }, kind: 'number' },
  ],
  order: ['day', 'seq'],
  select: sql`g.day, g.seq, t.number || '/' || t.year as voucher, ${who}, t.kind, case when g.amount > 0 then g.amount / 100.0 end as "in",
    case when g.amount < 0 then -g.amount / 100.0 end as out, g.balance / 100.0 as balance`,
  rows: ({ prison, on }) => ({
    from: sql`custody.money_transaction t join custody.money_posting g on g.transaction_id = t.id
      join custody.money_account a on a.id = g.account_id and a.kind = 'prisoner'`,
    where: sql`t.prison_id = ${prison} and ${on(sql`t.day`)}`,
  }),
  joins: sql`join custody.imprisonment i on i.id = a.imprisonment_id ${whoJoin}`,
})
