import { defineScreens } from '#platform/ui/screens'

export default defineScreens('custody-video', [
  {
    path: '/custody/video',
    page: () => import('./VideoPage.tsx'),
    needs: 'custody:read-prisoner',
    nav: { section: 'custody:group.court', label: 'custody-video:nav', icon: 'device-desktop', order: 32.2 },
  },
])
