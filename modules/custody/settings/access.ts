import type { Permissions } from '#kernel/access'

const department = ['inspector-general-prisons', 'law-officer']

export const settingPermissions: Permissions = {
  'custody:read-settings': {
    text: {
      en: 'See the rules that provinces and prisons have set for themselves',
      ur: 'صوبوں اور جیلوں کے مقرر کردہ قواعد دیکھنا',
    },
    posts: [
      ...department,
      'superintendent',
      'deputy-superintendent',
      'assistant-superintendent',
      'visits-officer',
      'prison-cashier',
      'chief-warder',
    ],
  },
  'custody:propose-setting': {
    text: {
      en: 'Propose another rule for the province or a prison, from a day on',
      ur: 'صوبے یا جیل کے لیے کسی دن سے نیا قاعدہ تجویز کرنا',
    },
    posts: department,
  },
  'custody:adopt-setting': {
    text: {
      en: 'Adopt a rule that another officer proposed',
      ur: 'دوسرے افسر کا تجویز کردہ قاعدہ منظور کرنا',
    },
    posts: department,
  },
}
