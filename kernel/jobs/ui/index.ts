import { defineScreens } from '#platform/ui/screens'

export default defineScreens('jobs', [
  {
    path: '/jobs',
    page: () => import('./JobsPage.tsx'),
    needs: 'jobs:read',
    nav: { section: 'access:system', label: 'jobs:nav.jobs', icon: 'clock', order: 960 },
  },
])
