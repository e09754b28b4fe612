import { type Declared, words } from '../settings/declare.ts'

export const canteenSetting: Declared = () => ({
  key: 'canteen-limit',
  group: 'money',
  name: { en: 'Canteen limit', ur: 'کینٹین کی حد' },
  about: {
    en: 'What a prisoner may spend in the canteen in a week.',
    ur: 'اسیر ایک ہفتے میں کینٹین پر کتنا خرچ کر سکتا ہے۔',
  },
  identity: [],
  columns: [
    {
      kind: 'money',
      column: 'weekly',
      name: { en: 'In a week', ur: 'فی ہفتہ' },
      least: 1,
      most: 1_000_000,
    },
    {
      kind: 'choice',
      numbers: true,
      column: 'week_starts',
      name: { en: 'The week begins on', ur: 'ہفتے کا آغاز' },
      values: words('custody-visits:weekday', ['1', '2', '3', '4', '5', '6', '7']),
    },
  ],
})
