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
  'people:review': {
    text: {
      en: 'Decide which records are one person, across agencies',
      ur: 'طے کرنا کہ کون سے ریکارڈ ایک ہی شخص کے ہیں، تمام محکموں میں',
    },
    posts: ['registry-reviewer', 'service'],
  },
  'people:read-decisions': {
    text: { en: 'See decisions on who is one person', ur: 'ایک شخص ہونے کے فیصلے دیکھنا' },
    posts: ['registry-reviewer', 'law-officer'],
  },
  'people:release-held': {
    text: {
      en: 'Let a merge take effect that changes legal dates',
      ur: 'ایسے انضمام کی اجازت دینا جس سے قانونی تاریخیں بدلیں',
    },
    posts: ['law-officer'],
  },
  'people:match': {
    text: { en: 'Compare records of all agencies', ur: 'تمام محکموں کے ریکارڈ کا موازنہ' },
    posts: ['service', 'registry-reviewer'],
  },
  'people:rebuild-keys': {
    text: { en: 'Rebuild the keys of names', ur: 'ناموں کی کلیدیں دوبارہ بنانا' },
    posts: ['service'],
  },
}
