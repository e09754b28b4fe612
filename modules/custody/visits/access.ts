import type { Permissions } from '#kernel/access'

const officers = ['deputy-superintendent', 'superintendent']

export const visitsPermissions: Permissions = {
  'custody:read-visits': {
    text: {
      en: 'See visits, visitors and telephone calls of one’s prison',
      ur: 'اپنی جیل کی ملاقاتیں، ملاقاتی اور ٹیلیفون کالیں دیکھنا',
    },
    posts: ['visits-officer', 'gate-officer', ...officers, 'inspector-general-prisons'],
  },
  'custody:run-visits': {
    text: {
      en: 'Register visitors, book visits and hold them at the desk',
      ur: 'ملاقاتیوں کا اندراج، ملاقات کی بکنگ اور ملاقات ڈیسک چلانا',
    },
    posts: ['visits-officer', ...officers],
  },
  'custody:vet-visitor': {
    text: {
      en: 'Vet visitors and telephone numbers',
      ur: 'ملاقاتیوں اور ٹیلیفون نمبروں کی جانچ اور منظوری',
    },
    posts: officers,
  },
  'custody:override-visit': {
    text: {
      en: 'Allow a visit against a quota or a stop, stop visits, settle what a desk did without a connection',
      ur: 'کوٹے یا بندش کے باوجود ملاقات کی اجازت، ملاقات بند کرنا، آف لائن کارروائی کا تصفیہ',
    },
    posts: officers,
  },
  'custody:ban-visitor': {
    text: {
      en: 'Ban a visitor and decide an appeal',
      ur: 'ملاقاتی پر پابندی لگانا اور اپیل کا فیصلہ کرنا',
    },
    posts: [...officers, 'inspector-general-prisons'],
  },
  'custody:set-visit-sessions': {
    text: {
      en: 'Say when and where visits take place and how many at once',
      ur: 'ملاقات کے اوقات، جگہ اور گنجائش طے کرنا',
    },
    posts: ['superintendent'],
  },
}
