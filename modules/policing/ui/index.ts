import { lazy } from 'react'
import { defineScreens } from '#platform/ui/screens'

/** Defects of a challan, as the station and the prosecution both show them. */
export const DefectList = lazy(() => import('./DefectList.tsx'))
/** A last day that opens how it was found. */
export const ProvenDate = lazy(() => import('./ProvenDate.tsx'))

export default defineScreens(
  'policing',
  [
    {
      path: '/policing/firs',
      page: () => import('./FirsPage.tsx'),
      needs: 'policing:investigate',
      nav: { section: 'policing:system', label: 'policing:nav.firs', icon: 'notebook', order: 10 },
    },
    {
      path: '/policing/firs/new',
      page: () => import('./FirFormPage.tsx'),
      needs: 'policing:register-fir',
      nav: { section: 'policing:system', label: 'policing:nav.new-fir', icon: 'file-plus', order: 11 },
    },
    {
      path: '/policing/arrests',
      page: () => import('./ArrestsPage.tsx'),
      needs: 'policing:arrest',
      nav: { section: 'policing:system', label: 'policing:nav.arrests', icon: 'alarm', order: 12 },
    },
    {
      path: '/policing/returned',
      page: () => import('./ReturnedPage.tsx'),
      needs: 'policing:submit-challan',
      nav: { section: 'policing:system', label: 'policing:nav.returned', icon: 'arrow-back-up', order: 13 },
    },
    {
      path: '/policing/cases/$id/accused',
      page: () => import('./AccusedFormPage.tsx'),
      needs: 'policing:investigate',
    },
    {
      path: '/policing/cases/$id/arrest',
      page: () => import('./ArrestFormPage.tsx'),
      needs: 'policing:arrest',
    },
    {
      path: '/policing/cases/$id/produce',
      page: () => import('./ProductionFormPage.tsx'),
      needs: 'policing:arrest',
    },
    {
      path: '/policing/cases/$id/seizure',
      page: () => import('./SeizureFormPage.tsx'),
      needs: 'policing:investigate',
    },
    {
      path: '/policing/cases/$id/challan',
      page: () => import('./ChallanFormPage.tsx'),
      needs: 'policing:submit-challan',
    },
  ],
  [
    {
      key: 'policing.fir',
      place: 'case',
      part: () => import('./FirPanel.tsx'),
      needs: 'policing:read-fir',
      order: 10,
    },
  ],
)
