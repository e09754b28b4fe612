import { defineScreens } from '#platform/ui/screens'

export default defineScreens('custody-dashboard', [
  {
    path: '/custody/today',
    page: () => import('./TodayPage.tsx'),
    needs: 'custody:read-dashboard',
    nav: {
      section: 'custody:system',
      label: 'custody-dashboard:nav.today',
      icon: 'layout-dashboard',
      order: 8,
    },
  },
  {
    path: '/custody/prisons',
    page: () => import('./PrisonsPage.tsx'),
    needs: 'custody:compare-prisons',
    nav: { section: 'custody:system', label: 'custody-dashboard:nav.prisons', icon: 'map', order: 7 },
  },
  {
    path: '/custody/isolation',
    page: () => import('./IsolationPage.tsx'),
    needs: 'custody:compare-prisons',
    nav: { section: 'custody:system', label: 'custody-dashboard:nav.isolation', icon: 'bed', order: 7.5 },
  },
])
