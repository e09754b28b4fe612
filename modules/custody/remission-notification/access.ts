import type { Permissions } from '#kernel/access'

const province = ['inspector-general-prisons', 'law-officer']

export const notificationPermissions: Permissions = {
  'custody:read-notification': {
    text: {
      en: 'See notifications of special remission and what they do',
      ur: 'خصوصی معافی کے نوٹیفکیشن اور ان کا اثر دیکھنا',
    },
    posts: [...province, 'superintendent', 'deputy-superintendent', 'service'],
  },
  'custody:enter-notification': {
    text: { en: 'Enter a notification of special remission', ur: 'خصوصی معافی کا نوٹیفکیشن درج کرنا' },
    posts: province,
  },
  'custody:adopt-notification': {
    text: {
      en: 'Adopt a notification that another person entered',
      ur: 'دوسرے شخص کا درج کردہ نوٹیفکیشن منظور کرنا',
    },
    posts: province,
  },
  'custody:post-notification': {
    text: {
      en: 'Try a notification on everyone and post it when adopted',
      ur: 'نوٹیفکیشن کا تمام اسیران پر جائزہ اور منظوری کے بعد اندراج',
    },
    posts: ['service'],
  },
}
