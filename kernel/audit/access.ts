import type { Permissions } from '#kernel/access'

export const permissions: Permissions = {
  'audit:read': { text: { en: 'Read the audit', ur: 'آڈٹ دیکھنا' }, posts: ['auditor'] },
}
