import type { Permissions } from '#kernel/access'

export const accountPermissions: Permissions = {
  'custody:read-money': {
    text: { en: 'See prisoners’ accounts and the cash book', ur: 'اسیران کے کھاتے اور روزنامچہ نقد دیکھنا' },
    posts: [
      'prison-cashier',
      'prison-admissions-officer',
      'deputy-superintendent',
      'superintendent',
      'inspector-general-prisons',
      'service',
    ],
  },
  'custody:book-money': {
    text: {
      en: 'Book deposits, withdrawals and payments of prisoners',
      ur: 'اسیران کی رقوم کی وصولی، ادائیگی اور اندراج',
    },
    posts: ['prison-cashier', 'deputy-superintendent'],
  },
  'custody:reverse-money': {
    text: { en: 'Reverse a booking of another officer', ur: 'دوسرے افسر کا اندراج واپس کرنا' },
    posts: ['deputy-superintendent', 'superintendent'],
  },
  'custody:count-cash': {
    text: { en: 'Count the cash at the end of the day', ur: 'دن کے اختتام پر نقدی گننا' },
    posts: ['prison-cashier', 'deputy-superintendent'],
  },
  'custody:close-money': {
    text: { en: 'Close the day’s cash as second officer', ur: 'بطور دوسرا افسر دن کا حساب بند کرنا' },
    posts: ['deputy-superintendent', 'superintendent'],
  },
}
