import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-matters',
  [
    {
      path: '/custody/matters',
      page: () => import('./MattersPage.tsx'),
      needs: 'custody:read-matters',
      nav: { section: 'custody:group.life', label: 'custody-matters:nav', icon: 'list-check', order: 33.25 },
    },
    {
      path: '/custody/matters/$id',
      page: () => import('./MatterPage.tsx'),
      needs: 'custody:read-matters',
    },
  ],
  [
    {
      key: 'custody.matters',
      place: 'prisoner',
      part: () => import('./MattersPanel.tsx'),
      needs: 'custody:read-matters',
      order: 30,
    },
  ],
)
