import { defineScreens } from '#platform/ui/screens'

export default defineScreens('custody-settings', [
  {
    path: '/custody/settings',
    page: () => import('./SettingsPage.tsx'),
    needs: 'custody:read-settings',
    nav: { section: 'custody:group.books', label: 'custody-settings:nav', icon: 'settings', order: 60 },
  },
  {
    path: '/custody/settings/$key',
    page: () => import('./SettingPage.tsx'),
    needs: 'custody:read-settings',
  },
  {
    path: '/custody/settings/$key/change',
    page: () => import('./ChangePage.tsx'),
    needs: 'custody:propose-setting',
  },
])
