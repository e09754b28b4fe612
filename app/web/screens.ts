import {
  defineScreens,
  type OutboxOfModule,
  type Panel,
  type Screen,
  type Screens,
} from '../../platform/ui/screens.ts'

const own = defineScreens('web', [
  {
    path: '/',
    page: () => import('./HomePage.tsx'),
    needs: 'account',
    nav: { section: 'common:shell.home', label: 'common:home.title', icon: 'home', order: -1 },
  },
  { path: '/sign-in', page: () => import('./SignInPage.tsx'), needs: 'public' },
  { path: '/outbox', page: () => import('./offline/OutboxPage.tsx'), needs: 'account' },
  { path: '/gallery', page: () => import('./gallery/GalleryPage.tsx'), needs: 'signed-in' },
])

const found = import.meta.glob<{ default: Screens }>(['../../{kernel,modules}/**/ui/index.ts'], {
  eager: true,
})

const folders: readonly Screens[] = [own, ...Object.values(found).map((file) => file.default)]

/** Every screen there is: the shell's own and those each folder lists in its `ui/index.ts`. */
export const screens: readonly Screen[] = folders.flatMap((each) => each.screens)

/** What each folder adds to the pages of others. */
export const panels: readonly Panel[] = folders.flatMap((each) => each.panels)

/** What may wait on a device to be sent, and how. */
export const outboxes: readonly OutboxOfModule[] = folders.flatMap((each) => each.outboxes)
