import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'legal-aid',
  [
    {
      path: '/legal-aid',
      page: () => import('./MattersPage.tsx'),
      needs: 'legal-aid:read-matters',
      nav: { section: 'legal-aid:system', label: 'legal-aid:nav', icon: 'scale', order: 10 },
    },
    { path: '/legal-aid/$id', page: () => import('./MatterPage.tsx'), needs: 'legal-aid:read-matters' },
  ],
  [
    {
      key: 'legal-aid.case',
      place: 'case',
      part: () => import('./CasePanel.tsx'),
      needs: 'legal-aid:open',
      order: 35,
    },
    {
      key: 'legal-aid.prisoner',
      place: 'prisoner',
      part: () => import('./PrisonerPanel.tsx'),
      needs: 'legal-aid:open',
      order: 25,
    },
    {
      key: 'legal-aid.bail',
      place: 'bail',
      part: () => import('./PrisonerPanel.tsx'),
      needs: 'legal-aid:open',
      order: 10,
    },
  ],
)
