import { type Declared, units, whole, words } from '../settings/declare.ts'

export const telephoneSetting: Declared = () => ({
  key: 'telephone',
  group: 'visits',
  name: { en: 'Telephone booth', ur: 'ٹیلیفون بوتھ' },
  about: {
    en: 'Minutes of each week, days and hours. Calls to an advocate use up none.',
    ur: 'ہر ہفتے کے منٹ، دن اور اوقات۔ وکیل کی کال منٹ استعمال نہیں کرتی۔',
  },
  identity: [],
  columns: [
    whole('minutes_week', { en: 'Minutes a week', ur: 'منٹ فی ہفتہ' }, units.minutes, [0, 10_080]),
    { kind: 'time', column: 'open_from', name: { en: 'Opens', ur: 'کھلنے کا وقت' } },
    { kind: 'time', column: 'open_to', name: { en: 'Closes', ur: 'بند ہونے کا وقت' } },
    {
      kind: 'choices',
      numbers: true,
      least: 1,
      column: 'weekdays',
      name: { en: 'Days', ur: 'دن' },
      values: words('custody-visits:weekday', ['1', '2', '3', '4', '5', '6', '7']),
    },
  ],
  check: ({ open_from: from, open_to: to }) =>
    String(to) > String(from)
      ? undefined
      : {
          column: 'open_to',
          say: { en: 'The booth closes after it opens.', ur: 'بند ہونے کا وقت کھلنے کے بعد ہو۔' },
        },
  byPrison: true,
})
