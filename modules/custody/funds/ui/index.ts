import { defineScreens } from '#platform/ui/screens'

export default defineScreens('custody-funds', [
  {
    path: '/custody/funds',
    page: () => import('./FundsPage.tsx'),
    needs: 'custody:read-funds',
    nav: { section: 'custody:group.court', label: 'custody-funds:nav', icon: 'cash', order: 37.5 },
  },
  { path: '/custody/funds/$id', page: () => import('./FundPage.tsx'), needs: 'custody:read-funds' },
  {
    path: '/custody/fund-totals',
    page: () => import('./FundTotalsPage.tsx'),
    needs: 'custody:read-fund-totals',
    nav: { section: 'custody:group.court', label: 'custody-funds:nav-totals', icon: 'cash', order: 37.5 },
  },
])
