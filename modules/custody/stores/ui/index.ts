import { defineScreens } from '#platform/ui/screens'

export default defineScreens('custody-stores', [
  {
    path: '/custody/stores',
    page: () => import('./StoresPage.tsx'),
    needs: 'custody:read-stores',
    nav: {
      section: 'custody:group.stores',
      label: 'custody-stores:nav.stores',
      icon: 'building-warehouse',
      order: 46.1,
    },
  },
  { path: '/custody/stores/count', page: () => import('./CountPage.tsx'), needs: 'custody:keep-stores' },
  { path: '/custody/stores/$id', page: () => import('./ItemPage.tsx'), needs: 'custody:read-stores' },
  {
    path: '/custody/rations',
    page: () => import('./RationsPage.tsx'),
    needs: 'custody:read-stores',
    nav: { section: 'custody:group.stores', label: 'custody-stores:nav.rations', icon: 'scale', order: 46.2 },
  },
  {
    path: '/custody/assets',
    page: () => import('./AssetsPage.tsx'),
    needs: 'custody:read-assets',
    nav: { section: 'custody:group.stores', label: 'custody-stores:nav.assets', icon: 'tool', order: 46.3 },
  },
])
