import { defineScreens } from '#platform/ui/screens'

const section = 'custody:group.life'

export default defineScreens(
  'custody-visits',
  [
    {
      path: '/custody/visit-desk',
      page: () => import('./DeskPage.tsx'),
      needs: 'custody:read-visits',
      nav: { section, label: 'custody-visits:nav.desk', icon: 'users', order: 36 },
    },
    {
      path: '/custody/visits',
      page: () => import('./RegisterPage.tsx'),
      needs: 'custody:read-visits',
      nav: { section, label: 'custody-visits:nav.register', icon: 'notebook', order: 36.1 },
    },
    {
      path: '/custody/visitors',
      page: () => import('./VisitorsPage.tsx'),
      needs: 'custody:read-visits',
      nav: { section, label: 'custody-visits:nav.visitors', icon: 'address-book', order: 36.2 },
    },
    { path: '/custody/visitors/$id', page: () => import('./VisitorPage.tsx'), needs: 'custody:read-visits' },
    {
      path: '/custody/visit-settings',
      page: () => import('./SettingsPage.tsx'),
      needs: 'custody:read-visits',
      nav: { section, label: 'custody-visits:nav.settings', icon: 'adjustments', order: 36.3 },
    },
  ],
  [
    {
      key: 'custody.visiting',
      place: 'prisoner',
      part: () => import('./VisitingPanel.tsx'),
      needs: 'custody:read-visits',
      order: 40,
    },
  ],
  [
    {
      queue: 'visit-desk',
      label: 'custody-visits:outbox',
      page: () => '/custody/visit-desk',
      send: () => import('./send-acts.ts'),
    },
  ],
)
