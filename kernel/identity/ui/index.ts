import { defineScreens } from '#platform/ui/screens'

export default defineScreens('identity', [
  {
    path: '/account',
    page: () => import('./AccountPage.tsx'),
    needs: 'account',
    nav: { section: 'common:shell.home', label: 'identity:nav.account', icon: 'user', order: 990 },
  },
  { path: '/account/second-factor', page: () => import('./SecondFactorPage.tsx'), needs: 'account' },
  { path: '/enrol', page: () => import('./EnrolPage.tsx'), needs: 'public' },
  {
    path: '/accounts',
    page: () => import('./AccountsPage.tsx'),
    needs: 'access:read',
    nav: { section: 'access:system', label: 'identity:nav.accounts', icon: 'users', order: 902 },
  },
  { path: '/accounts/new', page: () => import('./OpenAccountPage.tsx'), needs: 'identity:manage' },
])
