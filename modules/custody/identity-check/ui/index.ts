import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-identity-check',
  [
    {
      path: '/custody/prisoners/$id/compare',
      page: () => import('./ComparePage.tsx'),
      needs: 'custody:check-identity',
    },
  ],
  [
    {
      key: 'custody.identity-check',
      place: 'gate',
      part: () => import('./IdentityPanel.tsx'),
      needs: 'custody:check-identity',
      order: 10,
    },
  ],
)
