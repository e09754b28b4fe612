import type { Permissions } from './posts.ts'

const heads = ['superintendent', 'district-prosecutor', 'judge', 'inspector-general-prisons']

/** Nobody who manages access reaches a case or a person (SEC-6): these posts' reach is none. */
export const permissions: Permissions = {
  'access:read': {
    text: { en: 'See who holds which post', ur: 'عہدے اور ان پر فائز افراد دیکھنا' },
    posts: ['administrator', 'access-approver', 'auditor'],
  },
  'access:propose': {
    text: { en: 'Propose and withdraw grants of posts', ur: 'عہدہ دینے کی تجویز دینا اور واپس لینا' },
    posts: ['administrator'],
  },
  'access:approve': {
    text: {
      en: 'Approve what another proposed: grants, enrolment codes, links',
      ur: 'دوسرے کی تجویز منظور کرنا: عہدے، اندراجی کوڈ، بیرونی ربط',
    },
    posts: ['access-approver'],
  },
  'access:revoke': {
    text: { en: 'Revoke a grant at once', ur: 'عہدہ فوراً واپس لینا' },
    posts: ['administrator', 'access-approver'],
  },
  'access:explain': {
    text: {
      en: 'See who can see a record, and why',
      ur: 'یہ دیکھنا کہ کوئی ریکارڈ کون اور کیوں دیکھ سکتا ہے',
    },
    posts: ['auditor', ...heads],
  },
  'access:break-glass': {
    text: { en: 'Enter another unit in an emergency', ur: 'ہنگامی حالت میں دوسرے یونٹ کا ریکارڈ کھولنا' },
    posts: [...heads, 'deputy-superintendent'],
  },
  'access:notice-break-glass': {
    text: {
      en: 'Be told of emergency entries into one’s unit',
      ur: 'اپنے یونٹ میں ہنگامی رسائی کی اطلاع پانا',
    },
    posts: heads,
  },
  'access:review-break-glass': {
    text: { en: 'Review emergency entries', ur: 'ہنگامی رسائی کی جانچ' },
    posts: ['auditor'],
  },
}
