import type { Permissions } from '#kernel/access'

const desk = ['prison-admissions-officer', 'deputy-superintendent', 'superintendent']
const doctors = ['medical-officer', 'woman-medical-officer']

export const mattersPermissions: Permissions = {
  'custody:read-matters': {
    text: {
      en: 'See deaths, escapes, foreign nationals and the condemned, and what is owed in each',
      ur: 'اموات، فرار، غیر ملکی اور سزائے موت کے اسیران اور ان سے متعلق فرائض دیکھنا',
    },
    // The medical officers attest a death here.
    posts: [...desk, 'inspector-general-prisons', ...doctors],
  },
  'custody:keep-matters': {
    text: {
      en: 'Open a matter and tick off what is owed',
      ur: 'معاملہ کھولنا اور فرائض کی ادائیگی درج کرنا',
    },
    posts: desk,
  },
  'custody:set-duty-aside': {
    text: {
      en: 'Agree as second officer that a duty does not apply',
      ur: 'بطور دوسرا افسر کسی فرض کے لاگو نہ ہونے سے اتفاق',
    },
    posts: ['deputy-superintendent', 'superintendent'],
  },
  'custody:attest-death': {
    text: { en: 'Attest that a prisoner has died', ur: 'اسیر کی وفات کی تصدیق کرنا' },
    posts: doctors,
  },
  'custody:end-by-death': {
    text: {
      en: 'End the stay of a prisoner whose death was attested and whose body was handed over',
      ur: 'تصدیق شدہ وفات اور میت کی حوالگی کے بعد اسیری ختم کرنا',
    },
    posts: ['superintendent'],
  },
  'custody:care-for-children': {
    text: {
      en: 'See and keep children who live with their mothers',
      ur: 'ماؤں کے ساتھ رہنے والے بچوں کا ریکارڈ دیکھنا اور رکھنا',
    },
    posts: ['deputy-superintendent', 'superintendent', 'inspector-general-prisons'],
  },
}
