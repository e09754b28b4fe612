import type { Permissions } from '#kernel/access'

export const permissions: Permissions = {
  'events:deliver': {
    text: { en: 'Carry out reactions', ur: 'واقعات پر خودکار کارروائی' },
    posts: ['service'],
  },
  'events:read': {
    text: { en: 'See what waits to be passed on, and what failed', ur: 'منتظر اور ناکام ترسیلات دیکھنا' },
    posts: ['administrator', 'auditor'],
  },
  'events:retry': {
    text: { en: 'Try a failed delivery again', ur: 'ناکام ترسیل دوبارہ کرنا' },
    posts: ['administrator'],
  },
}
