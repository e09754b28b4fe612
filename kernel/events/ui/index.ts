import { defineScreens } from '#platform/ui/screens'

export default defineScreens('events', [
  {
    path: '/events',
    page: () => import('./EventsPage.tsx'),
    needs: 'events:read',
    nav: { section: 'access:system', label: 'events:nav.events', icon: 'route', order: 961 },
  },
])
