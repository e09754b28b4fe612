import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'custody-registers',
  [
    {
      path: '/custody/registers',
      page: () => import('./RegistersPage.tsx'),
      needs: 'custody:open-registers',
      nav: {
        section: 'custody:group.books',
        label: 'custody-registers:nav.registers',
        icon: 'books',
        order: 47,
      },
    },
    {
      path: '/custody/registers/$key',
      page: () => import('./RegisterPage.tsx'),
      needs: 'custody:open-registers',
    },
    {
      path: '/custody/jail-roll',
      page: () => import('./JailRollPage.tsx'),
      needs: 'custody:issue-certificate',
      nav: {
        section: 'custody:group.books',
        label: 'custody-registers:nav.jail-roll',
        icon: 'file-certificate',
        order: 48,
      },
    },
    {
      path: '/custody/prisoners/$id/certificate',
      page: () => import('./CertificatePage.tsx'),
      needs: 'custody:issue-certificate',
    },
  ],
  [
    {
      key: 'custody.certificate',
      place: 'prisoner',
      part: () => import('./CertificatePanel.tsx'),
      needs: 'custody:issue-certificate',
      order: 91,
    },
  ],
)
