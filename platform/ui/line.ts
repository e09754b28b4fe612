import { useSyncExternalStore } from 'react'
import { type Line, lineNow, onLine } from '../http/line.ts'

/** Whether the server answered when it was last asked, and whether it is still of this page's version. */
export function useLine(): Line {
  return useSyncExternalStore(onLine, lineNow)
}
