import i18next from 'i18next'
import { type ReactNode, Suspense, useEffect, useReducer } from 'react'

/**
 * A part of a page, or that it is on its way while the texts it speaks with are fetched. React holds whatever follows a waiting sign back
 * until the sign has stood for 300 ms, unless something else changes too: without this each page stayed empty that long, and again for
 * each part with texts of its own, after all of it was there.
 */
export function TextsArriving({ waiting, children }: { waiting: ReactNode; children: ReactNode }) {
  const [, again] = useReducer((times: number) => times + 1, 0)
  useEffect(() => {
    i18next.on('loaded', again)
    return () => i18next.off('loaded', again)
  }, [])
  return <Suspense fallback={waiting}>{children}</Suspense>
}
