import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-parole',
  [
    {
      path: '/custody/parole',
      page: () => import('./ParolePage.tsx'),
      needs: 'custody:read-parole',
      nav: { section: 'custody:group.court', label: 'custody-parole:nav', icon: 'route', order: 34.1 },
    },
    { path: '/custody/parole/$id', page: () => import('./ParoleCasePage.tsx'), needs: 'custody:read-parole' },
    {
      path: '/custody/probation',
      page: () => import('./ProbationPage.tsx'),
      needs: 'custody:read-probation',
      nav: {
        section: 'custody:group.court',
        label: 'custody-parole:nav-probation',
        icon: 'notebook',
        order: 34.2,
      },
    },
    {
      path: '/custody/probation/$id',
      page: () => import('./ProbationOrderPage.tsx'),
      needs: 'custody:read-probation',
    },
  ],
  [
    {
      key: 'custody.licence',
      place: 'release',
      part: () => import('./LicenceAtRelease.tsx'),
      needs: 'custody:read-prisoner',
      order: 5,
    },
    {
      key: 'custody.licence-binds',
      place: 'prisoner',
      part: () => import('./LicencePanel.tsx'),
      needs: 'custody:read-prisoner',
      order: 4,
    },
  ],
)
