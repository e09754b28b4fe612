import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-gate',
  [
    {
      path: '/custody/gate',
      page: () => import('./GatePage.tsx'),
      needs: 'custody:let-out',
      nav: { section: 'custody:group.court', label: 'custody:nav.gate', icon: 'door-exit', order: 35 },
    },
    { path: '/custody/gate-conflicts', page: () => import('./ConflictsPage.tsx'), needs: 'custody:move' },
  ],
  [
    {
      key: 'custody.gate-notes',
      place: 'prisoner',
      part: () => import('./NotesPanel.tsx'),
      needs: 'custody:read-prisoner',
      order: 12,
    },
  ],
  [
    {
      queue: 'gate',
      label: 'custody-gate:outbox',
      page: () => '/custody/gate',
      send: () => import('./send-acts.ts'),
    },
  ],
)
