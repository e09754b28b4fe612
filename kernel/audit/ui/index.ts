import { lazy } from 'react'
import { defineScreens } from '#platform/ui/screens'

/** What changed in one record, for its own page: `<RecordHistory subject="custody.imprisonment" id={id} />`. Shows nothing to others than auditors. */
export const RecordHistory = lazy(() => import('./RecordHistory.tsx'))

export default defineScreens('audit', [
  {
    path: '/audit',
    page: () => import('./AuditPage.tsx'),
    needs: 'audit:read',
    nav: { section: 'audit:system', label: 'audit:nav.entries', icon: 'history', order: 920 },
  },
  {
    path: '/audit/heads',
    page: () => import('./HeadsPage.tsx'),
    needs: 'audit:read',
    nav: { section: 'audit:system', label: 'audit:nav.heads', icon: 'rubber-stamp', order: 921 },
  },
])
