import { deliverDue, type Reaction, serviceActors } from '#kernel/events'
import type { Database } from '#platform/db'

/**
 * Carries out reactions as they fall due until stopped. Polling keeps it working on any PostgreSQL, behind any pooler; the
 * wait is short after work was found and a quarter of a second otherwise. A database that is away is asked again.
 */
export function startReacting(
  database: Database,
  reactions: readonly Reaction[],
  onTrouble: (error: unknown) => void,
) {
  let stopped = false
  let wake: () => void = () => undefined
  const loop = (async () => {
    let actors = await serviceActors(database.pool).catch(() => [])
    while (!stopped) {
      let handled = 0
      try {
        if (actors.length === 0) actors = await serviceActors(database.pool)
        handled = await deliverDue(database, actors, reactions)
      } catch (error) {
        onTrouble(error)
      }
      if (handled === 0 && !stopped) {
        await new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, 250)
        })
      }
    }
  })()
  return {
    async stop() {
      stopped = true
      wake()
      await loop
    },
  }
}
