import { defineScreens } from '#platform/ui/screens'

export default defineScreens('access', [
  {
    path: '/access',
    page: () => import('./PostsPage.tsx'),
    needs: 'access:read',
    nav: { section: 'access:system', label: 'access:nav.posts', icon: 'list-check', order: 900 },
  },
  {
    path: '/access/grants',
    page: () => import('./GrantsPage.tsx'),
    needs: 'access:read',
    nav: { section: 'access:system', label: 'access:nav.grants', icon: 'key', order: 901 },
  },
  { path: '/access/grants/new', page: () => import('./ProposeGrantPage.tsx'), needs: 'access:propose' },
  {
    path: '/access/who-can-see',
    page: () => import('./WhoCanSeePage.tsx'),
    needs: 'access:explain',
    nav: { section: 'access:system', label: 'access:nav.explain', icon: 'eye', order: 903 },
  },
  {
    path: '/access/emergency',
    page: () => import('./EmergencyPage.tsx'),
    needs: 'access:break-glass',
    nav: { section: 'access:system', label: 'access:nav.emergency', icon: 'door-enter', order: 904 },
  },
  {
    path: '/access/emergency/review',
    page: () => import('./ReviewPage.tsx'),
    needs: 'access:review-break-glass',
    nav: { section: 'access:system', label: 'access:nav.review', icon: 'clipboard-check', order: 905 },
  },
])
