import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-telephone',
  [
    {
      path: '/custody/telephone',
      page: () => import('./BoothPage.tsx'),
      needs: 'custody:read-visits',
      nav: { section: 'custody:group.life', label: 'custody-telephone:nav', icon: 'phone', order: 36.4 },
    },
  ],
  [
    {
      key: 'custody.telephone',
      place: 'prisoner',
      part: () => import('./TelephonePanel.tsx'),
      needs: 'custody:read-visits',
      order: 41,
    },
  ],
)
