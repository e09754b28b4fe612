import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { type ComponentType, createElement } from 'react'
import { ErrorPanel } from '../../platform/ui/ErrorPanel.tsx'
import type { Screen } from '../../platform/ui/screens.ts'
import { TextsArriving } from '../../platform/ui/TextsArriving.tsx'
import { Shell } from './Shell.tsx'
import { screens } from './screens.ts'
import { Allowed, NoSuchPage, PageWaiting } from './states.tsx'

/** The router, built from the lists of screens. Each page is its own chunk. */
export function buildRouter(queries: QueryClient) {
  const root = createRootRouteWithContext<{ queries: QueryClient }>()({
    component: Shell,
    notFoundComponent: NoSuchPage,
  })
  const routes = screens.map((screen) =>
    createRoute({
      getParentRoute: () => root,
      path: screen.path,
      component: guarded(screen),
      errorComponent: PageFailed,
      pendingComponent: PageWaiting,
    }),
  )
  return createRouter({
    routeTree: root.addChildren(routes),
    context: { queries },
    scrollRestoration: true,
    defaultPendingMs: 200,
    defaultPreloadStaleTime: 0,
  })
}

/** A page behind its need. The router calls `preload` when a pointer or the focus rests on a link to it. */
function guarded(screen: Screen) {
  const page = lazyRouteComponent(screen.page) as ComponentType & { preload?: () => Promise<void> }
  return Object.assign(
    () => (
      <Allowed needs={screen.needs}>
        <TextsArriving waiting={<PageWaiting />}>{createElement(page)}</TextsArriving>
      </Allowed>
    ),
    { preload: () => page.preload?.() },
  )
}

function PageFailed({ error, reset }: ErrorComponentProps) {
  return <ErrorPanel error={error} retry={reset} />
}
