import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-accounts',
  [
    {
      path: '/custody/money',
      page: () => import('./CashOfficePage.tsx'),
      needs: 'custody:read-money',
      nav: { section: 'custody:group.stores', label: 'custody-accounts:nav', icon: 'cash', order: 44 },
    },
    { path: '/custody/money/close', page: () => import('./ClosePage.tsx'), needs: 'custody:read-money' },
    {
      path: '/custody/prisoners/$id/account',
      page: () => import('./AccountPage.tsx'),
      needs: 'custody:read-money',
    },
  ],
  [
    {
      key: 'custody.account',
      place: 'prisoner',
      part: () => import('./AccountPanel.tsx'),
      needs: 'custody:read-money',
      order: 15,
    },
    {
      key: 'custody.account-leaving',
      place: 'release',
      part: () => import('./LeavingPanel.tsx'),
      needs: 'custody:read-prisoner',
      order: 10,
    },
  ],
)
