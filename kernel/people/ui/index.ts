import { defineScreens } from '#platform/ui/screens'

export default defineScreens('people', [
  {
    path: '/people',
    page: () => import('./FindPersonPage.tsx'),
    needs: 'people:search',
    nav: { section: 'people:system', label: 'people:nav.search', icon: 'user-search', order: 10 },
  },
  {
    path: '/people/review',
    page: () => import('./ReviewPage.tsx'),
    needs: 'people:review',
    nav: { section: 'people:system', label: 'people:nav.review', icon: 'users-group', order: 11 },
  },
  {
    path: '/people/decisions',
    page: () => import('./DecisionsPage.tsx'),
    needs: 'people:read-decisions',
    nav: { section: 'people:system', label: 'people:nav.decisions', icon: 'scale', order: 12 },
  },
  { path: '/people/$id', page: () => import('./PersonPage.tsx'), needs: 'people:read' },
])

export { type KnownSearch, PersonEntry } from './PersonEntry.tsx'
export { type TypedPerson, typedPerson } from './typed-person.ts'
