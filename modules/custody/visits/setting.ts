import { type Declared, units, whole, words } from '../settings/declare.ts'
import { visitClasses } from './contract.ts'
import { periods, visitKinds } from './judge.ts'

const everyone = { en: 'Everyone', ur: 'سب' }

export const visitSetting: Declared = () => ({
  key: 'visit-quota',
  group: 'visits',
  name: { en: 'Visits', ur: 'ملاقات کا استحقاق' },
  about: {
    en: 'How often, how many at once and how long. Of the rules that fit a prisoner the one that says most counts; a prison’s own goes before its province’s.',
    ur: 'کتنی بار، ایک وقت میں کتنے افراد اور کتنی دیر۔ اسیر پر لاگو قواعد میں سب سے مخصوص قاعدہ شمار ہوتا ہے؛ جیل کا اپنا قاعدہ صوبے کے قاعدے سے مقدم ہے۔',
  },
  identity: [
    {
      kind: 'choice',
      column: 'kind',
      name: { en: 'Visit', ur: 'ملاقات' },
      values: words('custody-visits:kind', visitKinds),
    },
    {
      kind: 'choice',
      column: 'category',
      name: { en: 'Category', ur: 'زمرہ' },
      any: everyone,
      values: words('custody-visits:category', ['under-trial', 'convict', 'condemned', 'civil', 'detenu']),
    },
    {
      kind: 'choice',
      column: 'class',
      name: { en: 'Class', ur: 'درجہ' },
      any: everyone,
      values: words('custody-visits:class', visitClasses),
    },
    {
      kind: 'choice',
      column: 'sex',
      name: { en: 'Sex', ur: 'جنس' },
      any: everyone,
      values: words('custody-visits:sex', ['M', 'F', 'X']),
    },
    {
      kind: 'choice',
      column: 'ages',
      name: { en: 'Age', ur: 'عمر' },
      any: everyone,
      values: words('custody-visits:ages', ['adult', 'juvenile']),
    },
    {
      kind: 'number',
      column: 'over_months',
      name: { en: 'Sentence of more than (months)', ur: 'سزا اس سے زائد (ماہ)' },
      any: everyone,
      least: 1,
      most: 600,
      said: (n) => ({ en: `sentence over ${n} months`, ur: `سزا ${n} ماہ سے زائد` }),
    },
  ],
  columns: [
    whole(
      'visits',
      { en: 'Visits', ur: 'ملاقاتیں' },
      { en: 'visits', ur: 'ملاقاتیں', one: { en: 'visit', ur: 'ملاقات' } },
      [0, 100],
      {
        en: 'As many as asked for',
        ur: 'جتنی درکار ہوں',
      },
    ),
    {
      kind: 'choice',
      column: 'per',
      name: { en: 'In each', ur: 'مدت' },
      values: words('custody-visits:per', periods),
    },
    whole('persons', { en: 'Persons at once', ur: 'بیک وقت افراد' }, units.persons, [1, 30]),
    whole('minutes', { en: 'Length', ur: 'دورانیہ' }, units.minutes, [5, 4320]),
  ],
  byPrison: true,
  absent: { en: 'The wider rule holds', ur: 'وسیع تر قاعدہ لاگو' },
  endsForAll: true,
  grows: { en: 'A rule for others', ur: 'کسی اور کے لیے قاعدہ' },
})
