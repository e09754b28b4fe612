import type { Permissions } from '#kernel/access'

const officers = ['medical-officer', 'woman-medical-officer']

/** The health posts of a prison. No other post is in any of these lists, whatever its rank. */
export const healthPermissions: Permissions = {
  'custody:read-health': {
    text: { en: 'Open health records', ur: 'صحت کے ریکارڈ دیکھنا' },
    posts: officers,
  },
  'custody:treat': {
    text: {
      en: 'Screen, diagnose, prescribe, isolate, and say who is fit',
      ur: 'طبی معائنہ، تشخیص، نسخہ، علیحدگی، اور فٹ ہونے کا فیصلہ',
    },
    posts: officers,
  },
  'custody:treat-women': {
    text: { en: 'Open the health records of women', ur: 'خواتین کے صحت کے ریکارڈ دیکھنا' },
    posts: ['woman-medical-officer'],
  },
  'custody:treat-juveniles': {
    text: { en: 'Open the health records of juveniles', ur: 'نوعمر قیدیوں کے صحت کے ریکارڈ دیکھنا' },
    posts: officers,
  },
  'custody:dispense': {
    text: { en: 'Give medicines and record each dose', ur: 'دوا دینا اور ہر خوراک درج کرنا' },
    posts: [...officers, 'dispenser'],
  },
}
