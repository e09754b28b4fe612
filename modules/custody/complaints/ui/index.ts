import { defineScreens } from '#platform/ui/screens'

export default defineScreens('custody-complaints', [
  {
    path: '/custody/complaints',
    page: () => import('./ComplaintsPage.tsx'),
    needs: 'custody:handle-complaints',
    nav: {
      section: 'custody:group.life',
      label: 'custody-complaints:nav',
      icon: 'shield-lock',
      order: 33.3,
    },
  },
  {
    path: '/custody/complaints/new',
    page: () => import('./TakeComplaintPage.tsx'),
    needs: 'custody:take-complaint',
    nav: {
      section: 'custody:group.life',
      label: 'custody-complaints:nav-take',
      icon: 'inbox',
      order: 33.4,
    },
  },
  {
    path: '/custody/complaints/$id',
    page: () => import('./ComplaintPage.tsx'),
    needs: 'custody:handle-complaints',
  },
  {
    path: '/custody/complaints/$id/reply',
    page: () => import('./ReplySheetPage.tsx'),
    needs: 'custody:handle-complaints',
  },
])
