import { defineScreens } from '#platform/ui/screens'

export default defineScreens('custody-public-figures', [
  { path: '/public/prisons', page: () => import('./PublicFiguresPage.tsx'), needs: 'public' },
])
