import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-roll',
  [
    {
      path: '/custody/roll',
      page: () => import('./RollPage.tsx'),
      needs: 'custody:read-prisoner',
      nav: {
        section: 'custody:system',
        label: 'custody-roll:nav.roll',
        icon: 'clipboard-check',
        order: 31.6,
      },
    },
    {
      path: '/custody/roll-checks/$id',
      page: () => import('./RollCheckPage.tsx'),
      needs: 'custody:read-prisoner',
    },
    {
      path: '/custody/evacuation-roll',
      page: () => import('./EvacuationPage.tsx'),
      needs: 'custody:read-prisoner',
    },
  ],
  [],
  [
    {
      queue: 'roll-check',
      label: 'custody-roll:outbox',
      page: (checkId) => `/custody/roll-checks/${checkId}`,
      send: () => import('./send-marks.ts'),
    },
  ],
)
