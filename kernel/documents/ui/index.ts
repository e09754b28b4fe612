import { defineScreens } from '#platform/ui/screens'

export default defineScreens(
  'documents',
  [
    { path: '/verify', page: () => import('./VerifyPage.tsx'), needs: 'public' },
    { path: '/verify/$token', page: () => import('./VerifyPage.tsx'), needs: 'public' },
  ],
  [
    {
      key: 'documents.of-case',
      place: 'case',
      part: () => import('./CaseDocuments.tsx'),
      needs: 'documents:read',
      order: 80,
    },
    {
      key: 'documents.of-person',
      place: 'person',
      part: () => import('./PersonDocuments.tsx'),
      needs: 'documents:read',
      order: 80,
    },
  ],
)
