import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-discipline',
  [
    {
      path: '/custody/discipline',
      page: () => import('./DisciplinePage.tsx'),
      needs: 'custody:read-discipline',
      nav: {
        section: 'custody:group.life',
        label: 'custody-discipline:nav',
        icon: 'gavel',
        order: 33.1,
      },
    },
    {
      path: '/custody/adjudications/$id',
      page: () => import('./AdjudicationPage.tsx'),
      needs: 'custody:read-discipline',
    },
  ],
  [
    {
      key: 'custody.discipline',
      place: 'prisoner',
      part: () => import('./DisciplinePanel.tsx'),
      needs: 'custody:read-discipline',
      order: 30,
    },
  ],
)
