import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody',
  [
    {
      path: '/custody/arrivals',
      page: () => import('./ArrivalsPage.tsx'),
      needs: 'custody:admit',
      nav: { section: 'custody:system', label: 'custody:nav.arrivals', icon: 'door-enter', order: 30 },
    },
    { path: '/custody/admissions/new', page: () => import('./AdmissionPage.tsx'), needs: 'custody:admit' },
    {
      path: '/custody/prisoners',
      page: () => import('./PrisonersPage.tsx'),
      needs: 'custody:read-prisoner',
      nav: { section: 'custody:system', label: 'custody:nav.prisoners', icon: 'users-group', order: 31 },
    },
    {
      path: '/custody/prisoners/$id',
      page: () => import('./PrisonerPage.tsx'),
      needs: 'custody:read-prisoner',
    },
    {
      path: '/custody/prisoners/$id/release-date',
      page: () => import('./ReleaseDatePage.tsx'),
      needs: 'custody:read-prisoner',
    },
    {
      path: '/custody/prisoners/$id/release',
      page: () => import('./ReleasePage.tsx'),
      needs: 'custody:read-prisoner',
    },
    {
      path: '/custody/prisoners/$id/warrant',
      page: () => import('./WarrantPage.tsx'),
      needs: 'custody:admit',
    },
    {
      path: '/custody/productions',
      page: () => import('./ProductionsPage.tsx'),
      needs: 'custody:read-prisoner',
      nav: { section: 'custody:group.court', label: 'custody:nav.productions', icon: 'truck', order: 32 },
    },
    {
      path: '/custody/not-produced',
      page: () => import('./NotProducedPage.tsx'),
      needs: 'custody:read-prisoner',
    },
    {
      path: '/custody/statutory-bail',
      page: () => import('./BailPage.tsx'),
      needs: 'custody:read-prisoner',
      nav: { section: 'custody:group.court', label: 'custody:nav.bail', icon: 'scale', order: 33 },
    },
    {
      path: '/custody/release-diary',
      page: () => import('./DiaryPage.tsx'),
      needs: 'custody:read-prisoner',
      nav: { section: 'custody:group.court', label: 'custody:nav.diary', icon: 'calendar-due', order: 34 },
    },
    {
      path: '/custody/register-imports',
      page: () => import('./ImportsPage.tsx'),
      needs: 'custody:import-register',
      nav: { section: 'custody:group.books', label: 'custody:nav.imports', icon: 'upload', order: 39 },
    },
    {
      path: '/custody/register-imports/$id',
      page: () => import('./ImportPage.tsx'),
      needs: 'custody:import-register',
    },
  ],
  [
    {
      key: 'custody.person',
      place: 'person',
      part: () => import('./PersonCustody.tsx'),
      needs: 'custody:read-custody',
      order: 30,
    },
    {
      key: 'custody.case',
      place: 'case',
      part: () => import('./CaseCustody.tsx'),
      needs: 'custody:read-custody',
      order: 40,
    },
  ],
)
