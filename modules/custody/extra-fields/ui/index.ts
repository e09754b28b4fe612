import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-extra-fields',
  [],
  [
    {
      key: 'custody.extra-answers',
      place: 'prisoner',
      part: () => import('./AnswersPanel.tsx'),
      needs: 'custody:read-prisoner',
      order: 8,
    },
  ],
)
