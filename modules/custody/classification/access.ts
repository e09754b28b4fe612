import type { Permissions } from '#kernel/access'

export const habitPermissions: Permissions = {
  'custody:read-habit': {
    text: {
      en: 'See whether a convict is classed as casual or habitual, and earlier sentences',
      ur: 'سزا یافتہ کی درجہ بندی (اتفاقی یا عادی) اور سابقہ سزائیں دیکھنا',
    },
    posts: [
      'prison-admissions-officer',
      'deputy-superintendent',
      'superintendent',
      'inspector-general-prisons',
    ],
  },
  'custody:decide-habit': {
    text: {
      en: 'Class a convict as casual or habitual, with reason and review',
      ur: 'سزا یافتہ کو وجہ کے ساتھ اتفاقی یا عادی قرار دینا',
    },
    posts: ['superintendent'],
  },
}
