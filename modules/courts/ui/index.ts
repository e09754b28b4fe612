import { defineScreens } from '#platform/ui/screens'

const section = 'courts:system'

export default defineScreens(
  'courts',
  [
    {
      path: '/courts/day',
      page: () => import('./DayListPage.tsx'),
      needs: 'courts:list',
      nav: { section, label: 'courts:nav.day', icon: 'calendar-event', order: 10 },
    },
    {
      path: '/courts/applications',
      page: () => import('./ApplicationsPage.tsx'),
      needs: 'courts:order-remand',
      nav: { section, label: 'courts:nav.applications', icon: 'gavel', order: 20 },
    },
    {
      path: '/courts/to-be-listed',
      page: () => import('./ToBeListedPage.tsx'),
      needs: 'courts:list',
      nav: { section, label: 'courts:nav.to-list', icon: 'calendar-due', order: 30 },
    },
    {
      path: '/courts/judgments',
      page: () => import('./JudgmentsPage.tsx'),
      needs: 'courts:sign',
      nav: { section, label: 'courts:nav.judgments', icon: 'signature', order: 40 },
    },
    {
      path: '/courts/release-orders',
      page: () => import('./ReleaseOrdersPage.tsx'),
      needs: 'courts:order-remand',
      nav: { section, label: 'courts:nav.releases', icon: 'lock-open', order: 50 },
    },
    {
      path: '/courts/references',
      page: () => import('./ReferencesPage.tsx'),
      needs: 'courts:order-remand',
      nav: { section, label: 'courts:nav.references', icon: 'messages', order: 60 },
    },
    {
      path: '/courts/petitions',
      page: () => import('./PetitionsPage.tsx'),
      needs: 'courts:list',
      nav: { section, label: 'courts:nav.petitions', icon: 'scale', order: 35 },
    },
    { path: '/courts/list/$id', page: () => import('./ListHearingPage.tsx'), needs: 'courts:list' },
    { path: '/courts/remand/$id', page: () => import('./RemandPage.tsx'), needs: 'courts:order-remand' },
    { path: '/courts/bail/$id', page: () => import('./BailPage.tsx'), needs: 'courts:order-remand' },
    { path: '/courts/judgment/$id', page: () => import('./JudgmentPage.tsx'), needs: 'courts:read-judgment' },
    {
      path: '/courts/release-orders/$id',
      page: () => import('./ReleaseOrderPage.tsx'),
      needs: 'courts:read-orders',
    },
  ],
  [
    {
      key: 'courts.file',
      place: 'case',
      part: () => import('./CourtPanel.tsx'),
      needs: 'courts:read-orders',
      order: 30,
    },
  ],
)
