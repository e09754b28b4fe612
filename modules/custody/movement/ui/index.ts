import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-movement',
  [
    {
      path: '/custody/movements',
      page: () => import('./MovementsPage.tsx'),
      needs: 'custody:read-prisoner',
      nav: { section: 'custody:system', label: 'custody-movement:nav.movements', icon: 'route', order: 31.4 },
    },
  ],
  [
    {
      key: 'custody.movements',
      place: 'prisoner',
      part: () => import('./MovementsPanel.tsx'),
      needs: 'custody:read-prisoner',
      order: 11,
    },
  ],
)
