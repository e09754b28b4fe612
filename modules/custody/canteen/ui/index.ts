import { defineScreens } from '#platform/ui/screens'

export default defineScreens('custody-canteen', [
  {
    path: '/custody/canteen',
    page: () => import('./CanteenPage.tsx'),
    needs: 'custody:read-money',
    nav: { section: 'custody:group.stores', label: 'custody-canteen:nav', icon: 'box', order: 45 },
  },
])
