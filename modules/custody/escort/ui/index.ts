import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-escort',
  [
    {
      path: '/custody/escorts',
      page: () => import('./EscortsPage.tsx'),
      needs: 'custody:read-escort',
      nav: { section: 'custody:group.court', label: 'custody-escort:nav', icon: 'truck', order: 32.1 },
    },
    { path: '/custody/escorts/$id', page: () => import('./RunPage.tsx'), needs: 'custody:read-escort' },
    { path: '/custody/vehicles', page: () => import('./VehiclesPage.tsx'), needs: 'custody:read-escort' },
    { path: '/custody/risk', page: () => import('./RiskPage.tsx'), needs: 'custody:read-escort' },
  ],
  [
    {
      key: 'custody.risk',
      place: 'prisoner',
      part: () => import('./RiskPanel.tsx'),
      needs: 'custody:read-escort',
      order: 20,
    },
  ],
)
