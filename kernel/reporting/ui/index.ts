import { defineScreens } from '#platform/ui/screens'

export default defineScreens('reporting', [
  {
    path: '/reports',
    page: () => import('./ReportsPage.tsx'),
    needs: 'reporting:read',
    nav: { section: 'workflow:work', label: 'reporting:nav.reports', icon: 'report-analytics', order: 40 },
  },
  { path: '/reports/$key', page: () => import('./ReportPage.tsx'), needs: 'reporting:read' },
])
