import type { Permissions } from '#kernel/access'

export const permissions: Permissions = {
  'exchange:deliver': {
    text: { en: 'Pass facts on to partner systems', ur: 'شراکتی نظاموں تک اطلاعات پہنچانا' },
    posts: ['service'],
  },
  'exchange:read': {
    text: {
      en: 'See links with other systems and what went over them',
      ur: 'دوسرے نظاموں سے روابط اور ترسیلات دیکھنا',
    },
    posts: ['administrator', 'access-approver', 'auditor'],
  },
  'exchange:propose': {
    text: {
      en: 'Propose and stop links with other systems, issue their secrets',
      ur: 'دوسرے نظام سے ربط تجویز کرنا، روکنا اور خفیہ کلید جاری کرنا',
    },
    posts: ['administrator'],
  },
  'exchange:approve': {
    text: { en: 'Approve a link that another person proposed', ur: 'دوسرے شخص کا تجویز کردہ ربط منظور کرنا' },
    posts: ['access-approver'],
  },
  'exchange:retry': {
    text: { en: 'Send or process a message again', ur: 'پیغام دوبارہ بھیجنا یا نمٹانا' },
    posts: ['administrator'],
  },
}
