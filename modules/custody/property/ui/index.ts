import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-property',
  [
    {
      path: '/custody/property',
      page: () => import('./StorePage.tsx'),
      needs: 'custody:read-prisoner',
      nav: { section: 'custody:group.stores', label: 'custody-property:nav', icon: 'archive', order: 46 },
    },
    {
      path: '/custody/prisoners/$id/property',
      page: () => import('./PropertyPage.tsx'),
      needs: 'custody:read-prisoner',
    },
  ],
  [
    {
      key: 'custody.property',
      place: 'prisoner',
      part: () => import('./PropertyPanel.tsx'),
      needs: 'custody:read-prisoner',
      order: 16,
    },
    {
      key: 'custody.property-leaving',
      place: 'release',
      part: () => import('./LeavingPanel.tsx'),
      needs: 'custody:read-prisoner',
      order: 20,
    },
  ],
)
