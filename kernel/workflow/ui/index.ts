import { lazy } from 'react'
import { defineScreens } from '#platform/ui/screens'

/** Where a subject stands in its workflows, its buttons and its history, for the page of a module. */
export const CaseSteps = lazy(() => import('./CaseSteps.tsx'))

export default defineScreens('workflow', [
  {
    path: '/tasks',
    page: () => import('./TasksPage.tsx'),
    needs: 'workflow:work',
    nav: { section: 'workflow:work', label: 'workflow:nav.tasks', icon: 'list-check', order: 0 },
  },
  {
    path: '/workflows',
    page: () => import('./WorkflowsPage.tsx'),
    needs: 'workflow:read',
    nav: { section: 'workflow:system', label: 'workflow:nav.workflows', icon: 'git-branch', order: 60 },
  },
  { path: '/workflows/$id', page: () => import('./WorkflowPage.tsx'), needs: 'workflow:read' },
])
