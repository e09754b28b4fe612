import { type Declared, units, whole } from '../../settings/declare.ts'

export const monthSetting: Declared = () => ({
  key: 'ordinary-remission',
  group: 'remission',
  name: { en: 'Ordinary remission of a month', ur: 'ماہانہ معمولی معافی' },
  about: {
    en: 'How a month’s days are made up; never more in all than the law’s most for a month.',
    ur: 'مہینے کے دن کیسے بنتے ہیں؛ کل کبھی قانون کی ماہانہ حد سے زیادہ نہیں۔',
  },
  identity: [],
  columns: [
    whole('conduct_days', { en: 'For conduct', ur: 'چال چلن پر' }, units.days, [0, 31]),
    whole('labour_days', { en: 'For labour', ur: 'مشقت پر' }, units.days, [0, 31]),
    whole(
      'full_work_days',
      { en: 'Days at work for the whole of it', ur: 'پوری معافی کے لیے کام کے دن' },
      units.days,
      [1, 31],
    ),
  ],
})

export const goodConductSetting: Declared = () => ({
  key: 'good-conduct',
  group: 'remission',
  name: { en: 'Remission for good conduct', ur: 'نیک چلنی کی معافی' },
  about: {
    en: 'Days once a whole year without an offence is complete.',
    ur: 'بے قصور پورا سال مکمل ہونے پر دن۔',
  },
  identity: [
    {
      kind: 'number',
      column: 'year',
      name: { en: 'Year', ur: 'سال' },
      least: 1,
      most: 40,
      said: (n) => ({ en: `year ${n} without an offence`, ur: `بے قصور سال نمبر ${n}` }),
    },
  ],
  columns: [whole('days', { en: 'Days', ur: 'دن' }, units.days, [1, 90])],
  grows: { en: 'For another year', ur: 'کسی اور سال کے لیے' },
})
