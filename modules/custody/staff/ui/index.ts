import { defineScreens } from '#platform/ui/screens'

export default defineScreens('custody-staff', [
  {
    path: '/custody/roster',
    page: () => import('./RosterPage.tsx'),
    needs: 'custody:read-roster',
    nav: {
      section: 'custody:group.stores',
      label: 'custody-staff:nav.roster',
      icon: 'users-group',
      order: 49,
    },
  },
  {
    path: '/custody/duty-handover',
    page: () => import('./HandoverPage.tsx'),
    needs: 'custody:read-roster',
    nav: {
      section: 'custody:group.stores',
      label: 'custody-staff:nav.handover',
      icon: 'signature',
      order: 49.1,
    },
  },
  { path: '/custody/staff', page: () => import('./StaffPage.tsx'), needs: 'custody:read-roster' },
])
