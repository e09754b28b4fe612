import { lazy } from 'react'
import { defineScreens } from '#platform/ui/screens'

/** One timeline for every page that shows what happened in cases. */
export const CaseTimeline = lazy(() => import('./CaseTimeline.tsx'))

export default defineScreens(
  'cases',
  [
    {
      path: '/cases',
      page: () => import('./CasesPage.tsx'),
      needs: 'cases:read',
      nav: { section: 'cases:system', label: 'cases:nav.cases', icon: 'folder', order: 20 },
    },
    { path: '/cases/$id', page: () => import('./CasePage.tsx'), needs: 'cases:read' },
  ],
  [
    {
      key: 'cases.story',
      place: 'person',
      part: () => import('./PersonStory.tsx'),
      needs: 'cases:read',
      order: 10,
    },
  ],
)
