import { lazy } from 'react'
import { defineScreens } from '#platform/ui/screens'

export type { Shade } from './PakistanMap.tsx'
/** Districts in shades, for whoever has a number for each. */
export const PakistanMap = lazy(() => import('./PakistanMap.tsx'))

export default defineScreens('units', [
  {
    path: '/units',
    page: () => import('./UnitsPage.tsx'),
    needs: 'signed-in',
    nav: { section: 'units:system', label: 'units:nav.units', icon: 'sitemap', order: 890 },
  },
  { path: '/units/new', page: () => import('./NewUnitPage.tsx'), needs: 'units:edit' },
  { path: '/units/$id', page: () => import('./UnitPage.tsx'), needs: 'signed-in' },
  { path: '/units/$id/change/$act', page: () => import('./ChangeUnitPage.tsx'), needs: 'units:edit' },
])
