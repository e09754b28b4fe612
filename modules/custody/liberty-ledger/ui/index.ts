import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-liberty-ledger',
  [
    {
      path: '/custody/liberty',
      page: () => import('./LibertyPage.tsx'),
      needs: 'custody:read-liberty',
      nav: {
        section: 'custody:group.court',
        label: 'custody-liberty-ledger:nav.ledger',
        icon: 'shield-check',
        order: 36,
      },
    },
    {
      path: '/custody/liberty/compare',
      page: () => import('./ComparePage.tsx'),
      needs: 'custody:read-liberty',
    },
    {
      path: '/custody/liberty/court',
      page: () => import('./CourtPage.tsx'),
      needs: 'custody:read-red-list-in-court',
      nav: { section: 'courts:system', label: 'custody-liberty-ledger:nav.court', icon: 'shield', order: 25 },
    },
  ],
  [
    {
      key: 'custody.liberty',
      place: 'prisoner',
      part: () => import('./LibertyPanel.tsx'),
      needs: 'custody:read-liberty',
      order: 10,
    },
  ],
)
