import { defineScreens } from '#platform/ui/screens'

export default defineScreens('exchange', [
  {
    path: '/exchange',
    page: () => import('./ExchangePage.tsx'),
    needs: 'exchange:read',
    nav: { section: 'access:system', label: 'exchange:nav.exchange', icon: 'webhook', order: 962 },
  },
  { path: '/exchange/propose', page: () => import('./ProposePage.tsx'), needs: 'exchange:propose' },
])
