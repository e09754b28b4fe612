import { type Permissions, posts } from '#kernel/access'

/** Posts that see people or cases; the answers themselves are let through by the policies of what they are about. */
const operational = posts.filter((post) => post.reach !== 'none').map((post) => post.code)
const department = ['inspector-general-prisons', 'law-officer']

export const permissions: Permissions = {
  'extra-fields:read': {
    text: {
      en: 'Meet the extra fields of forms, and read their answers where one sees whom they are about',
      ur: 'فارموں کے اضافی خانے، اور جن افراد تک رسائی ہو ان کے جوابات دیکھنا',
    },
    posts: operational,
  },
  'extra-fields:read-forms': {
    text: {
      en: 'See how forms are set up, version by version, and how they were answered',
      ur: 'فارموں کی تشکیل، ان کے نسخے اور جوابات کی گنتی دیکھنا',
    },
    posts: [...department, 'superintendent', 'deputy-superintendent'],
  },
  'extra-fields:correct': {
    text: {
      en: 'Correct answers to extra fields, where one may fill in the form',
      ur: 'جس فارم کو پُر کرنے کا اختیار ہو اس کے اضافی خانوں کے جواب درست کرنا',
    },
    posts: operational,
  },
  'extra-fields:propose': {
    text: {
      en: 'Propose extra fields for the whole province',
      ur: 'پورے صوبے کے لیے اضافی خانے تجویز کرنا',
    },
    posts: department,
  },
  'extra-fields:propose-own': {
    text: { en: 'Propose extra fields for one’s own prison', ur: 'اپنی جیل کے لیے اضافی خانے تجویز کرنا' },
    posts: ['superintendent'],
  },
  'extra-fields:adopt': {
    text: {
      en: 'Adopt or return extra fields that another person proposed',
      ur: 'دوسرے شخص کے تجویز کردہ اضافی خانے منظور یا واپس کرنا',
    },
    posts: department,
  },
}
