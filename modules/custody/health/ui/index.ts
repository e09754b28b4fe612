import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-health',
  [
    {
      path: '/custody/health',
      page: () => import('./HealthPage.tsx'),
      needs: 'custody:read-health',
      nav: {
        section: 'custody:group.life',
        label: 'custody-health:nav.health',
        icon: 'stethoscope',
        order: 30.1,
      },
    },
    {
      path: '/custody/health/doses',
      page: () => import('./DosesPage.tsx'),
      needs: 'custody:dispense',
      nav: { section: 'custody:group.life', label: 'custody-health:nav.doses', icon: 'pill', order: 30.2 },
    },
    {
      path: '/custody/health/outbreaks',
      page: () => import('./OutbreakPage.tsx'),
      needs: 'custody:read-health',
      nav: {
        section: 'custody:group.life',
        label: 'custody-health:nav.outbreaks',
        icon: 'microscope',
        order: 30.3,
      },
    },
    {
      path: '/custody/prisoners/$id/health',
      page: () => import('./RecordPage.tsx'),
      needs: 'custody:read-health',
    },
    {
      path: '/custody/prisoners/$id/screening',
      page: () => import('./ScreeningPage.tsx'),
      needs: 'custody:treat',
    },
    {
      path: '/custody/prisoners/$id/medicines',
      page: () => import('./MedicinesPage.tsx'),
      needs: 'custody:dispense',
    },
  ],
  [
    {
      key: 'custody.fitness',
      place: 'prisoner',
      part: () => import('./FitnessPanel.tsx'),
      needs: 'custody:read-prisoner',
      order: 9,
    },
  ],
)
