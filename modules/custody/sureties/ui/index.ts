import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-sureties',
  [
    {
      path: '/custody/bail-granted',
      page: () => import('./BailGrantedPage.tsx'),
      needs: 'custody:read-sureties',
      nav: { section: 'custody:group.court', label: 'custody-sureties:nav', icon: 'hourglass', order: 33.1 },
    },
    {
      path: '/custody/bail/$id',
      page: () => import('./BailOfPage.tsx'),
      needs: 'custody:read-sureties',
    },
  ],
  [
    {
      key: 'custody.ways-out',
      place: 'prisoner',
      part: () => import('./WaysOutPanel.tsx'),
      needs: 'custody:read-sureties',
      order: 24,
    },
  ],
)
