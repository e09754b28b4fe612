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
  'custody:prepare-petition': {
    text: {
      en: 'Make a bail petition ready and follow it up',
      ur: 'درخواستِ ضمانت تیار کرنا اور اس کی پیروی',
    },
    posts: desk,
  },
  'custody:follow-petition': {
    text: {
      en: 'Enter what a court did with a petition filed through the system',
      ur: 'نظام کے ذریعے دائر درخواست پر عدالتی کارروائی درج کرنا',
    },
    posts: ['service'],
  },
}
