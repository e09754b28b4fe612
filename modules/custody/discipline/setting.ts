import { type Declared, units, whole } from '../settings/declare.ts'

export const ceilingSetting: Declared = () => ({
  key: 'punishment-ceiling',
  group: 'discipline',
  name: { en: 'Ceilings of punishments', ur: 'سزاؤں کی بالائی حد' },
  about: {
    en: 'Most days the Superintendent may award alone, and with the Inspector-General’s confirmation.',
    ur: 'زیادہ سے زیادہ دن: سپرنٹنڈنٹ کے اپنے اختیار سے، اور انسپکٹر جنرل کی توثیق سے۔',
  },
  identity: [
    {
      kind: 'choice',
      column: 'kind_code',
      name: { en: 'Punishment', ur: 'سزا' },
      values: {
        labour: { en: 'Change of labour to a harder kind', ur: 'مشقت کی تبدیلی سخت تر کام میں' },
        privileges: { en: 'Loss of privileges', ur: 'مراعات کی بندش' },
        forfeiture: { en: 'Forfeiture of remission', ur: 'معافی کی ضبطی' },
        separate: { en: 'Separate confinement', ur: 'علیحدہ قید' },
        cellular: { en: 'Cellular confinement', ur: 'کوٹھڑی بندی' },
      },
    },
  ],
  columns: [
    whole('own_days', { en: 'Superintendent alone', ur: 'سپرنٹنڈنٹ کا اپنا اختیار' }, units.days, [1, 365]),
    whole(
      'confirmed_days',
      { en: 'With the Inspector-General', ur: 'انسپکٹر جنرل کی توثیق سے' },
      units.days,
      [1, 365],
    ),
    {
      kind: 'choices',
      least: 0,
      column: 'takes',
      name: { en: 'Of a forfeiture: takes from', ur: 'ضبطی کس معافی سے' },
      values: {
        ordinary: { en: 'ordinary remission', ur: 'معمولی معافی' },
        'good-conduct': { en: 'good conduct', ur: 'نیک چلنی' },
      },
    },
  ],
  check: ({ own_days: own, confirmed_days: confirmed }) =>
    Number(confirmed) >= Number(own)
      ? undefined
      : {
          column: 'confirmed_days',
          say: {
            en: 'Not less than the Superintendent may award alone.',
            ur: 'سپرنٹنڈنٹ کے اپنے اختیار سے کم نہیں ہو سکتا۔',
          },
        },
})

export const hearingSetting: Declared = () => ({
  key: 'hearing',
  group: 'discipline',
  name: { en: 'Hearing of an offence', ur: 'جیل جرم کی سماعت' },
  about: {
    en: 'Notice before the hearing, comparison, suspension and appeal.',
    ur: 'سماعت سے پہلے کا نوٹس، موازنہ، معطلی اور اپیل۔',
  },
  identity: [],
  columns: [
    whole(
      'notice_hours',
      { en: 'Notice before the hearing', ur: 'سماعت سے پہلے نوٹس' },
      units.hours,
      [0, 240],
    ),
    whole(
      'compare_months',
      { en: 'Punishments compared back', ur: 'سزاؤں کا موازنہ پیچھے' },
      units.months,
      [1, 120],
    ),
    whole('suspend_months', { en: 'Longest suspension', ur: 'طویل ترین معطلی' }, units.months, [1, 24]),
    whole('appeal_days', { en: 'Time to appeal', ur: 'اپیل کی میعاد' }, units.days, [1, 180]),
    whole(
      'apart_months',
      { en: 'Non-association looked at again after', ur: 'علیحدگی کا ازسرِنو جائزہ بعد از' },
      units.months,
      [1, 24],
    ),
  ],
})
