import { type Declared, units, whole } from '../settings/declare.ts'

export const habitSetting: Declared = () => ({
  key: 'habit',
  group: 'movement',
  name: { en: 'Casual and habitual', ur: 'اتفاقی و عادی مجرم' },
  about: {
    en: 'From how many earlier sentences a convict is considered for habitual, and how often that is looked at again.',
    ur: 'کتنی سابقہ سزاؤں پر عادی قرار دینے پر غور ہو، اور اس پر نظرثانی کب ہو۔',
  },
  identity: [],
  columns: [
    whole('earlier', { en: 'Earlier sentences', ur: 'سابقہ سزائیں' }, units.none, [1, 20]),
    whole('review_months', { en: 'Looked at again after', ur: 'نظرثانی بعد از' }, units.months, [1, 60]),
  ],
})
