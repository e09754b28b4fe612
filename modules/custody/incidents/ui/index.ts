import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-incidents',
  [
    {
      path: '/custody/incidents',
      page: () => import('./IncidentsPage.tsx'),
      needs: 'custody:read-incidents',
      nav: {
        section: 'custody:group.life',
        label: 'custody-incidents:nav',
        icon: 'alert-triangle',
        order: 33.2,
      },
    },
    {
      path: '/custody/incidents/new',
      page: () => import('./ReportIncidentPage.tsx'),
      needs: 'custody:report-incident',
    },
    {
      path: '/custody/incidents/$id',
      page: () => import('./IncidentPage.tsx'),
      needs: 'custody:read-incidents',
    },
    {
      path: '/custody/incident-types/$code',
      page: () => import('./IncidentFormPage.tsx'),
      needs: 'custody:read-incidents',
    },
  ],
  [
    {
      key: 'custody.incidents',
      place: 'prisoner',
      part: () => import('./IncidentsPanel.tsx'),
      needs: 'custody:read-incidents',
      order: 31,
    },
  ],
)
