import { type Declared, units, whole, words } from '../settings/declare.ts'

export const readBackSetting: Declared = () => ({
  key: 'warrant-read-back',
  group: 'warrants',
  name: { en: 'Warrants read back', ur: 'وارنٹ کی دوسری پڑتال' },
  about: {
    en: 'By when a warrant typed from paper is read back by a second officer, and whether a date of release waits for it. A court’s order to release never waits.',
    ur: 'کاغذ سے درج وارنٹ کو دوسرا افسر کب تک پڑھ کر ملائے، اور کیا تاریخِ رہائی اس کی منتظر رہے۔ عدالت کا حکمِ رہائی کبھی منتظر نہیں رہتا۔',
  },
  identity: [],
  columns: [
    whole('within_days', { en: 'Read back within', ur: 'پڑتال کی مدت' }, units.days, [1, 60]),
    {
      kind: 'choice',
      column: 'demand',
      name: { en: 'Until then', ur: 'تب تک' },
      values: words('custody-warrants:demand', ['listed', 'release-date']),
    },
  ],
})
