import { type ComponentType, createContext, lazy, type ReactNode, Suspense, useContext, useMemo } from 'react'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Skeleton } from './mantine.ts'
import type { Panel } from './screens.ts'
import { may, useSession } from './session.tsx'

const PanelsContext = createContext<readonly Panel[]>([])

/** Puts the modules' panels at hand; the shell does this once. */
export function PanelsProvider({ panels, children }: { panels: readonly Panel[]; children: ReactNode }) {
  return <PanelsContext value={panels}>{children}</PanelsContext>
}

/**
 * What the systems add to a record's page: the FIR to a case, the imprisonments to a person. Each is fetched by itself, fails by
 * itself, and is left out for posts that may not see it.
 */
export function Panels({ place, id }: { place: Panel['place']; id: string }) {
  const session = useSession()
  const all = useContext(PanelsContext)
  const shown = useMemo(
    () =>
      all
        .filter((panel) => panel.place === place && may(session, panel.needs))
        .sort((a, b) => a.order - b.order)
        .map((panel) => ({ key: panel.key, Part: lazyPart(panel) })),
    [all, place, session],
  )
  return shown.map(({ key, Part }) => (
    <ErrorBoundary key={key}>
      <Suspense fallback={<Skeleton height={120} />}>
        <Part id={id} />
      </Suspense>
    </ErrorBoundary>
  ))
}

const parts = new Map<string, ComponentType<{ id: string }>>()

/** One lazy component for each panel for good: a new one on every drawing would fetch and mount it anew. */
function lazyPart(panel: Panel): ComponentType<{ id: string }> {
  const known = parts.get(panel.key)
  if (known !== undefined) return known
  const made = lazy(panel.part)
  parts.set(panel.key, made)
  return made
}
