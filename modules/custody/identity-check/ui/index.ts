import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-identity-check',
  [],
  [
    {
      key: 'custody.identity-check',
      place: 'gate',
      part: () => import('./IdentityPanel.tsx'),
      needs: 'custody:check-identity',
      order: 10,
    },
  ],
)
