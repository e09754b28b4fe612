import { lazy } from 'react'
import { defineScreens } from '#platform/ui/screens'

/** One hand-over with its steps and buttons, for the page of a module. */
export const HandoverCard = lazy(() => import('./HandoverCard.tsx'))

export default defineScreens('handover', [
  {
    path: '/handovers',
    page: () => import('./HandoversPage.tsx'),
    needs: 'handover:work',
    nav: { section: 'workflow:work', label: 'handover:nav.handovers', icon: 'transfer', order: 1 },
  },
  { path: '/handovers/$id', page: () => import('./HandoverPage.tsx'), needs: 'handover:work' },
])
