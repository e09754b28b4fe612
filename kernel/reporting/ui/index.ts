import { lazy } from 'react'
import { defineScreens } from '#platform/ui/screens'

/** For a module that shows a report on a page of its own. */
export const ReportRows = lazy(async () => ({ default: (await import('./parts.tsx')).ReportRows }))
export const ReportNarrow = lazy(async () => ({ default: (await import('./parts.tsx')).Narrow }))
export const ReportFiles = lazy(async () => ({ default: (await import('./parts.tsx')).Files }))

export default defineScreens('reporting', [
  {
    path: '/reports',
    page: () => import('./ReportsPage.tsx'),
    needs: 'reporting:read',
    nav: { section: 'workflow:work', label: 'reporting:nav.reports', icon: 'report-analytics', order: 40 },
  },
  { path: '/reports/$key', page: () => import('./ReportPage.tsx'), needs: 'reporting:read' },
])
