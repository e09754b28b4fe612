import type { Permissions } from '#kernel/access'

export const parolePermissions: Permissions = {
  'custody:read-parole': {
    text: {
      en: 'See who may be considered for parole, and parole cases',
      ur: 'پیرول کے ممکنہ اسیران اور مقدمات دیکھنا',
    },
    posts: [
      'probation-officer',
      'deputy-superintendent',
      'superintendent',
      'inspector-general-prisons',
      'service',
    ],
  },
  'custody:open-parole': {
    text: { en: 'Open a parole case and send it up', ur: 'پیرول کیس کھولنا اور ارسال کرنا' },
    posts: ['probation-officer', 'deputy-superintendent', 'superintendent'],
  },
  'custody:report-conduct': {
    text: { en: 'Report on conduct in prison', ur: 'جیل میں چال چلن کی رپورٹ دینا' },
    posts: ['superintendent', 'deputy-superintendent'],
  },
  'custody:inquire-parole': {
    text: { en: 'Inquire at home and with the employer', ur: 'گھر اور آجر کے ہاں تحقیق کرنا' },
    posts: ['probation-officer'],
  },
  'custody:enter-licence': {
    text: {
      en: 'Enter the Government’s order of licence, refusal or revocation',
      ur: 'لائسنس، انکار یا منسوخی کا سرکاری حکم درج کرنا',
    },
    posts: ['superintendent', 'inspector-general-prisons'],
  },
  'custody:verify-licence': {
    text: {
      en: 'Verify an order of licence with its authority',
      ur: 'لائسنس کے حکم کی متعلقہ اتھارٹی سے تصدیق کرنا',
    },
    posts: ['deputy-superintendent', 'superintendent'],
  },
  'custody:supervise': {
    text: {
      en: 'Supervise those on licence and on probation',
      ur: 'لائسنس اور پروبیشن والوں کی نگرانی کرنا',
    },
    posts: ['probation-officer'],
  },
  'custody:discharge-licence': {
    text: {
      en: 'Discharge from a licence at the end of the sentence',
      ur: 'سزا پوری ہونے پر لائسنس سے فارغ کرنا',
    },
    posts: ['deputy-superintendent', 'superintendent'],
  },
  'custody:read-probation': {
    text: { en: 'See probation orders', ur: 'پروبیشن کے احکام دیکھنا' },
    posts: ['probation-officer', 'inspector-general-prisons'],
  },
}
