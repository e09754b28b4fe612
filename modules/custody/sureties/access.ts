import type { Permissions } from '#kernel/access'

const desk = ['prison-admissions-officer', 'deputy-superintendent', 'superintendent']

export const suretyPermissions: Permissions = {
  'custody:read-sureties': {
    text: {
      en: 'See who has bail and is still inside, sureties and petitions',
      ur: 'ضمانت کے باوجود بند اسیران، ضامن اور درخواستیں دیکھنا',
    },
    posts: [...desk, 'inspector-general-prisons'],
  },
  'custody:keep-sureties': {
    text: { en: 'Record sureties and their verification', ur: 'ضامن اور ان کی تصدیق درج کرنا' },
    posts: desk,
  },
  'custody:refer-legal-aid': {
    text: {
      en: 'Refer a prisoner who agrees to legal aid',
      ur: 'رضامند اسیر کو قانونی امداد کے سپرد کرنا',
    },
    posts: desk,
  },
  'custody:prepare-petition': {
    text: {
      en: 'Make a bail petition ready and follow it up',
      ur: 'درخواستِ ضمانت تیار کرنا اور اس کی پیروی',
    },
    posts: desk,
  },
  'custody:answer-referral': {
    text: {
      en: 'Answer what was referred to oneself as legal-aid lawyer',
      ur: 'بطور وکیلِ قانونی امداد اپنے سپرد معاملات کا جواب دینا',
    },
    posts: ['legal-aid-lawyer'],
  },
}
