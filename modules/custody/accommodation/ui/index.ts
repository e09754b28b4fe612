import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-accommodation',
  [
    {
      path: '/custody/accommodation',
      page: () => import('./OccupancyPage.tsx'),
      needs: 'custody:read-prisoner',
      nav: {
        section: 'custody:system',
        label: 'custody-accommodation:nav.accommodation',
        icon: 'bed',
        order: 31.2,
      },
    },
    {
      path: '/custody/accommodation/$id',
      page: () => import('./LocationPage.tsx'),
      needs: 'custody:read-prisoner',
    },
    {
      path: '/custody/non-associations',
      page: () => import('./ApartPage.tsx'),
      needs: 'custody:read-non-associations',
      nav: {
        section: 'custody:system',
        label: 'custody-accommodation:nav.apart',
        icon: 'hand-stop',
        order: 31.3,
      },
    },
    {
      path: '/custody/prisoners/$id/place',
      page: () => import('./AllocatePage.tsx'),
      needs: 'custody:allocate',
    },
  ],
  [
    {
      key: 'custody.place',
      place: 'prisoner',
      part: () => import('./PlacePanel.tsx'),
      needs: 'custody:read-prisoner',
      order: 10,
    },
  ],
)
