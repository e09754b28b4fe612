import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-warrants',
  [
    {
      path: '/custody/warrants',
      page: () => import('./ReadBackListPage.tsx'),
      needs: 'custody:read-prisoner',
      nav: { section: 'custody:system', label: 'custody-warrants:nav', icon: 'eye', order: 30.5 },
    },
    {
      path: '/custody/warrants/$id',
      page: () => import('./ReadBackPage.tsx'),
      needs: 'custody:read-prisoner',
    },
  ],
  [
    {
      key: 'custody.warrant-papers',
      place: 'prisoner',
      part: () => import('./PapersPanel.tsx'),
      needs: 'custody:read-prisoner',
      order: 5,
    },
  ],
)
