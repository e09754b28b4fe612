import { type Declared, words } from '../settings/declare.ts'
import { severities } from './contract.ts'

export const incidentTypeSetting: Declared = () => ({
  key: 'incident-types',
  group: 'lists',
  name: { en: 'Types of incident', ur: 'واقعات کی اقسام' },
  about: {
    en: 'What can be chosen when an incident is reported. A new type begins with the questions asked of every incident; its own are adopted on its page.',
    ur: 'واقعہ درج کرتے وقت کیا چنا جا سکتا ہے۔ نئی قسم عمومی سوالات سے شروع ہوتی ہے؛ اس کے اپنے سوال اس کے صفحے پر منظور ہوتے ہیں۔',
  },
  identity: [{ kind: 'made', column: 'code', name: { en: 'Type', ur: 'قسم' } }],
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
      column: 'detail',
      name: { en: 'At least', ur: 'کم از کم سنگینی' },
      values: words('custody-incidents:severity', severities),
      once: true,
    },
    {
      kind: 'flag',
      column: 'offered',
      name: { en: 'Offered', ur: 'پیش کیا جاتا ہے' },
      yes: { en: 'Offered', ur: 'دستیاب' },
      no: { en: 'No longer offered', ur: 'اب دستیاب نہیں' },
    },
  ],
  absent: { en: 'Not in its list', ur: 'فہرست میں نہیں' },
  grows: { en: 'A type of our own', ur: 'اپنی قسم' },
})
