import { defineScreens } from '#platform/ui/screens'

export default defineScreens('law', [
  {
    path: '/law/calculator',
    page: () => import('./CalculatorPage.tsx'),
    needs: 'law:read',
    nav: { section: 'law:system', label: 'law:nav.calculator', icon: 'calculator', order: 400 },
  },
  {
    path: '/law/offences',
    page: () => import('./OffencesPage.tsx'),
    needs: 'law:read',
    nav: { section: 'law:system', label: 'law:nav.offences', icon: 'book', order: 401 },
  },
  {
    path: '/law/packs',
    page: () => import('./PacksPage.tsx'),
    needs: 'law:read',
    nav: { section: 'law:system', label: 'law:nav.packs', icon: 'books', order: 402 },
  },
  { path: '/law/packs/$code', page: () => import('./PackPage.tsx'), needs: 'law:read' },
  { path: '/law/packs/$code/new', page: () => import('./DraftPage.tsx'), needs: 'law:propose' },
  { path: '/law/versions/$id', page: () => import('./VersionPage.tsx'), needs: 'law:read' },
  {
    path: '/law/closures',
    page: () => import('./ClosuresPage.tsx'),
    needs: 'law:read',
    nav: { section: 'law:system', label: 'law:nav.closures', icon: 'calendar-event', order: 403 },
  },
  {
    path: '/law/conflicts',
    page: () => import('./ConflictsPage.tsx'),
    needs: 'law:read',
    nav: { section: 'law:system', label: 'law:nav.conflicts', icon: 'arrows-left-right', order: 404 },
  },
])
