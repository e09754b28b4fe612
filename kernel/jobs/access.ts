import type { Permissions } from '#kernel/access'

export const permissions: Permissions = {
  'jobs:run': { text: { en: 'Carry out jobs', ur: 'خودکار کام انجام دینا' }, posts: ['service'] },
  'jobs:read': {
    text: { en: 'See jobs and their progress', ur: 'خودکار کام اور ان کی پیش رفت دیکھنا' },
    posts: ['administrator', 'auditor'],
  },
  'jobs:ask': { text: { en: 'Start a job now', ur: 'خودکار کام ابھی شروع کرنا' }, posts: ['administrator'] },
}
