import { defineScreens } from '#platform/ui/screens'

export default defineScreens('people', [
  {
    path: '/people',
    page: () => import('./FindPersonPage.tsx'),
    needs: 'people:search',
    nav: { section: 'people:system', label: 'people:nav.search', icon: 'user-search', order: 10 },
  },
  { path: '/people/$id', page: () => import('./PersonPage.tsx'), needs: 'people:read' },
])
