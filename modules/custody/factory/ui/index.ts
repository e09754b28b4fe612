import { defineScreens } from '#platform/ui/screens'

const section = 'custody:group.life'

export default defineScreens('custody-factory', [
  {
    path: '/custody/factory',
    page: () => import('./FactoryPage.tsx'),
    needs: 'custody:read-factory',
    nav: { section, label: 'custody-factory:nav', icon: 'tool', order: 37.15 },
  },
  { path: '/custody/factory/$id', page: () => import('./OrderPage.tsx'), needs: 'custody:read-factory' },
  { path: '/custody/factory/prices', page: () => import('./PricesPage.tsx'), needs: 'custody:read-factory' },
  {
    path: '/custody/factory/account',
    page: () => import('./AccountPage.tsx'),
    needs: 'custody:read-factory-account',
  },
])
