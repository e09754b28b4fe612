import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-classification',
  [
    {
      path: '/custody/classification',
      page: () => import('./ClassificationPage.tsx'),
      needs: 'custody:read-habit',
      nav: {
        section: 'custody:group.court',
        label: 'custody-classification:nav',
        icon: 'binary-tree',
        order: 32.05,
      },
    },
  ],
  [
    {
      key: 'custody.habit',
      place: 'prisoner',
      part: () => import('./HabitPanel.tsx'),
      needs: 'custody:read-habit',
      order: 19,
    },
  ],
)
