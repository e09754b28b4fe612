import {
  type ComponentType,
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Skeleton } from './mantine.ts'
import type { Panel } from './screens.ts'
import { may, useSession } from './session.tsx'
import { TextsArriving } from './TextsArriving.tsx'

const PanelsContext = createContext<readonly Panel[]>([])
const EndedContext = createContext(false)

/** Whether the record on whose page a panel stands has ended: it is read then, and nothing is begun in it. */
export const useRecordEnded = (): boolean => useContext(EndedContext)

/** Puts the modules' panels at hand; the shell does this once. */
export function PanelsProvider({ panels, children }: { panels: readonly Panel[]; children: ReactNode }) {
  return <PanelsContext value={panels}>{children}</PanelsContext>
}

/**
 * What the systems add to a record's page: the FIR to a case, the imprisonments to a person. Each is fetched by itself, fails by
 * itself, and is left out for posts that may not see it. `ended` tells them that nothing is begun in this record any more.
 */
export function Panels({ place, id, ended = false }: { place: Panel['place']; id: string; ended?: boolean }) {
  const session = useSession()
  const all = useContext(PanelsContext)
  const shown = useMemo(
    () =>
      all
        .filter((panel) => panel.place === place && may(session, panel.needs))
        .sort((a, b) => a.order - b.order),
    [all, place, session],
  )
  return (
    <EndedContext value={ended}>
      {shown.map((panel) => (
        <ErrorBoundary key={panel.key}>
          <PanelPart panel={panel} id={id} />
        </ErrorBoundary>
      ))}
    </EndedContext>
  )
}

type Part = ComponentType<{ id: string }>
const fetched = new Map<string, Part>()

/** A panel's code is fetched once; the next record shows it at once. */
function PanelPart({ panel, id }: { panel: Panel; id: string }) {
  const [Part, setPart] = useState<Part | undefined>(() => fetched.get(panel.key))
  const [failed, setFailed] = useState<{ error: unknown }>()
  useEffect(() => {
    if (fetched.has(panel.key)) return
    panel.part().then(
      (part) => {
        fetched.set(panel.key, part.default)
        setPart(() => part.default)
      },
      (error: unknown) => setFailed({ error }),
    )
  }, [panel])
  // The boundary around the panel says it, and the rest of the page stays.
  if (failed !== undefined) throw failed.error
  if (Part === undefined) return <PanelWaiting />
  return (
    <TextsArriving waiting={<PanelWaiting />}>
      <Part id={id} />
    </TextsArriving>
  )
}

function PanelWaiting() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('common:word.loading')}>
      <Skeleton height={120} />
    </div>
  )
}
