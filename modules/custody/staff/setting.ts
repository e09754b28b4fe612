import { type Declared, units, whole, words } from '../settings/declare.ts'
import { postKinds, shifts } from './contract.ts'

export const staffRatioSetting: Declared = () => ({
  key: 'staff-ratio',
  group: 'staff',
  name: { en: 'Prisoners to one officer', ur: 'فی اہلکار اسیران' },
  about: {
    en: 'By kind of duty and shift; a kind without a rule needs its sanctioned strength. A prison’s own goes before its province’s.',
    ur: 'ڈیوٹی کی قسم اور شفٹ کے لحاظ سے؛ جس کا قاعدہ نہیں اسے منظور شدہ نفری درکار ہے۔ جیل کا اپنا قاعدہ صوبے سے مقدم ہے۔',
  },
  identity: [
    {
      kind: 'choice',
      column: 'kind',
      name: { en: 'Duty', ur: 'ڈیوٹی' },
      values: words('custody-staff:kind', postKinds),
    },
    {
      kind: 'choice',
      column: 'shift',
      name: { en: 'Shift', ur: 'شفٹ' },
      values: words('custody-staff:shift', shifts),
    },
  ],
  columns: [
    whole(
      'prisoners_per_officer',
      { en: 'Prisoners to one officer', ur: 'فی اہلکار' },
      units.prisoners,
      [1, 500],
    ),
    {
      kind: 'choice',
      column: 'counts',
      name: { en: 'Counted', ur: 'شمار' },
      values: {
        roll: { en: 'everybody on the roll', ur: 'گنتی کے تمام اسیران' },
        women: { en: 'women', ur: 'خواتین' },
        patients: { en: 'in hospital or isolation', ur: 'ہسپتال یا علیحدگی میں' },
      },
    },
  ],
  byPrison: true,
  absent: { en: 'The sanctioned strength', ur: 'منظور شدہ نفری' },
  grows: { en: 'For another duty', ur: 'کسی اور ڈیوٹی کے لیے' },
})

export const dutyShiftSetting: Declared = () => ({
  key: 'duty-shift',
  group: 'staff',
  name: { en: 'Shifts of duty', ur: 'ڈیوٹی کی شفٹیں' },
  about: {
    en: 'When each shift begins, how long it is and the rest before the next.',
    ur: 'ہر شفٹ کا آغاز، دورانیہ اور اگلی سے پہلے آرام۔',
  },
  identity: [
    {
      kind: 'choice',
      column: 'shift',
      name: { en: 'Shift', ur: 'شفٹ' },
      values: words('custody-staff:shift', shifts),
    },
  ],
  columns: [
    { kind: 'time', column: 'begins', name: { en: 'Begins', ur: 'آغاز' } },
    whole('hours', { en: 'Length', ur: 'دورانیہ' }, units.hours, [4, 12]),
    whole('rest_hours', { en: 'Rest after it', ur: 'بعد میں آرام' }, units.hours, [4, 48]),
  ],
})
