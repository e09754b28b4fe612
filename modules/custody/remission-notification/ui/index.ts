import { defineScreens } from '#platform/ui/screens'

export default defineScreens('custody-remission-notification', [
  {
    path: '/custody/remission-notifications',
    page: () => import('./NotificationsPage.tsx'),
    needs: 'custody:read-notification',
    nav: {
      section: 'custody:group.court',
      label: 'custody-remission-notification:nav',
      icon: 'file-certificate',
      order: 38,
    },
  },
  {
    path: '/custody/remission-notifications/new',
    page: () => import('./EnterPage.tsx'),
    needs: 'custody:enter-notification',
  },
  {
    path: '/custody/remission-notifications/$id',
    page: () => import('./NotificationPage.tsx'),
    needs: 'custody:read-notification',
  },
])
