import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-money-holds',
  [
    {
      path: '/custody/held-for-money',
      page: () => import('./HeldForMoneyPage.tsx'),
      needs: 'custody:read-liberty',
      nav: { section: 'custody:group.court', label: 'custody-money-holds:nav', icon: 'coin', order: 37 },
    },
  ],
  [
    {
      key: 'custody.money',
      place: 'prisoner',
      part: () => import('./MoneyPanel.tsx'),
      needs: 'custody:read-liberty',
      order: 20,
    },
  ],
)
