import { sql } from 'kysely'
import { defineReport } from '#kernel/reporting'
import { heldForMoney } from './use-cases.ts'

/** Who stays only for money: the list, its totals and the files. */
defineReport({
  key: 'custody.held-for-money',
  title: { en: 'Held only for money', ur: 'صرف رقم کی خاطر قید' },
  definition: {
    en: 'Prisoners whom nothing keeps but a fine’s default term that has begun, diyat, arsh, daman or a surety, as the last liberty ledger of their prison has it. The amount is what is left to pay; empty where it is not on record. Days count from the day on which only the money kept them.',
    ur: 'وہ اسیران جنہیں صرف جرمانے کی شروع ہو چکی قیدِ عدم ادائیگی، دیت، ارش، ضمان یا ضامن نہ ہونے نے روک رکھا ہے، جیل کی آخری رجسٹر جوازِ حراست کے مطابق۔ رقم وہ ہے جو باقی ہے؛ ریکارڈ پر نہ ہو تو خالی۔ دن اس تاریخ سے شمار ہیں جب سے صرف رقم مانع ہے۔',
  },
  needs: 'custody:read-liberty',
  columns: [
    {
      key: 'number',
      title: { en: 'Prison number', ur: 'قیدی نمبر' },
      kind: 'identifier',
      opens: { path: '/custody/prisoners/:imprisonmentId' },
    },
    { key: 'name', title: { en: 'Name', ur: 'نام' }, kind: 'name' },
    { key: 'prison', title: { en: 'Prison', ur: 'جیل' }, kind: 'name' },
    {
      key: 'kind',
      title: { en: 'For', ur: 'بابت' },
      kind: 'text',
      labels: {
        fine: { en: 'Fine', ur: 'جرمانہ' },
        diyat: { en: 'Diyat', ur: 'دیت' },
        arsh: { en: 'Arsh', ur: 'ارش' },
        daman: { en: 'Daman', ur: 'ضمان' },
        surety: { en: 'Surety', ur: 'ضامن' },
        several: { en: 'Several', ur: 'ایک سے زائد' },
      },
    },
    { key: 'amount', title: { en: 'Left to pay (Rs)', ur: 'باقی رقم (روپے)' }, kind: 'number', total: true },
    { key: 'since', title: { en: 'Since', ur: 'از' }, kind: 'date' },
    { key: 'days', title: { en: 'Days', ur: 'دن' }, kind: 'number', total: true },
    { key: 'until', title: { en: 'Leaves unpaid on', ur: 'بلا ادائیگی رہائی' }, kind: 'date' },
  ],
  order: ['amount', 'imprisonmentId'],
  query: () => sql`
    select l.imprisonment_id as "imprisonmentId", i.number || '/' || i.year as number,
      jsonb_build_object('en', coalesce(p.name_en, p.name_ur), 'ur', coalesce(p.name_ur, p.name_en)) as name,
      jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as prison, l.money ->> 'kind' as kind,
      (l.money ->> 'amount')::float8 as amount, (l.money ->> 'since')::date as since,
      workflow.today() - (l.money ->> 'since')::date as days, l.until
    from ${heldForMoney} where l.before_serial is null and l.money is not null`,
})
