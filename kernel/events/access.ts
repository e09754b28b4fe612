import type { Permissions } from '#kernel/access'

export const permissions: Permissions = {
  'events:deliver': {
    text: { en: 'Carry out reactions', ur: 'واقعات پر خودکار کارروائی' },
    posts: ['service'],
  },
  'events:read': {
    text: { en: 'See deliveries between systems', ur: 'نظاموں کے درمیان ترسیل دیکھنا' },
    posts: ['administrator', 'auditor'],
  },
  'events:retry': {
    text: { en: 'Try a failed delivery again', ur: 'ناکام ترسیل دوبارہ کرنا' },
    posts: ['administrator'],
  },
}
