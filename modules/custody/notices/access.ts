import type { Permissions } from '#kernel/access'

const desk = ['prison-admissions-officer', 'deputy-superintendent', 'superintendent']
const doctors = ['medical-officer', 'woman-medical-officer']

/** The medical officers are in two of these lists for what tells a family of an illness; row policies keep every other notice from them. */
export const noticePermissions: Permissions = {
  'custody:read-notices': {
    text: {
      en: 'See notices to families, consulates and courts, and the dispatch register',
      ur: 'اہلِ خانہ، قونصل خانوں اور عدالتوں کے نام اطلاع نامے اور رجسٹر روانگی دیکھنا',
    },
    posts: [...desk, ...doctors, 'inspector-general-prisons'],
  },
  'custody:sign-notice': {
    text: { en: 'Draw up and sign notices', ur: 'اطلاع نامے تیار کرنا اور دستخط کرنا' },
    posts: ['deputy-superintendent', 'superintendent', ...doctors],
  },
  'custody:dispatch-notice': {
    text: {
      en: 'Send signed notices and record what came back',
      ur: 'دستخط شدہ اطلاع نامے روانہ کرنا اور نتیجہ درج کرنا',
    },
    posts: desk,
  },
}
