import type { Permissions } from '#kernel/access'

const department = ['inspector-general-prisons', 'law-officer']
const command = ['deputy-superintendent', 'superintendent']

export const fundPermissions: Permissions = {
  'custody:read-funds': {
    text: {
      en: 'See the funds that free people held only for money, and who is matched to them',
      ur: 'صرف رقم کی خاطر قید افراد کی رہائی کے فنڈ اور ان سے جوڑے گئے اسیران دیکھنا',
    },
    posts: [...department, ...command],
  },
  'custody:keep-fund': {
    text: { en: 'Open a fund and book what it is given', ur: 'فنڈ کھولنا اور اس کی وصولی درج کرنا' },
    posts: ['inspector-general-prisons'],
  },
  'custody:propose-fund-match': {
    text: {
      en: 'Propose for whom a fund should pay',
      ur: 'تجویز کرنا کہ فنڈ کن اسیران کی رقم ادا کرے',
    },
    posts: ['inspector-general-prisons'],
  },
  'custody:approve-fund-match': {
    text: {
      en: 'Approve, as second officer, for whom a fund pays',
      ur: 'بطور دوسرا افسر منظور کرنا کہ فنڈ کن کی رقم ادا کرے',
    },
    posts: department,
  },
  'custody:pay-from-fund': {
    text: {
      en: 'Record that a fund has paid for a prisoner',
      ur: 'اسیر کی رقم فنڈ سے ادا ہونے کا اندراج',
    },
    posts: command,
  },
  'custody:read-fund-totals': {
    text: {
      en: 'See the totals of the funds one stands for',
      ur: 'اپنے فنڈ کے مجموعی اعداد دیکھنا',
    },
    posts: ['fund-representative'],
  },
}
