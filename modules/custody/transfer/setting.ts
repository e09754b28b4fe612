import { type Declared, units, whole, words } from '../settings/declare.ts'
import { transferReasons } from './contract.ts'

export const transferApproverSetting: Declared = () => ({
  key: 'transfer-approver',
  group: 'movement',
  name: { en: 'Who approves a transfer', ur: 'منتقلی کی منظوری کا اختیار' },
  about: {
    en: 'By reason and category; the rule that names the category counts before the one for any.',
    ur: 'وجہ اور زمرے کے لحاظ سے؛ زمرے کا قاعدہ عام قاعدے سے مقدم ہے۔',
  },
  identity: [
    {
      kind: 'choice',
      column: 'reason',
      name: { en: 'Reason', ur: 'وجہ' },
      values: words('custody-transfer:reason', transferReasons),
    },
    {
      kind: 'choice',
      column: 'category',
      name: { en: 'Category', ur: 'زمرہ' },
      values: {
        any: { en: 'Everyone', ur: 'سب' },
        ...words('custody-visits:category', ['under-trial', 'convict', 'condemned', 'civil', 'detenu']),
      },
    },
  ],
  columns: [
    {
      kind: 'choice',
      column: 'approver',
      name: { en: 'Approved by', ur: 'منظوری دینے والا' },
      values: words('custody-transfer:approver', ['superintendent', 'inspector-general-prisons']),
    },
  ],
  absent: { en: 'The rule for everyone holds', ur: 'سب کا قاعدہ لاگو' },
  grows: { en: 'For another category', ur: 'کسی اور زمرے کے لیے' },
})

export const transferDaysSetting: Declared = () => ({
  key: 'transfer-days',
  group: 'movement',
  name: { en: 'Transfers before a production', ur: 'پیشی سے پہلے منتقلی' },
  about: {
    en: 'How near to a production in court nobody is sent away, and from when the officer is warned.',
    ur: 'پیشی کے کتنے قریب کسی کو منتقل نہیں کیا جاتا، اور افسر کو کب سے خبردار کیا جاتا ہے۔',
  },
  identity: [],
  columns: [
    whole('production_days', { en: 'Nobody is sent within', ur: 'منتقلی بند' }, units.days, [0, 60]),
    whole('warn_days', { en: 'Warned within', ur: 'تنبیہ' }, units.days, [0, 90]),
  ],
  check: ({ production_days: stop, warn_days: warn }) =>
    Number(warn) >= Number(stop)
      ? undefined
      : {
          column: 'warn_days',
          say: {
            en: 'The warning does not begin after the stop.',
            ur: 'تنبیہ بندش کے بعد شروع نہیں ہو سکتی۔',
          },
        },
})
