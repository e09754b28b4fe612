import { defineScreens } from '#platform/ui/screens'

const section = 'custody:group.life'
const needs = 'custody:read-regime'

export default defineScreens(
  'custody-regime',
  [
    {
      path: '/custody/labour',
      page: () => import('./LabourPage.tsx'),
      needs,
      nav: { section, label: 'custody-regime:nav.labour', icon: 'hammer', order: 37 },
    },
    { path: '/custody/labour/$id', page: () => import('./GangPage.tsx'), needs },
    {
      path: '/custody/wages',
      page: () => import('./WagesPage.tsx'),
      needs,
      nav: { section, label: 'custody-regime:nav.wages', icon: 'coin', order: 37.1 },
    },
    {
      path: '/custody/education',
      page: () => import('./EducationPage.tsx'),
      needs,
      nav: { section, label: 'custody-regime:nav.education', icon: 'school', order: 37.2 },
    },
    { path: '/custody/courses/$id', page: () => import('./CoursePage.tsx'), needs },
    {
      path: '/custody/remission-month',
      page: () => import('./MonthPage.tsx'),
      needs,
      nav: {
        section: 'custody:group.court',
        label: 'custody-regime:nav.month',
        icon: 'calendar',
        order: 37.3,
      },
    },
  ],
  [
    {
      key: 'custody.regime',
      place: 'prisoner',
      part: () => import('./RegimePanel.tsx'),
      needs,
      order: 45,
    },
  ],
)
