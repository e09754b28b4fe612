import type { Permissions } from '#kernel/access'

const operational = [
  'police-registrar',
  'investigating-officer',
  'prosecutor',
  'district-prosecutor',
  'court-reader',
  'judge',
  'prison-admissions-officer',
  'superintendent',
  'deputy-superintendent',
  'gate-officer',
  'inspector-general-prisons',
]

export const permissions: Permissions = {
  'people:search': {
    text: { en: 'Search for persons', ur: 'اشخاص کی تلاش' },
    posts: [...operational, 'registry-reviewer'],
  },
  'people:read': {
    text: { en: 'Open a person', ur: 'شخص کا ریکارڈ دیکھنا' },
    posts: [...operational, 'registry-reviewer'],
  },
  'people:register': {
    text: { en: 'Enter a person', ur: 'شخص کا اندراج' },
    posts: [
      'police-registrar',
      'investigating-officer',
      'court-reader',
      'prison-admissions-officer',
      'superintendent',
      'deputy-superintendent',
      'service',
    ],
  },
}
