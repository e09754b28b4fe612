import { lazy } from 'react'
import { defineScreens } from '#platform/ui/screens'

/** Inside `Form`: what the province and the unit ask beside; `extra` of the form's input takes it. Nothing where they ask nothing. */
export const ExtraFields = lazy(() => import('./ExtraFields.tsx'))
/** On the page of a record: what was answered, and its correction. */
export const ExtraAnswers = lazy(() => import('./ExtraAnswers.tsx'))

export default defineScreens('extra-fields', [
  {
    path: '/settings/fields',
    page: () => import('./FormsPage.tsx'),
    needs: 'extra-fields:read-forms',
    nav: { section: 'workflow:system', label: 'extra-fields:nav', icon: 'adjustments', order: 61 },
  },
  { path: '/settings/fields/$form', page: () => import('./FormPage.tsx'), needs: 'extra-fields:read-forms' },
  {
    path: '/settings/fields/$form/answered',
    page: () => import('./AnsweredPage.tsx'),
    needs: 'extra-fields:read-forms',
  },
  {
    path: '/settings/fields/$form/next',
    page: () => import('./NextVersionPage.tsx'),
    needs: 'extra-fields:propose',
  },
  {
    path: '/settings/fields/$form/next-own',
    page: () => import('./NextVersionPage.tsx'),
    needs: 'extra-fields:propose-own',
  },
  {
    path: '/settings/field-versions/$id',
    page: () => import('./VersionPage.tsx'),
    needs: 'extra-fields:read-forms',
  },
])
