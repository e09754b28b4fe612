import { type Permissions, posts } from '#kernel/access'

export const permissions: Permissions = {
  'law:read': {
    text: {
      en: 'Use the legal calculator; read offences, rule packs and the register of conflicts',
      ur: 'قانونی کیلکولیٹر، جرائم کی فہرست، قواعد کے پیک اور تضادات کا رجسٹر دیکھنا',
    },
    posts: posts.map((post) => post.code),
  },
  'law:propose': {
    text: {
      en: 'Draft and propose changes to the law the system computes with, and closures of courts',
      ur: 'حساب کے قانونی قواعد میں تبدیلی اور عدالتی تعطیلات تیار اور تجویز کرنا',
    },
    posts: ['law-officer'],
  },
  'law:adopt': {
    text: {
      en: 'Adopt a change of law or a closure that another law officer proposed',
      ur: 'دوسرے لاء افسر کی تجویز کردہ قانونی تبدیلی یا تعطیل منظور کرنا',
    },
    posts: ['law-officer'],
  },
  'law:recompute': {
    text: {
      en: 'Recompute stored dates when the law or a court calendar changes',
      ur: 'قانون یا عدالتی کیلنڈر بدلنے پر محفوظ تاریخوں کا دوبارہ حساب',
    },
    posts: ['service'],
  },
}
