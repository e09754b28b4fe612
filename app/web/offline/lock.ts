import type { QueryClient } from '@tanstack/react-query'
import { closeDrafts } from '../../../platform/ui/forms/own-drafts.ts'
import { openShift } from '../../../platform/ui/shift/open-shift.ts'
import { sessionKey } from '../session-key.ts'

/** What the open pack told is forgotten; the pack itself, what waits and what was typed stay, sealed. */
export function lock(queries: QueryClient): void {
  openShift(undefined)
  closeDrafts()
  queries.clear()
  void queries.resetQueries({ queryKey: sessionKey })
}
