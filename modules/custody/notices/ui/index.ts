import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-notices',
  [
    {
      path: '/custody/notices',
      page: () => import('./NoticesPage.tsx'),
      needs: 'custody:read-notices',
      nav: { section: 'custody:group.life', label: 'custody-notices:nav', icon: 'mail', order: 33.26 },
    },
    {
      path: '/custody/notices/$id',
      page: () => import('./NoticePage.tsx'),
      needs: 'custody:read-notices',
    },
    {
      path: '/custody/prisoners/$id/notice',
      page: () => import('./DrawPage.tsx'),
      needs: 'custody:sign-notice',
    },
  ],
  [
    {
      key: 'custody.notices',
      place: 'prisoner',
      part: () => import('./NoticesPanel.tsx'),
      needs: 'custody:read-notices',
      order: 91,
    },
  ],
)
