import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-own-copy',
  [
    {
      path: '/custody/prisoners/$id/own-copy',
      page: () => import('./OwnCopyPage.tsx'),
      needs: 'custody:issue-own-copy',
    },
  ],
  [
    {
      key: 'custody.own-copy',
      place: 'prisoner',
      part: () => import('./OwnCopyPanel.tsx'),
      needs: 'custody:issue-own-copy',
      order: 90,
    },
  ],
)
