import type { Permissions } from '#kernel/access'

export const warrantPermissions: Permissions = {
  'custody:read-back': {
    text: {
      en: 'Read a warrant back from its scan as second officer',
      ur: 'بطور دوسرا افسر وارنٹ کو اسکین سے پڑھ کر ملانا',
    },
    posts: ['prison-admissions-officer', 'deputy-superintendent'],
  },
  'custody:settle-warrant': {
    text: {
      en: 'Settle where two officers read a warrant differently',
      ur: 'وارنٹ کے دو اندراجات میں فرق کا تصفیہ کرنا',
    },
    posts: ['deputy-superintendent', 'superintendent'],
  },
}
