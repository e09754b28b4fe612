import { defineScreens } from '#platform/ui/screens'

const section = 'custody:group.books'

export default defineScreens('custody-returns', [
  {
    path: '/custody/returns',
    page: () => import('./ReturnsPage.tsx'),
    needs: 'custody:read-returns',
    nav: { section, label: 'custody-returns:nav.returns', icon: 'report', order: 47.5 },
  },
  { path: '/custody/returns/$id', page: () => import('./ReturnPage.tsx'), needs: 'custody:read-returns' },
  {
    path: '/custody/returns/$id/people',
    page: () => import('./ReturnPeoplePage.tsx'),
    needs: 'custody:read-returns',
  },
  {
    path: '/custody/department-returns',
    page: () => import('./DepartmentReturnPage.tsx'),
    needs: 'custody:receive-return',
    nav: {
      section: 'custody:system',
      label: 'custody-returns:nav.department',
      icon: 'report-analytics',
      order: 7.7,
    },
  },
])
