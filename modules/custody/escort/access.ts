import type { Permissions } from '#kernel/access'

const desk = ['prison-admissions-officer', 'deputy-superintendent', 'superintendent']

export const escortPermissions: Permissions = {
  'custody:read-escort': {
    text: {
      en: 'See vehicles, escort parties, who rides where, and the class of risk',
      ur: 'گاڑیاں، پولیس گارد، نشستیں اور درجۂ خطرہ دیکھنا',
    },
    posts: [...desk, 'gate-officer', 'inspector-general-prisons'],
  },
  'custody:plan-escort': {
    text: {
      en: 'Plan who goes to court in which vehicle with which party',
      ur: 'عدالت جانے کے لیے گاڑی، گارد اور نشست طے کرنا',
    },
    posts: desk,
  },
  'custody:hand-over-escort': {
    text: {
      en: 'Count and hand over prisoners on the way to court and back',
      ur: 'عدالت آتے جاتے اسیران کی گنتی اور حوالگی',
    },
    posts: [...desk, 'gate-officer'],
  },
  'custody:keep-vehicles': {
    text: {
      en: 'Say which vehicles there are, their seats, and whether they run',
      ur: 'گاڑیوں، ان کی نشستوں اور قابلِ استعمال ہونے کا اندراج',
    },
    posts: ['deputy-superintendent', 'superintendent'],
  },
  'custody:assess-risk': {
    text: {
      en: 'Set the class of risk of a prisoner and its review',
      ur: 'اسیر کا درجۂ خطرہ اور نظرثانی کی تاریخ مقرر کرنا',
    },
    posts: ['superintendent'],
  },
}
