import { type Declared, refer, units } from '../settings/declare.ts'

export const conditionalSetting: Declared = () => ({
  key: 'conditional-period',
  group: 'remission',
  name: { en: 'Parole, probation and sureties', ur: 'پیرول، پروبیشن اور ضامن' },
  about: {
    en: 'Periods of supervision, reminders and verification. The share of a sentence to be served before parole stands in rule 9 of 1927 and is law, not a setting.',
    ur: 'نگرانی، یاد دہانی اور تصدیق کی میعادیں۔ پیرول سے پہلے سزا کا لازمی حصہ 1927 کے قاعدہ 9 میں ہے: وہ قانون ہے، ترتیب نہیں۔',
  },
  identity: [
    {
      kind: 'choice',
      column: 'code',
      name: { en: 'Period', ur: 'میعاد' },
      values: {
        'probation-least': { en: 'Probation, at least (months)', ur: 'پروبیشن، کم از کم (ماہ)' },
        'probation-most': { en: 'Probation, at most (months)', ur: 'پروبیشن، زیادہ سے زیادہ (ماہ)' },
        'report-every': { en: 'Reports to the officer every (days)', ur: 'افسر کے سامنے حاضری ہر (دن)' },
        'surety-reminder': {
          en: 'Bail granted and inside: reminder after (days)',
          ur: 'ضمانت منظور مگر بند: یاد دہانی بعد از (دن)',
        },
        'surety-escalation': {
          en: 'Bail granted and inside: put before the Sessions Judge after (days)',
          ur: 'ضمانت منظور مگر بند: سیشن جج کے علم میں بعد از (دن)',
        },
        'verification-due': {
          en: 'A surety’s papers verified within (days)',
          ur: 'ضامن کے کاغذات کی تصدیق اندر (دن)',
        },
      },
    },
  ],
  columns: [
    {
      kind: 'number',
      column: 'value',
      name: { en: 'Value', ur: 'مقدار' },
      unit: units.none,
      least: 1,
      most: 120,
      empty: refer,
    },
  ],
  derive: ({ value }) => ({ standing: value === null ? 'refer' : 'order' }),
})
