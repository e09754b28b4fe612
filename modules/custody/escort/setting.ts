import { type Declared, units, whole } from '../settings/declare.ts'

export const escortSetting: Declared = () => ({
  key: 'escort-strength',
  group: 'movement',
  name: { en: 'Strength of escorts', ur: 'گارد کی نفری' },
  about: {
    en: 'Officers for prisoners on the way to court, and how often a class of risk is looked at again.',
    ur: 'عدالت کے راستے میں اسیران کے لیے اہلکار، اور خطرے کے درجے کا جائزہ۔',
  },
  identity: [],
  columns: [
    whole('least', { en: 'In any vehicle', ur: 'ہر گاڑی میں' }, units.officers, [1, 20]),
    whole('prisoners_per_officer', { en: 'To one officer', ur: 'ایک اہلکار پر' }, units.prisoners, [1, 20]),
    whole(
      'for_high_alone',
      { en: 'High risk, alone in the vehicle', ur: 'زیادہ خطرہ، گاڑی میں تنہا' },
      units.officers,
      [1, 20],
    ),
    whole(
      'for_high',
      { en: 'High risk, sharing the vehicle', ur: 'زیادہ خطرہ، گاڑی میں دوسروں کے ساتھ' },
      units.officers,
      [1, 20],
    ),
    whole(
      'review_months',
      { en: 'Class of risk looked at again after', ur: 'خطرے کے درجے کا جائزہ بعد از' },
      units.months,
      [1, 24],
    ),
  ],
  check: ({ for_high: sharing, for_high_alone: alone }) =>
    Number(sharing) >= Number(alone)
      ? undefined
      : {
          column: 'for_high',
          say: {
            en: 'Never fewer than alone: taking somebody out of a vehicle could make it unlawful.',
            ur: 'تنہا کی نسبت کم نہیں: ورنہ کسی کو گاڑی سے اتارنا خلافِ قاعدہ ہو جائے گا۔',
          },
        },
})
