import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-transfer',
  [
    {
      path: '/custody/transfers',
      page: () => import('./TransfersPage.tsx'),
      needs: 'custody:read-transfer',
      nav: { section: 'custody:system', label: 'custody-transfer:nav', icon: 'truck', order: 31.6 },
    },
    {
      path: '/custody/transfers/$id',
      page: () => import('./TransferPage.tsx'),
      needs: 'custody:read-transfer',
    },
    {
      path: '/custody/wanted/$id',
      page: () => import('./WantedPage.tsx'),
      needs: 'custody:receive-transfer',
    },
  ],
  [
    {
      key: 'custody.transfer',
      place: 'prisoner',
      part: () => import('./TransferPanel.tsx'),
      needs: 'custody:read-transfer',
      order: 11.5,
    },
  ],
)
