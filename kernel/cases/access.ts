import type { Permissions } from '#kernel/access'

const police = ['police-registrar', 'investigating-officer']
const prosecution = ['prosecutor', 'district-prosecutor']
const court = ['court-reader', 'judge']
const prison = [
  'prison-admissions-officer',
  'superintendent',
  'deputy-superintendent',
  'gate-officer',
  'inspector-general-prisons',
]

export const permissions: Permissions = {
  'cases:read': {
    text: { en: 'Open a case one’s unit takes part in', ur: 'اپنے یونٹ کا مقدمہ دیکھنا' },
    posts: [...police, ...prosecution, ...court, ...prison, 'service'],
  },
  'cases:read-complainant': {
    text: { en: 'See complainants and witnesses', ur: 'مدعی اور گواہوں کے نام دیکھنا' },
    posts: [...police, ...prosecution, ...court],
  },
  'cases:register': { text: { en: 'Register a case', ur: 'مقدمہ درج کرنا' }, posts: ['police-registrar'] },
  'cases:change': {
    text: { en: 'Change parties, charges and stage of a case', ur: 'مقدمے کے فریق، دفعات اور مرحلہ بدلنا' },
    posts: [
      ...police,
      ...prosecution,
      ...court,
      'prison-admissions-officer',
      'superintendent',
      'deputy-superintendent',
      'gate-officer',
      'service',
    ],
  },
}
