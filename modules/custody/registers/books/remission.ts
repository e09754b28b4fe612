import { sql } from 'kysely'
import { defineRegister, who, whoColumns, whoJoin, words } from '../define.ts'

defineRegister({
  key: 'remission',
  group: 'people',
  title: { en: 'Remission register', ur: 'رجسٹر معافی' },
  definition: {
    en: 'Every remission granted, forfeited or voided, by whom and under which paper.',
    ur: 'ہر معافی، ضبطی یا منسوخی، اختیار اور دستاویز کے ساتھ۔',
  },
  citation: {
    en: 'Pakistan Prison Rules 1978 rr. 215, 216 (as reported); the register itself: general knowledge, to be confirmed',
    ur: 'پاکستان پریزن رولز 1978 قواعد 215، 216 (بحوالہ خبر)؛ رجسٹر خود: عمومی معلومات، توثیق طلب',
  },
  needs: 'custody:read-registers',
  period: { en: 'Granted', ur: 'تاریخِ عطا' },
  columns: [
    { key: 'granted', title: { en: 'Granted on', ur: 'تاریخِ عطا' }, kind: 'date' },
    ...whoColumns,
    {
      key: 'kind',
      title: { en: 'Kind', ur: 'قسم' },
      kind: 'text',
      labels: words('custody:remission-kind', [
        'ordinary',
        'good-conduct',
        'special',
        'blood-donation',
        'education',
        'labour',
        'forfeiture',
      ]),
    },
    { key: 'years', title: { en: 'Years', ur: 'سال' }, kind: 'number' },
    { key: 'months', title: { en: 'Months', ur: 'ماہ' }, kind: 'number' },
    { key: 'days', title: { en: 'Days', ur: 'دن' }, kind: 'number' },
    { key: 'authority', title: { en: 'Granted by', ur: 'عطا کنندہ' }, kind: 'text' },
    { key: 'instrument', title: { en: 'Paper', ur: 'دستاویز' }, kind: 'text' },
    { key: 'void', title: { en: 'Void because', ur: 'منسوخی کی وجہ' }, kind: 'text' },
  ],
  order: ['granted', 'remissionId'],
  select: sql`m.id as "remissionId", m.granted_on as granted, ${who}, m.kind, m.years, m.months, m.days, m.authority, m.instrument,
    m.void_reason as void`,
  rows: ({ prison, on }) => ({
    from: sql`custody.remission m`,
    where: sql`m.prison_id = ${prison} and ${on(sql`m.granted_on`)}`,
  }),
  joins: sql`join custody.imprisonment i on i.id = m.imprisonment_id ${whoJoin}`,
})
