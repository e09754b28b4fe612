import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-biometrics',
  [
    {
      path: '/custody/gate-line',
      page: () => import('./GateLinePage.tsx'),
      needs: 'custody:check-identity',
      nav: {
        section: 'custody:group.court',
        label: 'custody-biometrics:nav.line',
        icon: 'fingerprint-scan',
        order: 35.1,
      },
    },
    {
      path: '/custody/gate-checks',
      page: () => import('./GateChecksPage.tsx'),
      needs: 'custody:read-gate-checks',
      nav: {
        section: 'custody:group.court',
        label: 'custody-biometrics:nav.checks',
        icon: 'fingerprint',
        order: 35.2,
      },
    },
  ],
  [
    {
      key: 'custody.fingers',
      place: 'prisoner',
      part: () => import('./FingersPanel.tsx'),
      needs: 'custody:check-identity',
      order: 12,
    },
  ],
)
