import type { Permissions } from '#kernel/access'

const officers = ['deputy-superintendent', 'superintendent']

export const regimePermissions: Permissions = {
  'custody:read-regime': {
    text: {
      en: 'See work, wages, courses and the remission they earn',
      ur: 'مشقت، اجرت، کورسز اور ان پر معافی دیکھنا',
    },
    posts: [
      'assistant-superintendent',
      'prison-admissions-officer',
      'prison-cashier',
      ...officers,
      'inspector-general-prisons',
      'service',
    ],
  },
  'custody:edit-gangs': {
    text: { en: 'Open and close places of work', ur: 'مشقت کی جگہیں کھولنا اور بند کرنا' },
    posts: officers,
  },
  'custody:assign-labour': {
    text: {
      en: 'Put prisoners into gangs and take them out',
      ur: 'اسیران کو مشقتی گینگ میں لگانا اور ہٹانا',
    },
    posts: ['assistant-superintendent', ...officers],
  },
  'custody:mark-muster': {
    text: { en: 'Keep the labour muster', ur: 'مشقت کی حاضری لگانا' },
    posts: ['assistant-superintendent', 'deputy-superintendent'],
  },
  'custody:prepare-wages': {
    text: { en: 'Reckon a month’s wages', ur: 'ماہانہ اجرت کا حساب تیار کرنا' },
    posts: ['assistant-superintendent', 'deputy-superintendent'],
  },
  'custody:check-wages': {
    text: { en: 'Check wages as second officer', ur: 'بطور دوسرا افسر اجرت کی جانچ' },
    posts: officers,
  },
  'custody:post-wages': {
    text: { en: 'Book checked wages to every account', ur: 'جانچی گئی اجرت ہر کھاتے میں درج کرنا' },
    posts: ['service'],
  },
  'custody:teach': {
    text: {
      en: 'Hold courses, enrol, mark attendance and enter results',
      ur: 'کورس چلانا، داخلہ، حاضری اور نتائج کا اندراج',
    },
    posts: ['assistant-superintendent', 'deputy-superintendent'],
  },
  'custody:propose-earned': {
    text: { en: 'Propose remission for a passed course', ur: 'کامیاب کورس پر معافی تجویز کرنا' },
    posts: ['deputy-superintendent'],
  },
  'custody:forward-earned': {
    text: { en: 'Forward remission for a passed course', ur: 'کورس پر معافی کی تجویز آگے بھیجنا' },
    posts: ['superintendent'],
  },
  'custody:decide-earned': {
    text: { en: 'Decide on remission for a passed course', ur: 'کورس پر معافی کا فیصلہ' },
    posts: ['inspector-general-prisons'],
  },
  'custody:prepare-month': {
    text: { en: 'Prepare a month’s ordinary remission', ur: 'ماہانہ معمولی معافی تیار کرنا' },
    posts: ['deputy-superintendent'],
  },
  'custody:sign-month': {
    text: { en: 'Sign a month’s ordinary remission', ur: 'ماہانہ معمولی معافی پر دستخط' },
    posts: ['superintendent'],
  },
  'custody:post-earned': {
    text: {
      en: 'Post remission that was signed or approved to the ledgers',
      ur: 'دستخط شدہ یا منظور شدہ معافی کھاتوں میں درج کرنا',
    },
    posts: ['service'],
  },
}
