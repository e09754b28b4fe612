import { type Declared, units, whole, words } from '../settings/declare.ts'
import { goods } from './contract.ts'
import { diets } from './rations-contract.ts'

export const dietScaleSetting: Declared = () => ({
  key: 'diet-scale',
  group: 'stores',
  name: { en: 'Diet scale', ur: 'خوراک کا پیمانہ' },
  about: {
    en: 'What one head gets of each good in a day, in kilograms, litres or pieces. In Ramazan its row takes the place of the usual one.',
    ur: 'ایک فرد کو روزانہ ہر شے کتنی ملتی ہے، کلوگرام، لٹر یا عدد میں۔ رمضان میں اس کا پیمانہ معمول کی جگہ لیتا ہے۔',
  },
  identity: [
    {
      kind: 'choice',
      column: 'season',
      name: { en: 'Season', ur: 'موسم' },
      values: { usual: { en: 'Usual', ur: 'معمول' }, ramazan: { en: 'Ramazan', ur: 'رمضان' } },
    },
    {
      kind: 'choice',
      column: 'diet',
      name: { en: 'Diet', ur: 'خوراک' },
      values: words('custody-stores:diet', diets),
    },
    {
      kind: 'choice',
      column: 'good',
      name: { en: 'Good', ur: 'شے' },
      values: words('custody-stores:good', goods),
    },
  ],
  columns: [
    {
      kind: 'quantity',
      column: 'quantity',
      name: { en: 'A head a day', ur: 'فی کس روزانہ' },
      unit: {
        en: 'kg, litres or pieces',
        ur: 'کلو، لٹر یا عدد',
        one: { en: 'kg, litre or piece', ur: 'کلو، لٹر یا عدد' },
      },
      least: 0,
      most: 10,
    },
  ],
  absent: { en: 'Not given', ur: 'نہیں دی جاتی' },
  grows: { en: 'Another good', ur: 'کوئی اور شے' },
})

export const dietRuleSetting: Declared = () => ({
  key: 'diet-rule',
  group: 'stores',
  name: { en: 'Who is fed', ur: 'کس کو خوراک ملتی ہے' },
  about: {
    en: 'Whether the prison feeds those it sends to court, and how long a mother draws the nursing diet.',
    ur: 'عدالت بھیجے گئے اسیران کی خوراک، اور ماں کو شیر خوار کی خوراک کب تک۔',
  },
  identity: [],
  columns: [
    {
      kind: 'flag',
      column: 'fed_at_court',
      name: { en: 'Those at court', ur: 'عدالت میں موجود' },
      yes: { en: 'fed by the prison', ur: 'جیل کی طرف سے خوراک' },
      no: { en: 'not fed by the prison', ur: 'جیل سے خوراک نہیں' },
    },
    whole(
      'nursing_months',
      { en: 'Nursing diet until the child is', ur: 'شیر خوار کی خوراک بچے کی عمر' },
      units.months,
      [1, 72],
    ),
  ],
})
