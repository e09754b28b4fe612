import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'prosecution',
  [
    {
      path: '/prosecution/challans',
      page: () => import('./ChallansPage.tsx'),
      needs: 'prosecution:read-scrutiny',
      nav: {
        section: 'prosecution:system',
        label: 'prosecution:nav.challans',
        icon: 'clipboard-check',
        order: 10,
      },
    },
    {
      path: '/prosecution/overview',
      page: () => import('./OverviewPage.tsx'),
      needs: 'prosecution:oversee',
      nav: { section: 'prosecution:system', label: 'prosecution:nav.overview', icon: 'gauge', order: 11 },
    },
    {
      path: '/prosecution/scrutiny/$id',
      page: () => import('./ScrutinyPage.tsx'),
      needs: 'prosecution:read-scrutiny',
    },
  ],
  [
    {
      key: 'prosecution.filing',
      place: 'case',
      part: () => import('./FilingPanel.tsx'),
      needs: 'prosecution:read-filing',
      order: 20,
    },
  ],
)
