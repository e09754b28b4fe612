import { type Declared, units, whole, words } from '../settings/declare.ts'
import { complaintSubjects } from './contract.ts'

export const complaintSetting: Declared = () => ({
  key: 'complaint-period',
  group: 'discipline',
  name: { en: 'Complaints', ur: 'شکایات' },
  about: {
    en: 'Days for each step, how long the complainant is watched over, and what no prison decides about itself.',
    ur: 'ہر مرحلے کے دن، شکایت کنندہ کی نگہداشت کی مدت، اور وہ امور جن کا فیصلہ جیل خود نہیں کرتی۔',
  },
  identity: [],
  columns: [
    whole('acknowledge_days', { en: 'Acknowledged within', ur: 'وصولی کی اطلاع' }, units.days, [1, 30]),
    whole('finding_days', { en: 'Decided within', ur: 'فیصلہ' }, units.days, [1, 180]),
    whole('reply_days', { en: 'Answered within', ur: 'جواب' }, units.days, [1, 60]),
    whole('appeal_days', { en: 'Time to appeal', ur: 'اپیل کی میعاد' }, units.days, [1, 180]),
    whole(
      'watch_days',
      { en: 'Complainant watched over', ur: 'شکایت کنندہ کی نگہداشت' },
      units.days,
      [1, 365],
    ),
    {
      kind: 'choices',
      least: 0,
      column: 'straight_up',
      name: { en: 'Straight to the Inspector-General', ur: 'براہِ راست انسپکٹر جنرل کو' },
      values: words('custody-complaints:subject', complaintSubjects),
    },
  ],
})
