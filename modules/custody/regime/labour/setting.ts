import type { Declared } from '../../settings/declare.ts'

export const wageSetting: Declared = () => ({
  key: 'wage',
  group: 'money',
  name: { en: 'Wages of prison labour', ur: 'مشقت کی اجرت' },
  about: {
    en: 'What a day or a piece earns. A month’s sheet takes for each day the rate that held on it.',
    ur: 'ایک دن یا ایک عدد کی اجرت۔ ماہانہ گوشوارہ ہر دن کے لیے اسی دن کی شرح لیتا ہے۔',
  },
  identity: [{ kind: 'made', column: 'code', name: { en: 'Work', ur: 'کام' } }],
  columns: [
    {
      kind: 'text',
      language: 'en',
      column: 'name_en',
      name: { en: 'Name in English', ur: 'انگریزی نام' },
      once: true,
    },
    {
      kind: 'text',
      language: 'ur',
      column: 'name_ur',
      name: { en: 'Name in Urdu', ur: 'اردو نام' },
      once: true,
    },
    {
      kind: 'choice',
      column: 'unit',
      name: { en: 'Paid by', ur: 'اجرت کی بنیاد' },
      values: { day: { en: 'the day', ur: 'یومیہ' }, piece: { en: 'the piece', ur: 'فی عدد' } },
      once: true,
    },
    { kind: 'money', column: 'paisa', name: { en: 'Rate', ur: 'شرح' }, least: 0.01, most: 100_000 },
  ],
  absent: { en: 'No such rate', ur: 'ایسی کوئی شرح نہیں' },
  grows: { en: 'A rate for other work', ur: 'کسی اور کام کی شرح' },
})
